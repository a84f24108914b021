"""The editions that succession ties to those of a standard, across standards: few queries, however far it reaches."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from standards.lineage import Line, StandardLine, lines_of, newest_first
from standards.models import Edition, Succession

MOST = 60  # editions that a drawing can show
_MOST_ROUNDS = 8  # from standard to standard; each asks once
_MOST_ROWS = 400  # that one round looks at
_Ties = dict[int, set[int]]


@dataclass(frozen=True)
class Family:
    """The editions of a standard and those they came from or became, its own first; ``is_cut``: there are more."""

    lines: list[Line]
    is_cut: bool = False

    def with_successors(self, lines: Sequence[Line]) -> list[Line]:
        """These lines and those of what replaced them, be it of another standard: a transition hangs on the new one."""
        newer = {one.newer_id for line in lines for one in line.successors}
        there = {line.edition.pk for line in lines}
        return [*lines, *(line for line in self.lines if line.edition.pk in newer - there)]


def family_of(standard: StandardLine, *, at: datetime.date) -> Family:
    """The family of a standard: no query where it keeps to itself, ten at most where it does not."""
    ties: _Ties = defaultdict(set)
    waiting = set()
    for line in standard.main:
        for one in (*line.replaces, *line.replaced_by):
            if not (one.newer.supplement_type or one.older.supplement_type):
                _tie(ties, one.newer_id, one.older_id)
                waiting |= {one.newer.standard_id, one.older.standard_id}
    waiting.discard(standard.standard.pk)
    is_cut = _follow(ties, waiting, seen={standard.standard.pk})
    own = {line.edition.pk: line for line in standard.main}
    near, is_larger = _nearest(ties, own)
    others = Edition.objects.filter(pk__in=near - own.keys()).select_related("standard") if near - own.keys() else []
    return Family(
        [line for key, line in own.items() if key in near] + (lines_of(newest_first(others), at=at) if others else []),
        is_cut or is_larger,
    )


def _follow(ties: _Ties, waiting: set[int], *, seen: set[int]) -> bool:
    """Add the successions of standards that wait, and of those that these lead to; whether some were left out."""
    for _round in range(_MOST_ROUNDS):
        if not waiting:
            return False
        rows = list(_successions(waiting)[:_MOST_ROWS])
        seen |= waiting
        waiting = set()
        for newer, older, standard_of_newer, standard_of_older in rows:
            _tie(ties, newer, older)
            waiting |= {standard_of_newer, standard_of_older} - seen
        if len(rows) == _MOST_ROWS:
            return True
    return bool(waiting)


def _tie(ties: _Ties, newer: int, older: int) -> None:
    ties[newer].add(older)
    ties[older].add(newer)


def _successions(standards: Collection[int]) -> "QuerySet[Succession, tuple[int, int, int, int]]":
    """Newer and older edition, and the standards of both. Two indexed halves: one condition with OR reads the table."""
    main = Succession.objects.filter(newer__supplement_type="", older__supplement_type="").order_by()
    newer, older = (
        main.filter(**{f"{end}__standard__in": standards}).values_list(
            "newer_id", "older_id", "newer__standard_id", "older__standard_id"
        )
        for end in ("newer", "older")
    )
    return newer.union(older)


def _nearest(ties: _Ties, own: Iterable[int]) -> tuple[set[int], bool]:
    """The editions that can be reached, whole generations at a time, and whether there are too many to keep all."""
    generation = {key for key in own if key in ties}
    kept = set(sorted(generation, reverse=True)[:MOST])
    is_cut = len(kept) < len(generation)
    while generation:
        generation = {key for near in generation for key in ties[near]} - kept
        if len(kept) + len(generation) > MOST:
            return kept, True
        kept |= generation
    return kept, is_cut
