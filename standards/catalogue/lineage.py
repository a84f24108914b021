"""Editions with what came before and after them, for the pages of the catalogue: few queries, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from standards.catalogue.once import kept_by_catalogue
from standards.models.editions import Edition, Standard, Succession
from standards.models.standing import Standing, StandingKind, Successor, TransitionEnd, last_of, standing_of
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class TransitionExtension:
    """An extension of a transition."""

    was: PartialDate
    to: PartialDate
    changed: PartialDate
    reason: str


@dataclass
class TransitionLine:
    """Until when what an edition replaced may be used, with its history and its source."""

    until: PartialDate
    months: int | None
    decided_by: str
    source: str
    source_rank: str
    published: PartialDate
    note: str
    changes: list[TransitionExtension] = field(default_factory=list)

    @property
    def as_end(self) -> TransitionEnd:
        """What matters of it for the editions that were replaced."""
        return TransitionEnd(self.until, self.source, self.source_rank)


@dataclass
class EditionLine:
    """One edition among its like."""

    edition: Edition
    standing: Standing
    replaces: list[Succession] = field(default_factory=list)
    replaced_by: list[Succession] = field(default_factory=list)
    supplements: list[Edition] = field(default_factory=list)
    transitions: list[TransitionLine] = field(default_factory=list)
    usable_until: PartialDate = field(default_factory=PartialDate)

    @property
    def coming(self) -> list[Succession]:
        """Projects that will replace it."""
        return [one for one in self.replaced_by if not one.newer.was_published]

    @property
    def successors(self) -> list[Succession]:
        """Published editions that replaced it."""
        return [one for one in self.replaced_by if one.newer.was_published]


@dataclass(eq=False)
class StandardLine:
    """A standard in a list: what is in force, what may still be used, what is coming."""

    standard: Standard
    lines: list[EditionLine]

    @property
    def main(self) -> list[EditionLine]:
        """Without supplements."""
        return [line for line in self.lines if not line.edition.supplement_type]

    @property
    def supplements(self) -> list[EditionLine]:
        return [line for line in self.lines if line.edition.supplement_type]

    def of(self, kind: StandingKind) -> list[EditionLine]:
        return [line for line in self.main if line.standing.kind is kind]

    @property
    def current(self) -> EditionLine | None:
        return next(iter(self.of(StandingKind.CURRENT)), None)

    @property
    def last_published(self) -> Edition | None:
        """The newest edition ever published, also where it is withdrawn."""
        return next((line.edition for line in self.main if line.edition.was_published), None)

    @property
    def newest(self) -> EditionLine | None:
        """The one in force, else the newest ever published, else the newest project."""
        published = (line for line in self.main if line.edition.was_published)
        return self.current or next(published, next(iter(self.main), None))

    @property
    def in_transition(self) -> list[EditionLine]:
        return self.of(StandingKind.TRANSITION)

    @property
    def coming(self) -> list[EditionLine]:
        return self.of(StandingKind.DEVELOPMENT)


_WITH_EDITIONS = ("standard__committee", "supplement_of__standard", "supplement_of__supplement_of", "committee")


def lines_of(editions: Sequence[Edition], *, at: datetime.date) -> list[EditionLine]:
    """The editions, in their order, each with its standing and its relations; one query."""
    newer_of, older_of, transitions = _relations([edition.pk for edition in editions])
    by_base: dict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.supplement_of_id:
            by_base[edition.supplement_of_id].append(edition)
    lines = []
    for edition in editions:
        newer = newer_of[edition.pk]
        successors = [
            Successor(one.newer.published, tuple(line.as_end for line in transitions[one.newer_id]))
            for one in newer
            if one.newer.was_published
        ]
        standing = standing_of(edition, at, successors=successors)
        own = (older_of[edition.pk], newer, by_base[edition.pk], transitions[edition.pk])
        last = last_of(successors)
        lines.append(EditionLine(edition, standing, *own, usable_until=last.until if last else PartialDate()))
    return lines


def overview(standards: Iterable[Standard], *, at: datetime.date) -> list[StandardLine]:
    """Standards with their editions, newest first; two queries."""
    standards = list(standards)
    editions = Edition.objects.filter(standard__in=standards).select_related("standard")
    by_standard: dict[int, list[EditionLine]] = defaultdict(list)
    for line in lines_of(newest_first(editions), at=at):
        by_standard[line.edition.standard_id].append(line)
    return [StandardLine(standard, by_standard[standard.pk]) for standard in standards]


@kept_by_catalogue
def line_of(**named: Any) -> StandardLine | None:
    """The standard that is ``named`` (``slug``, ``pk``) as it stands today, with all its editions; two queries."""
    of_it = Edition.objects.filter(**{f"standard__{name}": value for name, value in named.items()})
    editions = of_it.select_related(*_WITH_EDITIONS)
    lines = lines_of(newest_first(editions), at=timezone.localdate())
    return StandardLine(lines[0].edition.standard, lines) if lines else None


def newest_first(editions: Iterable[Edition]) -> list[Edition]:
    """Projects, then what was published, the newest first."""
    return sorted(editions, key=lambda edition: (not edition.was_published, edition.published), reverse=True)


_Successions = dict[int, list[Succession]]
_Transitions = dict[int, list[TransitionLine]]
_FACTS = ("until", "months", "decided_by", "source", "source_rank", "published", "note")
_COLUMNS = ("pk", *_FACTS, "changes__was", "changes__to", "changes__changed", "changes__reason")
_ENDS = ("newer", "older")  # of an edition of which nobody knows what it replaced, the transition is at the older end


def _relations(keys: list[int]) -> tuple[_Successions, _Successions, _Transitions]:
    """Successors by older edition, predecessors by newer one, transitions by new edition.

    One query for all: a row for each succession and change of the transitions to its ends.
    """
    joined = {f"{end}_{name}": F(f"{end}__transitions__{name}") for end in _ENDS for name in _COLUMNS}
    # Two indexed halves: one condition with OR reads the successions of all of ISO.
    ties = Succession.objects.order_by().values_list("pk")
    near = ties.filter(newer__in=keys).union(ties.filter(older__in=keys))
    rows = Succession.objects.filter(pk__in=near).annotate(**joined)
    newer_of: _Successions = defaultdict(list)
    older_of: _Successions = defaultdict(list)
    transitions: _Transitions = defaultdict(list)
    seen: set[int] = set()
    known: dict[int, TransitionLine] = {}
    order = (
        "newer__published",
        "pk",
        *(f"{end}_{name}" for end in _ENDS for name in ("until", "pk", "changes__changed")),
    )
    for one in rows.select_related("newer__standard", "older__standard").order_by(*order):
        if one.pk not in seen:
            seen.add(one.pk)
            newer_of[one.older_id].append(one)
            older_of[one.newer_id].append(one)
        for end in _ENDS:
            _take_transition(one, end, known, transitions)
    return newer_of, older_of, transitions


def _take_transition(row: Any, end: str, known: dict[int, TransitionLine], transitions: _Transitions) -> None:
    """Add what a joined row says of a transition, once however many successions lead to it."""
    key, *facts, was, to, changed, reason = (getattr(row, f"{end}_{name}") for name in _COLUMNS)
    if key is None:
        return
    line = known.get(key)
    if line is None:
        line = known[key] = TransitionLine(*facts)
        transitions[getattr(row, f"{end}_id")].append(line)
    change = TransitionExtension(was, to, changed, reason)
    if was and change not in line.changes:
        line.changes.append(change)
