"""A clause of an edition with what the register holds on it: here, above it, for former editions, elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from clarifications.register.drawn_entries import DrawnEntry, entries_by_key
from clarifications.register.former import FormerEditions, inclusions, with_inclusions
from clarifications.register.models import Pending, Record, RecordClause
from clarifications.register.narrowing import at_or_below
from clarifications.register.newest import Group, newest_of
from clarifications.register.rows import SHOWN, EditionIndex, PendingRow, RecordRow, is_about, pending_rows, record_rows
from clarifications.register.totals import Total
from standards.catalogue.clause_depth import ClauseLists, depths_of
from standards.catalogue.descent import Descent
from standards.catalogue.former_clauses import former_clauses
from standards.models import Clause, Edition
from standards.reading.clause_numbers import ClauseNumber

GROUPS = ("here", "taken_in", "above", "former", "elsewhere")
AS_DRAWN = ("here", "above", "elsewhere")  # whose entries say here what they say in any list
MOST = 25  # records of a group; the list has the others


@dataclass(frozen=True)
class ClausePlace:
    """Where a clause stands among those that our list of the edition has, with what is said of a gap."""

    number: ClauseNumber
    clause: Clause | None
    parents: list[Clause]
    parts: list[Clause]
    before: Clause | None
    after: Clause | None
    words: list[str]
    is_absent: bool

    @property
    def asked_about(self) -> str:
        """The number that a request would name: of one that is not in this edition the clause above it."""
        if not self.is_absent:
            return self.number.canonical
        return self.parents[-1].number if self.parents else ""

    @property
    def title(self) -> str:
        """The heading, where our list has one."""
        return self.clause.title if self.clause else ""


@dataclass(frozen=True)
class RecordGroup:
    """The newest records of a group, and how many there are in all."""

    rows: Sequence[RecordRow | DrawnEntry]
    total: Total

    @property
    def is_cut(self) -> bool:
        return self.total.least > len(self.rows)


@dataclass(frozen=True)
class ClauseRecords:
    """The records on a clause and its parts, those that it took in, those on a clause that it is part of, those on what
    it was in former editions, and those on the same number in others."""

    here: RecordGroup
    taken_in: RecordGroup
    above: RecordGroup
    former: RecordGroup
    elsewhere: RecordGroup
    pending: list[PendingRow]

    @property
    def has_records(self) -> bool:
        return any(getattr(self, name).rows for name in GROUPS)

    @property
    def is_empty(self) -> bool:
        return not (self.pending or self.has_records)


def place_of(number: ClauseNumber, edition: Edition) -> ClausePlace:
    """The clause among its neighbours; two queries."""
    listed = sorted(Clause.objects.filter(edition=edition), key=lambda clause: clause.sort_key)
    for clause in listed:
        clause.edition = edition
    wholes = [whole.sort_key for whole in number.wholes]
    lists = ClauseLists({edition.pk: {clause.number: bool(clause.title) for clause in listed}}, depths_of([edition.pk]))
    inside = [one for one in listed if one.sort_key.startswith(number.sort_key) and one.number != number.canonical]
    before = [one for one in listed if one.sort_key < number.sort_key]
    after = [one for one in listed if one.sort_key > number.sort_key and one not in inside]
    return ClausePlace(
        number=number,
        clause=next((one for one in listed if one.number == number.canonical), None),
        parents=[one for one in listed if one.sort_key in wholes],
        parts=[one for one in inside if one.depth == min(part.depth for part in inside)],
        before=before[-1] if before else None,
        after=after[0] if after else None,
        words=lists.words([number], edition) or _inferred(listed, number),
        is_absent=bool(lists.absent([number], edition)),
    )


def _inferred(listed: Sequence[Clause], number: ClauseNumber) -> list[str]:
    if any(clause.number_inferred for clause in listed if clause.number == number.canonical):
        return [gettext("The number is inferred: no source prints it beside the heading.")]
    return []


def records_on(
    number: ClauseNumber, edition: Edition, editions: Sequence[Edition], *, descent: Descent
) -> ClauseRecords:
    """What the register holds; ``editions`` are all of the standard. Six queries at most."""
    index = EditionIndex([*descent.editions, *editions], descent)
    earlier = descent.earlier(edition)
    former = FormerEditions(edition, earlier, former_clauses(edition, earlier))
    taken_in = inclusions(number, edition, index)
    later = [one.pk for one in descent.later(edition)]
    groups = _groups(
        number, edition, former=former, taken_in=list(taken_in), others=[*later, *(e.pk for e in editions)]
    )
    found = newest_of(groups, Record.objects.only(*SHOWN), most=MOST, once=True)
    as_drawn = entries_by_key(record.pk for name in AS_DRAWN for record in found[name].records)
    rows: dict[str, Sequence[RecordRow | DrawnEntry]] = {
        name: [as_drawn[record.pk] for record in found[name].records] for name in AS_DRAWN
    }
    others = [record for name in ("taken_in", "former") for record in found[name].records]
    made = dict(zip([record.pk for record in others], record_rows(others, index), strict=True))
    included = found["taken_in"].records
    rows["taken_in"] = with_inclusions([made[one.pk] for one in included], [taken_in[one.pk] for one in included])
    rows["former"] = former.rows(found["former"].records, made, number, index)
    pending = Pending.objects.filter(edition=edition).select_related("edition__standard")
    return ClauseRecords(
        **{name: RecordGroup(rows[name], total=group.total) for name, group in found.items()},
        pending=pending_rows(row for row in pending if is_about(row, number)),
    )


def _groups(
    number: ClauseNumber, edition: Edition, *, former: FormerEditions, taken_in: Sequence[int], others: Sequence[int]
) -> dict[str, Group]:
    """What belongs to each group, of those that stand before it left out."""
    inside, own = at_or_below(number), (edition.pk,)
    above = Q(edition=edition, sort_key__in=[whole.sort_key for whole in number.wholes])
    also_inside = RecordClause.objects.filter(inside, edition=edition, record=OuterRef("record"))
    earlier = tuple(one.pk for one in former.earlier)
    elsewhere = tuple(sorted({*others} - {edition.pk, *earlier}))
    return {
        "here": Group(Q(edition=edition) & inside, own),
        "taken_in": Group(records=tuple(taken_in)),
        "above": Group(above & ~Q(Exists(also_inside)), own),
        "former": Group(former.clauses_on(number), earlier),
        "elsewhere": Group(Q(edition__in=elsewhere) & inside, elsewhere),
    }
