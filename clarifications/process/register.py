"""Checks the register against its cases and rebuilds what is derived; a published text is never touched."""

from collections.abc import Iterator

from django.db import connection, transaction

from clarifications import counts
from clarifications.lifecycle import State
from clarifications.map.whole import the_map
from clarifications.models import Clarification, Pending, Record, RecordIndex, RecordVersion, RegisterCount
from clarifications.process.labels import relabel
from clarifications.process.pending import keep_pending
from clarifications.process.publication import outcomes_in, rebuild_derived, rendered, searchable
from standards.reading.words import words


def faults_of(record: Record) -> Iterator[str]:
    """What is wrong with the published texts of a record, in words; nothing of it can be rebuilt."""
    versions = list(record.versions.all())
    if [version.number for version in versions] != list(range(1, record.version + 1)):
        yield f"{record}: its versions are not 1 to {record.version}"
    for version in versions:
        if not version.is_intact:
            yield f"{version}: its text is not the one that was published"
    if record.clarification.state != State.PUBLISHED:
        yield f"{record}: its case is not published but {record.clarification.state}"
    newest = _newest(record)
    if newest is not None and _wording(newest.content) != _wording(record.clarification.public_text.content):
        yield f"{newest}: its text differs from that of its case"


def missing_records() -> Iterator[str]:
    """Published cases without a record."""
    for clarification in Clarification.objects.filter(state=State.PUBLISHED, record__isnull=True):
        yield f"{clarification}: is published and has no record"


def stale_in(record: Record) -> list[str]:
    """Which derived parts of a record do not say what its newest version says."""
    newest = _newest(record)
    if newest is None or newest.redacted_at is not None:
        return []
    content = newest.content
    label = record.label
    relabel(record)
    label, record.label = record.label, label
    found = {
        "title": record.title == content["title"],
        "clauses": record.clauses == [clause["number"] for clause in content["clauses"]],
        "outcomes": record.outcomes == outcomes_in(content),
        "label": record.label == label,
        "filter rows": {row.outcome for row in record.answer_rows.all()} == {row[1] for row in outcomes_in(content)},
        "search words": _index_of(record) == " ".join(words(searchable(record, content))),
        "page": all(one.redacted_at or one.rendered == rendered(one.content) for one in record.versions.all()),
    }
    return [name for name, holds in found.items() if not holds]


@transaction.atomic
def rebuild(record: Record) -> None:
    """Derive again all that repeats the newest version."""
    content = record.versions.get(number=record.version).content
    record.title, record.outcomes = content["title"], outcomes_in(content)
    record.clauses = [clause["number"] for clause in content["clauses"]]
    rebuild_derived(record, content)
    relabel(record)
    record.save()
    for version in record.versions.filter(redacted_at__isnull=True):
        version.rendered = rendered(version.content)
        version.save(update_fields=["rendered"])


def stale_pending() -> list[Clarification]:
    """The cases whose row among the pending does not say where they stand."""
    with_group = Clarification.objects.filter(state__in=the_map().pending, edition__isnull=False)
    stages = dict(Pending.objects.values_list("clarification", "stage"))
    wrong = [one for one in with_group if stages.pop(one.pk, None) != one.state]
    return wrong + list(Clarification.objects.filter(pk__in=stages))


def counts_are_stale() -> bool:
    """Whether the counts that the database keeps are not what there is."""
    kept = RegisterCount.objects.exclude(number=0).values_list("facet", "value", "number")
    with connection.cursor() as cursor:
        cursor.execute(counts.count_statement())
        found = cursor.fetchall()
    return set(kept) != set(found)


@transaction.atomic
def recount() -> None:
    """Count everything afresh."""
    with connection.cursor() as cursor:
        for statement in counts.recount_statements():
            cursor.execute(statement)


@transaction.atomic
def rebuild_pending(clarification: Clarification) -> None:
    """Write, change or remove the row of a case."""
    keep_pending(clarification)


def _newest(record: Record) -> RecordVersion | None:
    return record.versions.filter(number=record.version).first()


def _index_of(record: Record) -> str:
    index = RecordIndex.objects.filter(record=record).first()
    return index.words if index else ""


def _wording(content: dict[str, object]) -> dict[str, object]:
    """All but the dates: the day of publication is known only when the text is prepared already."""
    return {name: value for name, value in content.items() if name != "dates"}
