"""Whom a step asks or tells, said before it is taken."""

import datetime

import pytest

from clarifications.case.consulted import consulted_on
from clarifications.case.models import Clarification
from clarifications.case.roles import members_of, user_actor
from clarifications.mail.audience import audience_in_words
from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import cast, clarification_in, drafted, received
from tests.clarifications.publication.test_changed_answers import edited_otherwise
from tests.factories import ConvenorFactory, GroupFactory
from tests.register import as_entered

pytestmark = pytest.mark.django_db


def said(step, case, user):
    members, consulted = members_of(case.clarification, case.at), consulted_on(case.clarification, case.at)
    people = {"members": members, "consulted": consulted}
    return audience_in_words(step, case.clarification, by=user_actor(user), at=case.at, **people)


def test_a_call_asks_everybody_on_the_roll():
    case = drafted()

    assert said(steps.CALL, case, case.connie) == "Asks 3 experts."


def test_a_comment_tells_the_others():
    case = drafted()
    case.take(steps.RECUSE, case.mina)

    assert said(steps.COMMENT, case, case.max) == "Tells 1 expert."


def test_several_are_told():
    case = clarification_in(State.DECIDED)

    assert said(steps.PUBLISH, case, case.sam) == "Tells the requester and 3 experts."


@pytest.mark.parametrize("step", [steps.ACCEPT, steps.REASSIGN], ids=str)
def test_the_group_to_come_is_not_counted(step):
    case = received()

    assert said(step, case, case.sam).endswith("everybody in the group.")


def test_nobody_is_told_where_there_is_no_group_and_no_requester():
    case = cast()
    case.clarification = Clarification()
    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, "An old text"))

    assert said(steps.CORRECT, case, case.sam) == ""


def test_a_step_that_tells_nobody_says_nothing():
    case = received()

    assert said(steps.RECORD_FINDING, case, case.sam) == ""


def test_one_person_is_told_by_the_role():
    case = clarification_in(State.UNDER_REVIEW)

    assert [said(step, case, case.sam) for step in (steps.LIFT_RECUSAL, steps.HAND_BACK, steps.DISCLOSE)] == [
        "Tells the member named.",
        "Tells the secretariat.",
        "Tells the convenor.",
    ]


def test_who_is_consulted_is_named_where_somebody_of_it_is_known():
    case = clarification_in(State.DECIDED)
    case.take(steps.NAME_CONSULTED, case.sam, groups=[GroupFactory()])
    unknown = said(steps.PUBLISH, case, case.sam)

    case.take(steps.NAME_CONSULTED, case.sam, groups=[ConvenorFactory().group])

    assert unknown == "Tells the requester and 3 experts."
    assert said(steps.PUBLISH, case, case.sam) == "Tells the requester, 3 experts and who is consulted."


def test_whoever_will_be_consulted_is_told():
    case = clarification_in(State.DECIDED)

    assert said(steps.NAME_CONSULTED, case, case.sam) == "Tells who is newly consulted."


def test_whoever_will_be_asked_about_changed_answers_is_told():
    case = edited_otherwise()
    with_convenor = said(steps.ASK_CONVENOR, case, case.sam)
    case.connie.seats.update(until=case.at.date() - datetime.timedelta(days=1), since=datetime.date(2020, 1, 1))

    assert [with_convenor, said(steps.ASK_CONVENOR, case, case.sam)] == [
        "Tells the convenor.",
        "Tells the secretariat.",
    ]
