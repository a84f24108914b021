"""Where the clauses of an edition belong, each under the nearest one above it; and whose lists files leave alone."""

from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from typing import Any

from standards.catalogue.queries import nearest_of
from standards.imports.casco.source import ClauseFact, Source
from standards.models import Clause, Edition
from standards.reading.clause_numbers import ClauseNumber, parse

IMPORTED = "import_clauses"  # the reason in the history of an edition whose list somebody brought

Values = dict[Hashable, dict[str, Any]]
Listed = dict[Hashable, Clause]


def levels_of(
    facts: Sequence[ClauseFact], *, editions: Mapping[str, int], leaving: Container[int] = ()
) -> Iterator[tuple[Values, Listed]]:
    """What the rows should be, level by level, and the rows there are; each level is to be saved before the next.

    So each clause finds the nearest one above it, be it new or old. Rows without a fact stay and are hung anew; none
    hangs on one of those ``leaving`` (keys), which can be deleted afterwards.
    """
    known = Clause.objects.filter(edition__in=editions.values())
    told = {(editions[fact.edition], fact.number.canonical) for fact in facts}
    others = [(row, parse(row.number)) for row in known if row.pk not in leaving and _key(row) not in told]
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


def leave_imported(source: Source) -> None:
    """A list that somebody brought is theirs: the files change neither its clauses nor what is said of it."""
    brought = Edition.history.filter(history_change_reason=IMPORTED).values("id")
    named = {fact.iso_id: fact.reference for fact in source.editions if fact.iso_id}  # an import may know a later name
    rows = Edition.objects.filter(pk__in=brought).values_list("iso_id", "reference", "clause_list")
    kept = {named.get(iso_id or 0, reference): clause_list for iso_id, reference, clause_list in rows}
    source.completeness.update(kept)
    source.clauses = [fact for fact in source.clauses if fact.edition not in kept]


def _key(clause: Clause) -> tuple[int, str]:
    return clause.edition_id, clause.number


def _above(number: ClauseNumber, listed: Mapping[str, Clause]) -> int | None:
    nearest = nearest_of(number.parent, listed) if number.parent else None
    return nearest.pk if nearest else None


def _values(fact: ClauseFact) -> dict[str, Any]:
    return {
        "number": fact.number.canonical,
        "title": fact.title,
        "sort_key": fact.number.sort_key,
        "slug": fact.number.slug,
        "number_inferred": fact.number_inferred,
    }
