"""A record in one of its versions, with all that its page says, and the parts of the page drawn from that."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.html import escape

from clarifications.register.beside import RecordName, RecordTranslation, topics_of
from clarifications.register.facts import dates_in_words, origin_facts, subject_facts
from clarifications.register.languages import alternates, bulletins_of, languages_of
from clarifications.register.linked import linked_record
from clarifications.register.models import Record, RecordVersion, Verdict
from clarifications.register.provenance import citation, consensus_in_words, former_names, head_of, timeline
from clarifications.register.record import contents_of, page_of
from clarifications.register.relations import relations_of
from clarifications.register.text import RenderedText
from clarifications.register.verdicts import disclaimer_of, edition_rows, followed_by, in_margin, waits_for
from standards.catalogue.lineage import EditionLine, line_of
from standards.models import Edition


class NoSuchVersion(Exception):
    """The record has no version of this number."""


@dataclass(frozen=True)
class ShownRecord:
    """What the page of a record says of a version: the variables of its templates, and the lines of its editions."""

    record: Record
    lines: Sequence[EditionLine]
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageParts:
    """The page of a record between head and foot, and what its head says of it: HTML, the same for every reader."""

    title: str
    description: str
    head: str
    running: str
    content: str


def record_named(slug: str) -> Record | None:
    """The record of this address, and whether it ever had another one."""
    renamed = Exists(RecordName.objects.filter(record=OuterRef("pk"), since_version__gt=1))
    return Record.objects.select_related("replacement").annotate(renamed=renamed).filter(slug=slug).first()


def shown(record: Record, number: int | None) -> ShownRecord:
    """What is said of a version, or of the newest one, today."""
    versions = {version.number: version for version in record.versions.defer("content")}
    if (version := versions.get(record.version if number is None else number)) is None:
        raise NoSuchVersion
    standard = line_of(pk=record.standard_id)
    lines = standard.lines if standard else []
    record.edition = next(line.edition for line in lines if line.edition.pk == record.edition_id)
    former = former_names(record) if record.renamed else {}  # type: ignore[attr-defined]  # annotated above
    for one in versions.values():
        one.record, one.published_as = record, former.get(one.number, "")  # so that it needs no query
    verdicts = verdicts_on(record, lines)
    context = {"record": record, "version": version, "versions": list(versions.values())[::-1]}
    return ShownRecord(record, lines, context | context_of(record, version, verdicts, lines))


def drawn(said: ShownRecord) -> PageParts:
    """The parts of the page, drawn."""
    return PageParts(
        title=escape(said.context["head"].name),
        description=render_to_string("clarifications/register/_record_description.html", said.context),
        head=render_to_string("clarifications/register/_record_head.html", said.context),
        running=render_to_string("clarifications/register/_record_running.html", said.context),
        content=render_to_string("clarifications/register/_record_body.html", said.context),
    )


def clauses_in_words(record: Record) -> str:
    """The clauses that it is about, for the head of its pages."""
    return ", ".join(dict.fromkeys(record.clauses)) or record.no_clause_in_words


def verdicts_on(record: Record, lines: list[EditionLine]) -> list[Verdict]:
    """The verdicts on a record with their editions; those of its own standard are there already."""
    own = {line.edition.pk: line.edition for line in lines}
    verdicts = list(Verdict.objects.filter(record=record))
    others = {verdict.edition_id for verdict in verdicts} - own.keys()
    known = own | (Edition.objects.select_related("standard").in_bulk(others) if others else {})
    for verdict in verdicts:
        verdict.edition = known[verdict.edition_id]
    return verdicts


def context_of(
    record: Record, version: RecordVersion, verdicts: list[Verdict], lines: list[EditionLine]
) -> dict[str, Any]:
    """What a page says of a version, and of the record whichever version is shown."""
    after = followed_by(record, lines)
    shown, rows = disclaimer_of(record, verdicts), edition_rows(record, verdicts, lines, after=after)
    awaited = waits_for(record, verdicts, lines, after=after)
    stands = record.retired_at is None and (record.could_apply or verdicts)  # else nothing that could hold
    context: dict[str, Any] = {
        "disclaimer": shown,
        **_beside(record),
        "is_newest": version.number == record.version,
        "edition_rows": rows if stands or verdicts else [],
        "waits_for": awaited,
        "in_margin": in_margin(rows, record) if stands else [],
        "citation": citation(record, version, str(shown.short)),
        "head": head_of(record, version, text := version.rendered_text),
    }
    if isinstance(text, RenderedText):
        context |= _text(record, text, verdicts, awaited=awaited)
        context["linked"] = linked_record(record, version, shown, language=text.language, topics=context["topics"])
    return context | {"contents": contents_of(context)}


def _beside(record: Record) -> dict[str, Any]:
    """What stands beside its text, whichever version is shown."""
    return {
        "clauses": clauses_in_words(record),
        "topics": topics_of(record),
        "relations": relations_of(record),
        "bulletins": bulletins_of([record])[record.pk],
    }


def _text(record: Record, text: RenderedText, verdicts: list[Verdict], *, awaited: str) -> dict[str, Any]:
    """What a version says, where it was not redacted."""
    translations = list(RecordTranslation.objects.standing().filter(record=record))
    languages = languages_of(record, text.language, translations)
    return {
        "languages": languages,
        "alternates": alternates(languages),
        "page": page_of(text, edition_url=record.edition.get_absolute_url()),
        "content": text,
        "subject": subject_facts(text),
        "dates": dates_in_words(text.dates),
        "way": {
            "text": text,
            "timeline": timeline(record, text.dates, verdicts, awaited=awaited),
            "consensus": consensus_in_words(text.consensus),
            "origin": origin_facts(text),
        },
    }
