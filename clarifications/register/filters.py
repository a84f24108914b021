"""What the list of records can be narrowed to: one filter set for the page and, later, for the API."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.map.rule import Text
from clarifications.register.counts import RETIRED, UNKNOWN_YEAR
from clarifications.register.facets import SHOWN_AT_FIRST, Facet, FacetCounts, facet, facet_counts
from clarifications.register.finding.order import InRank
from clarifications.register.finding.search import Search, search
from clarifications.register.models import Label, Pending, Record, RecordAnswer, RecordClause
from clarifications.register.rows import SHOWN, EditionIndex, is_about
from clarifications.register.vocabulary import PublicOutcome
from standards.models import Edition, Standard
from standards.reading.asked import MOST_ASKED
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse

# How a filter that is set is called above the list.
ACTIVE_LABELS: dict[str, Text] = {
    "q": gettext_lazy("Words: %(value)s"),
    "standard": "%(value)s",
    "edition": "%(value)s",
    "clause": gettext_lazy("Clause %(value)s and below"),
    "outcome": gettext_lazy("Outcome: %(value)s"),
    "label": gettext_lazy("Newest edition: %(value)s"),
    "year": gettext_lazy("Published: %(value)s"),
}
MORE = "more"  # in an address: which filters show all their values
WHOLE = ("outcome", "label")  # filters that always do
_SHOWN_OF_A_VALUE = 60  # characters of a value that is left out


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is set, and the address of the list without it."""

    label: str
    url: str


class RecordClauseField(forms.CharField):
    """A clause as people write it; the value is its number."""

    def clean(self, value: Any) -> ClauseNumber | None:
        text = super().clean(value)
        try:
            return parse(text) if text else None
        except NotAClause as wrong:
            raise ValidationError(wrong.message, code="invalid") from wrong


class RecordClauseFilter(django_filters.Filter):
    """Takes a clause."""

    field_class = RecordClauseField


class RecordFilter(django_filters.FilterSet):
    """Words, standard, edition, a clause and what lies below it, outcome, label, year of publication.

    ``index``: the standards and editions that may be named; ``counts``: how many records have each value.
    """

    q = django_filters.CharFilter(method="with_words", label=gettext_lazy("Words"), max_length=MOST_ASKED)
    standard = django_filters.MultipleChoiceFilter(method="of_standards", label=gettext_lazy("Standard"))
    edition = django_filters.MultipleChoiceFilter(method="of_editions", label=gettext_lazy("Edition"))
    clause = RecordClauseFilter(method="on_clause", label=gettext_lazy("Clause and below"), max_length=MOST_ASKED)
    outcome = django_filters.MultipleChoiceFilter(
        method="with_outcomes", label=gettext_lazy("Outcome"), choices=PublicOutcome.choices
    )
    label = django_filters.MultipleChoiceFilter(
        method="with_labels", label=gettext_lazy("For the newest edition"), choices=Label.choices
    )
    year = django_filters.MultipleChoiceFilter(method="of_years", label=gettext_lazy("Published in"))

    search: Search | None = None  # set where words narrow the list, once it is asked for

    class Meta:
        model = Record
        fields = ("q", "standard", "edition", "clause", "outcome", "label", "year")

    def __init__(self, data: QueryDict, *, index: EditionIndex, counts: FacetCounts) -> None:
        records = Record.objects.only(*SHOWN)
        super().__init__(data, records if RETIRED in data.getlist("label") else records.not_retired())
        self.index, self.counts = index, counts
        self.by_slug = {standard.slug: standard for standard in index.standards}
        self.by_key = {key_of(edition): edition for edition in index.in_order()}
        self._offer("standard", [(slug, standard.designation) for slug, standard in self.by_slug.items()])
        self._offer("edition", [(key, edition.short) for key, edition in self.by_key.items()])
        self._offer("year", [(year, _year(year)) for year in _newest_first(counts.years)])

    @property
    def records(self) -> QuerySet[Record] | InRank:
        """The records of the list: where words narrow it the best first, else the newest."""
        found = self.qs
        return InRank(found, self.search.records, has_more=self.search.is_cut_short) if self.search else found

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.form.cleaned_data.values())

    def chosen(self, name: str) -> list[str]:
        """The values that narrow the list by this filter."""
        value = self.form.cleaned_data.get(name) or []
        return value if isinstance(value, list) else [str(value)]

    @property
    def editions_in_words(self) -> str:
        """The editions, or else the standards, that the list is narrowed to."""
        editions = [self.by_key[key].short for key in self.chosen("edition")]
        standards = [
            _("%(standard)s, any edition") % {"standard": self.by_slug[s].designation} for s in self.chosen("standard")
        ]
        return ", ".join(editions or standards)

    @property
    def clause_in_words(self) -> str:
        """The clause that the list is narrowed to."""
        clauses = self.chosen("clause")
        return _("%(clause)s and below") % {"clause": clauses[0]} if clauses else ""

    @property
    def pending_query(self) -> str:
        """The query of the pending list for the one standard that the list is narrowed to."""
        named = {*self.chosen("standard"), *(self.by_key[key].standard.slug for key in self.chosen("edition"))}
        return f"?standard={named.pop()}" if len(named) == 1 else ""

    @property
    def named_page(self) -> str:
        """The page of the one standard, edition or clause that the list is narrowed to."""
        standards, editions, clause = self.chosen("standard"), self.chosen("edition"), self.form.cleaned_data["clause"]
        if len(standards) > 1 or len(editions) > 1:
            return ""
        edition = self.by_key[editions[0]] if editions else None
        if edition and standards in ([], [edition.standard.slug]):
            url = edition.get_absolute_url()
            return f"{url}{clause.slug}/" if clause else url
        return "" if edition or clause or not standards else self.by_slug[standards[0]].get_absolute_url()

    def with_words(self, found: QuerySet[Record], name: str, value: str) -> QuerySet[Record]:
        self.search = search(value)
        return found.filter(self.search.condition)

    def of_standards(self, found: QuerySet[Record], name: str, value: list[str]) -> QuerySet[Record]:
        return found.filter(standard__in=[self.by_slug[slug].pk for slug in value])

    def of_editions(self, found: QuerySet[Record], name: str, value: list[str]) -> QuerySet[Record]:
        return found.filter(edition__in=[self.by_key[key].pk for key in value])

    def on_clause(self, found: QuerySet[Record], name: str, value: ClauseNumber) -> QuerySet[Record]:
        return found.filter(pk__in=RecordClause.objects.filter(at_or_below(value)).order_by().values("record"))

    def with_outcomes(self, found: QuerySet[Record], name: str, value: list[str]) -> QuerySet[Record]:
        return found.filter(pk__in=RecordAnswer.objects.filter(outcome__in=value).values("record"))

    def with_labels(self, found: QuerySet[Record], name: str, value: list[str]) -> QuerySet[Record]:
        return found.filter(label__in=value)

    def of_years(self, found: QuerySet[Record], name: str, value: list[str]) -> QuerySet[Record]:
        years = Q(year__in=[int(year) for year in value if year != UNKNOWN_YEAR])
        return found.filter(years | Q(year__isnull=True) if UNKNOWN_YEAR in value else years)

    def count_pending(self) -> int:
        """How many pending cases the same standards, editions and clause have; they have no text to search."""
        pending = Pending.objects.order_by()
        standards, editions = self.chosen("standard"), self.chosen("edition")
        if standards:
            pending = pending.filter(edition__standard__slug__in=standards)
        if editions:
            pending = pending.filter(edition__in=[self.by_key[key].pk for key in editions])
        clause = self.form.cleaned_data.get("clause")
        return sum(is_about(row, clause) for row in pending.only("clauses")) if clause else pending.count()

    def chips(self) -> list[ActiveFilter]:
        """The filters that are set, each with the address of the list without it."""
        return [chip for name in self.form.fields for chip in self._chips_of(name)]

    def facets(self) -> list[Facet]:
        """The filters with a few values each, for the margin."""
        counts, found = self.counts, []
        by_standard = dict.fromkeys(self.by_slug, 0)
        for edition in self.by_key.values():
            by_standard[edition.standard.slug] += counts.editions[edition.pk]
        standards = [(slug, one.designation, by_standard[slug]) for slug, one in self.by_slug.items()]
        most_first = sorted(standards, key=lambda row: -row[2])
        # Editions only of the standards that were chosen: the whole list would be a catalogue.
        shown = {*self.chosen("standard"), *(self.by_key[key].standard.slug for key in self.chosen("edition"))}
        editions = [
            (key, one.short, counts.editions[one.pk]) for key, one in self.by_key.items() if one.standard.slug in shown
        ]
        for name, choices in (
            ("standard", most_first),
            ("edition", editions),
            ("outcome", [(value, str(label), counts.outcomes[value]) for value, label in PublicOutcome.choices]),
            ("label", [(value, str(label), counts.labels[value]) for value, label in Label.choices]),
            ("year", [(year, _year(year), counts.years[year]) for year in _newest_first(counts.years)]),
        ):
            most = len(choices) if name in self.data.getlist(MORE) or name in WHOLE else SHOWN_AT_FIRST
            said = str(self.form.fields[name].label)
            one = facet(name, said, choices, chosen=self.chosen(name), most=most)
            found.append(replace(one, opened=[*self.data.getlist(MORE), name]))
        return [one for one in found if one.options]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.form.fields[name].choices = choices

    def _chips_of(self, name: str) -> Iterator[ActiveFilter]:
        field, values = self.form.fields[name], self.chosen(name)
        labels = dict(getattr(field, "choices", ()))
        for value in values:
            without = self.data.copy()
            without.setlist(name, [other for other in values if other != value])
            without.pop("page", None)
            said = str(ACTIVE_LABELS[name]) % {"value": labels.get(value) or Truncator(value).chars(_SHOWN_OF_A_VALUE)}
            yield ActiveFilter(said, f"?{without.urlencode()}")


@dataclass(frozen=True)
class Reading:
    """An address of the list, as far as it could be read, and in words what was left out; ``typed`` has all of it."""

    filter: RecordFilter
    typed: RecordFilter
    left_out: list[str]


def read(data: QueryDict) -> Reading:
    """Read the address of a list; what it does not know is left out and said. Two queries."""
    counts = facet_counts()
    # Two indexed halves: one condition with OR reads all standards of ISO.
    of_records = Edition.objects.filter(pk__in=list(counts.editions)).order_by().values_list("standard")
    named = Standard.objects.filter(slug__in=_named(data)).order_by().values_list("pk")
    index = EditionIndex.of_standards(of_records.union(named))
    tried = RecordFilter(data, index=index, counts=counts)
    if tried.is_valid():
        return Reading(tried, tried, [])
    kept = tried.data.copy()
    left_out = [message for name in tried.errors for message in _leave_out(tried, name, kept)]
    cleaned = RecordFilter(kept, index=index, counts=counts)
    cleaned.is_valid()
    return Reading(cleaned, tried, left_out)


def key_of(edition: Edition) -> str:
    """How an address names an edition: ``17025-2017``."""
    return f"{edition.standard.slug}-{edition.slug}"


def at_or_below(clause: ClauseNumber) -> Q:
    """A clause and its parts. Keys are digits alone, and that of a part begins with that of its whole."""
    key = clause.sort_key
    return Q(sort_key__gte=key, sort_key__lt=f"{int(key) + 1:0{len(key)}}")


def _leave_out(tried: RecordFilter, name: str, kept: QueryDict) -> Iterator[str]:
    field, given = tried.form.fields[name], kept.getlist(name)
    known = [value for value in given if isinstance(field, forms.MultipleChoiceField) and field.valid_value(value)]
    kept.setlist(name, known)
    for value in given:
        if value not in known:
            said = {"filter": field.label, "value": Truncator(value).chars(_SHOWN_OF_A_VALUE)}
            reason = "" if isinstance(field, forms.MultipleChoiceField) else f" {tried.errors[name][0]}"
            yield _("%(filter)s: “%(value)s” is not known and was left out.") % said + reason


def _named(data: QueryDict) -> list[str]:
    """The standards that an address may mean: those it names, and those whose editions it names."""
    editions = [key.split("-") for key in data.getlist("edition")]
    slugs = ["-".join(parts[:n]) for parts in editions for n in range(1, len(parts))]
    return [slug for slug in [*data.getlist("standard"), *slugs] if re.fullmatch(r"[a-z0-9-]{1,60}", slug)]


def _newest_first(years: Iterable[str]) -> list[str]:
    return sorted(years, key=lambda year: (year != UNKNOWN_YEAR, year), reverse=True)


def _year(year: str) -> str:
    return _("Year unknown") if year == UNKNOWN_YEAR else year
