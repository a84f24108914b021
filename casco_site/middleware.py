"""What every request gets: an id, a line in the log, and headers that keep private pages private."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import split_domain_port
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from casco_site.copies import READING
from casco_site.logs import mask_keys
from casco_site.open_data import API
from standards.catalogue.once import one_request
from standards.reading.characters import plain

log = structlog.get_logger("casco_site.access")

LAST_PORT = 65_535
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Asked for many times a minute, or many times a page: of interest only when somebody looks closely.
QUIET_PATHS = ("/healthz", "/readyz", "/static/")
READ_CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")  # the latter two are a part of it
PASSWORD = "password"  # part of the names of fields that hold one
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
    "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-get=(self), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
)

Next = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id, which the answer and each line of the log carry, and writes the access log."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        proposed = request.headers.get("X-Request-ID", "")
        request_id = proposed if REQUEST_ID.fullmatch(proposed) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)

        response = self.get_response(request)

        response["X-Request-ID"] = request_id
        write = log.debug if request.path.startswith(QUIET_PATHS) else log.info
        write(
            "request",
            method=request.method,
            path=mask_keys(request.path),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Private pages are in the language that the browser prefers; a public address has one, the same for all."""

    def process_request(self, request: HttpRequest) -> None:
        if not settings.AREAS.of(request.path).is_public:
            super().process_request(request)
            return
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE


class OnceMiddleware:
    """Lets what every part of a page needs be asked of the database once a request, and the catalogue not even then."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_request(only_reads=request.method in READING):
            return self.get_response(request)


class AddressMiddleware:
    """Refuses addresses that cannot be: of a host with a port beyond the last one, with a NUL in it.

    Libraries that take such an address apart, or a database that is asked for it, would break.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        port = split_domain_port(request.get_host())[1]
        if port and not 0 < int(port[:6]) <= LAST_PORT:
            raise DisallowedHost(f"There is no port {port[:6]}.")
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)


class CharsetMiddleware:
    """Refuses what is sent in another alphabet than UTF-8, which is what every browser sends.

    Python knows codecs that are none of texts ("hex", "zlib"), and those that read no text but their own: whoever reads
    the form, first of all the check against forged ones, would break.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip().lower() not in READ_CHARSETS:
            raise BadRequest("What is sent is read as UTF-8.")
        return self.get_response(request)


class PlainTextMiddleware:
    """Makes plain what was typed and what stands in the address, so that no view, form or library meets anything else.

    Passwords stay as they are: whoever has an odd one signs in with it. What programs ask of the API stays too: they
    are told what is wrong. Stands after the check against forged forms, so that what is refused there is not read.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if not request.path.startswith(API):
            request.GET = _plain_data(request.GET)  # type: ignore[assignment]  # it cannot be changed either
            request.POST = _plain_data(request.POST)  # type: ignore[assignment]


class HeadersMiddleware:
    """Switches off what the site never uses, and keeps private pages out of caches and search engines."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)

        response["Permissions-Policy"] = PERMISSIONS_POLICY
        if settings.AREAS.of(request.path).is_private:
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex, nofollow"
            # Never the path, which may hold a key, not even to ourselves. "no-referrer" would be stricter, but then
            # browsers send "Origin: null" with a form and the check against forged forms refuses it.
            response["Referrer-Policy"] = "strict-origin"
        return response


def _plain_data(data: QueryDict) -> QueryDict:
    """What a browser sent, with every text plain but passwords."""
    tidy = QueryDict(mutable=True)
    for name, values in data.lists():
        tidy.setlist(plain(name), values if PASSWORD in name else [plain(value) for value in values])
    tidy._mutable = False
    return tidy
