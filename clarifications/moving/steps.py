"""What the import of records does to the register: each gets a case with one event, published as it was exported."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clarifications.case.models import Clarification, Counter
from clarifications.case.part import AnyPart, Begun, Facts, Occasion, StepPart
from clarifications.intake.models import SubjectClause
from clarifications.map import steps
from clarifications.moving.from_register import editions_of
from clarifications.moving.lines import RecordLine, VersionLine
from clarifications.publication.models import PublicText
from clarifications.register.beside import Bulletin, RecordName, RecordTopic, RecordTranslation, Topic
from clarifications.register.finding.indexing import index_of, note_words
from clarifications.register.labels import edition_today, label_of
from clarifications.register.models import Record, RecordClause, RecordFacet, RecordIndex, RecordVersion, Verdict
from clarifications.register.text import PublishedText, not_redacted
from clarifications.register.vocabulary import Scope
from clarifications.register.write import clause_rows, facet_rows, repeat
from standards.models import Clause, Edition, MaintenanceGroup
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class ImportFacts(Facts):
    """A record as it was exported; that it can be taken was checked before (``checking.py``)."""

    line: RecordLine


@dataclass(frozen=True)
class Arrived:
    """A record of another register, the key of the case that it got here, and its newest text."""

    line: RecordLine
    case: int
    text: PublishedText


def import_record(clarification: Clarification, facts: ImportFacts, how: Occasion) -> str:
    """Take one record over as it was exported."""
    return import_records([Begun(clarification, facts)], how)[0]


def import_records(begun: Sequence[Begun[ImportFacts]], how: Occasion) -> list[str]:
    """Take records over: texts, hashes, moments and numbers as they are; the case holds what the text says, no more.

    Who asked, and what a group said of it, stayed where it was.
    """
    lines = [one.facts.line for one in begun]
    texts = [_newest_text(line) for line in lines]
    editions = editions_of(lines)
    groups = _groups_of(texts)
    references = _references(len(begun), at=how.at)
    for one, line, text, reference in zip(begun, lines, texts, references, strict=True):
        case = one.clarification
        case.reference, case.kind, case.edition = reference, line.kind, editions[line.edition]
        case.subject, case.source = text.title[:200], text.origin.source[:500] if text.origin else ""
        case.submitted_at = case.published_at = how.at
        case.is_general = text.scope == Scope.GENERAL
        # Where it was made by a group that is known here too, its convenor is asked about changed answers.
        case.group = None if text.was_published_before else groups.get(text.group)
    Clarification.objects.bulk_create([one.clarification for one in begun])
    cases = [one.clarification for one in begun]
    SubjectClause.objects.bulk_create(_clauses(cases, texts))
    PublicText.objects.bulk_create(_prepared(cases, lines, texts))
    arrived = [Arrived(line, case.pk, text) for line, case, text in zip(lines, cases, texts, strict=True)]
    _write_records(arrived, editions=editions, by=how.by.person.pk)
    _count_on(lines, editions)
    return [line.address for line in lines]


def _newest_text(line: RecordLine) -> PublishedText:
    return not_redacted(PublishedText.from_json(line.versions[-1].content))


def _groups_of(texts: Iterable[PublishedText]) -> dict[str, MaintenanceGroup]:
    named = {text.group for text in texts}
    return {group.name: group for group in MaintenanceGroup.objects.filter(name__in=named).order_by()}


def _references(number: int, *, at: datetime.datetime) -> Iterator[str]:
    """As many references as there are cases, which say that the request stands in another system."""
    counter = Counter.hold(f"IM-{at.year}")
    first = counter.last + 1
    counter.last += number
    counter.save(update_fields=["last"])
    return (f"IM-{at.year}-{one:04d}" for one in range(first, first + number))


def _clauses(cases: Sequence[Clarification], texts: Sequence[PublishedText]) -> Iterator[SubjectClause]:
    """The clauses of each case in the order asked, each with the clause of the catalogue where it is known."""
    named = {clause.number for text in texts for clause in text.all_clauses}
    editions = {case.edition_id for case in cases}
    rows = Clause.objects.filter(edition__in=editions, number__in=named).order_by()
    known: dict[tuple[int | None, str], int]
    known = {(edition, number): pk for edition, number, pk in rows.values_list("edition", "number", "pk")}
    for case, text in zip(cases, texts, strict=True):
        for order, clause in enumerate(text.all_clauses, start=1):
            yield SubjectClause(
                clarification=case,
                clause_id=known.get((case.edition_id, clause.number)),
                order=order,
                typed=clause.number,
                canonical=clause.number,
                slug=clause.slug,
                sort_key=clause.sort_key,
            )


def _prepared(
    cases: Sequence[Clarification], lines: Sequence[RecordLine], texts: Sequence[PublishedText]
) -> Iterator[PublicText]:
    for case, line, text in zip(cases, lines, texts, strict=True):
        agreed = text.answers_hash if case.group else ""
        content = line.versions[-1].content
        yield PublicText(clarification=case, content=content, answers_hash=text.answers_hash, agreed_hash=agreed)


def _count_on(lines: Iterable[RecordLine], editions: dict[str, Edition]) -> None:
    """Numbers that are given from now on come after those that were given elsewhere."""
    last: dict[str, int] = {}
    for name in (name for line in lines for name in line.names):
        counted = f"{name.kind} {editions[name.edition].pk}"
        last[counted] = max(name.number, last.get(counted, 0))
    for counted in sorted(last):
        counter = Counter.hold(counted)
        if counter.last < last[counted]:
            counter.last = last[counted]
            counter.save(update_fields=["last"])


def _write_records(arrived: Sequence[Arrived], *, editions: dict[str, Edition], by: int) -> None:
    """Write these records with all that is derived from them, but not what they have to do with each other."""
    named = {row.topic for one in arrived for row in one.line.topics}
    topics = Topic.objects.in_bulk(named, field_name="key") if named else {}
    rows = [_Rows(one, editions, topics, by) for one in arrived]
    today = {edition.standard_id: edition.standard for edition in (editions[one.line.edition] for one in arrived)}
    in_use = {pk: edition_today(standard) for pk, standard in today.items()}
    for row in rows:
        row.record.label = label_of(row.record, today=in_use[row.record.standard_id], verdicts=row.standing)
    Record.objects.bulk_create([row.record for row in rows])
    RecordName.objects.bulk_create([name for row in rows for name in row.names])
    RecordVersion.objects.bulk_create([version for row in rows for version in row.versions()])
    RecordClause.objects.bulk_create([clause for row in rows for clause in clause_rows(row.record, row.text)])
    RecordFacet.objects.bulk_create([value for row in rows for value in row.facet_rows])
    RecordTranslation.objects.bulk_create([one for row in rows for one in row.translations])
    Bulletin.objects.bulk_create([one for row in rows for one in row.bulletins])
    RecordTopic.objects.bulk_create([one for row in rows for one in row.topics])
    indexes = RecordIndex.objects.bulk_create([row.index for row in rows])
    note_words(indexes)
    Verdict.objects.bulk_create([verdict for row in rows for verdict in row.verdicts])
    Verdict.objects.bulk_update([verdict for row in rows for verdict in row.chained()], ["replaces"])


class _Rows:
    """The rows of one record, not written yet."""

    def __init__(self, arrived: Arrived, editions: dict[str, Edition], topics: dict[str, Topic], by: int) -> None:
        self.line, self.text = arrived.line, arrived.text
        self.record = _record(arrived, editions[self.line.edition])
        self.names = [
            RecordName(
                record=self.record,
                slug=name.address,
                kind=name.kind,
                edition=editions[name.edition],
                number=name.number,
                since_version=name.since_version,
            )
            for name in self.line.names
        ]
        self.verdicts = list(_verdicts(self.record, self.line, editions, by))
        self.translations = list(_translations(self.record, self.line, by))
        self.bulletins = list(_bulletins(self.record, self.line, by))
        self.topics = [
            RecordTopic(
                record=self.record, topic=topics[one.topic], place=one.place, at=one.at, ended_at=one.ended_at, by_id=by
            )
            for one in self.line.topics
        ]

    @property
    def standing(self) -> dict[int, str]:
        """The verdicts that stand, by edition."""
        replaced = {verdict.replaces for verdict in self.line.verdicts}
        return {
            row.edition_id: row.kind
            for place, row in enumerate(self.verdicts, start=1)
            if place not in replaced and row.withdrawn_at is None
        }

    @property
    def facet_rows(self) -> Iterator[RecordFacet]:
        """What it is filtered by, asked when the record has a key."""
        translated = [one.language for one in self.translations if one.ended_at is None]
        topics = [one.topic.key for one in self.topics if one.ended_at is None]
        return facet_rows(self.record, self.text, translated=translated, topics=topics)

    @property
    def index(self) -> RecordIndex:
        """What search finds it by; asked when the rows have keys, by which the same day is put in order."""
        translated = sorted((one for one in self.translations if one.ended_at is None), key=lambda one: one.language)
        bulletins = sorted(
            (one for one in self.bulletins if one.ended_at is None),
            key=lambda one: (one.published.sort_key, one.pk),
            reverse=True,
        )
        return index_of(
            self.record,
            self.text,
            translated=[one.text for one in translated],
            names=self.names[:-1],
            bulletins=bulletins,
        )

    def versions(self) -> Iterator[RecordVersion]:
        """Every version with its page; of many long ones no more are kept than are written."""
        for version in self.line.versions:
            yield _version(self.record, version)

    def chained(self) -> Iterator[Verdict]:
        """The verdicts that replace others, now that these have keys."""
        for line, row in zip(self.line.verdicts, self.verdicts, strict=True):
            if line.replaces:
                row.replaces = self.verdicts[line.replaces - 1]
                yield row


def _record(arrived: Arrived, edition: Edition) -> Record:
    line, retirement = arrived.line, arrived.line.retirement
    record = Record(
        clarification_id=arrived.case,
        slug=line.address,
        kind=line.kind,
        number=line.number,
        edition=edition,
        standard=edition.standard,
        version=len(line.versions),
        changed_at=line.changed_at,
        news_at=line.news_at,
        retired_at=retirement.at if retirement else None,
        retirement=retirement.reason if retirement else "",
    )
    repeat(record, arrived.text)
    return record


def _version(record: Record, line: VersionLine) -> RecordVersion:
    row = RecordVersion(
        record=record,
        number=line.number,
        at=line.at,
        note=line.note,
        content=line.content,
        rendered={},
        disclaimer=line.disclaimer,
        hash=line.hash,
        redacted_at=line.redacted.at if line.redacted else None,
        redaction=line.redacted.reason if line.redacted else "",
    )
    if isinstance(text := row.text, PublishedText):
        row.rendered_text = text.as_html()
    return row


def _verdicts(record: Record, line: RecordLine, editions: dict[str, Edition], by: int) -> Iterator[Verdict]:
    for one in line.verdicts:
        yield Verdict(
            record=record,
            edition=editions[one.edition],
            kind=one.kind,
            clause=one.clause,
            in_force=one.in_force,
            reason=one.reason,
            group=one.group,
            resolution=one.resolution,
            decided_on=one.decided_on,
            by_id=by,
            at=one.at,
            withdrawn_at=one.withdrawn.at if one.withdrawn else None,
            withdrawal=one.withdrawn.reason if one.withdrawn else "",
        )


def _translations(record: Record, line: RecordLine, by: int) -> Iterator[RecordTranslation]:
    for one in line.translations:
        row = RecordTranslation(
            record=record,
            language=one.language,
            version=one.version,
            content=one.content,
            rendered={},
            translator=one.translator,
            source=one.source,
            made=PartialDate(one.made),
            is_official=one.is_official,
            by_id=by,
            at=one.at,
            ended_at=one.ended_at,
        )
        if one.content:
            row.rendered = not_redacted(row.text).as_html().to_json()
        yield row


def _bulletins(record: Record, line: RecordLine, by: int) -> Iterator[Bulletin]:
    for one in line.bulletins:
        yield Bulletin(
            record=record,
            body=one.body,
            reference=one.reference,
            language=one.language,
            published=PartialDate(one.published),
            link=one.link,
            adds=one.adds,
            by_id=by,
            at=one.at,
            ended_at=one.ended_at,
        )


IMPORT_RECORD = StepPart(steps.IMPORT_RECORD, ImportFacts, import_record, import_records)
PARTS: tuple[AnyPart, ...] = (IMPORT_RECORD,)
