"""Loads the thesaurus of the field, ring by ring; what was edited here stays, and no term comes into two rings."""

from collections.abc import Hashable, Iterable

from standards.imports.casco.facts import RingFact
from standards.imports.casco.lists import REASON
from standards.imports.casco.precedence import different_in, edited_here
from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models.thesaurus import ThesaurusRing
from standards.reading.terms import stems_of


def load_rings(facts: Iterable[RingFact]) -> SyncResult:
    """The rings of the file, but for those that somebody edited here, and those of which one of theirs has a term.

    A ring that an earlier file had and this one has no more goes: its terms may stand in others now.
    """
    theirs = {key for (key,) in edited_here(ThesaurusRing.history, "id", reason=REASON)}
    names = set(ThesaurusRing.history.filter(id__in=theirs).values_list("preferred", flat=True))  # former ones too
    rows: dict[Hashable, ThesaurusRing] = {row.preferred: row for row in ThesaurusRing.objects.all()}
    taken = {stems_of(term) for row in rows.values() if row.pk in theirs for term in row.terms}
    wanted, edited, said = [], [], set()
    for fact in facts:
        said.add(fact.preferred)
        want = WantedRow(fact.preferred, {"preferred": fact.preferred, "same": "\n".join(fact.same), "note": fact.note})
        if fact.preferred not in names and taken.isdisjoint(map(stems_of, fact.terms)):
            wanted.append(want)
        elif difference := _difference(want, rows.get(fact.preferred)):
            edited.append(f"{fact.preferred}: {difference}")
    removed = _without([row for name, row in rows.items() if name not in said and row.pk not in theirs])
    outcome = sync(ThesaurusRing, wanted, rows, reason=REASON)
    outcome.total, outcome.edited, outcome.removed = len(said), edited, removed
    return outcome


def _without(rows: Iterable[ThesaurusRing]) -> list[str]:
    removed = []
    for row in rows:
        removed.append(row.preferred)
        row._change_reason = REASON  # type: ignore[attr-defined]
        row.delete()
    return removed


def _difference(want: WantedRow, row: ThesaurusRing | None) -> str:
    """What a ring that was edited here has otherwise than the file."""
    return different_in(row, want.values, but="preferred") if row else "taken away, renamed, or a term is in another"
