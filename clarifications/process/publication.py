"""Publication: the decision becomes a public text, the secretariat checks it, and it enters the register for good."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from clarifications import disclaimer
from clarifications.lifecycle import CORRECT, EDIT_PUBLIC, HISTORIC, PUBLISH, REDACT
from clarifications.markdown import to_html
from clarifications.models import (
    Clarification,
    Counter,
    Kind,
    PublicOutcome,
    PublicText,
    Record,
    RecordAnswer,
    RecordClause,
    RecordIndex,
    RecordKind,
    RecordVersion,
)
from clarifications.models.publication import all_questions
from clarifications.process.content import content_of, dates_of
from clarifications.process.intake import Asked, keep_clauses, keep_questions
from clarifications.process.labels import relabel
from clarifications.process.review import DraftAnswer
from clarifications.process.steps import StepRefused, carries_out
from standards.models import Edition
from standards.reading.dates import PartialDate
from standards.reading.words import words

TEXTS = ("text", "position", "considerations")
UNKNOWN = PartialDate("")


def prepare_public_text(clarification: Clarification) -> None:
    """Make the text that will be published; an edit of a former round is not kept."""
    content = content_of(clarification)
    # Nobody else writes it meanwhile: the case is locked.
    if not PublicText.objects.filter(clarification=clarification).update(content=content):
        PublicText.objects.create(clarification=clarification, content=content)


@carries_out(EDIT_PUBLIC)
def edit_public_text(clarification: Clarification, *, content: dict[str, Any]) -> None:
    """Keep the secretariat’s wording of the public text; outcomes, labels and dates stay as they are."""
    text = clarification.public_text
    text.content = _with_edits(text.content, content)
    text.save()


@carries_out(PUBLISH)
def publish(clarification: Clarification, *, at: datetime.datetime) -> str:
    """Write the record and its first version in the transaction of the step; from now on the text never changes."""
    clarification.published_at = at
    content = clarification.public_text.content | {"dates": dates_of(clarification)}
    record = _open_record(clarification, content, at=at)
    _add_version(record, content, at=at, note="")
    return record.name


@carries_out(CORRECT)
def correct(clarification: Clarification, *, content: dict[str, Any], reason: str, at: datetime.datetime) -> str:
    """Publish a corrected text as a new version; the note says what and why, the former version stays reachable."""
    record = clarification.record
    former = record.versions.order_by("-number")[0]
    corrected = _with_edits(former.content, content)
    if corrected == former.content:
        raise StepRefused([_("Nothing differs from the published text.")])
    text = clarification.public_text
    text.content = corrected
    text.save()
    _add_version(record, corrected, at=at, note=reason)
    return _("Version %(number)s") % {"number": record.version}


@carries_out(REDACT)
def redact(clarification: Clarification, *, version: int, reason: str, at: datetime.datetime) -> str:
    """Empty the text of one version that must not be readable; its address, hash and this note stay.

    The newest version cannot be redacted: correct it first, so that the record keeps a text.
    """
    record = clarification.record
    if version >= record.version:
        raise StepRefused([_("Correct the text first; the newest version is not redacted.")])
    emptied = RecordVersion.objects.filter(record=record, number=version, redacted_at__isnull=True).update(
        content={}, rendered={}, redacted_at=at, redaction=reason
    )
    if not emptied:
        raise StepRefused([_("There is no such version, or it is redacted already.")])
    record.changed_at = at  # so that no cache goes on showing the former page
    record.save(update_fields=["changed_at"])
    return _("Version %(number)s") % {"number": version}


@carries_out(HISTORIC)
def enter_historic(
    clarification: Clarification,
    *,
    edition: Edition,
    title: str,
    source: str,
    clauses: str = "",
    questions: Sequence[Asked] = (),
    answers: Sequence[DraftAnswer] = (),
    votes: Sequence[Mapping[str, Any]] = (),
    asked: PartialDate = UNKNOWN,
    decided: PartialDate = UNKNOWN,
    published: PartialDate = UNKNOWN,
    at: datetime.datetime,
) -> str:
    """Enter a text of the former process, with its source; a title alone is a complete public text.

    ``votes`` has a row for each question or part: ``question`` (its label), ``for``, ``against``, ``abstained``,
    ``voting`` (numbers or ``None`` where unknown), ``percentage`` as printed, ``note``.
    """
    clarification.reference = f"HI-{at.year}-{Counter.next(f'HI-{at.year}'):04d}"
    clarification.kind = Kind.INTERPRETATION
    clarification.edition, clarification.subject, clarification.source = edition, title, source
    clarification.submitted_at = clarification.published_at = at
    clarification.is_general = not clauses.strip()
    clarification.save()
    keep_clauses(clarification, clauses, question=None)
    keep_questions(clarification, questions)
    content = content_of(clarification) | {
        "kind": RecordKind.INTERPRETATION.value,
        "answers": [asdict(answer) for answer in answers],
        "consensus": {"kind": "historic"},
        "votes": [dict(vote) for vote in votes],
        "dates": {"asked": asked.iso, "accepted": "", "decided": decided.iso, "published": published.iso},
        "source": source,
    }
    PublicText.objects.create(clarification=clarification, content=content)
    record = _open_record(clarification, content, at=at)
    _add_version(record, content, at=at, note="")
    return source


def _open_record(clarification: Clarification, content: Mapping[str, Any], *, at: datetime.datetime) -> Record:
    edition = clarification.edition
    if edition is None:  # of a historic text; the map asks for one after the step, which is too late for a record
        raise StepRefused([_("The request names no edition of a CASCO standard.")])
    number = Counter.next(f"{content['kind']} {edition.pk}")
    mark = "i" if content["kind"] == RecordKind.INTERPRETATION else ""
    published = PartialDate(content["dates"]["published"])
    return Record.objects.create(
        clarification=clarification,
        slug=f"{edition.standard.slug}-{edition.slug}-{mark}{number}",
        number=number,
        kind=content["kind"],
        standard=edition.standard,
        edition=edition,
        title=content["title"],
        published=published,
        year=published.year,
        version=0,
        changed_at=at,
    )


def _add_version(record: Record, content: dict[str, Any], *, at: datetime.datetime, note: str) -> None:
    record.version += 1
    record.title = content["title"]
    record.changed_at = at
    record.clauses = [clause["number"] for clause in content["clauses"]]
    record.outcomes = outcomes_in(content)
    RecordVersion.objects.create(
        record=record,
        number=record.version,
        at=at,
        note=note,
        content=content,
        rendered=rendered(content),
        disclaimer=disclaimer.VERSION,
        hash=RecordVersion.hash_of(content, disclaimer.VERSION),
    )
    rebuild_derived(record, content)
    relabel(record)
    record.save()


def rebuild_derived(record: Record, content: Mapping[str, Any]) -> None:
    """Write the rows that repeat what a version says, for filters, clause pages and search."""
    record.clause_rows.all().delete()
    RecordClause.objects.bulk_create(
        RecordClause(
            record=record, edition_id=record.edition_id, canonical=c["number"], slug=c["slug"], sort_key=c["sort_key"]
        )
        for c in _all_clauses(content)
    )
    record.answer_rows.all().delete()
    RecordAnswer.objects.bulk_create(
        RecordAnswer(record=record, outcome=outcome)
        for outcome in dict.fromkeys(row[1] for row in outcomes_in(content))
    )
    RecordIndex.objects.update_or_create(
        record=record, defaults={"words": " ".join(words(searchable(record, content)))}
    )


def searchable(record: Record, content: Mapping[str, Any]) -> str:
    """All that a reader may search a record by."""
    texts = [content["edition"], content["title"], *(clause["number"] for clause in _all_clauses(content))]
    texts += [question["text"] for question in all_questions(dict(content))]
    for answer in content["answers"]:
        texts += [answer["position"], answer["considerations"], *answer["conditions"]]
    return "\n".join([*texts, record.slug])


def outcomes_in(content: Mapping[str, Any]) -> list[list[str]]:
    """Pairs of label and outcome for lists, in the order of the questions."""
    if content["consensus"]["kind"] == PublicOutcome.NO_CONSENSUS:
        return [["", PublicOutcome.NO_CONSENSUS.value]]
    pairs = [[", ".join(answer["questions"]), answer["outcome"]] for answer in content["answers"]]
    return pairs or [["", PublicOutcome.UNKNOWN.value]]


def rendered(content: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a public text in which every text has its safe HTML beside it."""

    def with_html(row: Mapping[str, Any]) -> dict[str, Any]:
        made = dict(row) | {f"{name}_html": to_html(row[name]) for name in TEXTS if row.get(name)}
        if row.get("conditions"):
            made["conditions_html"] = [to_html(condition) for condition in row["conditions"]]
        if "parts" in row:
            made["parts"] = [with_html(part) for part in row["parts"]]
        return made

    return dict(content) | {
        "questions": [with_html(question) for question in content["questions"]],
        "answers": [with_html(answer) for answer in content["answers"]],
    }


def _all_clauses(content: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = [
        *content["clauses"],
        *(clause for question in all_questions(dict(content)) for clause in question["clauses"]),
    ]
    return list({row["slug"]: row for row in rows}.values())


def _with_edits(former: Mapping[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    """``former`` with the texts of ``edits``, matched by place; everything that is not wording stays as it was."""

    def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        made = dict(old) | {name: new[name] for name in (*TEXTS, "conditions") if name in new and name in old}
        if "parts" in old:
            made["parts"] = rows(old["parts"], new.get("parts", []))
        return made

    def rows(old: list[Any], new: list[Any]) -> list[Any]:
        return [merged(row, new[i]) if i < len(new) else row for i, row in enumerate(old)]

    return dict(former) | {
        "title": edits.get("title", former["title"]),
        "questions": rows(former["questions"], edits.get("questions", [])),
        "answers": rows(former["answers"], edits.get("answers", [])),
    }
