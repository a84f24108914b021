"""How the register is followed: the feed, and for people the page that says what to do with it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.register.feeds import CONTENT_TYPE, NEWEST, address_of, feed_of, newest
from clarifications.register.kept_numbers import kept_numbers
from standards.models import Standard

FEED, PAGE = "application/atom+xml", "text/html"


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """How to follow: the address of the feed, what it holds, and those of single standards."""
    chosen = _standard(request)
    context = {
        "chosen": chosen,
        "standards": Standard.objects.filter(pk__in=kept_numbers("standard")),
        "newest": NEWEST,
        "feed": settings.SITE_URL + address_of(chosen),
        "disclaimer": disclaimer.not_included(),
    }
    return render(request, "clarifications/register/follow.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The feed; whose browser would rather have a page is shown how to follow."""
    answer = follow(request) if _would_rather_have_a_page(request) else _feed(request)
    patch_vary_headers(answer, ["Accept"])
    return answer


def _feed(request: HttpRequest) -> HttpResponse:
    standard = _standard(request)
    return HttpResponse(feed_of(newest(standard), standard), content_type=CONTENT_TYPE)


def _standard(request: HttpRequest) -> Standard | None:
    """The one that the address names; a feed of one that is not there would be silent for ever, so there is none."""
    slug = request.GET.get("standard", "").strip()
    return get_object_or_404(Standard, slug=slug) if slug else None


def _would_rather_have_a_page(request: HttpRequest) -> bool:
    """Only who likes HTML better than Atom: programs that take anything get the feed."""
    page, feed = request.accepted_type(PAGE), request.accepted_type(FEED)
    return page is not None and (feed is None or page.quality > feed.quality)
