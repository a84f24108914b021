"""Where the clauses of an edition stood in former editions of its lineage, as far as comparisons say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standards.models.concordances import ConcordanceRow, Correspondence
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber


@dataclass(frozen=True)
class FormerClause:
    """A clause of a former edition, and the numbers and keys that it has now; none where it was removed."""

    edition_id: int
    number: str
    sort_key: str
    now: tuple[tuple[str, str], ...]

    @property
    def numbers_now(self) -> list[str]:
        return [number for _key, number in self.now]

    def is_now(self, number: ClauseNumber) -> bool:
        """Whether it became this clause or a part of it."""
        return any(key.startswith(number.sort_key) for key, _number in self.now)


def former_clauses(edition: Edition, earlier: Sequence[Edition]) -> dict[int, list[FormerClause]]:
    """The compared clauses of former editions by edition; ``earlier`` are these, newest first. One query."""
    return followed(edition, earlier, compared_rows([edition, *earlier]))


def followed(
    edition: Edition, earlier: Sequence[Edition], rows: Iterable[ConcordanceRow]
) -> dict[int, list[FormerClause]]:
    """The same, out of rows that somebody has fetched.

    One that was compared over several editions is followed through all; where a comparison is missing, it is left out.
    """
    order = {one.pk: place for place, one in enumerate([edition, *earlier])}
    now: dict[tuple[int, str, str], set[tuple[str, str]]] = defaultdict(set)
    known = set()
    for newer, older, row in sorted(_on_the_way(rows, order), key=lambda one: order[one[0]]):
        here = (older, row.older_key, row.older)
        there = (newer, row.newer_key, row.newer)
        if row.kind == Correspondence.REMOVED:
            known.add(here)
        elif newer == edition.pk:
            now[here].add((row.newer_key, row.newer))
            known.add(here)
        elif there in known:
            now[here] |= now[there]
            known.add(here)
    found: dict[int, list[FormerClause]] = defaultdict(list)
    for place in sorted(known):
        found[place[0]].append(FormerClause(place[0], place[2], place[1], tuple(sorted(now[place]))))
    return found


def compared_rows(editions: Iterable[Edition]) -> list[ConcordanceRow]:
    """What is said of the clauses of these editions in comparisons of two of them; one query."""
    keys = [edition.pk for edition in editions]
    rows = ConcordanceRow.objects.filter(concordance__newer__in=keys, concordance__older__in=keys)
    return list(rows.exclude(kind=Correspondence.UNKNOWN).select_related("concordance").order_by())


def _on_the_way(rows: Iterable[ConcordanceRow], order: Mapping[int, int]) -> Iterator[tuple[int, int, ConcordanceRow]]:
    """The rows that say what became of a clause of these editions, each with its newer and its older one."""
    for row in rows:
        newer, older = row.concordance.newer_id, row.concordance.older_id
        if row.kind != Correspondence.NEW and newer in order and order.get(older):
            yield newer, older, row
