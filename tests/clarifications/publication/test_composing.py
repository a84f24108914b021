"""What the secretariat types of a public text, and the text that is made of it: each can be read as the other again."""

import pytest

from clarifications.publication.composing import (
    TypedQuestion,
    cited_in,
    cited_lines,
    clauses_of,
    labels_in,
    questions_of,
    typed_clauses,
    typed_questions,
)
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def test_labels_that_differ_in_signs_alone_have_places_of_their_own():
    rows = [TypedQuestion("1 a)", "One?"), TypedQuestion("1 a.", "Two?"), TypedQuestion("1.a", "Three?")]

    made = questions_of(rows, EditionFactory())

    assert [question.anchor for question in made] == ["q1a", "q1a-2", "q1a-3"]


def test_a_part_without_a_question_before_it_is_a_question():
    (question,) = questions_of([TypedQuestion("a)", "Is it?", is_part=True)], EditionFactory())

    assert (question.label, question.parts) == ("a)", ())


def test_questions_are_typed_again_as_they_were():
    rows = [
        TypedQuestion("example 1", "What they share", "7.1; 7.2"),
        TypedQuestion("example 1 a)", "Is it?", "7.1", is_part=True),
    ]

    made = questions_of(rows, EditionFactory())

    assert list(typed_questions(made)) == rows


def test_clauses_keep_the_groups_they_were_asked_in_and_stand_once():
    made = clauses_of("7.8.2.1, 6.2.1 d); 7.8.2.1, Annex B", EditionFactory())

    assert [(clause.number, clause.group) for clause in made] == [("7.8.2.1", 0), ("6.2.1 d)", 0), ("Annex B", 1)]
    assert typed_clauses(made) == "7.8.2.1, 6.2.1 d); Annex B"


def test_cited_documents_and_labels_are_read_one_by_one():
    lines = ["IAF MD 5:2019; 2.1", "ISO 9000:2015"]

    assert cited_lines(cited_in(lines)) == lines
    assert labels_in("1 a); 2 ;; ") == ("1 a)", "2")
