"""What records have to do with each other, said from both ends, and which one is the current answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.map.rule import Text
from clarifications.register.beside import RecordRelation, RelationKind
from clarifications.register.models import Record

# The same from the other end.
FROM_THE_OTHER: dict[str, Text] = {
    RelationKind.SUPERSEDES.value: _("Superseded by"),
    RelationKind.SUPERSEDES_IN_PART.value: _("Superseded in part by"),
    RelationKind.NARROWS.value: _("Narrowed by"),
    RelationKind.CONFLICTS.value: RelationKind.CONFLICTS.label,
    RelationKind.DEPENDS.value: _("Is the ground of"),
    RelationKind.ASKS_ABOUT.value: _("Asked about by"),
    RelationKind.SAME_SUBJECT.value: RelationKind.SAME_SUBJECT.label,
}
EITHER_WAY = (RelationKind.CONFLICTS, RelationKind.SAME_SUBJECT)  # the same from both ends
SUPERSEDING = (RelationKind.SUPERSEDES, RelationKind.SUPERSEDES_IN_PART)


@dataclass(frozen=True)
class Related:
    """A relation as the page of one of its two records says it; ``questions`` are those of the record acted on."""

    said: str
    other: Record
    questions: str
    note: str


@dataclass(frozen=True)
class Relations:
    """All relations of a record; ``superseded`` are those that take answers of it away, ``current`` what holds now."""

    rows: list[Related]
    superseded: list[Related]
    current: Record | None


def relations_of(record: Record) -> Relations:
    """What stands; at most one query more for each step from a superseded record to the current one."""
    standing = _in_order(_of([record.pk]), record)
    taken = [
        one for one in standing if one.other_id == record.pk and one.kind in SUPERSEDING and not one.record.retired_at
    ]
    wholly = any(one.kind == RelationKind.SUPERSEDES for one in taken)
    return Relations(
        rows=[_related(one, record) for one in standing],
        superseded=[_related(one, record) for one in taken],
        current=Record.objects.current_of([record.pk]).get(record.pk) if wholly else None,
    )


def related_to(records: Iterable[Record]) -> dict[int, list[Related]]:
    """The relations of many records, each said from its end; one query for all."""
    found = list(records)
    standing = _of([record.pk for record in found])
    own = {record.pk: [one for one in standing if record.pk in (one.record_id, one.other_id)] for record in found}
    return {record.pk: [_related(one, record) for one in _in_order(own[record.pk], record)] for record in found}


def superseded_through(record: Record) -> set[int]:
    """The records that one supersedes, wholly or in part, and those that they supersede in turn."""
    reached: set[int] = set()
    asked = {record.pk}
    while asked:
        rows = RecordRelation.objects.standing().filter(kind__in=SUPERSEDING, record__in=asked)
        asked = set(rows.values_list("other_id", flat=True)) - reached
        reached |= asked
    return reached


def superseding(records: Iterable[int]) -> dict[int, set[int]]:
    """For each of these the records that supersede it, and those that supersede them in turn, retired ones too; one
    statement, and one more for each step."""
    known: dict[int, set[int]] = {record: set() for record in records}
    own, asked = list(known), set(known)
    while asked:
        rows = RecordRelation.objects.standing().filter(kind=RelationKind.SUPERSEDES, other__in=asked).order_by()
        found = list(rows.values_list("other", "record"))
        for other, record in found:
            known.setdefault(other, set()).add(record)
        asked = {record for _other, record in found} - known.keys()
        known |= {record: set() for record in asked}
    return {record: _reached(record, known) - {record} for record in own}


def naming(record: Record) -> set[int]:
    """The records whose pages name this one: they change where its name or title does, and where it is retired."""
    rows = RecordRelation.objects.standing().filter(Q(record=record) | Q(other=record))
    ends = {pk for row in rows.values_list("record_id", "other_id") for pk in row}
    replaced = Record.objects.filter(replacement=record).order_by().values_list("pk", flat=True)
    return (ends | superseded_through(record) | set(replaced)) - {record.pk}


def _reached(record: int, following: Mapping[int, set[int]]) -> set[int]:
    reached, asked = set[int](), {record}
    while asked:
        asked = {after for one in asked for after in following[one]} - reached
        reached |= asked
    return reached


def _of(records: Iterable[int]) -> list[RecordRelation]:
    """The relations that stand of any of these, with the names of both ends."""
    names = ("record__edition__standard", "other__edition__standard")
    ends = Q(record__in=records) | Q(other__in=records)
    return list(RecordRelation.objects.standing().filter(ends).select_related(*names))


def _in_order(relations: Iterable[RecordRelation], record: Record) -> list[RecordRelation]:
    """Kind by kind; of each first what the record says itself."""
    order = list(RelationKind.values)
    return sorted(relations, key=lambda one: (order.index(one.kind), one.record_id != record.pk))


def _related(relation: RecordRelation, record: Record) -> Related:
    is_own = relation.record_id == record.pk
    said = relation.get_kind_display() if is_own else FROM_THE_OTHER[relation.kind]
    return Related(
        said=str(said),
        other=relation.other if is_own else relation.record,
        questions=relation.questions,
        note=relation.note,
    )
