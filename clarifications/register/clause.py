"""A clause of an edition with what the register holds on it: here, above it, under the same number elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from clarifications.filters import at_or_below
from clarifications.models.publication import Pending, Record, RecordClause
from clarifications.register.entries import SHOWN, Entry, PendingRow, Shelf, entries, is_about, pending_rows
from standards.clauses import ClauseNumber
from standards.models import Clause, Edition


@dataclass(frozen=True)
class Place:
    """Where a clause stands among those that our list of the edition has; our lists are not complete."""

    number: ClauseNumber
    clause: Clause | None
    parents: list[Clause]
    parts: list[Clause]
    before: Clause | None
    after: Clause | None

    @property
    def title(self) -> str:
        """The heading, where our list has one."""
        return self.clause.title if self.clause else ""


@dataclass(frozen=True)
class Held:
    """The records on a clause and its parts, on a clause that it is part of, on the same number in other editions."""

    here: list[Entry]
    above: list[Entry]
    elsewhere: list[Entry]
    pending: list[PendingRow]

    @property
    def is_empty(self) -> bool:
        return not (self.here or self.above or self.elsewhere or self.pending)


def place_of(number: ClauseNumber, edition: Edition) -> Place:
    """The clause among its neighbours; one query."""
    listed = sorted(Clause.objects.filter(edition=edition), key=lambda clause: clause.sort_key)
    for clause in listed:
        clause.edition = edition
    wholes = _wholes(number)
    inside = [one for one in listed if one.sort_key.startswith(number.sort_key) and one.number != number.canonical]
    before = [one for one in listed if one.sort_key < number.sort_key]
    after = [one for one in listed if one.sort_key > number.sort_key and one not in inside]
    return Place(
        number=number,
        clause=next((one for one in listed if one.number == number.canonical), None),
        parents=[one for one in listed if one.sort_key in wholes],
        parts=[one for one in inside if one.depth == min(part.depth for part in inside)],
        before=before[-1] if before else None,
        after=after[0] if after else None,
    )


def held_on(number: ClauseNumber, edition: Edition, editions: Sequence[Edition]) -> Held:
    """What the register holds; ``editions`` are all of the standard. Three queries."""
    about = at_or_below(number) | Q(sort_key__in=_wholes(number))
    rows = RecordClause.objects.filter(about, record__standard=edition.standard_id).select_related("record")
    shown = rows.order_by("-record__published", "-record__pk").only(
        "edition_id", "sort_key", *(f"record__{name}" for name in SHOWN)
    )
    here: dict[int, Record] = {}
    above: dict[int, Record] = {}
    elsewhere: dict[int, Record] = {}
    for row in shown:
        inside = row.sort_key.startswith(number.sort_key)
        if row.edition_id == edition.pk:
            (here if inside else above)[row.record_id] = row.record
        elif inside:
            elsewhere[row.record_id] = row.record
    only_above = [found for key, found in above.items() if key not in here]
    groups = _entries([list(here.values()), only_above, list(elsewhere.values())], Shelf(editions))
    pending = Pending.objects.filter(edition=edition).select_related("edition__standard")
    return Held(*groups, pending_rows(row for row in pending if is_about(row, number)))


def _entries(groups: list[list[Record]], shelf: Shelf) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """The rows of the three lists at the price of one."""
    made = iter(entries([record for group in groups for record in group], shelf))
    here, above, elsewhere = ([next(made) for _record in group] for group in groups)
    return here, above, elsewhere


def _wholes(number: ClauseNumber) -> list[str]:
    """The keys of what a clause is part of."""
    found, whole = [], number.parent
    while whole is not None:
        found.append(whole.sort_key)
        whole = whole.parent
    return found
