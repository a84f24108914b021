"""What lists of standards, editions, clauses and committees can be narrowed to: filter sets for page and API."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from standards.catalogue import search
from standards.catalogue.standings import standing_at
from standards.filters.fields import (
    ClauseNameField,
    CommitteeNameField,
    EditionNameField,
    PeriodField,
    StandardNameField,
    YesNoField,
)
from standards.filters.periods import published_from, published_until
from standards.models.clauses import Clause
from standards.models.committees import Committee
from standards.models.editions import Edition, Standard
from standards.models.kinds import StandardType
from standards.models.standing import StandingKind
from standards.reading.asked import MOST_ASKED
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.dates import PartialDate
from standards.reading.stages import STAGES

_KINDS = (StandardType.IS, StandardType.TS, StandardType.TR, StandardType.PAS, StandardType.GUIDE)


@dataclass(frozen=True)
class FilterChip:
    """A filter that is set, and the address of the list without it."""

    label: str
    url: str


class Listing(TypedDict):
    """What the template of a list needs."""

    filter: "ListFilterSet"
    chips: list[FilterChip]
    page: Page[Any]


class ListFilterSet(django_filters.FilterSet):
    """What the filters of every list have in common: chips for those that are set, and a page of what is found."""

    on_a_page = 50

    def listing(self) -> Listing:
        """What the template of a list needs: the page that is asked for, and what is set."""
        page = Paginator(self.qs, self.on_a_page).get_page(self.data.get("page"))
        return {"filter": self, "chips": self.chips(), "page": page}

    def chips(self) -> list["FilterChip"]:
        """The filters that are set, each with the query string of the list without it."""
        chips: list[FilterChip] = []
        if not self.is_bound or self.errors is None:
            return chips
        for name, bound in ((name, self.form[name]) for name in self.form.fields):
            chosen = self.form.cleaned_data.get(name) or []
            labels = dict(getattr(bound.field, "choices", ()))
            for value in chosen if isinstance(chosen, list) else [chosen]:
                without = self.data.copy()
                others = [other for other in without.getlist(name) if other != value]
                without.setlist(name, others if isinstance(chosen, list) else [])
                without.pop("page", None)
                chips.append(FilterChip(str(labels.get(value, value)), f"?{without.urlencode()}"))
        return chips


class StandardFilterSet(ListFilterSet):
    """Number or words, how an edition stands today, kind of deliverable."""

    q = django_filters.CharFilter(method="by_words", label=_("Number or words"), max_length=MOST_ASKED)
    standing = django_filters.MultipleChoiceFilter(
        method="by_standing", label=_("With an edition"), choices=StandingKind.choices, widget=CheckboxSelectMultiple
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in _KINDS], widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Standard
        fields = ("q", "standing", "type")

    def by_words(self, found: QuerySet[Standard], name: str, value: str) -> QuerySet[Standard]:
        return found.filter(pk__in=search.find(value).order_by().values("pk"))

    def by_standing(self, found: QuerySet[Standard], name: str, value: list[str]) -> QuerySet[Standard]:
        if not value:
            return found
        main = Edition.objects.main().filter(standard__in=found.order_by().values("pk"))
        editions = main.filter(standing_at(value, timezone.localdate(), among=main))
        return found.filter(Exists(editions.filter(standard=OuterRef("pk"))))


def choice(
    choices: Sequence[tuple[str, Promise | str]],
    *,
    label: Promise,
    field_name: str | None = None,
    method: str | None = None,
) -> django_filters.MultipleChoiceFilter:
    """One value or several, of which each may fit; the message for another one names them all."""
    values = ", ".join(value for value, _name in choices)
    sentence = format_lazy("{} {}", _("“%(value)s” is not one of the choices, which are:"), values)
    messages = {"invalid_choice": sentence}
    return django_filters.MultipleChoiceFilter(
        field_name, method=method, label=label, choices=choices, error_messages=messages
    )


class NamedFilter(django_filters.CharFilter):
    """A row of the catalogue, a clause or a date, as ``field_class`` reads it."""

    def __init__(
        self,
        field_class: type[forms.Field],
        *,
        label: Promise,
        field_name: str | None = None,
        method: str | None = None,
    ) -> None:
        self.field_class = field_class
        super().__init__(field_name, method=method, label=label, max_length=MOST_ASKED)


class _WholeNumberFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class _YesNoFilter(django_filters.BooleanFilter):
    field_class = YesNoField


class CatalogueFilterSet(StandardFilterSet):
    """The same over the whole catalogue: every kind of deliverable, every committee."""

    standing = choice(StandingKind.choices, label=_("With an edition of this standing today"), method="by_standing")
    type = choice(StandardType.choices, label=_("Kind of deliverable"))
    committee = NamedFilter(CommitteeNameField, label=_("The committee that owns it: iso-casco"))
    number = django_filters.CharFilter(label=_("Its number: 17025"), max_length=MOST_ASKED)
    part = django_filters.CharFilter(label=_("Its part: 1"), max_length=MOST_ASKED)

    class Meta:
        model = Standard
        fields = ("q", "standing", "type", "committee", "number", "part")


class EditionFilterSet(django_filters.FilterSet):
    """Of which standard and committee, how it stands today, its stage, when it was published."""

    q = django_filters.CharFilter(method="by_words", label=_("Number or words of the standard"), max_length=MOST_ASKED)
    standard = NamedFilter(StandardNameField, label=_("Its standard: 17025"))
    committee = NamedFilter(CommitteeNameField, label=_("The committee that owned it or owns the project: iso-casco"))
    type = choice(StandardType.choices, label=_("Kind of deliverable"), field_name="standard__type")
    standing = choice(StandingKind.choices, label=_("How it stands today"), method="by_standing")
    stage = choice([(code, words) for code, words in STAGES.items()], label=_("Harmonized stage code"))
    year = _WholeNumberFilter(label=_("Year in its reference"), min_value=1900, max_value=2999)
    published_after = NamedFilter(PeriodField, method="by_first_day", label=_("Published then or later: 2017-11, 2017"))
    published_before = NamedFilter(
        PeriodField, method="by_last_day", label=_("Published then or earlier: 2017-11, 2017")
    )
    supplement = _YesNoFilter(method="by_supplement", label=_("Whether it is an amendment, a corrigendum or the like"))

    class Meta:
        model = Edition
        fields = ()

    def by_words(self, found: QuerySet[Edition], name: str, value: str) -> QuerySet[Edition]:
        return found.filter(standard__in=search.find(value).order_by().values("pk"))

    def by_standing(self, found: QuerySet[Edition], name: str, value: list[str]) -> QuerySet[Edition]:
        return found.filter(standing_at(value, timezone.localdate(), among=found)) if value else found

    def by_first_day(self, found: QuerySet[Edition], name: str, value: PartialDate) -> QuerySet[Edition]:
        return published_from(found, value)

    def by_last_day(self, found: QuerySet[Edition], name: str, value: PartialDate) -> QuerySet[Edition]:
        return published_until(found, value)

    def by_supplement(self, found: QuerySet[Edition], name: str, value: bool) -> QuerySet[Edition]:
        return found.exclude(supplement_type="") if value else found.filter(supplement_type="")


class ClauseFilterSet(django_filters.FilterSet):
    """Of which edition, where in it, words of the heading."""

    q = django_filters.CharFilter(
        field_name="title", lookup_expr="icontains", label=_("In its heading"), max_length=MOST_ASKED
    )
    standard = NamedFilter(StandardNameField, field_name="edition__standard", label=_("Of this standard: 17025"))
    edition = NamedFilter(EditionNameField, label=_("Of this edition: 17025/2017, or its number at ISO"))
    number = NamedFilter(ClauseNameField, method="by_number", label=_("Its number: 7.8.6"))
    within = NamedFilter(ClauseNameField, method="by_place", label=_("This clause and what is below it: 7.8"))

    class Meta:
        model = Clause
        fields = ()

    def by_number(self, found: QuerySet[Clause], name: str, value: ClauseNumber) -> QuerySet[Clause]:
        return found.filter(number=value.canonical)

    def by_place(self, found: QuerySet[Clause], name: str, value: ClauseNumber) -> QuerySet[Clause]:
        return found.filter(sort_key__startswith=value.sort_key)


class CommitteeFilterSet(django_filters.FilterSet):
    """Words of reference and title, who holds the secretariat, whether it works."""

    q = django_filters.CharFilter(method="by_words", label=_("Words of its reference or title"), max_length=MOST_ASKED)
    secretariat = django_filters.CharFilter(lookup_expr="iexact", label=_("Who holds it: DIN"), max_length=MOST_ASKED)
    suspended = _YesNoFilter(field_name="is_suspended", label=_("Whether ISO says that it does not work"))

    class Meta:
        model = Committee
        fields = ()

    def by_words(self, found: QuerySet[Committee], name: str, value: str) -> QuerySet[Committee]:
        for word in value.split()[: search.MOST_WORDS]:
            found = found.filter(Q(reference__icontains=word) | Q(title__icontains=word))
        return found
