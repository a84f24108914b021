"""The public text of a case: what was asked, answered and concluded, in the order asked, without names."""

import pytest

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.as_typed import anchor_of
from clarifications.publication.content import content_of
from clarifications.register.pieces import PublishedAnswer
from clarifications.review.steps import DraftAnswer
from tests.builders import seeking_consensus
from tests.factories import ClauseFactory, EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.mark.parametrize(("label", "expected"), [("1", "q1"), ("1 a)", "q1a"), ("example 2", "qexample2")])
def test_the_place_of_a_question_is_made_from_its_label(label, expected):
    assert anchor_of(label) == expected


def test_a_clause_that_the_request_and_its_questions_name_stands_once(register):
    asked = [Asked("Is it?", clauses="7.1.5"), Asked("And that?", clauses="6.2.4")]
    case = register.pending(clauses="7.1.5, 6.2.4", questions=asked)

    text = content_of(case.clarification)

    assert [clause.number for clause in text.clauses] == ["7.1.5", "6.2.4"]
    assert [[one.number for one in question.clauses] for question in text.questions] == [
        ["7.1.5"],
        ["6.2.4"],
    ]


def test_the_heading_of_a_clause_comes_from_our_list(register):
    edition = EditionFactory()
    ClauseFactory(edition=edition, number="7.1.5", title="Instructions")

    case = register.pending(clauses="7.1.5, 6.2.4", edition=edition)

    assert [clause.title for clause in content_of(case.clarification).clauses] == ["Instructions", ""]


def test_parts_stand_under_their_stem(register):
    asked = [Asked("An inspector sits elsewhere.", parts=[Asked("Is it an inspection?"), Asked("Is it Type A?")])]
    case = register.pending(questions=asked)

    stem = content_of(case.clarification).questions[0]

    assert (stem.label, stem.text) == ("1", "An inspector sits elsewhere.")
    assert [(part.label, part.anchor, part.text) for part in stem.parts] == [
        ("1 a)", "q1a", "Is it an inspection?"),
        ("1 b)", "q1b", "Is it Type A?"),
    ]


def test_an_answer_names_all_its_questions(register):
    answers = [DraftAnswer(["1", "2"], "yes-under-conditions", "Both.", "The why.", ["It is said."])]
    record = register.add(questions=[Asked("This?"), Asked("That?")], answers=answers)

    text = record.versions.get().text

    assert text.answers == (
        PublishedAnswer(
            questions=("1", "2"),
            outcome="yes-under-conditions",
            position="Both.",
            considerations="The why.",
            conditions=("It is said.",),
        ),
    )


def test_consensus_is_told_in_numbers(register):
    record = register.add()

    consensus = record.versions.get().text.consensus

    assert (consensus.kind, consensus.figures.entitled, consensus.figures.agreed) == ("consensus", 3, 3)


def test_no_consensus_is_published_without_an_answer(register):
    text = register.without_consensus().versions.get().text

    assert (text.answers, text.consensus.kind) == ((), "no-consensus")
    assert (text.consensus.figures.objections, text.consensus.figures.sustained) == (1, 1)


def test_who_objected_and_then_recused_is_in_no_published_figure():
    case = seeking_consensus()
    case.object(case.max)
    case.sustain(case.max)
    case.take(steps.RECUSE, case.max)
    case.agree(case.connie, case.mina)

    case.take(steps.CONCLUDE, case.connie)

    figures = case.clarification.public_text.text.consensus.figures
    assert (figures.entitled, figures.answered, figures.agreed, figures.objected) == (2, 2, 2, 0)
    assert (figures.objections, figures.sustained) == (0, 0)
