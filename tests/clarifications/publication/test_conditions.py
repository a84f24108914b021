"""“Yes, under conditions” names a condition, also where the secretariat prepares or corrects a text made here."""

from dataclasses import replace

import pytest

from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import Held, PublicOutcome
from clarifications.review.steps import DraftAnswer
from tests.builders import cast, decided, drafted, published, seeking_consensus, text_of
from tests.clarifications.desk.pages import fresh, send
from tests.page import Page
from tests.register import as_entered

pytestmark = pytest.mark.django_db
NEEDED = ["“Yes, under conditions” needs a condition."]
UNDER = PublicOutcome.YES_UNDER_CONDITIONS


def agreed():
    """Decided: yes, if it is said."""
    answer = DraftAnswer(["1"], "yes-under-conditions", "It is.", conditions=["It is said."])
    return decided(seeking_consensus(drafted(answers=[answer])))


def without_conditions(text, **changed):
    return replace(text, answers=(replace(text.answers[0], conditions=(), **changed),))


def test_the_public_text_loses_no_conditions():
    case = agreed()

    with pytest.raises(StepRefused) as refused:
        case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=without_conditions(text_of(case)))

    assert refused.value.reasons == NEEDED


@pytest.mark.parametrize("step", [steps.CORRECT, steps.ASK_CONVENOR])
def test_a_correction_names_a_condition(step):
    case = published()

    with pytest.raises(StepRefused) as refused:
        case.take(step, case.sam, content=without_conditions(text_of(case), outcome=UNDER))

    assert refused.value.reasons == NEEDED


def test_a_text_that_was_agreed_before_conditions_were_asked_for_is_not_published_without():
    case = agreed()
    prepared = case.clarification.public_text
    prepared.text = without_conditions(prepared.text)
    prepared.agreed_hash = prepared.answers_hash
    prepared.save()

    with pytest.raises(StepRefused) as refused:
        case.take(steps.PUBLISH, case.sam)

    assert refused.value.reasons == NEEDED


def test_a_text_of_before_says_what_its_source_says_and_no_more():
    case = cast()
    answer = PublishedAnswer(("1",), UNDER, "Yes, as long as the clause is met.")

    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, questions=[Asked("Is it?")], answers=[answer]))

    assert case.clarification.record.text_in_force().answers == (answer,)


def test_an_answer_whose_text_is_not_held_names_no_condition():
    answer = PublishedAnswer(("1",), UNDER, "", held=Held.NOTHING)

    assert [answer.lacks_a_condition, replace(answer, held=Held.WHOLE).lacks_a_condition] == [False, True]


def test_who_prepares_the_text_reads_beside_the_field_that_a_condition_is_needed(browser_of):
    case = agreed()

    page = send(browser_of(case.sam), case, "edit-public-text", **{"content-answer-0-conditions": " "})

    assert ("content-answer-0-conditions", "Name at least one condition.") in errors_of(page)
    assert fresh(case).public_text.text.answers[0].conditions == ("It is said.",)


@pytest.mark.parametrize("verb", ["correct", "ask-convenor"])
def test_who_corrects_a_text_reads_beside_the_field_that_a_condition_is_needed(browser_of, verb):
    case = published()

    page = send(browser_of(case.sam), case, verb, **{"answers-0-outcome": UNDER.value, "reason": "It was wrong."})

    assert ("answers-0-conditions", "Name at least one condition.") in errors_of(page)


def test_a_correction_of_a_text_of_before_asks_for_no_condition(browser_of):
    case = cast()
    answer = PublishedAnswer(("1",), PublicOutcome.YES, "Yes, as long as the clause is met.")
    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, questions=[Asked("Is it?")], answers=[answer]))

    page = send(browser_of(case.sam), case, "correct", **{"answers-0-outcome": UNDER.value, "reason": "As printed."})

    assert page.status_code == 302


def errors_of(page) -> list[tuple[str, str]]:
    return [(target.removeprefix("id_"), said) for target, said in Page(page).errors]
