"""What the register says on the clauses somebody asks about: advice beside the question, never a gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.map.rule import Text
from clarifications.register.models import Pending, Record, RecordClause, Verdict, VerdictKind
from clarifications.register.narrowing import starting_with
from clarifications.register.newest import Group, Newest, newest_of
from clarifications.register.rows import PendingRow, pending_rows, sort_keys
from clarifications.register.verdicts import SHORTLY, verdict_for
from clarifications.register.vocabulary import PublicOutcome
from standards.catalogue.clause_depth import ClauseLists
from standards.catalogue.counterparts import ClauseWays, touches
from standards.catalogue.descent import Descent
from standards.models import Edition
from standards.reading.clause_numbers import ROOT, ClauseNumber

if TYPE_CHECKING:
    from clarifications.register.finding.search import Search

MOST_RECORDS = 8  # beside one question
MOST_PENDING = 8
MOST_ALIKE = 3  # records that say something in the same words
ALIKE_WORDS = 2  # words that one of these must hold at least
MOST_LOOKED_UP = 200  # clauses, of all questions
# What a record on another edition means for the one that is asked about.
FOR_YOURS: dict[str, Text] = {
    VerdictKind.NOT_REVIEWED.value: _("Decided for %(edition)s, %(there)s; not reviewed for yours"),
    VerdictKind.APPLIES.value: _("Decided for %(edition)s, %(there)s; applies to yours"),
    VerdictKind.STILL_APPLIES.value: _("Decided for %(edition)s, %(there)s; reviewed, still applies to yours"),
    VerdictKind.INCORPORATED.value: _("Decided for %(edition)s, %(there)s; included in %(newer)s, %(clause)s"),
    VerdictKind.NO_LONGER_APPLIES.value: _("Decided for %(edition)s, %(there)s; no longer applies to yours"),
}
NOTHING_HELD = _("On %(edition)s, %(there)s; no answer is held that could apply to yours")


@dataclass(frozen=True)
class RelatedRecord:
    """A published record, as one line beside a question; ``means`` is what it means for the edition asked about."""

    title: str
    url: str
    name: str
    published: str
    outcomes: list[tuple[str, str]]
    means: str = ""
    current: Record | None = None  # what superseded it


@dataclass(frozen=True)
class AlreadySaid:
    """What is published and pending on some clauses of an edition, and what is said of those our list does not have.

    ``label`` is that of the question that names them; none where the whole request does. Without clauses it is what is
    said in the same words.
    """

    label: str
    clauses: list[ClauseNumber]
    records: list[RelatedRecord] = field(default_factory=list)
    has_more: bool = False
    pending: list[PendingRow] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.records and not self.pending


def already_said(
    edition: Edition | None, asked: Mapping[str, Sequence[ClauseNumber]], *, alike: "Search | None" = None
) -> list[AlreadySaid]:
    """What is said on the clauses of each question, on what lies below them, and on what they are part of.

    ``asked`` are the clauses by the label of the question; ``alike``: what a search for the words of the request found
    on the standard, which is said last. Twelve queries, however much there is, and one more for what is alike.
    """
    groups = _within_bounds(asked)
    if edition is None or not (groups or alike):
        return []
    near = _alike(edition, alike) if alike else []
    descent = Descent.of_casco()
    means = _Meanings(edition, descent.earlier(edition), near)
    said = _on_clauses(groups, ClauseWays.into(edition, descent), means) if groups else []
    known = {record.url for group in said for record in group.records}
    new = [record for record in near if record.get_absolute_url() not in known]
    return [*said, AlreadySaid("", [], [means.of(record, record.clauses) for record in new])] if new else said


def _on_clauses(groups: dict[str, list[ClauseNumber]], ways: ClauseWays, means: "_Meanings") -> list[AlreadySaid]:
    edition = means.edition
    keys = {label: [clause.sort_key for clause in clauses] for label, clauses in groups.items()}
    found = {
        label: [one for group in ones for one in group.records] for label, ones in _found(edition, keys, ways).items()
    }
    shown = {record.pk: record for ones in found.values() for record in ones[:MOST_RECORDS]}
    numbers = _numbers(shown, ways)
    means.add(shown)
    pending, lists = _pending(keys, ways), ClauseLists.of_one(edition)
    return [
        AlreadySaid(
            label=label,
            clauses=clauses,
            records=[
                means.of(one, [there for there, ours in numbers[one.pk] if _any_touches(ours, keys[label])])
                for one in found[label][:MOST_RECORDS]
            ],
            has_more=len(found[label]) > MOST_RECORDS,
            pending=pending[label][:MOST_PENDING],
            unlisted=lists.words(clauses, edition),
        )
        for label, clauses in groups.items()
    ]


def _alike(edition: Edition, found: "Search") -> list[Record]:
    """The few records on the standard that hold enough of the words that were searched for."""
    least = max(ALIKE_WORDS, len(found.needles) // 3)
    near = [hit.record for hit in found.hits if hit.held >= least][:MOST_ALIKE]
    records = Record.objects.for_lists().filter(standard=edition.standard_id).in_bulk(near)
    return [records[key] for key in near if key in records]


def _within_bounds(asked: Mapping[str, Sequence[ClauseNumber]]) -> dict[str, list[ClauseNumber]]:
    """The questions that name clauses; more than are looked up are left out."""
    left, groups = MOST_LOOKED_UP, {}
    for label, clauses in asked.items():
        if taken := list(clauses)[:left]:
            groups[label] = taken
            left -= len(taken)
    return groups


def _found(edition: Edition, asked: Mapping[str, Sequence[str]], ways: ClauseWays) -> dict[str, list[Newest]]:
    """For each question the newest records on its clauses: on the edition that is asked about, and on others."""
    keys = [key for ones in asked.values() for key in ones]
    roots = {key[:ROOT] for key in (*keys, *ways.leading_to(keys))}
    near = RecordClause.objects.filter(reduce(or_, map(starting_with, sorted(roots))), edition__in=ways.editions)
    touching: dict[str, dict[int, list[str]]] = {label: {} for label in asked}
    for own, key in near.order_by().values_list("edition", "sort_key").distinct():
        ours = ways.of(key, own)
        for label, ones in asked.items():
            if _any_touches(ours, ones):
                touching[label].setdefault(own, []).append(key)
    groups = {
        f"{label} {place}": group
        for label, by_edition in touching.items()
        for place, group in enumerate(_groups(edition, by_edition))
    }
    found = newest_of(groups, Record.objects.for_lists(), most=MOST_RECORDS + 1)
    return {label: [found[f"{label} {place}"] for place in range(2)] for label in asked}


def _groups(edition: Edition, keys: Mapping[int, Sequence[str]]) -> tuple[Group, Group]:
    """The records on these clauses of the editions: of the one that is asked about, of the others."""
    others = {one: own for one, own in keys.items() if one != edition.pk}
    elsewhere = [Q(edition=one, sort_key__in=own) for one, own in others.items()]
    here = Group(Q(edition=edition, sort_key__in=keys.get(edition.pk, [])), (edition.pk,))
    return here, Group(reduce(or_, elsewhere, Q(pk__in=[])), tuple(others))


def _numbers(records: Iterable[int], ways: ClauseWays) -> dict[int, list[tuple[str, set[str]]]]:
    """The clauses of these records, each with what it is in the edition that is asked about; one query."""
    found: dict[int, list[tuple[str, set[str]]]] = defaultdict(list)
    rows = RecordClause.objects.filter(record__in=records).order_by("sort_key")
    for record, own, number, key in rows.values_list("record", "edition", "canonical", "sort_key"):
        found[record].append((number, ways.of(key, own)))
    return found


def _any_touches(ours: Iterable[str], asked: Sequence[str]) -> bool:
    return any(touches(one, other) for one in ours for other in asked)


class _Meanings:
    """What records mean for an edition, asked of all at once when the first is shown.

    Two queries, and one more for each that was superseded by a superseded one.
    """

    def __init__(self, edition: Edition, earlier: Sequence[Edition], records: Iterable[Record]) -> None:
        self.edition, self.earlier = edition, earlier
        self.keys = {record.pk for record in records}

    def add(self, keys: Iterable[int]) -> None:
        """Others, before anything is shown."""
        self.keys |= set(keys)

    @cached_property
    def current(self) -> dict[int, Record]:
        """What superseded them."""
        return Record.objects.current_of(self.keys)

    @cached_property
    def verdicts(self) -> dict[int, list[Verdict]]:
        """Those that stand on them."""
        found: dict[int, list[Verdict]] = defaultdict(list)
        for verdict in Verdict.objects.standing().filter(record__in=self.keys).select_related("edition__standard"):
            found[verdict.record_id].append(verdict)
        return found

    def of(self, record: Record, there: Sequence[str]) -> RelatedRecord:
        """The line of a record; ``there`` are the clauses that it has."""
        codes = dict.fromkeys(outcome for _labels, outcome in record.outcomes)
        return RelatedRecord(
            title=record.title,
            url=record.get_absolute_url(),
            name=record.name,
            published=str(record.published),
            outcomes=[(code, str(PublicOutcome(code).label)) for code in codes],
            means=self._means(record, there),
            current=self.current.get(record.pk),
        )

    def _means(self, record: Record, there: Sequence[str]) -> str:
        said = verdict_for(self.edition, self.earlier, self.verdicts[record.pk])
        if record.edition_id == self.edition.pk:
            return f"{SHORTLY[said.kind]} {said.edition.short}" if said else ""
        words = {"edition": record.edition.reference, "there": ", ".join(dict.fromkeys(there))}
        if said:
            words |= {"newer": said.edition.reference, "clause": said.clause}
            return str(FOR_YOURS[said.kind]) % words
        return str(FOR_YOURS[VerdictKind.NOT_REVIEWED] if record.could_apply else NOTHING_HELD) % words


def _pending(asked: Mapping[str, Sequence[str]], ways: ClauseWays) -> dict[str, list[PendingRow]]:
    """For each question the pending cases on its clauses: the stage and since when, never their text."""
    cases = list(Pending.objects.filter(edition__in=ways.editions).select_related("edition__standard"))
    found: dict[str, list[PendingRow]] = {label: [] for label in asked}
    for case, row in zip(cases, pending_rows(cases), strict=True):
        ours = {one for key in sort_keys(case.clauses) for one in ways.of(key, case.edition_id)}
        for label, ones in asked.items():
            if _any_touches(ours, ones):
                found[label].append(row)
    return found
