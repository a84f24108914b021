"""Saves the questions and the clauses that a case names, as they were asked, and reads the questions for its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from clarifications.intake.models import Question, SubjectClause
from standards.catalogue.queries import listed_clauses
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.clause_reader import parse, parse_list

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Asked:
    """One question with the clauses it names, as typed; with parts, ``text`` is what they have in common."""

    text: str
    clauses: str = ""
    parts: Sequence["Asked"] = ()


def questions_with_parts(clarification: "Clarification") -> list[Question]:
    """The questions of a case with their parts, own clauses and earlier wordings, for its pages."""
    if clarification.gathered is not None:
        return [question for question in clarification.gathered["questions"] if question.stem_id is None]
    parts = Prefetch("parts", Question.objects.prefetch_related("clauses", "wordings"))
    return list(clarification.questions.filter(stem=None).prefetch_related(parts, "clauses", "wordings"))


def save_questions(clarification: "Clarification", questions: Sequence[Asked]) -> None:
    """Save the questions in order, labelled 1, 1 a), 1 b), 2 …"""
    order = 0
    for number, asked in enumerate(questions, start=1):
        order += 1
        stem = _save_question(clarification, asked, order=order, label=str(number), stem=None)
        for letter, part in zip("abcdefghijklmnopqrstuvwxyz", asked.parts, strict=False):
            order += 1
            _save_question(clarification, part, order=order, label=f"{number} {letter})", stem=stem)


def _save_question(
    clarification: "Clarification", asked: Asked, *, order: int, label: str, stem: Question | None
) -> Question:
    question = Question.objects.create(
        clarification=clarification, stem=stem, order=order, label=label, text=asked.text
    )
    save_clauses(clarification, asked.clauses, question=question)
    return question


def save_clauses(clarification: "Clarification", typed: str, *, question: Question | None) -> None:
    """Save each clause as typed and as the standard writes it."""
    numbers = parse_list(typed) if typed.strip() else []
    save_numbers(clarification, [(typed, number) for number in numbers], question=question)


def correct_clauses(clarification: "Clarification", shared: str, *, own: Mapping[str, str]) -> None:
    """Put other clauses in the place of those that were named, as typed; ``own``: of single questions, by label.

    All are saved anew, in the order asked. Those that stay keep how they were typed; the catalogue is asked again, as
    the edition may be another one.
    """
    rows = list(clarification.subject_clauses.all())
    clarification.subject_clauses.all().delete()
    for question in [None, *clarification.questions.all()]:
        former = [row for row in rows if row.question_id == (question and question.pk)]
        numbers = [(row.typed, parse(row.canonical)) for row in former]
        typed = own.get(question.label) if question else shared
        if typed is not None:
            named = parse_list(typed) if typed.strip() else []
            if named != [number for _typed, number in numbers]:
                numbers = [(typed, number) for number in named]
        save_numbers(clarification, numbers, question=question)


def save_numbers(
    clarification: "Clarification", numbers: Sequence[tuple[str, ClauseNumber]], *, question: Question | None
) -> None:
    """Save numbers, each with the text that named it, and with the clause of the catalogue where it is known."""
    edition = clarification.edition if numbers else None
    listed = listed_clauses(edition, [number.canonical for _typed, number in numbers]) if edition else {}
    SubjectClause.objects.bulk_create(
        SubjectClause(
            clarification=clarification,
            question=question,
            clause=listed.get(number.canonical),
            order=order,
            typed=typed[:80],
            canonical=number.canonical,
            slug=number.slug,
            sort_key=number.sort_key,
        )
        for order, (typed, number) in enumerate(numbers, start=1)
    )
