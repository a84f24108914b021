"""Rows of lists: a record, and a pending case, as readers meet them; few queries, whatever the length of the list."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from clarifications.map.rule import Text
from clarifications.map.whole import the_map
from clarifications.map.words import party
from clarifications.register.models import Label, Pending, Record, Verdict, VerdictKind
from clarifications.register.vocabulary import Fate, PublicOutcome, RecordKind
from standards.catalogue.descent import Descent
from standards.catalogue.once import kept_by_catalogue
from standards.models import Edition, Standard
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse
from standards.reading.dates import PartialDate

# What a list shows of a record, and nothing that is only for its own page.
SHOWN = (
    *("slug", "title", "standard_id", "edition_id", "clauses"),
    *("outcomes", "label", "published", "scope", "kind", "fate"),
)
# What is news about a record for readers of another edition than the one that was asked about.
NEWS: dict[str, Text] = {
    Label.STILL_APPLIES.value: gettext_lazy("Still applies to"),
    Label.INCORPORATED.value: gettext_lazy("Included in"),
    Label.NO_LONGER_APPLIES.value: gettext_lazy("No longer for"),
    Label.NOT_REVIEWED.value: gettext_lazy("Not reviewed for"),
}
MOST_CLAUSES = 6  # named in a row; the rest are counted


@dataclass(frozen=True)
class News:
    """What a record means for another edition than its own."""

    kind: str
    label: str
    edition: str


@dataclass(frozen=True)
class CurrentRecord:
    """The record with the current answer, where another one was superseded."""

    said: str
    url: str


@dataclass(frozen=True)
class RecordRow:
    """A record in a list."""

    title: str
    url: str
    edition_short: str
    clauses: list[str]
    outcomes: list[tuple[str, str, str]]
    published: str
    news: News | None
    signs: list[str]
    current: CurrentRecord | None = None


@dataclass(frozen=True)
class PendingRow:
    """A pending case in a list: the stage and since when, never its text or who asks."""

    reference: str
    clause: str
    edition: str
    url: str
    state: str
    state_label: str
    with_whom: str
    since: str
    accepted: datetime.date


class EditionIndex:
    """The editions of some standards, as far as lists name them, in the order in which they were published."""

    def __init__(self, editions: Iterable[Edition], descent: Descent | None = None) -> None:
        """``descent``: the lineage of these editions, where somebody has fetched it already."""
        self.descent = descent
        ordered = sorted(editions, key=lambda edition: (edition.published, edition.pk))
        self.editions = {edition.pk: edition for edition in ordered}
        main = [edition for edition in ordered if edition.was_published and not edition.supplement_type]
        self._last = {edition.standard_id: edition for edition in main}
        self._newest = {edition.standard_id: edition for edition in main if edition.is_published}

    @classmethod
    @kept_by_catalogue
    def of_standards(cls, standards: frozenset[int]) -> Self:
        """Fetch the editions of these standards; one query, none where another request asked already."""
        return cls(_editions(standard__in=standards))

    def and_of(self, slugs: Iterable[str]) -> Self:
        """With the editions of these standards too; one query, where any is not among them yet."""
        others = set(slugs) - {edition.standard.slug for edition in self.editions.values()}
        more = _editions(standard__slug__in=others) if others else ()
        return type(self)([*self.editions.values(), *more]) if more else self

    @property
    def standards(self) -> list[Standard]:
        """The standards in the order of their numbers."""
        found = {edition.standard_id: edition.standard for edition in self.editions.values()}
        return sorted(found.values(), key=lambda standard: standard.sort_key)

    def in_order(self) -> list[Edition]:
        """The editions, those of a standard newest first."""
        newest_first = list(self.editions.values())[::-1]
        return sorted(newest_first, key=lambda edition: edition.standard.sort_key)

    def newest(self, standard: int) -> Edition | None:
        """The edition that most readers use; none of a standard that is withdrawn."""
        return self._newest.get(standard)

    def last(self, standard: int) -> Edition | None:
        """The newest edition ever published, also where it is withdrawn."""
        return self._last.get(standard)


def _editions(**conditions: object) -> QuerySet[Edition]:
    """What lists show of editions."""
    names = ("publisher", "type", "number", "part", "slug", "sort_key")
    shown = ("reference", "slug", "year", "stage", "published", "supplement_type", "supplement_of", "standard_id")
    found = Edition.objects.filter(**conditions).select_related("standard").order_by()
    return found.only(*shown, *(f"standard__{name}" for name in names))


def year_of(edition: Edition, *, beside: Edition) -> str:
    """What tells an edition from another one: 2026, 2012/Amd 1:2020, or all of it where the standard is another."""
    if edition.standard_id != beside.standard_id:
        return edition.short
    return edition.reference.removeprefix(f"{edition.standard.designation}:")


def record_rows(records: Iterable[Record], index: EditionIndex | None = None) -> list[RecordRow]:
    """The rows for these records; ``index``: their editions where somebody has fetched them already.

    Not all may be there: that of a record published just now is not counted yet.
    """
    records = list(records)
    if index is None or not index.editions.keys() >= {record.edition_id for record in records}:
        index = EditionIndex.of_standards(frozenset(record.standard_id for record in records))
    others = _others(records, index)
    # Translated and looked up once, not once a row.
    outcomes = {value: str(label) for value, label in PublicOutcome.choices}
    address = reverse("clarifications:index")
    current = {
        pk: CurrentRecord(_("Superseded: read %(record)s") % {"record": record.name}, record.get_absolute_url())
        for pk, record in Record.objects.current_of([record.pk for record in records]).items()
    }
    rows = (_record(record, index, others.get(record.pk), outcomes, address) for record in records)
    return [replace(row, current=current.get(record.pk)) for record, row in zip(records, rows, strict=True)]


def pending_rows(pending: Iterable[Pending], *, at: datetime.datetime | None = None) -> list[PendingRow]:
    """The rows for these cases; each must come with its edition and standard."""
    now = at or timezone.now()
    return [_pending_row(row, now) for row in pending]


def is_about(row: Pending, clause: ClauseNumber) -> bool:
    """Whether a pending case is about a clause or a part of it."""
    return any(key.startswith(clause.sort_key) for key in sort_keys(row.clauses))


def sort_keys(clauses: Iterable[str]) -> list[str]:
    """The keys of clause numbers; what cannot be read as one is left out."""
    found = []
    for number in clauses:
        with suppress(NotAClause):
            found.append(parse(number).sort_key)
    return found


def days_in_words(days: int) -> str:
    """An age, as lists write it."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days > 0 else _("less than a day")


def _record(
    record: Record, index: EditionIndex, other: Edition | None, said: dict[str, str], address: str
) -> RecordRow:
    edition = index.editions[record.edition_id]
    return RecordRow(
        title=record.title,
        url=f"{address}{record.slug}/",
        edition_short=edition.short,
        clauses=_few(record.clauses) or [record.no_clause_in_words],
        outcomes=[(label, outcome, said[outcome]) for label, outcome in record.outcomes],
        published=_in_words(record.published, get_language() or ""),
        news=_news(record, edition, other),
        signs=list(_signs(record)),
    )


def _signs(record: Record) -> Iterator[str]:
    """What a reader must know of a record before it is opened."""
    if record.label == Label.RETIRED:
        yield str(Label.RETIRED.label)
    if record.kind != RecordKind.CLARIFICATION:
        yield str(RecordKind(record.kind).label)
    if record.fate != Fate.DECIDED:
        yield str(Fate(record.fate).label)


@lru_cache(maxsize=4096)
def _in_words(date: PartialDate, language: str) -> str:
    """The day of publication as it is written; the days of a page repeat."""
    return str(date) if date.iso else _("publication date unknown")


def _few(named: Sequence[str]) -> list[str]:
    clauses = list(dict.fromkeys(named))
    if len(clauses) <= MOST_CLAUSES:
        return clauses
    return [*clauses[: MOST_CLAUSES - 1], _("%(number)s more") % {"number": len(clauses) - MOST_CLAUSES + 1}]


def _news(record: Record, edition: Edition, other: Edition | None) -> News | None:
    label = NEWS.get(record.label)
    if label is None or other is None:
        return None
    return News(record.label, str(label), year_of(other, beside=edition))


def _others(records: Sequence[Record], index: EditionIndex) -> dict[int, Edition]:
    """For each record of which there is news the edition that this is about: what took it in, else the one in use.

    That of a withdrawn standard is of what followed it: two more queries, where there is such a record.
    """
    found = _included([record.pk for record in records if record.label == Label.INCORPORATED])
    told = {record.pk: record.standard_id for record in records if record.label in NEWS and record.pk not in found}
    in_use = {standard: index.newest(standard) for standard in told.values()}
    gone = [last for standard, one in in_use.items() if one is None and (last := index.last(standard))]
    if gone:
        descent = index.descent or Descent.of_casco()
        in_use |= {last.standard_id: descent.today(last) for last in gone}
    return found | {record: one for record, standard in told.items() if (one := in_use[standard])}


def _included(records: list[int]) -> dict[int, Edition]:
    """For each of these records the edition that took it in, the newest of several."""
    verdicts = Verdict.objects.standing().filter(record__in=records, kind=VerdictKind.INCORPORATED)
    found: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in verdicts.select_related("edition__standard"):
        found[verdict.record_id].append(verdict)
    return {record: max(ones, key=lambda one: one.edition.published).edition for record, ones in found.items()}


def _pending_row(row: Pending, now: datetime.datetime) -> PendingRow:
    state = the_map().state(row.stage)
    begins = row.accepted_at if state.counts_from_acceptance else row.since
    return PendingRow(
        reference=row.reference,
        clause=", ".join(_few(row.clauses)) or _("general"),
        edition=row.edition.reference,
        url=row.edition.get_absolute_url(),
        state=row.stage,
        state_label=str(state.label),
        with_whom=str(party(the_map().holder(state)).name),
        since=days_in_words((now - begins).days),
        accepted=row.accepted_at.date(),
    )
