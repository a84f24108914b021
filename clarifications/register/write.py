"""Writes the register: a record, its versions, and the rows that repeat what a version says; it knows no case."""

import datetime
from collections.abc import Iterator

from clarifications import disclaimer
from clarifications.register.labels import relabel
from clarifications.register.models import Record, RecordAnswer, RecordClause, RecordIndex, RecordVersion
from clarifications.register.text import PublishedText, RecordKind
from standards.models import Edition
from standards.reading.dates import PartialDate
from standards.reading.words import words


def open_record(text: PublishedText, *, case: int, edition: Edition, number: int, at: datetime.datetime) -> Record:
    """A record of an edition, still without a version; ``case`` is the key of where it is from."""
    # Clarifications and interpretations of an edition are numbered apart: number 1 may be one of each.
    mark = "i" if text.kind == RecordKind.INTERPRETATION else ""
    published = PartialDate(text.dates.published)
    return Record.objects.create(
        clarification_id=case,
        slug=f"{edition.standard.slug}-{edition.slug}-{mark}{number}",
        number=number,
        kind=text.kind,
        standard=edition.standard,
        edition=edition,
        title=text.title,
        published=published,
        year=published.year,
        version=0,
        changed_at=at,
    )


def add_version(record: Record, text: PublishedText, *, at: datetime.datetime, note: str) -> None:
    """Publish a text as the newest version; from now on it never changes."""
    record.version += 1
    record.changed_at = at
    version_of(record, text, note=note).save()
    derive(record, text)


def version_of(record: Record, text: PublishedText, *, note: str = "") -> RecordVersion:
    """The newest version of a record as a row that is not saved yet."""
    content = text.to_json()
    return RecordVersion(
        record=record,
        number=record.version,
        at=record.changed_at,
        note=note,
        content=content,
        rendered=text.as_html().to_json(),
        disclaimer=disclaimer.VERSION,
        hash=RecordVersion.hash_of(content, disclaimer.VERSION),
    )


def redact(record: Record, *, version: int, reason: str, at: datetime.datetime) -> bool:
    """Empty the text of one version; its address, hash and the reason stay. False where there is none to empty."""
    found = RecordVersion.objects.filter(record=record, number=version, redacted_at__isnull=True)
    if not found.update(content={}, rendered={}, redacted_at=at, redaction=reason):
        return False
    record.changed_at = at  # so that no cache goes on showing the former page
    record.save(update_fields=["changed_at"])
    return True


def derive(record: Record, text: PublishedText) -> None:
    """Write all that repeats what the newest version says, for lists, filters, clause pages and search."""
    repeat(record, text)
    record.clause_rows.all().delete()
    RecordClause.objects.bulk_create(clause_rows(record, text))
    record.answer_rows.all().delete()
    RecordAnswer.objects.bulk_create(answer_rows(record, text))
    RecordIndex.objects.update_or_create(record=record, defaults={"words": index_words(record, text)})
    relabel(record)
    record.save()


def repeat(record: Record, text: PublishedText) -> None:
    """Set what the record itself repeats of its text."""
    record.title, record.outcomes = text.title, text.outcomes
    record.clauses = [clause.number for clause in text.clauses]


def clause_rows(record: Record, text: PublishedText) -> Iterator[RecordClause]:
    """The clauses of a text, for their pages."""
    for clause in text.all_clauses:
        place = {"canonical": clause.number, "slug": clause.slug, "sort_key": clause.sort_key}
        yield RecordClause(record=record, edition_id=record.edition_id, **place)


def answer_rows(record: Record, text: PublishedText) -> Iterator[RecordAnswer]:
    """The outcomes of a text, for filters."""
    for outcome in dict.fromkeys(outcome for _label, outcome in text.outcomes):
        yield RecordAnswer(record=record, outcome=outcome)


def index_words(record: Record, text: PublishedText) -> str:
    """The words that search finds a record by."""
    return " ".join(words(searchable(record, text)))


def searchable(record: Record, text: PublishedText) -> str:
    """All that a reader may search a record by."""
    said = [text.edition, text.title, *(clause.number for clause in text.all_clauses)]
    said += [question.text for question in text.all_questions]
    for answer in text.answers:
        said += [answer.position, answer.considerations, *answer.conditions]
    return "\n".join([*said, record.slug])
