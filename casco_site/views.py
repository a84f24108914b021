"""Pages and answers that belong to no room: health, privacy, robots, a refused form, a fault of ours."""

import errno
import sys
from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from accounts.kept_page import kept_page
from casco_site import worker
from clarifications import disclaimer
from clarifications.erasure.kinds import SORTS
from standards.editing.unsent import texts_of

OPENSEARCH = "application/opensearchdescription+xml"
SECURITY_HOLDS = timedelta(days=90)
FULL = (errno.ENOSPC, errno.EDQUOT)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the site can do its work: the database, its tables, the worker; 503 and what is missing if not."""
    database = _database_answers()
    found = {
        "database": database,
        "migrations": database and _migrations_applied(),
        "worker": database and worker.is_alive(),
    }
    missing = [name for name, well in found.items() if not well]
    return JsonResponse({"status": "missing" if missing else "ok", "missing": missing}, status=503 if missing else 200)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, how long, who sees it, how to have it erased."""
    days = {"draft_days": settings.DRAFT_DAYS, "endorsement_days": settings.ENDORSEMENT_DAYS}
    days |= {"report_days": settings.REPORT_DAYS, "kept_draft_days": settings.KEPT_DRAFT_DAYS}
    context = {"contact": settings.PRIVACY_CONTACT, "sorts": SORTS} | days
    return render(request, "site/privacy.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where the public addresses are listed."""
    context = {"site_url": settings.SITE_URL, "private": settings.AREAS.private_addresses}
    return render(request, "site/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness of the site, as RFC 9116 has it; not there where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # It is made by the site as it runs, and so holds for some time from now.
    until = timezone.now().replace(microsecond=0) + SECURITY_HOLDS
    facts = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en",
        "Canonical": settings.SITE_URL + request.path,
    }
    text = "".join(f"{name}: {value}\n" for name, value in facts.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser, or any program that knows OpenSearch, looks for something here."""
    context = {
        "disclaimer": disclaimer.short(),
        "language": get_language(),
        "icon": settings.SITE_URL + static("favicon.ico"),
        "search": settings.SITE_URL + reverse("search"),
        "own": settings.SITE_URL + request.path,
    }
    return render(request, "site/opensearch.xml", context, content_type=f"{OPENSEARCH}; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign, for whoever asks for it where browsers did before pages named it."""
    return redirect(static("favicon.ico"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its proof: the page was old, or cookies are off. What was typed is kept for its person.

    Who is somebody else by now is told nothing of it. What a page for everybody held is shown. Of a page that is none
    of ours nothing is kept or shown: sent from elsewhere it comes without the cookies, and a new key would replace the
    one with which this browser opens what it has kept.
    """
    page = kept_page(request)
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    is_kept = is_ours and page.keep() and page.claim == page.holder
    context = {"is_kept": is_kept, "typed": texts_of(request) if is_ours and not page.claim else []}
    return render(request, "site/stale_form.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or none any more; a form that was sent there is shown again."""
    return render(request, "404.html", {"typed": texts_of(request)}, status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed, or not any more; a form that was sent is shown again. Who is not signed in may do so first."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "403.html", {"typed": texts_of(request)}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with the id under which our log has it; 503 where nothing can be saved at the moment.

    The database may be what broke, so nothing here asks it, and the page needs neither request nor frame.
    """
    problem = sys.exc_info()[1]
    is_stuck = isinstance(problem, OperationalError) or (isinstance(problem, OSError) and problem.errno in FULL)
    context = {"is_stuck": is_stuck, "request_id": structlog.contextvars.get_contextvars().get("request_id", "")}
    answer = HttpResponse(render_to_string("500.html", context), status=503 if is_stuck else 500)
    if is_stuck:
        answer["Retry-After"] = "300"
    return answer


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
