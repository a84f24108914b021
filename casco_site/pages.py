"""Pages that draw on several rooms: home, how a request is handled, search, about the data."""

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.limits import parse_rate
from casco_site import front, lookup, open_data
from casco_site.api_examples import examples
from clarifications import disclaimer
from clarifications.documentation import step_rows
from clarifications.map.picture import NARROW, WIDE, draw
from clarifications.map.reader import WAY
from clarifications.register.filters import VERBATIM
from standards.catalogue.differences import dated_otherwise
from standards.catalogue.queries import CASCO
from standards.models import Clause, Committee, Confidence, Edition, Import, OtherPublication, Responsibility, Standard
from standards.reading import licence
from standards.reading.asked import taken, too_long

IMPORTS = 5  # that are shown


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search, what is here, what is new, what is pending, the standards most asked about."""
    context = {"front": front.overview(), "disclaimer": disclaimer.not_included()}
    return render(request, "site/home.html", context)


@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """How a request is handled: a reader's way, then the whole map."""
    # Functions, because the page is drawn once.
    context = {
        "way": WAY,
        "drawings": lambda: [draw(WIDE), draw(NARROW)],
        "steps": step_rows,
        "disclaimer": disclaimer.not_included,
    }
    return render(request, "site/process.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The clause that is meant, standards and records that answer to what was typed."""
    query = request.GET.get("q", "").strip()
    found = lookup.look_up(taken(query), as_typed=request.GET.get(VERBATIM, "").strip() == query)
    context = {"query": query, "cut": too_long(query), "found": found, "disclaimer": disclaimer.not_included()}
    return render(request, "site/search.html", context)


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Where the data of the catalogue comes from, in what state it is, and its licence."""
    editions = Edition.objects.of_committee(CASCO)
    known = Responsibility.objects.order_by("confidence").values_list("confidence")
    states = (
        editions.order_by().values_list("data_as_of").annotate(number=Count("pk")).order_by("-number", "data_as_of")
    )
    context = {
        "standards": Standard.objects.filter(committee__reference=CASCO).count(),
        "editions": editions.count(),
        "clauses": Clause.objects.count(),
        "all_standards": Standard.objects.count(),
        "all_editions": Edition.objects.count(),
        "committees": Committee.objects.count(),
        "others": OtherPublication.objects.shown().aggregate(number=Count("pk"), day=Max("as_of")),
        "imports": Import.objects.all()[:IMPORTS],
        "states": states,
        "differences": dated_otherwise(),
        "confidence": [(Confidence(value).label, number) for value, number in known.annotate(Count("pk"))],
    }
    return render(request, "site/about_data.html", context)


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """The API for people: what it gives, how it is asked; drawn from its description."""
    operations = open_data.operations(examples())
    context = {"operations": operations, "licence": licence, "rate": parse_rate(settings.API_RATE)[0]}
    return render(request, "site/api.html", context)
