"""The addresses of the API of the catalogue: a list and single rows of each kind."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from standards.api import rows, shapes
from standards.api.listing import RowList, RowsShown, SingleRow, listing, named, reading
from standards.api.other_shapes import OtherSerializer
from standards.catalogue.queries import committee_at, edition_at
from standards.filters import lists as filters
from standards.filters.others import PublicOthersFilterSet
from standards.models.clauses import Clause
from standards.models.committees import Committee
from standards.models.editions import Edition, Standard
from standards.models.others import OtherPublication

STANDARD = named("standard", _("A standard: 17025, 17021-1, ts-17012."))
EDITION = named("edition", _("An edition of it: 2017, fdis, 2005-cor-1-2006."))
CLAUSE = named("clause", _("A clause of it: 7.8.6, annex-a."))
COMMITTEE = named("committee", _("A committee: iso-casco, iso-tc-176-sc-1, or its number at ISO."))
IDENTIFIER = named("identifier", _("The identifier of a publication of another body."))
ISO_ID = named("iso_id", _("The number of an edition at ISO."), int)


class _StandardsShown(RowsShown):
    queryset = Standard.objects.all()
    serializer_class = shapes.StandardSerializer
    fetch = staticmethod(rows.standards)


@listing("standards", shapes.StandardSerializer, _("Standards of all committees"))
class StandardList(_StandardsShown, RowList):
    """Numbers under which editions follow each other, each with its editions and the one in force."""

    filterset_class = filters.CatalogueFilterSet
    orders = {"number": ("sort_key",), "slug": ("slug",)}


class SingleStandard(_StandardsShown, SingleRow):
    """A standard with its editions."""

    @reading("standards", shapes.StandardSerializer, _("A standard"), STANDARD)
    def get(self, request: Request, standard: str) -> HttpResponse:
        return self.show(Standard.objects.filter(slug=standard).first())


class _EditionsShown(RowsShown):
    queryset = Edition.objects.all()
    serializer_class = shapes.EditionSerializer
    fetch = staticmethod(rows.editions)


@listing("editions", shapes.EditionSerializer, _("Editions of all standards"))
class EditionList(_EditionsShown, RowList):
    """Dated texts, supplements and projects; those ordered by ``published`` begin with the ones of unknown date."""

    filterset_class = filters.EditionFilterSet
    orders = {"reference": ("reference",), "published": ("published",), "iso_id": ("iso_id",)}


class SingleEdition(_EditionsShown, SingleRow):
    """An edition, a supplement or a project; a project that was published is found at its old address too."""

    @reading("editions", shapes.EditionSerializer, _("An edition"), STANDARD, EDITION)
    def get(self, request: Request, standard: str, edition: str) -> HttpResponse:
        return self.show(edition_at(standard, edition))


class EditionOfIso(_EditionsShown, SingleRow):
    """The edition whose page at ISO has this number: iso.org/standard/66912.html."""

    @reading("editions", shapes.EditionSerializer, _("An edition by its number at ISO"), ISO_ID, by="_of_iso")
    def get(self, request: Request, iso_id: int) -> HttpResponse:
        return self.show(Edition.objects.filter(iso_id=iso_id).first())


class _ClausesShown(RowsShown):
    queryset = Clause.objects.all()
    serializer_class = shapes.ClauseSerializer
    fetch = staticmethod(rows.clauses)


@listing("clauses", shapes.ClauseSerializer, _("Clauses of the editions of which we hold a list"))
class ClauseList(_ClausesShown, RowList):
    """Numbers and short headings; where one is not listed, the depths of its edition say whether it may exist."""

    filterset_class = filters.ClauseFilterSet
    orders = {"place": ("edition__standard__sort_key", "edition__published", "edition", "sort_key")}


class SingleClause(_ClausesShown, SingleRow):
    """A clause of an edition, where we list it."""

    @reading("clauses", shapes.ClauseSerializer, _("A clause"), STANDARD, EDITION, CLAUSE)
    def get(self, request: Request, standard: str, edition: str, clause: str) -> HttpResponse:
        found = edition_at(standard, edition)
        return self.show(Clause.objects.filter(edition=found, slug=clause).first() if found else None)


class _CommitteesShown(RowsShown):
    queryset = Committee.objects.all()
    serializer_class = shapes.CommitteeSerializer
    fetch = staticmethod(rows.committees)


@listing("committees", shapes.CommitteeSerializer, _("Committees of ISO"))
class CommitteeList(_CommitteesShown, RowList):
    """Committees with the number of standards that they own."""

    filterset_class = filters.CommitteeFilterSet
    orders = {"reference": ("reference",)}


class SingleCommittee(_CommitteesShown, SingleRow):
    """A committee, by its name in addresses or by its number at ISO."""

    @reading("committees", shapes.CommitteeSerializer, _("A committee"), COMMITTEE)
    def get(self, request: Request, committee: str) -> HttpResponse:
        return self.show(committee_at(committee))


class _OthersShown(RowsShown):
    queryset = OtherPublication.objects.shown()
    serializer_class = OtherSerializer
    fetch = staticmethod(rows.others)


@listing("others", OtherSerializer, _("What other bodies have published"))
class OtherList(_OthersShown, RowList):
    """Publications of other bodies on standards and their clauses; theirs, and no decisions of CASCO."""

    filterset_class = PublicOthersFilterSet
    orders = {"date": ("date", "body", "number"), "body": ("body", "number")}


class SingleOther(_OthersShown, SingleRow):
    """A publication of another body, by its identifier, which stays."""

    @reading("others", OtherSerializer, _("A publication of another body"), IDENTIFIER)
    def get(self, request: Request, identifier: str) -> HttpResponse:
        return self.show(self.queryset.filter(identifier=identifier).first())
