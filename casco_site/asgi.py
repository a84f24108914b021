"""Where an asynchronous server finds the site; without MODE it is production."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casco_site.settings")
os.environ.setdefault("MODE", "production")
application = get_asgi_application()
