"""The records that a request was answered with, each with what became of it since: pages and mails say it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clarifications.map.steps import State
from clarifications.register.models import Record

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Answering:
    """A record that answers a request; ``instead`` is the one that holds in its place, where there is one."""

    record: Record
    instead: Record | None


def answering(clarification: "Clarification") -> list[Answering]:
    """What a request was answered with, in order; as many queries for several records as for one."""
    if clarification.state != State.ANSWERED:
        return []
    names = ("record__edition", "record__standard", "record__replacement__edition")
    rows = clarification.records_that_answer.select_related(*names)
    records = [row.record for row in rows]
    current = Record.objects.current_of([record.pk for record in records])
    return [Answering(record, record.replacement or current.get(record.pk)) for record in records]
