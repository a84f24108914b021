"""Pages that a browser or a cache may keep and must ask about again: 304 where nothing has changed, for two queries."""

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from standards.catalogue.bodies import takings_over

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Stamp = Callable[P, tuple[object, datetime] | None]


def cached_while(stamp: Stamp[P]) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Answer 304 while ``stamp`` (what the page depends on, and when it last changed) says the same.

    ``stamp`` gives ``None`` where there is no such page; the view then says so.
    """

    def decorated(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def cached(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            found = None if is_personal(request) else stamp(*args, **kwargs)
            if found is None:
                return view(request, *args, **kwargs)
            etag, changed = _etag(request, found[0]), found[1]
            # Made for this request, so that etag and date come from one look at the database.
            asked = condition(lambda *_args, **_kwargs: etag, lambda *_args, **_kwargs: changed)
            answer = asked(view)(request, *args, **kwargs)
            if answer.status_code in (200, 304):
                _mark(request, answer)
            return answer

        return cached

    return decorated


def is_personal(request: HttpRequest) -> bool:
    """Somebody is signed in, or a message waits to be shown: such a page is made anew."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _mark(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Shared caches keep only what was made for a reader without cookies, and sets none."""
    alone = bool(request.COOKIES) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    patch_cache_control(answer, **{"private" if alone else "public": True}, max_age=0, must_revalidate=True)


def _etag(request: HttpRequest, depends_on: object) -> str:
    """Of the data, the bodies that took over, the day (a transition ends by itself), the cookies, and the templates."""
    chosen = (sorted(request.COOKIES.items()), request.LANGUAGE_CODE, _build())
    parts = (depends_on, takings_over(), timezone.localdate(), chosen)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@functools.cache
def _build() -> str:
    """Stands for the templates and styles of this release."""
    digest = hashlib.sha256()
    for path in sorted(Path(settings.BASE_DIR).glob("templates/**/*.html")):
        digest.update(f"{path.name} {path.stat().st_mtime_ns}".encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.is_file() else b"")
    return digest.hexdigest()
