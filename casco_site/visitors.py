"""What a visitor's page goes through: all of ``settings.MIDDLEWARE`` below the copies but what asks who somebody is."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string

COPIES = "casco_site.copies.CopiesMiddleware"


def middlewares() -> list[str]:
    """Those that stand between the copies and the page of a visitor, the outermost first."""
    below = settings.MIDDLEWARE[settings.MIDDLEWARE.index(COPIES) + 1 :]
    return [name for name in below if name not in settings.NOT_FOR_VISITORS]


class VisitorsHandler(BaseHandler):
    """Answers who has no session, as Django's own handler does, but through fewer middlewares.

    Whatever needs a session breaks here, instead of beginning one: no public page may.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()

    def load_middleware(self, is_async: bool = False) -> None:
        """As Django does: each stands around those after it, and looks at the view before them, else after them."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]  # of Django's handler
        for name in reversed(middlewares()):
            middleware = import_string(name)(chain)
            if hasattr(middleware, "process_view"):
                self._view_middleware.insert(0, middleware.process_view)
            if hasattr(middleware, "process_template_response"):
                self._template_response_middleware.append(middleware.process_template_response)
            if hasattr(middleware, "process_exception"):
                self._exception_middleware.append(middleware.process_exception)
            chain = convert_exception_to_response(middleware)
        self._middleware_chain = chain

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, for nobody in particular; what is no page may be another answer for who has a session."""
        request.user = AnonymousUser()
        response = cast(HttpResponse, self._middleware_chain(request))
        if response.status_code != HTTPStatus.OK:
            patch_vary_headers(response, ["Cookie"])
        return response
