"""The record of a case as rows: its content, version, and what is derived from it; in memory alone.

The functions of ``register/write.py`` that ask the database nothing are used; the others have a twin here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from bench.stories import Story
from clarifications.intake.models import Question
from clarifications.map import steps as lifecycle
from clarifications.publication.as_typed import anchor_of
from clarifications.publication.content import dates_of
from clarifications.register import write
from clarifications.register.beside import RecordName
from clarifications.register.finding import indexing
from clarifications.register.labels import relabel
from clarifications.register.models import Record, Verdict, VerdictKind
from clarifications.register.pieces import (
    Consensus,
    Figures,
    PublishedAnswer,
    PublishedClause,
    PublishedPart,
    PublishedQuestion,
)
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import PublicOutcome, RecordKind
from standards.models import Clause, Edition
from standards.reading.dates import PartialDate
from standards.reading.words import Word, read_words

_SENTENCES = re.compile(r"(?<=[.?!])\s+")


def content_of(story: Story, *, consensus: bool) -> PublishedText:
    """The public text of a case whose call is over, as ``process.content`` makes it from the database."""
    edition = story.request.edition
    labels = [question.label for question in story.leaves]
    answers = tuple(
        PublishedAnswer(
            questions=(label,),
            outcome=PublicOutcome(answer["outcome"]),
            position=answer["position"],
            considerations=answer.get("considerations", ""),
            conditions=tuple(answer.get("conditions", ())),
        )
        for label, answer in zip(labels, story.request.answers, strict=True)
    )
    return PublishedText(
        kind=RecordKind.CLARIFICATION,
        title=story.request.subject,
        standard=edition.standard.designation,
        edition=edition.reference,
        clauses=tuple(
            PublishedClause(row.canonical, row.slug, row.sort_key, _title(row.clause)) for row in story.clauses
        ),
        questions=tuple(_question(row, story) for row in story.questions if row.stem is None),
        answers=answers if consensus else (),
        consensus=_consensus(story, "consensus" if consensus else "no-consensus"),
        dates=replace(dates_of(story.clarification), decided=story.at.date().isoformat()),
        group=story.cast.seats[0].group.name,
    )


def publish(story: Story, *, number: int) -> Record:
    """Take the last step: the record with its first version and all that is derived from it."""
    at, edition = story.at, story.request.edition
    record = Record(
        clarification=story.clarification,
        slug=f"{edition.standard.slug}-{edition.slug}-{number}",
        number=number,
        standard=edition.standard,
        edition=edition,
        published=PartialDate.of(at.date()),
        year=at.year,
        changed_at=at,
        news_at=at,
    )
    story.publish(record.name)
    text = replace(story.public_text.text, dates=dates_of(story.clarification))
    write.repeat(record, text)
    relabel(record)
    story.rows.add(record)
    story.rows.add(RecordName(record=record, **write.name_as_row(record)))
    _derive(story, record, text)
    return record


def judge(story: Story, record: Record, *, kind: VerdictKind, edition: Edition) -> None:
    """Say what became of the record in a newer edition; its label is updated when all is written."""
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
    step = lifecycle.INCORPORATE if included else lifecycle.NO_LONGER_APPLIES
    detail = f"{edition.reference}, clause {verdict.clause}" if included else edition.reference
    story.judge(step, reason="" if included else verdict.reason, detail=detail)
    record.changed_at = record.news_at = verdict.at
    story.rows.add(verdict)


def _words(text: str) -> Iterator[Word]:
    """What ``read_words`` makes of ``text``; a sentence that was met before is not read again."""
    return (word for line in text.split("\n") for sentence in _SENTENCES.split(line) for word in _read(sentence))


@cache
def _read(sentence: str) -> tuple[Word, ...]:
    return tuple(read_words(sentence))


def _derive(story: Story, record: Record, text: PublishedText) -> None:
    story.rows.add(write.version_of(record, text))
    for row in (*write.clause_rows(record, text), *write.facet_rows(record, text)):
        story.rows.add(row)
    story.rows.add(indexing.index_of(record, text, translated=(), names=(), bulletins=(), reads=_words))


def _title(clause: Clause | None) -> str:
    return str(clause.title) if clause else ""


def _question(row: Question, story: Story) -> PublishedQuestion:
    parts = [part for part in story.questions if part.stem is row]
    return PublishedQuestion(
        row.label,
        anchor_of(row.label),
        row.text,
        parts=tuple(PublishedPart(part.label, anchor_of(part.label), part.text) for part in parts),
    )


def _consensus(story: Story, kind: Literal["consensus", "no-consensus"]) -> Consensus:
    entitled = len(story.roll)
    nobody = dict.fromkeys(("agreed_editorial", "objected", "abstained", "disclosed", "objections", "sustained"), 0)
    return Consensus(kind, Figures(rounds=1, entitled=entitled, answered=entitled, agreed=entitled, **nobody))
