"""Writes the register: a record, its versions, and the rows that repeat what a version says; it knows no case."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clarifications import disclaimer
from clarifications.register.beside import Bulletin, RecordName, RecordTopic, RecordTranslation, Topic
from clarifications.register.facets import Told, facet_values
from clarifications.register.finding.indexing import fields_of, forget, hold_words, index_of, note_words
from clarifications.register.labels import relabel
from clarifications.register.models import Record, RecordClause, RecordFacet, RecordIndex, RecordVersion
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import RecordKind, Scope
from standards.models import Edition
from standards.reading.dates import PartialDate

CLAUSE_UNKNOWN = "9"  # sorts after every clause


def open_record(text: PublishedText, *, case: int, edition: Edition, number: int, at: datetime.datetime) -> Record:
    """A record of an edition with its first version; ``case`` is the key of where it is from."""
    record = Record(clarification_id=case, version=0, news_at=_news_at(text, at=at))
    _call(record, text, edition=edition, number=number)
    add_version(record, text, at=at, note="")
    RecordName.objects.create(record=record, **name_as_row(record))
    return record


def rename(record: Record, text: PublishedText, *, edition: Edition, number: int) -> None:
    """Give a record the name of another edition or kind, from its next version on; its former name leads to it."""
    _call(record, text, edition=edition, number=number)
    RecordName.objects.create(record=record, since_version=record.version + 1, **name_as_row(record))


def add_version(record: Record, text: PublishedText, *, at: datetime.datetime, note: str) -> None:
    """Publish a text as the newest version; from now on it never changes."""
    record.version += 1
    record.changed_at = at
    repeat(record, text)
    record.save()
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
    translated = RecordTranslation.objects.filter(record=record, version=version)
    translated.standing().update(ended_at=at)  # they say the same in other words
    translated.update(content={}, rendered={})
    record.changed_at = at  # so that no cache goes on showing the former page
    record.save(update_fields=["changed_at"])
    _let_be_found(record, record.text_in_force())
    return True


def retire(record: Record, *, reason: str, replacement: Record | None, at: datetime.datetime) -> None:
    """Take a record out of the lists; its address stays and says why, and what replaces it."""
    record.retired_at, record.retirement, record.replacement = at, reason, replacement
    record.changed_at = record.news_at = at
    derive(record, record.text_in_force())


def restore(record: Record, *, at: datetime.datetime) -> None:
    """Bring a retired record back into the lists."""
    record.retired_at, record.retirement, record.replacement = None, "", None
    record.changed_at = record.news_at = at
    derive(record, record.text_in_force())


def reindex(record: Record, text: PublishedText) -> None:
    """Write the words that search finds a record by; one that stands nowhere any more is forgotten."""
    former = RecordIndex.objects.filter(record=record).values_list("written", flat=True).first() or ""
    index = current_index(record, text)
    before, now = {*former.split()}, {*index.written.split()}
    hold_words(before ^ now)
    RecordIndex.objects.update_or_create(record=record, defaults=fields_of(index))
    note_words([index])
    forget(before - now)


def current_index(record: Record, text: PublishedText) -> RecordIndex:
    """The index of a record, not saved: every language that it can be read in, every name it ever had, and what others
    call what they built on it.
    """
    translated = RecordTranslation.objects.standing().filter(record=record).order_by("language")
    names = record.names.select_related("edition").exclude(slug=record.slug)
    bulletins = Bulletin.objects.standing().filter(record=record)
    return index_of(record, text, translated=[one.text for one in translated], names=names, bulletins=bulletins)


def translate(record: Record, text: PublishedText, **facts: Any) -> RecordTranslation:
    """Publish the newest version in another language, instead of what stood there in that language."""
    standing = RecordTranslation.objects.standing().filter(record=record, language=text.language)
    standing.update(ended_at=facts["at"])
    made = RecordTranslation.objects.create(
        record=record,
        version=record.version,
        language=text.language,
        content=text.to_json(),
        rendered=text.as_html().to_json(),
        **facts,
    )
    show_beside(record, at=made.at)
    return made


def set_topics(record: Record, topics: Sequence[Topic], *, at: datetime.datetime, **by: Any) -> None:
    """Give a record these topics, the chief one first, instead of those that it had."""
    RecordTopic.objects.standing().filter(record=record).update(ended_at=at)
    RecordTopic.objects.bulk_create(
        RecordTopic(record=record, topic=topic, place=place, at=at, **by) for place, topic in enumerate(topics, start=1)
    )
    _write_facets(record, record.text_in_force())
    touch([record.pk], at=at)


def show_beside(record: Record, *, at: datetime.datetime) -> None:
    """Search, filters and page follow the translations and bulletins that stand."""
    _let_be_found(record, record.text_in_force())
    touch([record.pk], at=at)


def touch(records: Iterable[int], *, at: datetime.datetime) -> None:
    """Say that the pages of these records show something else, so that no cache goes on showing what was there."""
    Record.objects.filter(pk__in=records).update(changed_at=at)


def derive(record: Record, text: PublishedText) -> None:
    """Write all that repeats what the newest version says, for lists, filters, clause pages and search."""
    repeat(record, text)
    record.clause_rows.all().delete()
    RecordClause.objects.bulk_create(clause_rows(record, text))
    _let_be_found(record, text)
    relabel(record)
    record.save()


def repeat(record: Record, text: PublishedText) -> None:
    """Set what the record itself repeats of its text."""
    published = PartialDate(text.dates.published)
    record.title, record.outcomes = text.title, text.outcomes
    record.clauses, record.scope = [clause.number for clause in text.all_clauses], text.scope
    record.first_clause = first_clause(text)
    record.names_edition, record.fate = text.names_edition, text.fate
    record.published, record.year = published, published.year


def name_as_row(record: Record) -> dict[str, Any]:
    """What a row of its names says of the present name of a record."""
    return {name: getattr(record, name) for name in ("slug", "kind", "edition", "number")}


def clause_rows(record: Record, text: PublishedText) -> Iterator[RecordClause]:
    """The clauses of a text, for their pages."""
    for clause in text.all_clauses:
        place = {"canonical": clause.number, "slug": clause.slug, "sort_key": clause.sort_key}
        yield RecordClause(record=record, edition_id=record.edition_id, **place)


def first_clause(text: PublishedText) -> str:
    """What a text sorts by in the order of clauses: a general one comes before them, one of unknown clauses after."""
    general = CLAUSE_UNKNOWN if text.scope == Scope.UNKNOWN else ""
    return min((clause.sort_key for clause in text.all_clauses), default=general)


def facet_rows(
    record: Record, text: PublishedText, *, translated: Iterable[str] = (), topics: Iterable[str] = ()
) -> Iterator[RecordFacet]:
    """What a text is filtered by beside the columns of its record."""
    is_retired = record.retired_at is not None
    for facet, value in facet_values(Told(text, tuple(translated), tuple(topics))):
        yield RecordFacet(record=record, facet=facet, value=value, is_retired=is_retired)


def current_facet_rows(record: Record, text: PublishedText) -> Iterator[RecordFacet]:
    """The same with the languages that the record is translated into now, and its topics."""
    translated = RecordTranslation.objects.standing().filter(record=record).order_by("language")
    topics = RecordTopic.objects.standing().filter(record=record).values_list("topic__key", flat=True)
    return facet_rows(record, text, translated=translated.values_list("language", flat=True), topics=topics)


def _let_be_found(record: Record, text: PublishedText) -> None:
    """Write what search and filters find a record by."""
    _write_facets(record, text)
    reindex(record, text)


def _write_facets(record: Record, text: PublishedText) -> None:
    record.facet_rows.all().delete()
    RecordFacet.objects.bulk_create(current_facet_rows(record, text))


def _call(record: Record, text: PublishedText, *, edition: Edition, number: int) -> None:
    # Clarifications and interpretations of an edition are numbered apart: number 1 may be one of each.
    mark = "i" if text.kind == RecordKind.INTERPRETATION else ""
    record.slug = f"{edition.standard.slug}-{edition.slug}-{mark}{number}"
    record.kind, record.number = text.kind, number
    record.standard, record.edition = edition.standard, edition


def _news_at(text: PublishedText, *, at: datetime.datetime) -> datetime.datetime | None:
    """When a new record was news: what was published before this system when it was issued, as far as is known."""
    if not text.was_published_before:
        return at
    known = (PartialDate(day).latest for day in (text.dates.published, text.dates.issued, text.dates.decided))
    day = next(filter(None, known), None)
    return datetime.datetime.combine(day, datetime.time(tzinfo=datetime.UTC)) if day else None
