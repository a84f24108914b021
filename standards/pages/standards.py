"""The public pages of the catalogue: the list of standards, a standard, an edition."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standards.catalogue.clause_depth import list_depth
from standards.catalogue.clause_tree import tree_of
from standards.catalogue.compared import compared, compared_of_standard
from standards.catalogue.lineage import StandardLine, line_of, overview
from standards.catalogue.once import kept_by_catalogue
from standards.catalogue.others import others_on_edition, others_on_standard
from standards.catalogue.queries import is_casco, named_groups, toolbox
from standards.catalogue.relatives import family_of
from standards.catalogue.responsible import answer_for
from standards.filters.lists import StandardFilterSet
from standards.models.clauses import Clause
from standards.models.editions import Edition
from standards.models.resources import Resource
from standards.pictures.chart import chart_of
from standards.pictures.family_down import family_pictures


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The standards of the toolbox, those in force first."""
    context = _listed(request.GET.urlencode()) | {"at": timezone.localdate()}
    return render(request, "standards/index.html", context)


@kept_by_catalogue
def _listed(asked: str) -> dict[str, object]:
    """The page of the list that is asked for, with its standards as they stand today."""
    listing = StandardFilterSet(QueryDict(asked), queryset=toolbox()).listing()
    listing["page"].object_list = list(listing["page"].object_list)
    return {**listing, "rows": overview(listing["page"].object_list, at=timezone.localdate())}


@require_safe
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """A standard: its editions, what follows what, transitions, who keeps it."""
    line = _standard(slug)
    return render(request, "standards/standard.html", _around(line) | _of_standard(line))


@require_safe
def edition(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """An edition: its facts and its clauses."""
    standard = _standard(slug)
    line = next((line for line in standard.lines if line.edition.slug == edition), None)
    if line is None:
        return redirect(_followed(standard, edition), permanent=False)
    context = _around(standard, line.edition) | _of_edition(standard, line.edition)
    return render(request, "standards/edition.html", context)


def _standard(slug: str) -> StandardLine:
    if (found := line_of(slug=slug)) is None:
        raise Http404
    return found


@kept_by_catalogue
def _around(standard: StandardLine, shown: Edition | None = None) -> dict[str, object]:
    """What stands on the page of a standard, or of an edition, but for its clauses and what others said."""
    groups = named_groups(standard.standard, newest=standard.last_published)
    at = timezone.localdate()
    family = family_of(standard, at=at)
    about = {"edition": shown} if shown else {"edition__standard": standard.standard}
    return {
        "standard": standard,
        "groups": groups,
        "group": next((group for group in groups if group.is_fact), None),
        "family": family,
        "transitions": family.with_successors([line for line in standard.lines if shown in (None, line.edition)]),
        "drawing": family_pictures(family.lines, shown=shown),
        "elsewhere": None if is_casco(standard.standard) else answer_for(shown or standard.lines[0].edition),
        "resources": list(
            Resource.objects.filter(**about).select_related("edition").order_by("-edition__published", "kind", "title")
        ),
        "at": at,
    }


@kept_by_catalogue
def _of_standard(line: StandardLine) -> dict[str, object]:
    """What stands on the page of a standard alone."""
    return {
        "chart": chart_of(line.main, at=timezone.localdate()),
        "compared": compared_of_standard(line.main),
        "others": others_on_standard(line.standard),
    }


@kept_by_catalogue
def _of_edition(standard: StandardLine, shown: Edition) -> dict[str, object]:
    """What stands on the page of an edition alone."""
    line = next(line for line in standard.lines if line.edition == shown)
    rows = tree_of(Clause.objects.filter(edition=shown), edition=shown)
    return {
        "line": line,
        "rows": rows,
        "depth": list_depth(shown) if rows else None,
        "compared": compared(line, standard.lines),
        "others": others_on_edition(shown),
    }


def _followed(standard: StandardLine, address: str) -> Edition:
    """The edition that a project became: it has its year as address then, and the old one leads there.

    Raises ``Http404`` when no edition was known by this address.
    """
    for edition in (line.edition for line in standard.lines):
        if edition.was_at(address):
            return edition
    raise Http404
