"""Public pages for visitors: one copy for all who ask, as long as nothing public has changed (decision 22)."""

import functools
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from casco_site.visitors import VisitorsHandler
from standards.catalogue.once import marks_of_request

COPIES = "copies"  # the cache that they are kept in
A_DAY = 86_400  # seconds; the day is a part of what a copy is kept under
SHARED = 60  # seconds that a cache of somebody else may give a page without asking us
PROOF = b"csrfmiddlewaretoken"
READING = ("GET", "HEAD")
# Of what a browser may say of the page that it has, the first alone is meant for reading; the others would refuse it.
ASKED_AGAIN = "HTTP_IF_NONE_MATCH"
NOT_FOR_READING = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
# What no public page depends on: who is signed in is answered past the copies, and an address has one language.
NOT_LOOKED_AT = ("cookie", "accept-language")

Next = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Copy:
    """A page as it was sent: its bytes, compressed or not, and its headers.

    Where the address says one thing to programs and another to browsers, ``by_accept`` alone is set: the page is kept
    under what was asked for.
    """

    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    by_accept: bool = False

    def sent(self) -> HttpResponse:
        """The page once more."""
        return HttpResponse(self.content, headers=dict(self.headers))


class CopiesMiddleware:
    """Answers a visitor with what another was answered with before, and with 304 who has it already.

    Whoever is signed in, or waits for a message, is answered past the copies, and no cache keeps that for others; the
    others through fewer middlewares (``visitors.py``).
    Stands above whatever draws, compresses or marks a page, so that all of it is done once.
    """

    def __init__(self, get_response: Next, for_visitors: Next | None = None) -> None:
        self.get_response = get_response
        self.for_visitors = for_visitors or VisitorsHandler().answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING or not settings.AREAS.of(request.path).has_copies:
            return self.get_response(request)
        if is_personal(request):
            return _for_its_reader(self.get_response(request))
        # A whole page is drawn for whoever has one already, so that it can be kept for others too.
        known = request.META.pop(ASKED_AGAIN, "")
        for name in NOT_FOR_READING:
            request.META.pop(name, None)
        response = self._for_visitors(request)
        if not known or not response.has_header("ETag"):
            return response
        request.META[ASKED_AGAIN] = known
        answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
        return _with_headers_of(response, answer) if answer is not response else response

    def _for_visitors(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)  # before the page is drawn: what changes meanwhile makes the copy one that nobody asks for
        if key and (copy := _found(key, request)):
            return copy.sent()
        response = self.for_visitors(request)
        if response.status_code != HTTPStatus.OK or response.streaming:
            return response
        if response.cookies or PROOF in response.content:
            return _for_its_reader(response)
        _mark(response)
        if key and request.method == "GET" and "no-store" not in response["Cache-Control"]:
            _keep(key, request, response)
        return response


def _with_headers_of(response: HttpResponse, answer: HttpResponseBase) -> HttpResponseBase:
    """What says whether another site may read it, and how it may be kept, is said with a 304 too."""
    for name, value in response.items():
        if not name.lower().startswith("content-"):
            answer[name] = value
    return answer


def is_personal(request: HttpRequest) -> bool:
    """Somebody is signed in, or a message waits to be shown: such a page is made anew."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the browser unpacks gzip: it names it, or anything, and does not say that it will not."""
    named = {
        name.strip().lower(): rest
        for name, _sep, rest in (part.partition(";") for part in request.headers.get("Accept-Encoding", "").split(","))
    }
    quality = named.get("gzip", named.get("*", "q=0"))
    return not re.fullmatch(r"\s*q=0(\.0*)?\s*", quality, re.I)


def _for_its_reader(response: HttpResponse) -> HttpResponse:
    if response.status_code == HTTPStatus.OK and "no-store" not in response.get("Cache-Control", ""):
        patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response


def _mark(response: HttpResponse) -> None:
    """Say that it is the same for everybody, and what it is known again by: its content."""
    named = [name.strip() for name in response.get("Vary", "").split(",") if name.strip()]
    response["Vary"] = ", ".join(name for name in named if name.lower() not in NOT_LOOKED_AT)
    if not response["Vary"]:
        del response["Vary"]
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED, must_revalidate=True)
    if "no-store" not in response["Cache-Control"]:
        weak = "W/" if response.has_header("Content-Encoding") else ""
        response["ETag"] = f'{weak}"{hashlib.sha256(response.content).hexdigest()[:32]}"'


def _key(request: HttpRequest) -> str:
    """Names what the page depends on: address, form, day, release, and all that is public; empty: keep nothing."""
    try:
        marks, host = marks_of_request(), request.get_host()
    except (DatabaseError, DisallowedHost):  # whoever draws the page says so in words
        return ""
    if marks is None:
        return ""
    packed = takes_gzip(request)
    parts = (marks, timezone.localdate(), _release(), request.scheme, host, request.get_full_path(), packed)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _found(key: str, request: HttpRequest) -> Copy | None:
    found: Copy | None = caches[COPIES].get(key)
    return caches[COPIES].get(_asked_as(key, request)) if found and found.by_accept else found


def _keep(key: str, request: HttpRequest, response: HttpResponse) -> None:
    if "accept" in response.get("Vary", "").lower().split(", "):
        caches[COPIES].set(key, Copy(by_accept=True), A_DAY)
        key = _asked_as(key, request)
    caches[COPIES].set(key, Copy(response.content, tuple(response.items())), A_DAY)


def _asked_as(key: str, request: HttpRequest) -> str:
    return f"{key} {hashlib.sha256(request.headers.get('Accept', '').encode()).hexdigest()}"


@functools.cache
def _release() -> str:
    """Stands for the code, the templates and the styles of this release."""
    digest = hashlib.sha256()
    for room in ("accounts", "casco_site", "clarifications", "standards", "templates"):
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.*")):
            if path.suffix in (".py", ".html", ".json", ".txt", ".xml"):
                digest.update(f"{path.name} {path.stat().st_mtime_ns}".encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.is_file() else b"")
    return digest.hexdigest()
