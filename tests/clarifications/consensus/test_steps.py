"""Consensus: calls, rolls, positions, objections, and how a round ends."""

import datetime

import pytest

from clarifications.case.part import CaseChanged, StepRefused
from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import decided, drafted, seeking_consensus
from tests.factories import SeatFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def object_(case, member, why="It is too narrow."):
    case.take(steps.TAKE_POSITION, member, call=case.call, view="object", why=why)
    return case.call.roll.get(user=member).position


def test_a_call_freezes_draft_and_roll():
    case = seeking_consensus()
    SeatFactory(user__name="Newcomer Example", group=case.group)

    assert case.call.decision == case.clarification.decisions.get()
    assert list(case.call.roll.values_list("user__name", flat=True)) == [
        "Connie Example",
        "Max Example",
        "Mina Example",
    ]


def test_who_is_recused_is_not_on_the_roll():
    case = drafted()
    case.take(steps.RECUSE, case.mina)

    case.take(steps.CALL, case.connie, ends_on=(case.at + 21 * DAY).date())

    assert case.call.roll.filter(user=case.mina).exists() is False


def test_a_call_lasts_a_week_at_least():
    case = drafted()

    with pytest.raises(StepRefused, match=r"^The call is too short: a later day is needed\.$"):
        case.take(steps.CALL, case.connie, ends_on=(case.at + 6 * DAY).date())
    case.take(steps.CALL, case.connie, ends_on=(case.at + 7 * DAY).date())

    assert (case.call.ends_on - case.at.date()).days == 7


def test_how_long_a_call_lasts_at_least_is_a_setting(settings):
    settings.CALL_DAYS = 1
    case = drafted()

    case.take(steps.CALL, case.connie, ends_on=(case.at + DAY).date())

    assert case.call.round == 1


@pytest.mark.parametrize("name", ["connie", "sam"])
def test_convenor_and_secretariat_can_lengthen_a_call(name):
    case = seeking_consensus()
    later = case.call.ends_on + 7 * DAY

    case.take(steps.LENGTHEN_CALL, getattr(case, name), ends_on=later, reason="Two members travel.")

    event = case.clarification.events.latest("number")
    assert case.call.ends_on == later
    assert event.detail == f"Until {later:%-d %B %Y}, 23:59 UTC, instead of 23 March 2026"


def test_a_call_is_not_made_shorter():
    case = seeking_consensus()

    with pytest.raises(StepRefused, match=r"^A call can only be lengthened: name a later day\.$"):
        case.take(steps.LENGTHEN_CALL, case.connie, ends_on=case.call.ends_on)


def test_a_call_that_is_over_is_not_lengthened():
    case = seeking_consensus()
    case.at += 22 * DAY

    with pytest.raises(StepRefused, match=r"^The call has ended\.$"):
        case.take(steps.LENGTHEN_CALL, case.sam, ends_on=(case.at + 7 * DAY).date())


def test_a_convenor_who_said_nothing_of_the_own_body_does_not_lengthen_a_call():
    case = seeking_consensus()
    case.clarification.declarations.filter(user=case.connie).delete()

    with pytest.raises(StepRefused, match=r"^Say first whether your body is concerned\.$"):
        case.take(steps.LENGTHEN_CALL, case.connie, ends_on=case.call.ends_on + DAY)


def test_a_call_runs_to_the_last_minute_of_its_day():
    case = seeking_consensus()
    last = datetime.datetime.combine(case.call.ends_on, datetime.time(23, 59, tzinfo=datetime.UTC))

    assert [case.call.is_open(last), case.call.is_open(last + datetime.timedelta(minutes=1))] == [True, False]


def test_a_position_is_taken_on_the_open_call_alone():
    case = seeking_consensus()
    first = case.call
    case.take(steps.REOPEN, case.connie)
    drafted(case)
    seeking_consensus(case)

    with pytest.raises(StepRefused, match=r"^This call is over; another may be open\.$"):
        case.take(steps.TAKE_POSITION, case.max, call=first, view="agree")


def test_an_objection_has_a_reason():
    case = seeking_consensus()

    with pytest.raises(StepRefused, match=r"^Say why you object\.$"):
        case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why=" ")


def test_a_position_can_be_changed_while_the_call_is_open():
    case = seeking_consensus()
    object_(case, case.max)
    case.sustain(case.max)

    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="agree-editorial", why="Say “may”.")

    position = case.call.roll.get(user=case.max).position
    assert (position.view, position.handling, position.account) == ("agree-editorial", "", "")


def test_no_position_is_taken_when_the_call_is_over():
    case = seeking_consensus()
    case.at += 22 * DAY

    with pytest.raises(StepRefused, match=r"^The call has ended\.$"):
        case.take(steps.TAKE_POSITION, case.max, call=case.call, view="agree")


def test_a_position_can_be_changed_when_everybody_has_answered():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)

    objection = object_(case, case.max)

    assert (objection.view, case.call.is_open(case.at)) == ("object", True)


def test_a_convenor_concludes_on_the_positions_that_were_on_the_page():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    seen = case.call.mark
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="abstain")

    with pytest.raises(CaseChanged, match=r"^Somebody was faster: Max Example changed the case"):
        case.take(steps.CONCLUDE, case.connie, positions=seen)

    assert case.clarification.conclusions.count() == 0


def test_work_ends_without_consensus_on_the_positions_that_were_on_the_page_too():
    case = seeking_consensus()
    seen = case.call.mark
    object_(case, case.max)
    case.at += 22 * DAY

    with pytest.raises(CaseChanged):
        case.take(steps.ABANDON, case.connie, positions=seen)


def test_work_does_not_end_without_consensus_while_positions_can_be_changed():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)

    with pytest.raises(StepRefused, match=r"^A call is open"):
        case.take(steps.ABANDON, case.connie)


def test_who_is_not_on_the_roll_takes_no_position():
    case = seeking_consensus()
    newcomer = SeatFactory(user__name="Newcomer Example", group=case.group).user
    case.open_for(newcomer)

    with pytest.raises(StepRefused, match=r"^You are not on the roll of this call\.$"):
        case.take(steps.TAKE_POSITION, newcomer, call=case.call, view="agree")


def test_no_consensus_is_declared_while_the_call_is_open():
    case = seeking_consensus()

    with pytest.raises(StepRefused, match=r"^The call is still open, and somebody has not answered\.$"):
        case.take(steps.CONCLUDE, case.connie)


def test_no_consensus_is_declared_before_every_objection_is_settled():
    case = seeking_consensus()
    object_(case, case.max)
    case.at += 22 * DAY

    with pytest.raises(StepRefused, match=r"^An objection is not settled yet\.$"):
        case.take(steps.CONCLUDE, case.connie)


def test_consensus_does_not_need_unanimity():
    case = seeking_consensus()
    object_(case, case.max)
    case.sustain(case.max)
    case.agree(case.connie, case.mina)

    case.take(steps.CONCLUDE, case.connie, reason="No sustained opposition to a substantial issue.")

    conclusion = case.clarification.conclusions.get()
    assert (conclusion.ending, conclusion.reason) == ("consensus", "No sustained opposition to a substantial issue.")
    assert case.clarification.public_text.text.consensus.figures.sustained == 1


def test_silence_does_not_stand_against_a_conclusion():
    case = seeking_consensus()
    case.agree(case.max)
    case.at += 22 * DAY

    case.take(steps.CONCLUDE, case.connie)

    assert case.clarification.public_text.text.consensus.figures.answered == 1


def test_who_screened_says_nothing_of_consensus():
    case = seeking_consensus()
    case.connie.is_secretariat = True
    case.connie.save()
    case.clarification.screened_by = case.connie
    case.clarification.save()
    case.at += 22 * DAY

    with pytest.raises(StepRefused, match=r"^You screened this request"):
        case.take(steps.CONCLUDE, case.connie)
    with pytest.raises(StepRefused, match=r"^You screened this request"):
        case.take(steps.ABANDON, case.connie)


def test_a_case_can_end_without_consensus():
    case = seeking_consensus()
    object_(case, case.max)
    case.at += 22 * DAY

    case.take(steps.ABANDON, case.connie)

    text = case.clarification.public_text.text
    assert (case.clarification.state, text.consensus.kind, text.answers) == (State.DECIDED, "no-consensus", ())


def test_a_case_ends_without_consensus_after_a_reopening_too():
    case = seeking_consensus()
    case.take(steps.REOPEN, case.connie)

    case.take(steps.ABANDON, case.connie)

    assert case.clarification.conclusions.get().ending == "no-consensus"


def test_a_case_does_not_end_without_a_call():
    case = drafted()

    with pytest.raises(StepRefused, match=r"^No call for consensus was held yet\.$"):
        case.take(steps.ABANDON, case.connie)


def test_a_case_does_not_end_while_a_call_is_open():
    case = seeking_consensus()

    with pytest.raises(StepRefused, match=r"^A call is open"):
        case.take(steps.ABANDON, case.connie)


def test_a_reopened_case_keeps_positions_and_conclusion():
    case = decided()

    case.take(steps.REOPEN, case.connie)

    clarification = case.clarification
    assert (clarification.state, clarification.decided_at) == (State.UNDER_REVIEW, None)
    assert clarification.conclusions.get().reopened_at == case.at
    assert clarification.calls.get().roll.filter(position__isnull=False).count() == 3


def test_a_new_draft_is_a_new_round():
    case = decided()
    case.take(steps.REOPEN, case.connie)
    drafted(case)

    seeking_consensus(case)

    assert (case.call.round, case.call.decision.number) == (2, 2)
