"""Checks the register against itself and rebuilds what is derived; a published text is never touched."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from clarifications.register import counts
from clarifications.register.finding.indexing import fields_of, write_words
from clarifications.register.labels import relabel
from clarifications.register.models import Record, RecordFacet, RecordIndex, RecordVersion, RegisterCount, RegisterWord
from clarifications.register.text import NotAText, PublishedText
from clarifications.register.write import current_facet_rows, current_index, derive, first_clause


def faults_of(record: Record) -> Iterator[str]:
    """What is wrong with the published texts of a record, in words; nothing of it can be rebuilt."""
    versions = list(record.versions.all())
    if [version.number for version in versions] != list(range(1, record.version + 1)):
        yield f"{record}: its versions are not 1 to {record.version}"
    for version in versions:
        if not version.is_intact:
            yield f"{version}: its text is not the one that was published"
        yield from _unreadable(version)


def newest_text(record: Record) -> PublishedText | None:
    """What the newest version says; ``None`` where there is none that can be read, which is a fault."""
    version = record.versions.filter(number=record.version).first()
    return _text_of(version) if version else None


def stale_in(record: Record) -> list[str]:
    """Which derived parts of a record do not say what its newest version says."""
    text = newest_text(record)
    if text is None:
        return []
    label = record.label
    relabel(record)
    label, record.label = record.label, label
    found = {
        "title": record.title == text.title,
        "clauses": (record.clauses, record.first_clause)
        == ([clause.number for clause in text.all_clauses], first_clause(text)),
        "outcomes": record.outcomes == text.outcomes,
        "facts": (record.published.iso, record.names_edition, record.fate, record.scope)
        == (text.dates.published, text.names_edition, text.fate, text.scope),
        "label": record.label == label,
        "filter rows": _values(record.facet_rows.all()) == _values(current_facet_rows(record, text)),
        "search words": _is_indexed(record, text),
        "page": all(_shows_its_text(version) for version in record.versions.all()),
    }
    return [name for name, holds in found.items() if not holds]


@transaction.atomic
def rebuild(record: Record) -> None:
    """Derive again all that repeats the newest version."""
    derive(record, record.text_in_force())
    for version in record.versions.filter(redacted_at__isnull=True):
        if text := _text_of(version):
            version.rendered_text = text.as_html()
            version.save(update_fields=["rendered"])


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


def words_are_stale() -> bool:
    """Whether the words that a misspelt one may mean are not those that stand in the register."""
    return set(RegisterWord.objects.values_list("word", flat=True)) != _words_written()


@transaction.atomic
def gather_words() -> None:
    """Write these words afresh."""
    write_words(_words_written())


def _words_written() -> set[str]:
    written = RecordIndex.objects.values_list("written", flat=True)
    return {word for text in written.iterator() for word in text.split()}


def _unreadable(version: RecordVersion) -> Iterator[str]:
    try:
        text = version.text
    except NotAText as wrong:
        yield f"{version}: its text cannot be read: {wrong}"
    else:
        if version.redacted_at is None and not isinstance(text, PublishedText):
            yield f"{version}: its text is gone"


def _shows_its_text(version: RecordVersion) -> bool:
    """Whether the page of a version says what its text says; what cannot be read is a fault, and nothing to rebuild."""
    text = _text_of(version)
    return text is None or version.rendered_text == text.as_html()


def _text_of(version: RecordVersion) -> PublishedText | None:
    """What a version says; ``None`` where it was emptied or cannot be read."""
    try:
        text = version.text
    except NotAText:
        return None
    return text if isinstance(text, PublishedText) else None


def _values(rows: Iterable[RecordFacet]) -> set[tuple[str, str, bool]]:
    return {(row.facet, row.value, row.is_retired) for row in rows}


def _is_indexed(record: Record, text: PublishedText) -> bool:
    index = RecordIndex.objects.filter(record=record).first()
    return index is not None and fields_of(index) == fields_of(current_index(record, text))
