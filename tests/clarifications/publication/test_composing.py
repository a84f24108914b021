"""What the secretariat types of a public text, and the text that is made of it: each can be read as the other again."""

import pytest
from django.core.exceptions import ValidationError

from clarifications.forms.fields import MOST_CLAUSES
from clarifications.publication.as_typed import typed_clauses
from clarifications.publication.composing import (
    TypedQuestion,
    cited_in,
    cited_lines,
    clauses_of,
    labels_in,
    questions_of,
    typed_questions,
)
from clarifications.publication.text_rows import GroupedClausesField
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


@pytest.mark.parametrize(
    ("typed", "groups", "again"),
    [
        ("7.8.2.1, 6.2.1 d)", [["7.8.2.1", "6.2.1 d)"]], "7.8.2.1, 6.2.1 d)"),
        ("7.8.2.1, 6.2.1 d); 7.8.2.1, Annex B", [["7.8.2.1", "6.2.1 d)"], ["7.8.2.1", "Annex B"]], None),
        ("6.2.1 d); e)", [["6.2.1 d)"], ["6.2.1 e)"]], "6.2.1 d); 6.2.1 e)"),
        ("6.2.1 d); d)", [["6.2.1 d)"], ["6.2.1 d)"]], "6.2.1 d); 6.2.1 d)"),
        ("Table 1, clause 4; clause 5", [["Table 1", "4"], ["5"]], "Table 1, clause 4; 5"),
        ("Annex A and A.1", [["Annex A", "A.1"]], "Annex A and A.1"),
        ("7.1-7.3", [["7.1", "7.2", "7.3"]], "7.1, 7.2, 7.3"),
    ],
)
def test_clauses_keep_the_groups_they_were_asked_in(typed, groups, again):
    made = clauses_of(typed, EditionFactory())

    asked = [[clause.number for clause in made if clause.group == group] for group in range(len(groups))]
    assert asked == groups
    assert typed_clauses(made) == (again or typed)


def test_as_many_clauses_as_may_be_named_are_typed_again_within_the_limit():
    field = GroupedClausesField()
    made = clauses_of(field.clean("9.4.8.3-62"), EditionFactory())

    assert len(made) == MOST_CLAUSES
    assert clauses_of(field.clean(typed_clauses(made)), EditionFactory()) == made


@pytest.mark.parametrize("typed", ["d); 7.1", "7.1; abc", "(7.1; 7.2)"])
def test_groups_that_cannot_be_read_are_refused_beside_their_field(typed):
    with pytest.raises(ValidationError, match=r"is not a clause number|does not say of which clause"):
        GroupedClausesField().clean(typed)


def test_cited_documents_and_labels_are_read_one_by_one():
    lines = ["IAF MD 5:2019; 2.1", "ISO 9000:2015"]

    assert cited_lines(cited_in(lines)) == lines
    assert labels_in("1 a); 2 ;; ") == ("1 a)", "2")
