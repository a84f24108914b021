"""Syncs the committees with the files: new and renamed ones, and a row for every other owner."""

from simple_history.utils import bulk_create_with_history

from standards.imports.iso.facts import CommitteeFact
from standards.imports.iso.state import REASON, ImportState
from standards.models import bulk
from standards.models.committees import Committee
from standards.reading.dates import is_later

_OWNER = "Named as an owner; in no list of committees"


def sync_committees(state: ImportState) -> None:
    """Committees as the files name them, unless ours are of a later day, and a row for every other owner."""
    rows = {row.reference: row for row in Committee.objects.all()}
    by_id: dict[int | None, Committee] = {row.iso_id: row for row in rows.values() if row.iso_id}
    new: list[Committee] = []
    dated: list[tuple[str, int]] = []
    for fact in state.collected.committees.values():
        row = rows.get(fact.reference) or by_id.get(fact.iso_id or 0)
        if row is None:
            new.append(Committee(**_values(fact)))
        elif is_later(row.source, fact.source):
            rows[fact.reference] = row  # perhaps under the name that it has left since
        else:
            rows.pop(row.reference, None)
            _release_id(fact, row, by_id, state)
            _revise(row, fact, state, dated)
            rows[row.reference] = row
    owners = {fact.owner for fact in state.collected.deliverables.values()} - {""} - rows.keys()
    owners -= state.collected.committees.keys()
    new += [Committee(reference=owner, title=owner, source=_OWNER) for owner in sorted(owners)]
    bulk.update(Committee, ["source"], dated)
    if new:
        new = bulk_create_with_history(new, Committee, batch_size=bulk.CHUNK, default_change_reason=REASON)
    for row in new:
        rows[row.reference] = row
        state.report.committees_added.append(row.reference)
    state.committees = {reference: row.pk for reference, row in rows.items()}


def _values(fact: CommitteeFact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__slots__}


def _release_id(fact: CommitteeFact, row: Committee, by_id: dict[int | None, Committee], state: ImportState) -> None:
    """An id that the file gives to another reference leaves the row that has it."""
    if fact.iso_id is None or row.iso_id == fact.iso_id:
        return
    by_id.pop(row.iso_id, None)
    if holder := by_id.get(fact.iso_id):
        state.report.committees_changed.append(f"{holder.reference}: iso_id {holder.iso_id} → nothing")
        holder.iso_id = None
        _save(holder)
    by_id[fact.iso_id] = row


def _revise(row: Committee, fact: CommitteeFact, state: ImportState, dated: list[tuple[str, int]]) -> None:
    """What a line does not say stays; a title that only repeats the reference says nothing."""
    silent = {"source", *(["title"] if fact.title == fact.reference else [])}
    differences = {
        name: value
        for name, value in _values(fact).items()
        if name not in silent and getattr(row, name) != value and value not in ("", None)
    }
    if not differences:
        if is_later(fact.source, row.source):
            dated.append((fact.source, row.pk))
        return
    said = ", ".join(f"{name} {getattr(row, name)!s} → {value!s}" for name, value in differences.items())
    state.report.committees_changed.append(f"{row.reference}: {said}")
    for name, value in {**differences, "source": fact.source}.items():
        setattr(row, name, value)
    _save(row)


def _save(row: Committee) -> None:
    row._change_reason = REASON  # type: ignore[attr-defined]  # read by simple_history
    row.save()
