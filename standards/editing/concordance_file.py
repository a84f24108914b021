"""A concordance as a file: written with every clause of the older edition, read with all its faults, taken over."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from standards.catalogue.concordance import ConcordanceEntry, Pair, read_entry
from standards.editing.concordance import save
from standards.editing.sheets import (
    BadSheet,
    Fault,
    PlanLine,
    SheetLine,
    UploadPlan,
    guarded,
    read_sheet,
    unguarded,
    written,
)
from standards.models.concordances import OLDER_KINDS, Concordance
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse

COLUMNS = {
    "older": gettext_lazy("The clause of the older edition. This column is needed."),
    "kind": gettext_lazy(
        "same, changed, moved, merged, split, removed or unknown; empty where nobody has compared the clause. "
        "This column is needed."
    ),
    "newer": gettext_lazy("The clauses of the newer edition, several with commas or “and”."),
    "note": gettext_lazy("Up to 300 characters."),
}
NEEDED = ("older", "kind")
MOST_OF_A_NOTE = 300


@dataclass
class ConcordancePlan(UploadPlan):
    """What taking over a file would do to a concordance."""

    pair: Pair = field(kw_only=True)
    entries: dict[str, ConcordanceEntry | None] = field(default_factory=dict)


def as_csv(pair: Pair) -> str:
    """Every clause of the older edition; ``kind`` is empty where nobody has compared it."""
    rows = []
    for number in pair.numbers:
        entry = pair.entries.get(number.canonical)
        said = [entry.kind.value, ", ".join(entry.newer), guarded(entry.note)] if entry else ["", "", ""]
        rows.append([number.canonical, *said])
    return written(COLUMNS, rows)


def plan_of(content: bytes, pair: Pair, *, removing: bool) -> ConcordancePlan:
    """What a file would do; lines that say nothing of a clause leave it as it is.

    Raises ``BadSheet`` with all its faults.
    """
    sheet = read_sheet(content, needed=NEEDED, known=COLUMNS)
    faults, entries = list(sheet.faults), dict[str, ConcordanceEntry | None]()
    for line in sheet.lines:
        older, entry = _read(line, faults)
        if older in entries:
            faults.append(Fault(gettext("%s stands there twice.") % older, line.line))
        if older and entry:
            entries[older] = entry
    if faults:
        raise BadSheet(faults)
    plan = ConcordancePlan(len(entries), sheet.ignored, removing, pair=pair, entries=entries)
    for older, entry in entries.items():
        was = pair.entries.get(older)
        if was != entry:
            rows = plan.changed if was else plan.added
            rows.append(PlanLine(older, str(entry), was=str(was or "")))
    plan.missing = [PlanLine(older, str(was)) for older, was in pair.entries.items() if older not in entries]
    if removing:
        entries |= dict.fromkeys(line.number for line in plan.missing)
    return plan


def carry_out(plan: ConcordancePlan) -> Concordance:
    """Do what was planned, all or nothing, each row with its history."""
    return save(plan.pair.older, plan.pair.newer, plan.entries)


def _read(line: SheetLine, faults: list[Fault]) -> tuple[str, ConcordanceEntry | None]:
    """The clause of a line and what is said of it; what is wrong is added to the faults."""
    kind, newer, note = (line.cells.get(name, "") for name in ("kind", "newer", "note"))
    try:
        older = parse(line.cells["older"]).canonical
        return older, read_entry(older, kind=_kind(kind), newer=newer, note=_note(note))
    except NotAClause as wrong:
        faults.append(Fault(wrong.message, line.line))
    except ValidationError as wrong:
        faults += [Fault(message, line.line) for message in wrong.messages]
    return "", None


def _kind(said: str) -> str:
    """What became of a clause, by its value or in the words of the page."""
    for value, label in OLDER_KINDS:
        if said.casefold() in (value, str(label).casefold()):
            return str(value)
    if said:
        kinds = ", ".join(value for value, _label in OLDER_KINDS)
        raise ValidationError(gettext("“%(said)s” is none of %(kinds)s.") % {"said": said[:20], "kinds": kinds})
    return ""


def _note(said: str) -> str:
    note = unguarded(said)
    if len(note) > MOST_OF_A_NOTE:
        raise ValidationError(gettext("The note has %s characters; 300 are possible.") % len(note))
    return note
