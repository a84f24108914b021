"""Public pages are compressed, private ones are not (docs/decisions/0019-what-is-compressed.md)."""

import gzip
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from casco_site.copies import PROOF, is_personal, takes_gzip

CHEAPLY = 1  # of nine levels: half a millisecond a page, and a tenth more bytes than the usual six
SHORT = 1_000  # bytes that fit into one packet either way
TEXTS = ("text/", "application/")  # pages, feeds, lists and data; pictures are compressed already


class CompressionMiddleware:
    """Compresses what everybody may read, for browsers that take it. Static files have been compressed once, before.

    Whoever can put words into a page and see how long it gets guesses a secret in it letter by letter (BREACH), so
    nothing is compressed that holds one: no private page, none for somebody signed in, none with the proof of a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_for_everybody(request, response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if takes_gzip(request):
                _compress(response)
        return response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        settings.AREAS.of(request.path).is_public
        and not is_personal(request)
        and not response.streaming
        and response.get("Content-Type", "").startswith(TEXTS)
        and len(response.content) >= SHORT
        and PROOF not in response.content
    )


def _compress(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, CHEAPLY, mtime=0)
    response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
