"""Lines for the records of the register, as they stand; reads the public tables and nothing else."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from clarifications.moving.lines import (
    BulletinLine,
    EndLine,
    NameLine,
    RecordLine,
    RecordTopicLine,
    RelationLine,
    RetirementLine,
    TranslationLine,
    VerdictLine,
    VersionLine,
)
from clarifications.register.beside import Bulletin, RecordName, RecordRelation, RecordTopic, RecordTranslation
from clarifications.register.models import Record, RecordVersion, Verdict
from standards.models import Edition


def record_lines(records: Sequence[int]) -> list[RecordLine]:
    """The lines of these records, in the order asked; as many queries for one as for many."""
    # What stands beside a record in the order in which it was said, which is that of the keys, as it will be again.
    found = (
        Record.objects.select_related("edition", "replacement")
        .prefetch_related(
            Prefetch("names", RecordName.objects.select_related("edition").order_by("since_version")),
            Prefetch("versions", RecordVersion.objects.defer("rendered").order_by("number")),
            Prefetch("verdicts", Verdict.objects.select_related("edition").order_by("pk")),
            Prefetch("relations", RecordRelation.objects.select_related("other").order_by("pk")),
            Prefetch("translations", RecordTranslation.objects.defer("rendered").order_by("pk")),
            Prefetch("bulletins", Bulletin.objects.order_by("pk")),
            Prefetch("topic_rows", RecordTopic.objects.select_related("topic").order_by("pk")),
        )
        .in_bulk(records)
    )
    return [_record_line(found[pk]) for pk in records]


def editions_of(lines: Iterable[RecordLine]) -> dict[str, Edition]:
    """The editions that lines name, by reference, with what a label asks of the standards of the records."""
    named = {name.edition for line in lines for name in line.names}
    named |= {verdict.edition for line in lines for verdict in line.verdicts}
    found = Edition.objects.filter(reference__in=named).select_related("standard__committee").order_by()
    return {edition.reference: edition for edition in found.prefetch_related("standard__editions")}


def _record_line(record: Record) -> RecordLine:
    *former, today = [_name_line(name) for name in record.names.all()]
    verdicts = list(record.verdicts.all())
    places = {verdict.pk: place for place, verdict in enumerate(verdicts, start=1)}
    return RecordLine(
        address=today.address,
        kind=today.kind,
        edition=today.edition,
        number=today.number,
        since_version=today.since_version,
        changed_at=record.changed_at,
        news_at=record.news_at,
        retirement=_retirement_line(record),
        former_names=tuple(former),
        versions=tuple(map(_version_line, record.versions.all())),
        verdicts=tuple(_verdict_line(verdict, places) for verdict in verdicts),
        relations=tuple(map(_relation_line, record.relations.all())),
        translations=tuple(map(_translation_line, record.translations.all())),
        bulletins=tuple(map(_bulletin_line, record.bulletins.all())),
        topics=tuple(map(_topic_line, record.topic_rows.all())),
    )


def _name_line(name: RecordName) -> NameLine:
    return NameLine(
        address=name.slug,
        kind=name.kind,  # type: ignore[arg-type]  # the choices of its column
        edition=name.edition.reference,
        number=name.number,
        since_version=name.since_version,
    )


def _retirement_line(record: Record) -> RetirementLine | None:
    if record.retired_at is None:
        return None
    replacement = record.replacement.slug if record.replacement else None
    return RetirementLine(at=record.retired_at, reason=record.retirement, replacement=replacement)


def _version_line(version: RecordVersion) -> VersionLine:
    return VersionLine(
        number=version.number,
        at=version.at,
        note=version.note,
        content=version.content,
        disclaimer=version.disclaimer,
        hash=version.hash,
        redacted=_end_line(version.redacted_at, version.redaction),
    )


def _verdict_line(verdict: Verdict, places: dict[int, int]) -> VerdictLine:
    return VerdictLine(
        edition=verdict.edition.reference,
        kind=verdict.kind,  # type: ignore[arg-type]  # no row says that nothing was reviewed
        clause=verdict.clause,
        in_force=verdict.in_force.iso,
        reason=verdict.reason,
        group=verdict.group,
        resolution=verdict.resolution,
        decided_on=verdict.decided_on.iso,
        at=verdict.at,
        withdrawn=_end_line(verdict.withdrawn_at, verdict.withdrawal),
        replaces=places[verdict.replaces_id] if verdict.replaces_id else None,
    )


def _relation_line(relation: RecordRelation) -> RelationLine:
    return RelationLine(
        other=relation.other.slug,
        kind=relation.kind,  # type: ignore[arg-type]  # the choices of its column
        questions=relation.questions,
        note=relation.note,
        at=relation.at,
        ended_at=relation.ended_at,
    )


def _translation_line(translation: RecordTranslation) -> TranslationLine:
    return TranslationLine(
        language=translation.language,
        version=translation.version,
        content=translation.content,
        translator=translation.translator,
        source=translation.source,
        made=translation.made.iso,
        is_official=translation.is_official,
        at=translation.at,
        ended_at=translation.ended_at,
    )


def _bulletin_line(bulletin: Bulletin) -> BulletinLine:
    return BulletinLine(
        body=bulletin.body,
        reference=bulletin.reference,
        language=bulletin.language,
        published=bulletin.published.iso,
        link=bulletin.link,
        adds=bulletin.adds,
        at=bulletin.at,
        ended_at=bulletin.ended_at,
    )


def _topic_line(row: RecordTopic) -> RecordTopicLine:
    return RecordTopicLine(topic=row.topic.key, place=row.place, at=row.at, ended_at=row.ended_at)


def _end_line(at: datetime.datetime | None, reason: str) -> EndLine | None:
    return EndLine(at=at, reason=reason) if at else None
