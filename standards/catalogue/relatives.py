"""The editions that succession ties to those of a standard, across standards: few queries, however far it reaches."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from standards.catalogue.lineage import EditionLine, StandardLine, lines_of, newest_first
from standards.models.editions import Edition

MOST = 60  # editions that a drawing can show
_MOST_ROWS = 400  # successions that are looked at
_WALK = """
WITH RECURSIVE reached(id) AS (
    SELECT id FROM standards_edition WHERE standard_id = %s AND supplement_type = ''
    UNION
    SELECT other.id
    FROM reached
    JOIN standards_succession tie ON tie.newer_id = reached.id OR tie.older_id = reached.id
    JOIN standards_edition other ON other.id = tie.newer_id + tie.older_id - reached.id AND other.supplement_type = ''
)
SELECT tie.newer_id, tie.older_id
FROM reached
JOIN standards_succession tie ON tie.newer_id = reached.id
JOIN standards_edition older ON older.id = tie.older_id AND older.supplement_type = ''
LIMIT %s
"""
_Ties = dict[int, set[int]]


@dataclass(frozen=True)
class Family:
    """The editions of a standard and those they came from or became, its own first; ``is_cut``: there are more."""

    lines: list[EditionLine]
    is_cut: bool = False

    def with_successors(self, lines: Sequence[EditionLine]) -> list[EditionLine]:
        """These lines and those of what replaced them, be it of another standard: a transition hangs on the new one."""
        newer = {one.newer_id for line in lines for one in line.successors}
        there = {line.edition.pk for line in lines}
        return [*lines, *(line for line in self.lines if line.edition.pk in newer - there)]


def family_of(standard: StandardLine, *, at: datetime.date) -> Family:
    """The family of a standard: no query where it keeps to itself, three where it does not."""
    own = {line.edition.pk: line for line in standard.main}
    pairs = {
        (one.newer_id, one.older_id)
        for line in standard.main
        for one in (*line.replaces, *line.replaced_by)
        if not (one.newer.supplement_type or one.older.supplement_type)
    }
    reaches_on = any(newer not in own or older not in own for newer, older in pairs)
    further = _successions(standard.standard.pk) if reaches_on else []
    ties: _Ties = defaultdict(set)
    for newer, older in pairs.union(further):
        _tie(ties, newer, older)
    near, is_larger = _nearest(ties, own)
    others = Edition.objects.filter(pk__in=near - own.keys()).select_related("standard") if near - own.keys() else []
    return Family(
        [line for key, line in own.items() if key in near] + (lines_of(newest_first(others), at=at) if others else []),
        len(further) == _MOST_ROWS or is_larger,
    )


def _tie(ties: _Ties, newer: int, older: int) -> None:
    ties[newer].add(older)
    ties[older].add(newer)


def _successions(standard: int) -> list[tuple[int, int]]:
    """Newer and older edition of every succession that can be reached from a standard, in one walk of the database."""
    with connection.cursor() as cursor:
        cursor.execute(_WALK, [standard, _MOST_ROWS])
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows


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
