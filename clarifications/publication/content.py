"""Makes the public text of a case from what was asked, answered and concluded; no names, no identities."""

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from clarifications.consensus.models import Call, Conclusion, Ending, Handling, Position, View
from clarifications.intake.models import Question, SubjectClause
from clarifications.publication.as_typed import anchor_of
from clarifications.publication.models import PublicText
from clarifications.register.pieces import (
    Consensus,
    Figures,
    PublishedAnswer,
    PublishedClause,
    PublishedDates,
    PublishedPart,
    PublishedQuestion,
)
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import PublicOutcome, RecordKind, Scope

if TYPE_CHECKING:
    from clarifications.case.held import Rows
    from clarifications.case.models import Clarification

# What a public text is made of.
TABLES = (
    *("questions", "subject_clauses", "clauses", "decisions", "answers", "answered"),
    *("calls", "roll", "positions", "conclusions"),
)


def content_of(clarification: "Clarification") -> PublishedText:
    """The public text of a case, as it stands."""
    edition = clarification.edition
    rows = clarification.held(*TABLES)
    conclusion = next((row for row in rows["conclusions"] if row.reopened_at is None), None)
    return PublishedText(
        kind=RecordKind.CLARIFICATION,
        title=clarification.subject,
        standard=edition.standard.designation if edition else "",
        edition=edition.reference if edition else "",
        scope=Scope.GENERAL if clarification.is_general else Scope.CLAUSES,
        clauses=_each_once(_shared_first(rows)),
        questions=_questions(rows),
        answers=_answers(conclusion, rows) if conclusion and conclusion.ending == Ending.CONSENSUS else (),
        consensus=_consensus(clarification, rows, _ending(conclusion)),
        dates=dates_of(clarification),
        group=clarification.group.name if clarification.group else "",
        consulted=clarification.consulted,
    )


def prepare_public_text(clarification: "Clarification") -> None:
    """Make the text that will be published; an edit of a former round is not kept. Its answers are the agreed ones."""
    # Nobody else writes it meanwhile: the case is locked.
    prepared = getattr(clarification, "public_text", None) or PublicText(clarification=clarification)
    prepared.text = content_of(clarification).without_quotations()
    prepared.agreed_hash = prepared.answers_hash
    prepared.save()


def dates_of(clarification: "Clarification") -> PublishedDates:
    """The days of the case; empty where a day has not come."""
    return PublishedDates(
        asked=_day(clarification.submitted_at),
        accepted=_day(clarification.accepted_at),
        decided=_day(clarification.decided_at),
        published=_day(clarification.published_at),
    )


def _each_once(rows: Iterable[SubjectClause]) -> tuple[PublishedClause, ...]:
    """The clauses of a whole request and those of its questions, in the order asked."""
    return tuple({row.slug: _clause(row) for row in rows}.values())


def _shared_first(rows: "Rows") -> list[SubjectClause]:
    """The subject clauses in the order asked: those of the whole request, then what single questions add."""
    return sorted(rows["subject_clauses"], key=lambda row: (row.question.order if row.question else 0, row.order))


def _questions(held: "Rows") -> tuple[PublishedQuestion, ...]:
    rows: list[Question] = held["questions"]
    clauses: dict[int | None, list[SubjectClause]] = {}
    for clause in held["subject_clauses"]:
        clauses.setdefault(clause.question_id, []).append(clause)
    return tuple(
        PublishedQuestion(
            label=row.label,
            anchor=anchor_of(row.label),
            text=row.text,
            clauses=_own_clauses(row, clauses),
            parts=tuple(_part(part, clauses) for part in rows if part.stem_id == row.pk),
        )
        for row in rows
        if row.stem_id is None
    )


def _part(row: Question, clauses: Mapping[int | None, list[SubjectClause]]) -> PublishedPart:
    return PublishedPart(row.label, anchor_of(row.label), row.text, _own_clauses(row, clauses))


def _own_clauses(row: Question, clauses: Mapping[int | None, list[SubjectClause]]) -> tuple[PublishedClause, ...]:
    return tuple(_clause(clause) for clause in clauses.get(row.pk, ()))


def _clause(row: SubjectClause) -> PublishedClause:
    return PublishedClause(row.canonical, row.slug, row.sort_key, row.clause.title if row.clause else "")


def _answers(conclusion: Conclusion, held: "Rows") -> tuple[PublishedAnswer, ...]:
    labels: dict[int, list[Question]] = {}
    for row in held["answered"]:
        labels.setdefault(row.answer_id, []).append(row.question)
    return tuple(
        PublishedAnswer(
            questions=tuple(one.label for one in sorted(labels.get(row.pk, ()), key=lambda one: one.order)),
            outcome=PublicOutcome(row.outcome),
            position=row.position,
            considerations=row.considerations,
            conditions=tuple(row.conditions),
        )
        for row in held["answers"]
        if row.decision_id == conclusion.call.decision_id
    )


def _ending(conclusion: Conclusion | None) -> Literal["", "consensus", "no-consensus"]:
    if conclusion is None:
        return ""
    return "consensus" if conclusion.ending == Ending.CONSENSUS else "no-consensus"


def _consensus(
    clarification: "Clarification", held: "Rows", kind: Literal["", "consensus", "no-consensus"]
) -> Consensus:
    """How consensus was reached, as numbers without names: a report of what happened, never what it was judged by."""
    calls: list[Call] = [call for call in held["calls"] if call.group_id == clarification.group_id]
    if not calls:
        return Consensus(kind)
    entries = [entry for entry in held["roll"] if entry.call_id == calls[-1].pk and entry.recused_at is None]
    views = [entry.position.view for entry in entries if hasattr(entry, "position")]
    objections = [position for call in calls for position in _objections(call, held)]
    figures = Figures(
        rounds=len(calls),
        entitled=len(entries),
        answered=len(views),
        agreed=views.count(View.AGREE),
        agreed_editorial=views.count(View.AGREE_EDITORIAL),
        objected=views.count(View.OBJECT),
        abstained=views.count(View.ABSTAIN),
        disclosed=sum(entry.disclosed for entry in entries),
        objections=len(objections),
        # An objection that a later round overcame was not sustained in the end.
        sustained=sum(position.handling == Handling.SUSTAINED for position in _objections(calls[-1], held)),
    )
    return Consensus(kind, figures)


def _objections(call: Call, held: "Rows") -> list[Position]:
    """All that were made by those who are on the roll; who recused has left it, and no figure counts them."""
    roll = [entry for entry in held["roll"] if entry.call_id == call.pk]
    answered = (entry for entry in roll if entry.recused_at is None and hasattr(entry, "position"))
    return [entry.position for entry in answered if entry.position.view == View.OBJECT]


def _day(moment: datetime.datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
