"""The addresses of the API of the catalogue: a list and single rows of each kind."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from standards.api import rows, shapes
from standards.api.addresses import Addresses
from standards.api.errors import PROBLEM, ErrorSerializer
from standards.api.filters import Filters, Order
from standards.api.other_shapes import OtherSerializer
from standards.api.paging import Pages
from standards.catalogue.queries import committee_at, edition_at
from standards.filters import lists as filters
from standards.filters.others import PublicOthersFilterSet
from standards.models.clauses import Clause
from standards.models.committees import Committee
from standards.models.editions import Edition, Standard
from standards.models.others import OtherPublication

Described = TypeVar("Described", bound=Callable[..., object])

REFUSED = OpenApiResponse(ErrorSerializer, _("A parameter cannot be used; the answer says which and why."))
MISSING = OpenApiResponse(ErrorSerializer, _("There is nothing at this address."))


def _named(name: str, meaning: Promise, type: type = str) -> OpenApiParameter:
    return OpenApiParameter(name, type, OpenApiParameter.PATH, description=meaning)


STANDARD = _named("standard", _("A standard: 17025, 17021-1, ts-17012."))
EDITION = _named("edition", _("An edition of it: 2017, fdis, 2005-cor-1-2006."))
CLAUSE = _named("clause", _("A clause of it: 7.8.6, annex-a."))
COMMITTEE = _named("committee", _("A committee: iso-casco, iso-tc-176-sc-1, or its number at ISO."))
IDENTIFIER = _named("identifier", _("The identifier of a publication of another body."))
ISO_ID = _named("iso_id", _("The number of an edition at ISO."), int)
SHAPES: Mapping[str, type[Serializer[Any]]] = {
    "standards": shapes.StandardSerializer,
    "editions": shapes.EditionSerializer,
    "clauses": shapes.ClauseSerializer,
    "committees": shapes.CommitteeSerializer,
    "others": OtherSerializer,
}


def _listing(kind: str, summary: Promise) -> Callable[[Described], Described]:
    """Describes the list of a kind."""
    how = extend_schema(operation_id=f"list_{kind}", summary=summary, tags=[kind], responses=_answers(kind, many=True))
    return extend_schema_view(get=how)


def _reading(kind: str, summary: Promise, *names: OpenApiParameter, by: str = "") -> Callable[[Described], Described]:
    """Describes the address of one row."""
    described: Callable[[Described], Described] = extend_schema(
        operation_id=f"read_{kind.removesuffix('s')}{by}",
        summary=summary,
        tags=[kind],
        parameters=list(names),
        responses=_answers(kind, many=False),
    )
    return described


def _answers(kind: str, *, many: bool) -> dict[int | tuple[int, str], object]:
    shape = SHAPES[kind]
    return {200: shape(many=True), (400, PROBLEM): REFUSED} if many else {200: shape, (404, PROBLEM): MISSING}


class _Shown(GenericAPIView[Any]):
    """Shows rows of a kind: ``fetch`` loads them by their keys with all that is shown."""

    fetch: Callable[[Sequence[int]], Sequence[object]]

    def get_serializer_context(self) -> dict[str, Addresses]:
        return {"addresses": Addresses.of(self.request)}


class _List(_Shown, ListAPIView[Any]):
    """Rows of a kind, narrowed, ordered, a page at a time."""

    pagination_class = Pages
    filter_backends = (Filters, Order)
    orders: ClassVar[Mapping[str, tuple[str, ...]]]

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        keys = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.get_serializer(self.fetch(keys), many=True).data)


class _Single(_Shown):
    """One row, named by its address."""

    def show(self, found: Model | None) -> Response:
        if found is None:
            raise Http404
        return Response(self.get_serializer(self.fetch([found.pk])[0]).data)


class _StandardsShown(_Shown):
    queryset = Standard.objects.all()
    serializer_class = shapes.StandardSerializer
    fetch = staticmethod(rows.standards)


@_listing("standards", _("Standards of all committees"))
class StandardList(_StandardsShown, _List):
    """Numbers under which editions follow each other, each with its editions and the one in force."""

    filterset_class = filters.CatalogueFilterSet
    orders = {"number": ("sort_key",), "slug": ("slug",)}


class SingleStandard(_StandardsShown, _Single):
    """A standard with its editions."""

    @_reading("standards", _("A standard"), STANDARD)
    def get(self, request: Request, standard: str) -> Response:
        return self.show(Standard.objects.filter(slug=standard).first())


class _EditionsShown(_Shown):
    queryset = Edition.objects.all()
    serializer_class = shapes.EditionSerializer
    fetch = staticmethod(rows.editions)


@_listing("editions", _("Editions of all standards"))
class EditionList(_EditionsShown, _List):
    """Dated texts, supplements and projects; those ordered by ``published`` begin with the ones of unknown date."""

    filterset_class = filters.EditionFilterSet
    orders = {"reference": ("reference",), "published": ("published",), "iso_id": ("iso_id",)}


class SingleEdition(_EditionsShown, _Single):
    """An edition, a supplement or a project; a project that was published is found at its old address too."""

    @_reading("editions", _("An edition"), STANDARD, EDITION)
    def get(self, request: Request, standard: str, edition: str) -> Response:
        return self.show(edition_at(standard, edition))


class EditionOfIso(_EditionsShown, _Single):
    """The edition whose page at ISO has this number: iso.org/standard/66912.html."""

    @_reading("editions", _("An edition by its number at ISO"), ISO_ID, by="_of_iso")
    def get(self, request: Request, iso_id: int) -> Response:
        return self.show(Edition.objects.filter(iso_id=iso_id).first())


class _ClausesShown(_Shown):
    queryset = Clause.objects.all()
    serializer_class = shapes.ClauseSerializer
    fetch = staticmethod(rows.clauses)


@_listing("clauses", _("Clauses of the editions of which we hold a list"))
class ClauseList(_ClausesShown, _List):
    """Numbers and short headings; where one is not listed, the depths of its edition say whether it may exist."""

    filterset_class = filters.ClauseFilterSet
    orders = {"place": ("edition__standard__sort_key", "edition__published", "edition", "sort_key")}


class SingleClause(_ClausesShown, _Single):
    """A clause of an edition, where we list it."""

    @_reading("clauses", _("A clause"), STANDARD, EDITION, CLAUSE)
    def get(self, request: Request, standard: str, edition: str, clause: str) -> Response:
        found = edition_at(standard, edition)
        return self.show(Clause.objects.filter(edition=found, slug=clause).first() if found else None)


class _CommitteesShown(_Shown):
    queryset = Committee.objects.all()
    serializer_class = shapes.CommitteeSerializer
    fetch = staticmethod(rows.committees)


@_listing("committees", _("Committees of ISO"))
class CommitteeList(_CommitteesShown, _List):
    """Committees with the number of standards that they own."""

    filterset_class = filters.CommitteeFilterSet
    orders = {"reference": ("reference",)}


class SingleCommittee(_CommitteesShown, _Single):
    """A committee, by its name in addresses or by its number at ISO."""

    @_reading("committees", _("A committee"), COMMITTEE)
    def get(self, request: Request, committee: str) -> Response:
        return self.show(committee_at(committee))


class _OthersShown(_Shown):
    queryset = OtherPublication.objects.shown()
    serializer_class = OtherSerializer
    fetch = staticmethod(rows.others)


@_listing("others", _("What other bodies have published"))
class OtherList(_OthersShown, _List):
    """Publications of other bodies on standards and their clauses; theirs, and no decisions of CASCO."""

    filterset_class = PublicOthersFilterSet
    orders = {"date": ("date", "body", "number"), "body": ("body", "number")}


class SingleOther(_OthersShown, _Single):
    """A publication of another body, by its identifier, which stays."""

    @_reading("others", _("A publication of another body"), IDENTIFIER)
    def get(self, request: Request, identifier: str) -> Response:
        return self.show(self.queryset.filter(identifier=identifier).first())
