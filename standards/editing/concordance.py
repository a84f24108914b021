"""Editing a concordance: its pages, what can be proposed, saving a page of it, and who changed what."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from standards.catalogue.concordance import ConcordanceEntry, Pair, entries_of
from standards.imports.rows import WantedRow, sync
from standards.models.clauses import Clause
from standards.models.concordances import Concordance, ConcordanceRow, Correspondence
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.clause_reader import parse

MOST_ON_A_PAGE = 60
MOST_CHANGES = 30
REASON = "concordance"
_HistoryRow: TypeAlias = Any  # a row of history: simple_history comes without types


class ChangedMeanwhile(Exception):
    """Somebody else saved these rows since they were shown; nothing is saved."""


@dataclass
class ConcordancePart:
    """A page of the editor: a clause of the first level with all below it, or a stretch of a very long one."""

    slug: str
    top: ClauseNumber
    title: str = ""
    numbers: list[str] = field(default_factory=list)
    compared: int = 0

    @property
    def label(self) -> str:
        return self.top.canonical.strip(" .")


@dataclass(frozen=True)
class ConcordanceChange:
    """Who changed what of a concordance, and when."""

    at: datetime
    by: str
    what: str
    before: str
    now: str


# ---------- its pages ----------


def top_of(number: ClauseNumber) -> ClauseNumber:
    """The clause of the first level that a clause belongs to."""
    return ClauseNumber(number.levels[:1])


def parts_of(pair: Pair) -> list[ConcordancePart]:
    """The pages, in natural order."""
    parts: list[ConcordancePart] = []
    stretches: Counter[str] = Counter()
    for number in pair.numbers:
        top = top_of(number)
        part = parts[-1] if parts and parts[-1].top == top else None
        if part is None or len(part.numbers) >= MOST_ON_A_PAGE:
            stretches[top.slug] += 1
            slug = top.slug if stretches[top.slug] == 1 else f"{top.slug}_{stretches[top.slug]}"
            listed = pair.older_listed.get(top.canonical)
            part = ConcordancePart(slug, top, title=listed.title if listed else "")
            parts.append(part)
        part.numbers.append(number.canonical)
        part.compared += number.canonical in pair.entries
    return parts


def chosen_part(parts: list[ConcordancePart], asked: str) -> ConcordancePart | None:
    """The page that is asked for by its address or by any clause on it; one that is not there yet is empty.

    Raises ``NotAClause`` when no clause is named.
    """
    found = next((part for part in parts if part.slug == asked), None)
    if found is None and asked:
        number = parse(asked)
        top = top_of(number)
        same = [part for part in parts if part.top == top]
        holding = (part for part in same if number.canonical in part.numbers)
        found = next(holding, same[-1] if same else ConcordancePart(top.slug, top))
    return found or (parts[0] if parts else None)


# ---------- proposals ----------


def proposals(pair: Pair, numbers: Iterable[str]) -> dict[str, ConcordanceEntry]:
    """What equal numbers and headings suggest; a heading that stands more than once says nothing of another number."""
    older, newer = _by_heading(pair.older_listed.values()), _by_heading(pair.newer_listed.values())
    found = {}
    for number in numbers:
        clause, twin = pair.older_listed.get(number), pair.newer_listed.get(number)
        if clause is None or not (heading := _heading(clause)):
            continue
        if twin and _heading(twin) == heading:
            found[number] = ConcordanceEntry(Correspondence.SAME, (number,))
        elif len(older[heading]) == len(newer[heading]) == 1:
            found[number] = ConcordanceEntry(Correspondence.MOVED, (newer[heading][0],))
    return found


def _by_heading(clauses: Iterable[Clause]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        found[_heading(clause)].append(clause.number)
    return found


def _heading(clause: Clause) -> str:
    return " ".join(clause.title.split()).casefold()


# ---------- saving ----------


def fingerprint(
    concordance: Concordance | None, entries: Mapping[str, ConcordanceEntry], numbers: Iterable[str]
) -> str:
    """What is saved of some clauses, and of where the concordance is from, as one short text."""
    about = [concordance.source, concordance.note] if concordance else ["", ""]
    marks = sorted((number, entries[number].mark) for number in numbers if number in entries)
    return hashlib.sha256(json.dumps([*about, *marks]).encode()).hexdigest()


@transaction.atomic
def save(
    older: Edition,
    newer: Edition,
    entries: Mapping[str, ConcordanceEntry | None],
    *,
    source: str | None = None,
    note: str | None = None,
    seen: str | None = None,
) -> Concordance:
    """Save what is said of some clauses, by number; none takes away what was said. Others stay as they are.

    So does a row of which nothing else is said: it keeps its source, and kinds that differ within a clause.

    Raises ``ChangedMeanwhile`` when what is saved is not what was ``seen``.
    """
    concordance, _is_new = Concordance.objects.select_for_update().get_or_create(older=older, newer=newer)
    rows = list(ConcordanceRow.objects.filter(concordance=concordance, older__in=entries))
    if seen is not None and seen != fingerprint(concordance, entries_of(rows), entries):
        raise ChangedMeanwhile
    about = (concordance.source if source is None else source, concordance.note if note is None else note)
    if about != (concordance.source, concordance.note):
        concordance.source, concordance.note = about
        concordance.save()
    saved = entries_of(rows)
    _write(concordance, rows, {older: entry for older, entry in entries.items() if entry != saved.get(older)})
    return concordance


def _write(
    concordance: Concordance, rows: list[ConcordanceRow], entries: Mapping[str, ConcordanceEntry | None]
) -> None:
    """Make the rows as wanted; a row whose clause changed stays the same row, so that its history goes on."""
    wanted: list[WantedRow] = []
    existing: dict[Hashable, ConcordanceRow] = {}
    gone: list[int] = []
    for older, entry in entries.items():
        left = {row.newer: row for row in rows if row.older == older}
        numbers = list(entry.newer or ("",)) if entry else []
        for newer in sorted(numbers, key=lambda newer: newer not in left):
            row = left.pop(newer, None) or (left.pop(next(iter(left))) if left.keys() - {*numbers} else None)
            if row:
                existing[older, newer] = row
        gone += [row.pk for row in left.values()]
        wanted += [_wanted_row(concordance, older, newer, entry) for newer in numbers if entry]
    ConcordanceRow.objects.filter(pk__in=gone).delete()
    sync(ConcordanceRow, wanted, existing, reason=REASON)


def _wanted_row(concordance: Concordance, older: str, newer: str, entry: ConcordanceEntry) -> WantedRow:
    values = {
        "concordance_id": concordance.pk,
        "older": older,
        "newer": newer,
        "kind": entry.kind.value,
        "note": entry.note,
        "source": "",  # whoever changed it says so, not the source that it had
        "older_key": parse(older).sort_key,
        "newer_key": parse(newer).sort_key if newer else "",
    }
    return WantedRow((older, newer), values)


# ---------- who changed what ----------


def changes_of(concordance: Concordance) -> list[ConcordanceChange]:
    """The latest changes, the newest first; two queries."""
    rows = ConcordanceRow.history.filter(concordance_id=concordance.pk)
    found = _changes(rows, lambda row: row.older or row.newer, lambda row: str(_entry_of(row)))
    about = Concordance.history.filter(id=concordance.pk)
    found += _changes(about, lambda _row: gettext("Source and note"), _about)
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST_CHANGES]


def _changes(
    history: QuerySet[_HistoryRow], name: Callable[[_HistoryRow], str], text: Callable[[_HistoryRow], str]
) -> list[ConcordanceChange]:
    """What history rows say, each with what stood there before; the window reaches beyond what is shown."""
    window = history.select_related("history_user").order_by("-history_date", "-history_id")[: 4 * MOST_CHANGES]
    before: dict[int, str] = {}
    found = []
    for row in reversed(list(window)):
        was, now = before.get(row.id, ""), "" if row.history_type == "-" else text(row)
        before[row.id] = now
        if was != now:
            found.append(ConcordanceChange(row.history_date, str(row.history_user or ""), name(row), was, now))
    return found


def _entry_of(row: _HistoryRow) -> ConcordanceEntry:
    return ConcordanceEntry(Correspondence(row.kind), (row.newer,) if row.newer else (), row.note)


def _about(row: _HistoryRow) -> str:
    return " · ".join(filter(None, [row.source, row.note]))
