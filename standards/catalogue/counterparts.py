"""Which clause of an edition one of its lineage is: the one that comparisons name, else the one of the same number."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Self

from standards.catalogue.descent import Descent
from standards.catalogue.former_clauses import compared_rows, followed
from standards.catalogue.once import kept_by_catalogue
from standards.models.concordances import ConcordanceRow, Correspondence
from standards.models.editions import Edition

Keys = dict[str, set[str]]


class ClauseWays:
    """The ways of clauses from the other editions of a lineage into one; clauses are named by their keys."""

    def __init__(self, editions: Iterable[Edition], ways: dict[int, Keys]) -> None:
        self.editions = {edition.pk: edition for edition in editions}
        self._ways = ways

    @classmethod
    @kept_by_catalogue
    def into(cls, edition: Edition, descent: Descent) -> Self:
        """Those into an edition from the ones before it and after it; one query."""
        earlier, later = descent.earlier(edition), descent.later(edition)
        editions = [edition, *earlier, *later]
        rows = compared_rows(editions)
        ways = {
            key: {one.sort_key: {now for now, _number in one.now} for one in clauses}
            for key, clauses in followed(edition, earlier, rows).items()
        }
        ways |= {one.pk: _back(edition, one, descent, rows) for one in later}
        return cls(editions, ways)

    def of(self, key: str, edition: int) -> set[str]:
        """The clauses that one of an edition (its primary key) is in ours; none where it is not in it.

        A part of a compared clause is what that is, where nothing is said of the part itself.
        """
        ways = self._ways.get(edition, {})
        compared = next((key[:end] for end in range(len(key), 0, -1) if key[:end] in ways), None)
        if compared is None:
            return {key}
        return {key if now == compared else now for now in ways[compared]}

    def leading_to(self, keys: Iterable[str]) -> set[str]:
        """The compared clauses of other editions that became one of these, a part of one, or what one is part of."""
        asked = list(keys)
        return {
            key
            for ways in self._ways.values()
            for key, ours in ways.items()
            if any(touches(one, other) for one in ours for other in asked)
        }


def touches(one: str, other: str) -> bool:
    """Whether two clauses (their keys) are the same, or one is part of the other."""
    return one.startswith(other) or other.startswith(one)


def _back(edition: Edition, newer: Edition, descent: Descent, rows: list[ConcordanceRow]) -> Keys:
    """What the clauses of a newer edition were in this one."""
    ways: Keys = defaultdict(set)
    for row in rows:
        pair = (row.concordance.newer_id, row.concordance.older_id)
        if row.kind == Correspondence.NEW and pair == (newer.pk, edition.pk):
            ways[row.newer_key] = set()
    for clause in followed(newer, descent.earlier(newer), rows).get(edition.pk, ()):
        for now, _number in clause.now:
            ways[now].add(clause.sort_key)
    return ways
