"""Editions with what came before and after them, for the pages of the catalogue: few queries, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from standards.dates import PartialDate
from standards.models import Edition, Standard, Succession, Transition
from standards.standing import Standing, StandingKind, Successor, standing_of


@dataclass(frozen=True)
class Change:
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
    source: str
    note: str
    changes: list[Change] = field(default_factory=list)


@dataclass
class Line:
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


@dataclass
class StandardLine:
    """A standard in a list: what is in force, what may still be used, what is coming."""

    standard: Standard
    lines: list[Line]

    @property
    def main(self) -> list[Line]:
        """Without supplements."""
        return [line for line in self.lines if not line.edition.supplement_type]

    @property
    def supplements(self) -> list[Line]:
        return [line for line in self.lines if line.edition.supplement_type]

    def of(self, kind: StandingKind) -> list[Line]:
        return [line for line in self.main if line.standing.kind is kind]

    @property
    def current(self) -> Line | None:
        return next(iter(self.of(StandingKind.CURRENT)), None)

    @property
    def newest(self) -> Line | None:
        """The one in force, else the newest ever published, else the newest project."""
        published = (line for line in self.main if line.edition.was_published)
        return self.current or next(published, next(iter(self.main), None))

    @property
    def in_transition(self) -> list[Line]:
        return self.of(StandingKind.TRANSITION)

    @property
    def coming(self) -> list[Line]:
        return self.of(StandingKind.DEVELOPMENT)


def lines_of(editions: Sequence[Edition], *, at: datetime.date) -> list[Line]:
    """The editions, in their order, each with its standing and its relations."""
    keys = [edition.pk for edition in editions]
    newer_of, older_of = _successions(keys)
    followers = {one.newer_id for ones in newer_of.values() for one in ones}
    transitions = _transitions(followers.union(keys))
    by_base: dict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.supplement_of_id:
            by_base[edition.supplement_of_id].append(edition)
    lines = []
    for edition in editions:
        newer = newer_of[edition.pk]
        successors = [
            Successor(one.newer.published, tuple(line.until for line in transitions[one.newer_id]))
            for one in newer
            if one.newer.was_published
        ]
        standing = standing_of(edition, at, successors=successors)
        own = (older_of[edition.pk], newer, by_base[edition.pk], transitions[edition.pk])
        last = max((end for successor in successors for end in successor.ends), default=PartialDate())
        lines.append(Line(edition, standing, *own, usable_until=last))
    return lines


def overview(standards: Iterable[Standard], *, at: datetime.date) -> list[StandardLine]:
    """Standards with their editions, newest first."""
    standards = list(standards)
    editions = Edition.objects.filter(standard__in=standards).select_related("standard")
    by_standard: dict[int, list[Line]] = defaultdict(list)
    for line in lines_of(newest_first(editions), at=at):
        by_standard[line.edition.standard_id].append(line)
    return [StandardLine(standard, by_standard[standard.pk]) for standard in standards]


def newest_first(editions: Iterable[Edition]) -> list[Edition]:
    """Projects, then what was published, the newest first."""
    return sorted(editions, key=lambda edition: (not edition.was_published, edition.published), reverse=True)


def _successions(keys: list[int]) -> tuple[dict[int, list[Succession]], dict[int, list[Succession]]]:
    newer_of: dict[int, list[Succession]] = defaultdict(list)
    older_of: dict[int, list[Succession]] = defaultdict(list)
    related = Succession.objects.filter(Q(newer__in=keys) | Q(older__in=keys))
    for one in related.select_related("newer__standard", "older__standard").order_by("newer__published", "pk"):
        newer_of[one.older_id].append(one)
        older_of[one.newer_id].append(one)
    return newer_of, older_of


def _transitions(keys: Iterable[int]) -> dict[int, list[TransitionLine]]:
    """Transitions of these new editions with their changes: one query, a row a change."""
    columns = ("changes__was", "changes__to", "changes__changed", "changes__reason")
    rows = (
        Transition.objects.filter(edition__in=keys)
        .order_by("edition", "until", "pk", "changes__changed", "changes__pk")
        .values_list("pk", "edition_id", "until", "months", "source", "note", *columns)
    )
    lines: dict[int, TransitionLine] = {}
    by_edition: dict[int, list[TransitionLine]] = defaultdict(list)
    for key, edition, until, months, source, note, was, to, changed, reason in rows:
        if key not in lines:
            lines[key] = TransitionLine(until, months, source, note)
            by_edition[edition].append(lines[key])
        if was:
            lines[key].changes.append(Change(was, to, changed, reason))
    return by_edition
