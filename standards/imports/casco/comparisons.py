"""Loads published comparisons of two editions, each row with its source; what was edited here stays."""

from collections.abc import Hashable, Mapping

from standards.imports.casco.facts import ConcordanceFact, Source
from standards.imports.casco.lists import REASON
from standards.imports.casco.precedence import different_in, edited_here
from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models.concordances import Concordance, ConcordanceRow
from standards.models.editions import Edition
from standards.reading.clause_reader import parse

Rows = Mapping[Hashable, Edition]  # by the reference in the files; an import may know a later one
_Pair = tuple[int, int]  # the keys of the older and the newer edition


def load_concordances(source: Source, editions: Rows) -> list[SyncResult]:
    """The comparisons, and their rows."""
    facts: dict[_Pair, list[ConcordanceFact]] = {}
    for fact in source.concordances:
        pair = (editions[fact.older_edition].pk, editions[fact.newer_edition].pk)
        facts.setdefault(pair, []).append(fact)
    comparisons = _comparisons(facts)
    keys = {(row.older_id, row.newer_id): row.pk for row in Concordance.objects.all()}
    return [comparisons, _rows({keys[pair]: said for pair, said in facts.items()})]


def _comparisons(facts: Mapping[_Pair, list[ConcordanceFact]]) -> SyncResult:
    """One for each pair of editions; where somebody drew one here, its source is theirs."""
    known: dict[Hashable, Concordance] = {(row.older_id, row.newer_id): row for row in Concordance.objects.all()}
    theirs = edited_here(Concordance.history, "older_id", "newer_id", reason=REASON)
    wanted = []
    for pair, said in facts.items():
        sources = "; ".join(dict.fromkeys(fact.source for fact in said))
        if pair not in known or pair not in theirs:
            wanted.append(WantedRow(pair, {"older_id": pair[0], "newer_id": pair[1], "source": sources}))
    return sync(Concordance, wanted, known, reason=REASON)


def _rows(facts: Mapping[int, list[ConcordanceFact]]) -> SyncResult:
    """What is said of each clause, but for those of which somebody said something here."""
    known: dict[Hashable, ConcordanceRow] = {
        (row.concordance_id, row.older, row.newer): row for row in ConcordanceRow.objects.filter(concordance__in=facts)
    }
    theirs = edited_here(
        ConcordanceRow.history, "concordance_id", "older", "newer", reason=REASON, concordance_id__in=list(facts)
    )
    clauses = {(key, older) for key, older, _newer in theirs if older}
    wanted, edited = [], []
    for key, said in facts.items():
        for fact in said:
            row = _wanted(key, fact)
            if (key, fact.older) not in clauses and row.key not in theirs:
                wanted.append(row)
            elif row.key not in known or different_in(known[row.key], row.values, but="source"):
                edited.append(f"{fact.older_edition} → {fact.newer_edition}: {fact.older or fact.newer}")
    outcome = sync(ConcordanceRow, wanted, known, reason=REASON)
    outcome.total, outcome.edited = sum(map(len, facts.values())), edited
    return outcome


def _wanted(concordance: int, fact: ConcordanceFact) -> WantedRow:
    values = {name: getattr(fact, name) for name in ("older", "newer", "kind", "note", "source")}
    keys = {f"{side}_key": parse(values[side]).sort_key if values[side] else "" for side in ("older", "newer")}
    return WantedRow((concordance, fact.older, fact.newer), {"concordance_id": concordance, **values, **keys})
