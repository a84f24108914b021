"""What is said to whom: no expert's name to the requester, nothing to who is recused, little about who was erased."""

import pytest

from clarifications.case.door import take
from clarifications.case.history import history
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.case.part import CaseChanged, StepRefused
from clarifications.case.roles import members_of, roles_of, user_actor
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.map.steps import Role, State
from clarifications.parts import PARTS
from tests.builders import ALL_MET, cast, clarification_in, received, returned, under_review
from tests.factories import LONG_AGO, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db


def changed(case, by):
    part = PARTS[steps.RESUBMIT.verb]
    facts = part.facts(answers={}, rewordings={})
    with pytest.raises(CaseChanged) as refused:
        take(part, case.clarification, facts, by=by, seen_version=0, at=case.at)
    return refused.value.reasons[0]


def test_a_requester_who_was_too_late_reads_no_experts_name():
    case = clarification_in(State.UNDER_REVIEW)

    assert changed(case, case.rita).startswith("Somebody was faster: somebody changed the case")


def test_the_group_that_was_too_late_reads_who_was_faster_but_never_the_requesters_name():
    case = clarification_in(State.UNDER_REVIEW)
    first = changed(case, user_actor(case.max))
    case.take(steps.WITHDRAW, case.rita)

    assert first.startswith("Somebody was faster: Mina Example changed the case")
    assert changed(case, user_actor(case.max)).startswith("Somebody was faster: somebody changed the case")


def test_who_is_recused_sees_nothing_also_as_the_secretariat():
    case = received()
    SeatFactory(user=case.sam, group=case.group)
    under_review(case)

    case.take(steps.RECUSE, case.sam)

    assert roles_of(user_actor(case.sam), case.clarification, case.at) == Role.NONE
    assert not Clarification.objects.visible_to(user_actor(case.sam)).exists()
    with pytest.raises(StepRefused):
        case.take(steps.LIFT_RECUSAL, case.sam, member=case.sam)


def test_who_recorded_a_finding_has_screened_also_where_somebody_else_accepts():
    sona = UserFactory(name="Sona Example", is_secretariat=True)
    case = received(cast())
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, sona, group=case.group, requester_kind="member")

    assert case.clarification.was_screened_by(user_actor(case.sam))
    assert case.clarification.was_screened_by(user_actor(sona))
    assert not case.clarification.was_screened_by(user_actor(case.connie))


def test_two_seats_of_one_person_that_overlap_ask_the_person_once():
    case = under_review()
    SeatFactory(user=case.connie, group=case.group, since=LONG_AGO, until=case.at.date())

    members = members_of(case.clarification, case.at)

    assert sorted(seat.user.name for seat in members) == ["Connie Example", "Max Example", "Mina Example"]
    assert Role.CONVENOR in roles_of(user_actor(case.connie), case.clarification, case.at)


def test_the_group_is_not_told_why_a_link_was_renewed():
    case = under_review()
    case.take(steps.RENEW_LINK, case.sam, reason="Rita of the body that asks lost it.")
    events = list(case.clarification.events.all())

    to_group = history(case.clarification, events, with_identity=False)[0]
    to_secretariat = history(case.clarification, events, with_identity=True)[0]

    assert (to_group.reason, to_secretariat.reason) == ("", "Rita of the body that asks lost it.")


def test_erasing_a_member_empties_what_names_them_and_their_mail():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    case.erase(case.max)

    texts = [f"{event.actor} {event.detail}" for event in case.clarification.events.all()]
    assert not [text for text in texts if "Max Example" in text]
    assert not Message.objects.filter(to=case.max.email).exists()
    assert list(faults(case.clarification)) == []


def test_erasing_a_requester_who_withdrew_empties_their_reason_too():
    case = returned()
    case.take(steps.WITHDRAW, case.rita, reason="I, Rita Example, changed my mind.")

    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    assert case.clarification.closing_note == ""
    assert case.clarification.identity.contact == ""
    assert not Message.objects.filter(role="requester").exclude(text="").exists()
