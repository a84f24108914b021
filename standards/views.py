"""The public pages of the catalogue: the list of standards, a standard, an edition."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone

from standards.catalogue import keepers, toolbox
from standards.chart import chart_of
from standards.clause_tree import tree_of
from standards.concordance import compared, compared_of_standard
from standards.filters import StandardFilter
from standards.lineage import StandardLine, lines_of, newest_first, overview
from standards.models import Clause, Edition

PAGE = 50


def index(request: HttpRequest) -> HttpResponse:
    """The standards of the toolbox, those in force first."""
    found = StandardFilter(request.GET, queryset=toolbox())
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    at = timezone.localdate()
    context = {
        "filter": found,
        "chips": found.chips(),
        "page": page,
        "rows": overview(page.object_list, at=at),
        "query": query.urlencode(),
        "at": at,
    }
    return render(request, "standards/index.html", context)


def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """A standard: its editions, what follows what, transitions, who keeps it."""
    line = _standard(slug)
    return render(request, "standards/standard.html", _context(line) | {"compared": compared_of_standard(line.main)})


def edition(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """An edition: its facts and its clauses."""
    standard = _standard(slug)
    line = next((line for line in standard.lines if line.edition.slug == edition), None)
    if line is None:
        return _follow_project(slug, edition)
    rows = tree_of(Clause.objects.filter(edition=line.edition), edition=line.edition)
    context = {"line": line, "rows": rows, "compared": compared(line, standard.lines)}
    return render(request, "standards/edition.html", _context(standard) | context)


def _standard(slug: str) -> StandardLine:
    editions = get_list_or_404(
        Edition.objects.select_related("standard__committee", "supplement_of__standard"), standard__slug=slug
    )
    return StandardLine(editions[0].standard, lines_of(newest_first(editions), at=timezone.localdate()))


def _context(standard: StandardLine) -> dict[str, object]:
    newest = next((line.edition for line in standard.main if line.edition.was_published), None)
    groups = keepers(standard.standard, newest=newest)
    at = timezone.localdate()
    return {
        "standard": standard,
        "keepers": groups,
        "keeper": next((keeper for keeper in groups if keeper.is_fact), None),
        "chart": chart_of(standard.main, at=at),
        "at": at,
    }


def _follow_project(slug: str, edition: str) -> HttpResponse:
    """A project that was published has its year as address; the old one leads there."""
    number = edition.removeprefix("project-")
    iso_id = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    return redirect(get_object_or_404(Edition, standard__slug=slug, iso_id=iso_id), permanent=False)
