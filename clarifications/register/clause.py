"""A clause of an edition with what the register holds on it: here, above it, for former editions, elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext

from clarifications.register.drawn_entries import DrawnEntry, entries_by_key
from clarifications.register.former import FormerEditions, inclusions, with_inclusion
from clarifications.register.models import Pending, Record, RecordClause
from clarifications.register.narrowing import at_or_below
from clarifications.register.rows import SHOWN, EditionIndex, PendingRow, RecordRow, is_about, pending_rows, record_rows
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
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


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
        return any(getattr(self, name).total for name in GROUPS)

    @property
    def is_empty(self) -> bool:
        return not (self.pending or self.has_records)


def place_of(number: ClauseNumber, edition: Edition) -> ClausePlace:
    """The clause among its neighbours; two queries."""
    listed = sorted(Clause.objects.filter(edition=edition), key=lambda clause: clause.sort_key)
    for clause in listed:
        clause.edition = edition
    wholes = _wholes(number)
    lists = ClauseLists({edition.pk: {clause.number for clause in listed}}, depths_of([edition.pk]))
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
    found = list(_records(number, edition, former=former.on(number), taken_in=list(taken_in), later=later))
    groups = {name: [record for record in found if record.group == name] for name in GROUPS}
    as_drawn = entries_by_key(record.pk for name in AS_DRAWN for record in groups[name])
    rows: dict[str, Sequence[RecordRow | DrawnEntry]] = {
        name: [as_drawn[record.pk] for record in groups[name] if record.pk in as_drawn] for name in AS_DRAWN
    }
    others = [record for name in GROUPS if name not in AS_DRAWN for record in groups[name]]
    made = dict(zip([record.pk for record in others], record_rows(others, index), strict=True))
    rows["taken_in"] = [with_inclusion(made[record.pk], taken_in[record.pk]) for record in groups["taken_in"]]
    rows["former"] = former.rows(groups["former"], made, number, index)
    pending = Pending.objects.filter(edition=edition).select_related("edition__standard")
    return ClauseRecords(
        **{name: RecordGroup(rows[name], total=group[0].total if group else 0) for name, group in groups.items()},
        pending=pending_rows(row for row in pending if is_about(row, number)),
    )


def _records(
    number: ClauseNumber, edition: Edition, *, former: Q, taken_in: Sequence[int], later: Sequence[int]
) -> QuerySet[Any]:
    """The newest of each group, each marked with its ``group`` and with the ``total`` of that."""
    inside = Q(pk__in=_about(at_or_below(number)))
    above = Q(edition=edition, pk__in=_about(Q(sort_key__in=_wholes(number))))
    elsewhere = inside & (Q(standard=edition.standard_id) | Q(edition__in=later))
    group = Case(
        When(inside & Q(edition=edition), then=Value("here")),
        When(pk__in=taken_in, then=Value("taken_in")),
        When(above, then=Value("above")),
        When(former, then=Value("former")),
        default=Value("elsewhere"),
    )
    newest = [F("published").desc(), F("pk").desc()]
    return (
        Record.objects.not_retired()
        .filter(above | elsewhere | former | Q(pk__in=taken_in))
        .only(*SHOWN)
        .annotate(group=group)
        .annotate(place=Window(RowNumber(), "group", newest), total=Window(Count("pk"), "group"))
        .filter(place__lte=MOST)
    )


def _about(clauses: Q) -> QuerySet[RecordClause, object]:
    return RecordClause.objects.filter(clauses).order_by().values("record")


def _wholes(number: ClauseNumber) -> list[str]:
    """The keys of what a clause is part of."""
    return [whole.sort_key for whole in number.wholes]
