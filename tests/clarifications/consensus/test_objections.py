"""Objections: answered by the convenor, judged by who made them, sustained where they are kept."""

import datetime

import pytest

from clarifications.case.part import CaseChanged, StepRefused
from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import drafted, seeking_consensus

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_who_objects_says_that_the_answer_resolves_it():
    case = seeking_consensus()
    case.object(case.max)

    case.answer(case.max, "The clause says no more.")
    case.judge(case.max, "resolved")

    objection = case.call.roll.get(user=case.max).position
    assert (objection.handling, objection.answer, objection.handled_at) == (
        "resolved",
        "The clause says no more.",
        case.at,
    )


def test_an_objection_is_not_answered_without_a_word():
    case = seeking_consensus()
    case.object(case.max)

    with pytest.raises(StepRefused, match=r"^Say what you answer\.$"):
        case.answer(case.max, " ")


def test_nobody_else_says_that_an_objection_is_resolved():
    case = seeking_consensus()
    case.object(case.max)
    case.object(case.mina)
    case.answer(case.max)
    case.answer(case.mina)

    with pytest.raises(StepRefused, match=r"^Say of your own objection whether it is resolved or kept\.$"):
        case.take(steps.JUDGE_ANSWER, case.mina, objection=case.objection_of(case.max), handling="resolved")
    with pytest.raises(StepRefused, match=r"^No objection of yours waits for your word\.$"):
        case.take(steps.JUDGE_ANSWER, case.connie, objection=case.objection_of(case.max), handling="resolved")


def test_an_objection_is_not_sustained_by_who_made_it():
    case = seeking_consensus()
    case.object(case.max)
    case.answer(case.max)

    with pytest.raises(StepRefused, match=r"^Say of your own objection whether it is resolved or kept\.$"):
        case.judge(case.max, "sustained")


def test_an_objection_that_is_kept_needs_the_account_of_the_convenor():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)
    case.judge(case.max, "kept", "It still forbids what is usual.")

    with pytest.raises(StepRefused, match=r"^Say why the sustained objection does not stand against consensus\.$"):
        case.take(steps.SUSTAIN_OBJECTION, case.connie, objection=case.objection_of(case.max), account=" ")
    with pytest.raises(StepRefused, match=r"^An objection is not settled yet\.$"):
        case.take(steps.CONCLUDE, case.connie)


def test_silence_after_the_days_counts_as_not_kept():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)
    case.at += 7 * DAY
    with pytest.raises(StepRefused, match=r"^An objection is not settled yet\.$"):
        case.take(steps.CONCLUDE, case.connie)
    case.at += DAY

    with pytest.raises(StepRefused, match=r"^No objection of yours waits for your word\.$"):
        case.judge(case.max, "kept")
    case.take(steps.CONCLUDE, case.connie)

    assert case.clarification.public_text.text.consensus.figures.sustained == 0


def test_how_long_who_objects_has_is_a_setting(settings):
    settings.OBJECTION_DAYS = 2
    case = seeking_consensus()
    case.object(case.max)

    case.answer(case.max)

    assert case.call.roll.get(user=case.max).position.answer_by == case.at.date() + 2 * DAY


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize(("leaves", "counted"), [("seat", 1), ("recusal", 0)])  # who recused is in no figure
def test_who_can_say_nothing_more_is_taken_at_the_last_word(leaves, counted, is_answered):
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    if is_answered:
        case.answer(case.max)
    if leaves == "seat":
        case.max.seats.update(since=datetime.date(2020, 1, 1), until=case.at.date() - DAY)
    else:
        case.take(steps.RECUSE, case.max)
    case.at += 8 * DAY

    with pytest.raises(StepRefused, match=r"^An objection is not settled yet\.$"):
        case.take(steps.CONCLUDE, case.connie)
    case.take(steps.SUSTAIN_OBJECTION, case.connie, objection=case.objection_of(case.max), account="Nobody shares it.")
    case.take(steps.CONCLUDE, case.connie)

    assert case.clarification.public_text.text.consensus.figures.sustained == counted


def test_who_said_that_it_is_resolved_and_left_is_taken_at_that_word():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)
    case.judge(case.max, "resolved")
    case.take(steps.RECUSE, case.max)

    case.take(steps.CONCLUDE, case.connie)

    assert case.clarification.state == State.DECIDED


def test_what_is_no_objection_is_not_answered():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.mina)

    with pytest.raises(CaseChanged, match=r"^Somebody was faster: Mina Example changed the case"):
        case.answer(case.mina)


def test_an_objection_that_changed_meanwhile_is_not_answered():
    case = seeking_consensus()
    case.object(case.max)
    seen = case.objection_of(case.max)
    case.object(case.max, "It is too wide.")

    with pytest.raises(CaseChanged, match=r"^Somebody was faster: Max Example changed the case"):
        case.take(steps.HANDLE_OBJECTION, case.connie, objection=seen, answer="It is not narrow.")

    assert case.call.roll.get(user=case.max).position.answer == ""


def test_an_objection_of_a_former_round_is_not_answered():
    case = seeking_consensus()
    case.object(case.max)
    former = case.objection_of(case.max)
    case.take(steps.REOPEN, case.connie)
    drafted(case)
    seeking_consensus(case)
    case.object(case.max)

    with pytest.raises(CaseChanged):
        case.take(steps.HANDLE_OBJECTION, case.connie, objection=former, answer="It is so.")
