"""Groups and bodies that are consulted: who they are, what that gives them, and what is published of it."""

import pytest
from django.db import IntegrityError

from accounts.models import BodySuccession
from clarifications.case.consulted import consulted_on
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import roles_of, user_actor
from clarifications.map import steps
from clarifications.map.steps import Role, State
from clarifications.review.models import Consultation
from tests.builders import (
    ALL_MET,
    clarification_in,
    decided,
    drafted,
    published,
    seeking_consensus,
    text_of,
    under_review,
)
from tests.factories import (
    BodyFactory,
    ConvenorFactory,
    GroupFactory,
    RepresentativeFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def consult(case, *, groups=(), bodies=()):
    case.take(steps.NAME_CONSULTED, case.sam, groups=groups, bodies=bodies)


def names_of(case):
    return list(case.clarification.consulted)


@pytest.mark.parametrize("state", [State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED])
def test_who_is_consulted_is_said_from_assignment_on_until_publication(state):
    case = clarification_in(state)

    consult(case, groups=[GroupFactory(name="WG Other")], bodies=[BodyFactory(name="Body", acronym="B")])

    assert names_of(case) == ["WG Other", "B, Body"]


def test_the_history_has_both_values_and_the_same_step_takes_it_back():
    case = under_review()
    group, body = GroupFactory(name="WG Other"), BodyFactory(name="Example Body")

    consult(case, groups=[group])
    consult(case, bodies=[body], groups=[group])
    consult(case)

    details = case.clarification.events.filter(verb="name-consulted").values_list("detail", flat=True)
    assert list(details) == [
        "From nobody to WG Other",
        "From WG Other to WG Other; Example Body",
        "From WG Other; Example Body to nobody",
    ]
    assert names_of(case) == []


def test_who_stays_is_consulted_since_the_first_day():
    case = under_review()
    group, other = GroupFactory(), GroupFactory()
    consult(case, groups=[group])
    first = case.at

    consult(case, groups=[other, group])

    assert [(one.name, one.since) for one in consulted_on(case.clarification, case.at)] == [
        (group.name, first),
        (other.name, case.at),
    ]


def test_what_is_so_already_is_refused():
    case = under_review()
    body = BodyFactory()
    consult(case, bodies=[body])

    with pytest.raises(StepRefused, match=r"^Just these are consulted already\.$"):
        consult(case, bodies=[body])


def test_the_lead_group_is_not_consulted_as_well():
    case = under_review()

    with pytest.raises(StepRefused, match=r"^This group leads the case; it is not consulted as well\.$"):
        consult(case, groups=[case.group, GroupFactory()])


def test_a_consulted_group_that_takes_the_case_over_is_consulted_no_longer():
    case = under_review()
    other, third = GroupFactory(), GroupFactory()
    consult(case, groups=[other, third])

    case.take(steps.REASSIGN, case.sam, group=other)

    assert names_of(case) == [third.name]


def test_a_consulted_group_that_a_request_is_handed_to_is_consulted_no_longer():
    case = under_review()
    other = GroupFactory()
    consult(case, groups=[other])
    case.take(steps.HAND_BACK, case.connie)
    handed_back = names_of(case)
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    case.take(steps.ACCEPT, case.sam, group=other, requester_kind="member")

    assert (handed_back, names_of(case)) == ([other.name], [])


def test_being_consulted_gives_no_seat_no_vote_and_no_look_at_the_case():
    case = under_review()
    olga = ConvenorFactory(user__name="Olga Example")
    ron = RepresentativeFactory(user__name="Ron Example")

    consult(case, groups=[olga.group], bodies=[ron.body])
    seeking_consensus(drafted(case))

    outside = [user_actor(one.user) for one in (olga, ron)]
    assert [roles_of(actor, case.clarification, case.at) for actor in outside] == [Role.NONE, Role.NONE]
    assert [Clarification.objects.visible_to(actor).count() for actor in outside] == [0, 0]
    assert case.call.roll.count() == 3


def test_the_public_text_names_who_was_consulted():
    case = under_review()
    consult(case, groups=[GroupFactory(name="WG Other")], bodies=[BodyFactory(name="Example Body")])

    published(decided(seeking_consensus(drafted(case))))

    assert case.clarification.record.text_in_force().consulted == ("WG Other", "Example Body")


def test_the_public_text_follows_what_is_said_after_the_decision():
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, title="Another title"))

    consult(case, groups=[GroupFactory(name="WG Other")])
    prepared = case.clarification.public_text.text
    case.take(steps.PUBLISH, case.sam)

    text = case.clarification.record.text_in_force()
    assert (prepared.title, prepared.consulted) == (text.title, text.consulted) == ("Another title", ("WG Other",))


def test_a_group_is_reached_through_its_convenor_and_a_body_through_its_representatives():
    case = under_review()
    olga = ConvenorFactory(user__name="Olga Example")
    SeatFactory(group=olga.group)
    ron = RepresentativeFactory(user__name="Ron Example")
    rosa = RepresentativeFactory(user__name="Rosa Example", body=ron.body)
    gone = RepresentativeFactory(user__name="Gone Example", until=case.at.date().replace(year=2025))
    shut = ConvenorFactory(user__name="Shut Example", user__is_active=False)

    consult(case, groups=[olga.group, shut.group], bodies=[ron.body, gone.body])

    assert [one.people for one in consulted_on(case.clarification, case.at)] == [
        (olga.user,),
        (),
        (ron.user, rosa.user),
        (),
    ]


def test_where_another_body_has_the_role_today_who_speaks_for_it_is_reached_too_and_each_once():
    case = under_review()
    ron, rosa = RepresentativeFactory(user__name="Ron Example"), RepresentativeFactory(user__name="Rosa Example")
    twin = BodyFactory()
    for older in (ron.body, twin):
        BodySuccession.objects.create(older=older, newer=rosa.body, since="2020-01-01", source="An example")
    RepresentativeFactory(user=ron.user, body=rosa.body)

    consult(case, bodies=[ron.body, twin])

    reached = {one.name: one.people for one in consulted_on(case.clarification, case.at)}
    assert reached == {str(ron.body): (ron.user, rosa.user), str(twin): (ron.user, rosa.user)}


def test_who_recused_is_not_reached_for_another_group_either():
    case = under_review()
    other = ConvenorFactory(user=case.max)
    consult(case, groups=[other.group])

    case.take(steps.RECUSE, case.max)

    assert [one.people for one in consulted_on(case.clarification, case.at)] == [()]


@pytest.mark.parametrize("many", [1, 3])
def test_who_is_consulted_takes_four_queries(many, django_assert_num_queries):
    case = under_review()
    groups = [ConvenorFactory().group for _number in range(many)]
    consult(case, groups=groups, bodies=[RepresentativeFactory().body for _number in range(many)])
    case.clarification = Clarification.objects.get(pk=case.clarification.pk)

    with django_assert_num_queries(4):
        found = consulted_on(case.clarification, case.at)

    assert [len(one.people) for one in found] == [1] * 2 * many


def test_a_row_is_a_group_or_a_body():
    case = under_review()

    with pytest.raises(IntegrityError):
        Consultation.objects.create(clarification=case.clarification, since=case.at)
