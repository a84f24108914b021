"""Loads what the data files say of clauses: the lists and how deep they go; what was edited here stays."""

from collections.abc import Hashable, Mapping

from standards.catalogue.clause_depth import depth_lines
from standards.imports.casco.facts import Source
from standards.imports.casco.precedence import edited_here
from standards.imports.clauses import ClauseFact, sync_clauses
from standards.imports.depths import sync_depths
from standards.imports.rows import SyncResult
from standards.models.clauses import Clause, ClauseDepth
from standards.models.editions import Edition
from standards.reading.depths import written

REASON = "load_catalogue"

Rows = Mapping[Hashable, Edition]  # by the reference in the files; an import may know a later one


def load_clauses(source: Source, editions: Rows) -> SyncResult:
    """The clauses of each list; a row that somebody edited here stays, and one that is taken out goes."""
    listed = {reference: editions[reference].pk for reference in source.lists}
    keys = listed.values()
    theirs = edited_here(Clause.history, "edition_id", "number", reason=REASON, edition__in=keys)
    rows = {(row.edition_id, row.number): row for row in Clause.objects.filter(edition__in=keys)}
    facts, edited = [], []
    for fact in source.clauses:
        key = listed[fact.edition], fact.number.canonical
        if key not in theirs:
            facts.append(fact)
        elif difference := _difference(fact, rows.get(key)):
            edited.append(f"{fact.edition}, {fact.number}: {difference}")
    out = {(listed[name], number) for name, said in source.lists.items() for number in said.taken_out} - theirs
    leaving = [row for key, row in rows.items() if key in out]
    outcome = sync_clauses(facts, editions=listed, leaving={row.pk for row in leaving}, reason=REASON)
    outcome.total, outcome.edited = len(source.clauses), edited
    names = {key: name for name, key in listed.items()}
    for row in leaving:
        row._change_reason = REASON  # type: ignore[attr-defined]
        row.delete()
        outcome.removed.append(f"{names[row.edition_id]}, {row.number}")
    return outcome


def load_depths(source: Source, editions: Rows) -> SyncResult:
    """How deep each list goes; what somebody said of one here stays."""
    listed = {editions[reference].pk: fact.depths for reference, fact in source.lists.items()}
    names = {editions[reference].pk: reference for reference in source.lists}
    theirs = {key for (key,) in edited_here(ClauseDepth.history, "edition_id", reason=REASON, edition__in=listed)}
    outcome = sync_depths({key: said for key, said in listed.items() if key not in theirs}, reason=REASON)
    for key in sorted(theirs):
        if depth_lines(Edition(pk=key)) != written(listed[key]):
            outcome.edited.append(names[key])
    outcome.total = sum(map(len, listed.values()))
    return outcome


def _difference(fact: ClauseFact, row: Clause | None) -> str:
    """What a row that was edited here has otherwise than the file."""
    if row is None:
        return "taken away"
    said = {"title": fact.title, "number_inferred": fact.number_inferred}
    return ", ".join(
        f"{name} {getattr(row, name)!s}, not {value!s}" for name, value in said.items() if getattr(row, name) != value
    )
