"""Syncs the clauses of an edition with a list, each under the nearest one above it."""

from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models.clauses import Clause
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.clause_reader import parse

IMPORTED = "import_clauses"  # the reason in the history of an edition whose list somebody uploaded

Values = dict[Hashable, dict[str, object]]
Listed = dict[Hashable, Clause]


@dataclass(frozen=True)
class ClauseFact:
    """A clause of an edition, which is named by its reference."""

    edition: str
    number: ClauseNumber
    title: str
    number_inferred: bool


def levels_of(
    facts: Sequence[ClauseFact], *, editions: Mapping[str, int], leaving: Container[int] = ()
) -> Iterator[tuple[Values, Listed]]:
    """What the rows should be, level by level, and the rows there are; each level is to be saved before the next.

    So each clause finds the nearest one above it, be it new or old. Rows without a fact stay and get their parent anew;
    none hangs on one of those ``leaving`` (keys), which can be deleted afterwards.
    """
    known = Clause.objects.filter(edition__in=editions.values())
    named = {(editions[fact.edition], fact.number.canonical) for fact in facts}
    others = [(row, parse(row.number)) for row in known if row.pk not in leaving and _key(row) not in named]
    depths = {len(fact.number.levels) for fact in facts} | {len(number.levels) for _row, number in others}
    for depth in sorted(depths):
        listed: dict[int, dict[str, Clause]] = {key: {} for key in editions.values()}
        for row in known.all():
            if row.pk not in leaving:
                listed[row.edition_id][row.number] = row
        values: Values = {}
        for fact in (fact for fact in facts if len(fact.number.levels) == depth):
            edition = editions[fact.edition]
            above = _above(fact.number, listed[edition])
            values[edition, fact.number.canonical] = _values(fact) | {"edition_id": edition, "parent_id": above}
        for row, number in others:
            if len(number.levels) == depth:
                values[_key(row)] = {"parent_id": _above(number, listed[row.edition_id])}
        yield values, {_key(row): row for rows in listed.values() for row in rows.values()}


def sync_clauses(
    facts: Sequence[ClauseFact],
    *,
    editions: Mapping[str, int],
    leaving: Container[int] = (),
    reason: str,
) -> SyncResult:
    """Make the clauses of ``editions`` (keys by reference) as the facts say; those without a fact stay."""
    outcome = SyncResult(str(Clause._meta.verbose_name_plural))
    for values, listed in levels_of(facts, editions=editions, leaving=leaving):
        outcome += sync(Clause, [WantedRow(key, row) for key, row in values.items()], listed, reason=reason)
    outcome.total = len(facts)
    return outcome


def _key(clause: Clause) -> tuple[int, str]:
    return clause.edition_id, clause.number


def _above(number: ClauseNumber, listed: Mapping[str, Clause]) -> int | None:
    nearest = number.parent.nearest_in(listed) if number.parent else None
    return nearest.pk if nearest else None


def _values(fact: ClauseFact) -> dict[str, object]:
    return {
        "number": fact.number.canonical,
        "title": fact.title,
        "sort_key": fact.number.sort_key,
        "slug": fact.number.slug,
        "number_inferred": fact.number_inferred,
    }
