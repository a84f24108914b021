"""The public pages that explain: the toolbox of CASCO, and what conformity assessment is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standards.catalogue.in_force import InForce
from standards.catalogue.once import kept_by_catalogue
from standards.pictures.levels import levels_of
from standards.pictures.toolbox import draw
from standards.toolbox import understanding as subjects
from standards.toolbox.places import Toolbox

THEN, TODAY = "2019", ("", "today")


@require_safe
def toolbox(request: HttpRequest) -> HttpResponse:
    """The matrix, the activities and how the bodies fit together, as in 2019 or as today."""
    asked = request.GET.get("as-of", "")
    shown = _shown(asked == THEN)
    context = {"toolbox": shown, "drawing": draw(shown.bodies), "is_unknown": asked not in (THEN, *TODAY)}
    return render(request, "standards/toolbox.html", context)


@kept_by_catalogue
def _shown(is_as_then: bool) -> Toolbox:
    return Toolbox(at=timezone.localdate(), is_as_then=is_as_then)


@require_safe
def understanding(request: HttpRequest) -> HttpResponse:
    """What conformity assessment is: the pages that tell it."""
    return render(request, "standards/understanding.html", {"subjects": subjects.SUBJECTS, "drawings": levels_of("")})


@require_safe
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    """One subject in plain words, with the standards for it that are in force today."""
    page = subjects.page_of(slug, InForce.at(timezone.localdate()))
    if page is None:
        raise Http404
    context = {"page": page, "at": timezone.localdate(), "drawings": levels_of(slug)}
    return render(request, page.subject.template, context)
