"""What awaits a verdict: records of former editions of which nobody has said what they mean for the one in use."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from clarifications.register.models import Label, Record, RecordQuerySet, Verdict, VerdictKind
from clarifications.register.rows import days_in_words
from standards.catalogue.descent import Descent
from standards.models import Edition


@dataclass(frozen=True)
class EditionAwaiting:
    """An edition, how many records await a verdict for it, and for how long the longest has waited, in words."""

    edition: Edition
    number: int
    age: str


def awaiting_verdict(edition: Edition, descent: Descent) -> RecordQuerySet:
    """The records that await a verdict for an edition in use, the oldest first.

    What a standard took in is read there, and awaits none.
    """
    return (
        _awaiting()
        .filter(edition__in=descent.earlier(edition))
        .exclude(_said(edition=edition))
        .order_by("published", "pk")
    )


def waits_since(record: Record, edition: Edition) -> datetime.date | None:
    """Since when a record awaits a verdict for an edition, once both are published; nothing where not known."""
    days = [record.published.latest, edition.published.latest]
    return max(day for day in days if day) if all(days) else None


def age_in_words(records: Iterable[Record], edition: Edition, *, at: datetime.date) -> str:
    """For how long the longest of these records has waited; empty where no day is known."""
    days = [day for record in records if (day := waits_since(record, edition))]
    return days_in_words((at - min(days)).days) if days else ""


def editions_awaiting(descent: Descent, *, at: datetime.date) -> list[EditionAwaiting]:
    """The editions in use for which records await a verdict, in the order of their numbers; two queries."""
    records: dict[int, list[Record]] = {}
    for record in _awaiting().only("edition_id", "published").order_by():
        records.setdefault(record.edition_id, []).append(record)
    said = set(Verdict.objects.standing().values_list("record", "edition"))
    found = []
    for edition in descent.in_use:
        of_it = [record for one in descent.earlier(edition) for record in records.get(one.pk, [])]
        waiting = [record for record in of_it if (record.pk, edition.pk) not in said]
        if waiting:
            found.append(EditionAwaiting(edition, len(waiting), age_in_words(waiting, edition, at=at)))
    return found


def _awaiting() -> RecordQuerySet:
    nothing_to_say = (Label.NO_VERDICT, Label.RETIRED)
    return Record.objects.exclude(label__in=nothing_to_say).exclude(_said(kind=VerdictKind.INCORPORATED))


def _said(**of: object) -> Exists:
    return Exists(Verdict.objects.standing().filter(record=OuterRef("pk"), **of))
