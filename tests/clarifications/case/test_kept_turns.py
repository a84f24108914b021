"""What is kept of turns: that it holds after a step, a day, a seat, an account, another map, and how it is mended."""

import datetime
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from clarifications.case.kept_turns import case_turns, keep_turns, renew_turns, stale_turns, wrong_turns
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.case.turn_models import KeptTurn, TurnHolder
from clarifications.case.turns import WaitingCases, WhoseTurn
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.map.whole import another_map, the_map
from tests.builders import (
    change_asked,
    clarification_in,
    drafted,
    edited_otherwise,
    received,
    seeking_consensus,
    under_review,
)
from tests.clarifications.desk.cases import another
from tests.factories import SeatFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def is_kept(case) -> bool:
    """Whether something is kept of the case that holds at its time."""
    return case.clarification.pk not in stale_turns(at=case.at)


@pytest.mark.parametrize("state", State)
def test_what_the_steps_kept_is_what_the_map_says(state):
    case = clarification_in(state)

    assert list(wrong_turns(at=case.at)) == []
    assert KeptTurn.objects.filter(pk=case.clarification.pk).exists() == (state in the_map().open)


def test_what_comes_up_now_and_then_is_kept_and_goes_again():
    case = change_asked(edited_otherwise())
    before = KeptTurn.objects.get(pk=case.clarification.pk).holders.get().person

    case.take(steps.AGREE, case.connie)

    assert before == case.connie
    assert list(wrong_turns(at=case.at)) == []


def test_who_holds_the_turn_is_kept_by_person_and_by_secretariat():
    case = seeking_consensus()
    case.agree(case.max)

    held = dict(TurnHolder.objects.values_list("person", "due"))

    assert held == {case.connie.pk: case.call.ends_on, case.mina.pk: case.call.ends_on}


def test_a_call_is_kept_until_its_day():
    case = seeking_consensus()

    assert KeptTurn.objects.get().until == case.call.ends_on
    case.at = datetime.datetime.combine(case.call.ends_on, datetime.time(23, 59), tzinfo=datetime.UTC)
    assert is_kept(case)
    case.at += DAY
    assert not is_kept(case)


def test_the_days_of_an_objection_are_kept_until_their_last():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)

    assert KeptTurn.objects.get().until == case.at.date() + 7 * DAY


def test_a_seat_that_begins_later_ends_what_is_kept_the_day_before():
    case = under_review()
    begins = case.at.date() + 5 * DAY
    SeatFactory(group=case.group, since=begins)
    renew_turns(at=case.at)

    assert KeptTurn.objects.get().until == begins - DAY


def given_a_seat(case):
    SeatFactory(group=case.group)


def a_seat_ended(case):
    case.max.seats.update(until=case.at.date())


def a_seat_deleted(case):
    case.max.seats.all().delete()


def switched_off(case):
    type(case.max).objects.filter(pk=case.max.pk).update(is_active=False)


def became_secretariat(case):
    case.max.is_secretariat = True
    case.max.save()


@pytest.mark.parametrize("change", [given_a_seat, a_seat_ended, a_seat_deleted, switched_off, became_secretariat])
def test_what_changes_beside_the_door_marks_what_is_kept(change):
    case = under_review()
    other = received(another(case))  # no group has it

    before = is_kept(case)
    change(case)

    assert (before, is_kept(case), is_kept(other)) == (True, False, True)
    assert renew_turns(at=case.at) == 1
    assert is_kept(case)


def test_another_name_marks_nothing():
    case = under_review()
    case.max.name = "Max Other"
    case.max.save()

    assert is_kept(case)


def test_another_map_makes_everything_stale():
    case = under_review()
    states = [
        replace(state, awaits=state.awaits[-1:]) if state.state is State.UNDER_REVIEW else state
        for state in the_map().states
    ]

    with another_map(replace(the_map(), states=states)):
        assert not is_kept(case)


def test_a_reader_never_sees_what_is_stale():
    case = seeking_consensus()
    cases = Clarification.objects.filter(pk=case.clarification.pk)
    case.at += 60 * DAY

    [found] = case_turns(cases, by=user_actor(case.mina), at=case.at)

    assert (found.whose, found.turn.step) == (WhoseTurn.GROUP, steps.CONCLUDE)
    assert is_kept(case)


def test_a_case_of_which_nothing_is_kept_is_found_when_it_is_asked_for():
    case = received()
    KeptTurn.objects.all().delete()

    [found] = case_turns(Clarification.objects.all(), by=user_actor(case.sam), at=case.at)

    assert found.is_mine


def test_keeping_again_writes_nothing(django_assert_num_queries):
    case = drafted()

    with django_assert_num_queries(4):  # what is kept, its holders, the case, its people
        keep_turns([case.clarification.pk], at=case.at)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: KeptTurn.objects.update(awaited=0), "awaited"),
        (lambda: TurnHolder.objects.all().delete(), "holders"),
        (lambda: KeptTurn.objects.all().delete(), "is not kept"),
    ],
)
def test_the_command_says_what_is_out_of_step_and_mends_it(spoil, said, capsys):
    case = seeking_consensus()
    spoil()

    with pytest.raises(CommandError, match="1 out of step"):
        call_command("verify_turns", "--look-only")
    assert f"{case.clarification}: out of step:" in capsys.readouterr().out
    assert said in dict(wrong_turns(at=case.at))[case.clarification.pk]


def test_the_command_mends(capsys):
    seeking_consensus()
    renew_turns(at=datetime.datetime.now(tz=datetime.UTC))
    TurnHolder.objects.all().delete()
    KeptTurn.objects.update(silent=7)

    with pytest.raises(CommandError, match="1 out of step"):
        call_command("verify_turns")
    call_command("verify_turns")

    assert "0 turns renewed, 0 out of step." in capsys.readouterr().out


def test_each_waiting_case_is_in_the_own_list_of_whoever_it_waits_for():
    case = seeking_consensus()
    new = received(another(case))

    own = {
        person: list(
            WaitingCases(Clarification.objects.all(), user_actor(person), case.at).mine.values_list("turn", flat=True)
        )
        for person in (case.sam, case.connie, case.max)
    }

    assert own[case.sam] == [new.clarification.pk]
    assert own[case.max] == [case.clarification.pk]
