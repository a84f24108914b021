"""Where an application server finds the site; without MODE it is production."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casco_site.settings")
os.environ.setdefault("MODE", "production")


class Utf8Request(WSGIRequest):
    """What is sent is read as UTF-8, whatever it says of itself: Django breaks over some names before any part of ours.

    What says that it is something else is refused by ``CharsetMiddleware``.
    """

    @property
    def encoding(self) -> None:
        """That of the site."""

    @encoding.setter
    def encoding(self, value: str | None) -> None:
        """Stays as it is."""


class Utf8Handler(WSGIHandler):
    """Makes such a request of what comes."""

    request_class = Utf8Request


django.setup(set_prefix=False)
application = Utf8Handler()
