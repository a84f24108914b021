"""The record of a case as rows: its content, version, and what is derived from it; in memory alone.

The functions of ``process/publication.py`` that ask the database nothing are used; the others have a twin here.
"""

import re
from functools import cache
from typing import Any

from bench.stories import Story
from clarifications import disclaimer, lifecycle
from clarifications.models import (
    Record,
    RecordAnswer,
    RecordClause,
    RecordIndex,
    RecordKind,
    RecordVersion,
    Verdict,
    VerdictKind,
)
from clarifications.process.content import anchor, dates_of
from clarifications.process.labels import relabel
from clarifications.process.publication import outcomes_in, rendered, searchable
from standards.models import Edition
from standards.reading.dates import PartialDate
from standards.reading.words import Word, read_words

_SENTENCES = re.compile(r"(?<=[.?!])\s+")


def content_of(story: Story, *, consensus: bool) -> dict[str, Any]:
    """The public text of a case whose call is over, as ``process.content`` makes it from the database."""
    edition = story.said.edition
    labels = [question.label for question in story.leaves]
    answers = [{"questions": [label]} | answer for label, answer in zip(labels, story.said.answers, strict=True)]
    return {
        "kind": RecordKind.CLARIFICATION.value,
        "title": story.said.subject,
        "standard": edition.standard.designation,
        "edition": edition.reference,
        "clauses": [
            {"number": row.canonical, "slug": row.slug, "sort_key": row.sort_key, "title": _title(row.clause)}
            for row in story.clauses
        ],
        "questions": [
            _question(row)
            | {"parts": [_question(part) | {"parts": []} for part in story.questions if part.stem is row]}
            for row in story.questions
            if row.stem is None
        ],
        "answers": answers if consensus else [],
        "consensus": _consensus(story, "consensus" if consensus else "no-consensus"),
        "votes": [],
        "dates": dates_of(story.clarification) | {"decided": story.at.date().isoformat()},
        "group": story.cast.seats[0].group.name,
        "source": "",
    }


def publish(story: Story, *, number: int) -> Record:
    """Take the last step: the record with its first version and all that is derived from it."""
    at, edition = story.at, story.said.edition
    record = Record(
        clarification=story.clarification,
        slug=f"{edition.standard.slug}-{edition.slug}-{number}",
        number=number,
        standard=edition.standard,
        edition=edition,
        published=PartialDate.of(at.date()),
        year=at.year,
        changed_at=at,
    )
    story.publish(record.name)
    content = story.public_text.content | {"dates": dates_of(story.clarification)}
    record.title = content["title"]
    record.clauses = [clause["number"] for clause in content["clauses"]]
    record.outcomes = outcomes_in(content)
    relabel(record)
    story.rows.add(record)
    _derive(story, record, content)
    return record


def judge(story: Story, record: Record, *, kind: VerdictKind, edition: Edition) -> None:
    """Say what became of the record in a newer edition; its label is brought up to date when all is written."""
    included = kind is VerdictKind.INCORPORATED
    verdict = Verdict(
        record=record,
        edition=edition,
        kind=kind,
        clause=record.clauses[0] if included else "",
        in_force=edition.published if included else PartialDate(""),
        reason="Example: the clause was written anew.",
        by=story.cast.secretariat,
        at=story.at,
    )
    step = lifecycle.INCORPORATE if included else lifecycle.NO_LONGER
    detail = f"{edition.reference}, clause {verdict.clause}" if included else edition.reference
    story.judge(step, reason="" if included else verdict.reason, detail=detail)
    record.changed_at = verdict.at
    story.rows.add(verdict)


def index_words(text: str) -> str:
    """What ``words.words`` makes of ``text``; a sentence that was met before is not read again."""
    read = [word for line in text.split("\n") for sentence in _SENTENCES.split(line) for word in _read(sentence)]
    full = {word.full for word in read if word.full != word.stem}
    return " ".join([*(word.stem for word in read), *sorted(full)])


@cache
def _read(sentence: str) -> tuple[Word, ...]:
    return tuple(read_words(sentence))


def _derive(story: Story, record: Record, content: dict[str, Any]) -> None:
    rows = story.rows
    rows.add(
        RecordVersion(
            record=record,
            number=1,
            at=record.changed_at,
            content=content,
            rendered=rendered(content),
            disclaimer=disclaimer.VERSION,
            hash=RecordVersion.hash_of(content, disclaimer.VERSION),
        )
    )
    for clause in content["clauses"]:
        place = {"canonical": clause["number"], "slug": clause["slug"], "sort_key": clause["sort_key"]}
        rows.add(RecordClause(record=record, edition=record.edition, **place))
    for outcome in dict.fromkeys(outcome for _label, outcome in record.outcomes):
        rows.add(RecordAnswer(record=record, outcome=outcome))
    rows.add(RecordIndex(record=record, words=index_words(searchable(record, content))))


def _title(clause: Any) -> str:
    return str(clause.title) if clause else ""


def _question(row: Any) -> dict[str, Any]:
    return {"label": row.label, "anchor": anchor(row.label), "text": row.text, "clauses": []}


def _consensus(story: Story, kind: str) -> dict[str, Any]:
    entitled = len(story.roll)
    nobody = dict.fromkeys(("agreed_editorial", "objected", "abstained", "disclosed", "objections", "sustained"), 0)
    return {"kind": kind, "rounds": 1, "entitled": entitled, "answered": entitled, "agreed": entitled} | nobody
