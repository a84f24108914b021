"""A rule that lists ask says the same of one case and of a list, in every state and where the case is special."""

import datetime
from functools import lru_cache

import pytest
from django.db.models import BooleanField, ExpressionWrapper, Q

from clarifications.case.models import Clarification
from clarifications.case.prepared import AT, USER, Prepared, prepare
from clarifications.case.roles import user_actor
from clarifications.intake.questions import Asked
from clarifications.map import rules, steps, turn_rules
from clarifications.map.rule import Rule
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.review.steps import DraftAnswer
from tests.builders import (
    ALL_MET,
    change_asked,
    clarification_in,
    drafted,
    edited_otherwise,
    received,
    seeking_consensus,
    under_review,
)
from tests.factories import ConvenorFactory, SeatFactory

pytestmark = pytest.mark.django_db
LISTED = [rule for room in (rules, turn_rules) for rule in vars(room).values() if isinstance(rule, Rule) and rule.where]


@lru_cache
def listed() -> Prepared:
    """What lists ask, of each rule a column."""
    columns = {rule.name: ExpressionWrapper(Q(rule.where(USER, AT)), output_field=BooleanField()) for rule in LISTED}
    return prepare(Clarification.objects.for_rules(AT).annotate(**columns).values(*columns))


def differing(case) -> list[str]:
    """The rules of which a list says something else than the case, for any of its people, now and after the call."""
    alone = Clarification.objects.filter(pk=case.clarification.pk)
    clarification = alone.get()
    stranger = SeatFactory(user__name="Nobody Example").user
    found = []
    for user in (case.sam, case.connie, case.max, stranger):
        for at in (case.at, case.at + datetime.timedelta(days=40)):
            (row,) = listed().rows(alone, user=user.pk, at=at)
            for rule in LISTED:
                if bool(row[rule.name]) is not rule.holds(clarification, user_actor(user), at):
                    found.append(f"{rule.name} of {user.name} at {at:%d %B}")
    return found


@pytest.mark.parametrize("state", State)
def test_a_rule_says_the_same_of_a_case_in_a_list(state):
    assert differing(clarification_in(state)) == []


def about_no_edition():
    return received(edition=None, other_standard="ISO 9001:2015")


def checked():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    return case


def half_checked():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings={4: ("not-met", "It asks how to do it.")})
    return case


def with_a_drafter():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    return case


def with_a_drafter_who_left():
    case = with_a_drafter()
    gone(case, case.max)
    return case


def half_drafted():
    case = under_review(received(questions=[Asked("May it", parts=[Asked("do this?"), Asked("do that?")])]))
    case.take(steps.DRAFT, case.max, answers=[DraftAnswer(questions=["1 a)"], outcome="yes", position="It may.")])
    return case


def drafted_by_stem():
    case = under_review(received(questions=[Asked("May it", parts=[Asked("do this?"), Asked("do that?")])]))
    case.take(steps.DRAFT, case.max, answers=[DraftAnswer(questions=["1"], outcome="yes", position="It may.")])
    return case


def objected():
    case = seeking_consensus()
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="It is too narrow.")
    return case


def answered():
    case = objected()
    case.answer(case.max)
    return case


def judged(handling):
    case = answered()
    case.judge(case.max, handling)
    return case


def sustained():
    case = objected()
    case.sustain(case.max)
    return case


def objected_by_who_left():
    case = objected()
    case.max.seats.update(until=case.at.date() - datetime.timedelta(days=1), since=datetime.date(2020, 1, 1))
    return case


def answered_to_who_recused():
    case = answered()
    case.take(steps.RECUSE, case.max)
    return case


def answered_by_all():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    return case


def reopened_with_an_objection():
    case = objected()
    case.take(steps.REOPEN, case.connie)
    return case


def without_convenor():
    case = seeking_consensus()
    case.take(steps.RECUSE, case.connie)
    return case


def acting():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)
    return case


def asked_by_its_convenor():
    case = edited_otherwise()
    case.connie.seats.update(role="member")
    ConvenorFactory(user=case.sam, group=case.group)
    return change_asked(case)


def convened_by_who_came_later():
    case = change_asked()
    gone(case, case.connie)
    case.connie = ConvenorFactory(user__name="Lea Example", group=case.group).user
    return case


def convened_by_who_came_later_than_all():
    case = convened_by_who_came_later()
    gone(case, case.max, case.mina)
    return case


def gone(case, *people):
    """The seats of these people ended the day before."""
    for person in people:
        person.seats.update(until=case.at.date() - datetime.timedelta(days=1), since=datetime.date(2020, 1, 1))


def decided_and_convened_by_nobody():
    case = change_asked()
    case.take(steps.RECUSE, case.connie)
    return case


def convened_by_the_screener():
    case = drafted()
    case.connie.seats.update(role="member")
    case.connie = ConvenorFactory(user=case.sam, group=case.group).user
    return case


SPECIAL = (
    *(
        about_no_edition,
        checked,
        half_checked,
        with_a_drafter,
        with_a_drafter_who_left,
        half_drafted,
        drafted_by_stem,
        objected,
    ),
    *(answered, lambda: judged("resolved"), lambda: judged("kept"), sustained, objected_by_who_left),
    *(answered_to_who_recused,),
    *(answered_by_all, reopened_with_an_objection, without_convenor, acting, convened_by_the_screener),
    *(asked_by_its_convenor, decided_and_convened_by_nobody),
    *(convened_by_who_came_later, convened_by_who_came_later_than_all),
)


@pytest.mark.parametrize("build", SPECIAL)
def test_a_rule_says_the_same_of_a_special_case_in_a_list(build):
    assert differing(build()) == []


def test_every_rule_on_which_it_depends_whose_turn_it_is_is_asked_here():
    whole = the_map()
    before_the_last = [one for state in whole.states for one in state.awaits[:-1]]

    asked = {rule for one in before_the_last for rule in (*whole.conditions(one), *whole.personal(one))}

    assert asked <= set(LISTED)
