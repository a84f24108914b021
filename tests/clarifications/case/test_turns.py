"""Whose turn it is: what each person is told in each state, and that whoever is told may do it."""

import datetime

import pytest

from clarifications.case.kept_turns import case_turns
from clarifications.case.models import Clarification
from clarifications.case.roles import roles_of, user_actor
from clarifications.case.turns import WhoseTurn
from clarifications.erasure.erase import erase
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.review.steps import DraftAnswer
from tests.builders import (
    ALL_MET,
    SHARED,
    cast,
    clarification_in,
    drafted,
    received,
    returned,
    seeking_consensus,
    under_review,
)
from tests.factories import ConvenorFactory, SeatFactory

pytestmark = pytest.mark.django_db
THREE_WEEKS = datetime.timedelta(days=22)


def turn_of(case, user):
    """The list and the words in which ``user`` finds the case, and the verb of the step."""
    [found] = case_turns(Clarification.objects.filter(pk=case.clarification.pk), by=user_actor(user), at=case.at)
    return found.whose, found.in_words, found.turn.step.verb if found.turn else None


def hand_over(case):
    """Hand the received request to the group; nobody has said whose body is concerned."""
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    return case


def test_a_received_request_waits_for_the_criteria():
    case = received()

    assert turn_of(case, case.sam) == (WhoseTurn.MINE, "Check the criteria", "record-finding")


def test_a_checked_request_waits_to_be_accepted():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    assert turn_of(case, case.sam) == (WhoseTurn.MINE, "Accept the request", "accept")


def test_a_request_that_does_not_meet_a_criterion_waits_for_the_reason():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "How-to.")})

    assert turn_of(case, case.sam) == (WhoseTurn.MINE, "Say why it is not accepted, or return it", "not-accept")


def test_a_request_about_no_edition_waits_to_be_referred():
    case = received(edition=None, other_standard="ISO 9001:2015")

    assert turn_of(case, case.sam) == (WhoseTurn.MINE, "Refer the request", "refer")


def test_a_returned_request_waits_for_the_requester():
    case = returned()

    assert turn_of(case, case.sam) == (WhoseTurn.OTHERS, "Requester answers 2 questions", "resubmit")


def test_a_member_first_says_whose_body_is_concerned():
    case = hand_over(received())

    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Say whether your body is concerned", "declare-no-interest")
    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Say whether your body is concerned", "declare-no-interest")
    assert turn_of(case, case.sam) == (WhoseTurn.OTHERS, "Convenor names a drafter", "name-drafter")


def test_the_title_is_hidden_until_then():
    case = hand_over(received())
    case.open_for(case.max)

    def may_read(user):
        [found] = case_turns(Clarification.objects.all(), by=user_actor(user), at=case.at)
        return found.may_read

    assert [may_read(user) for user in (case.max, case.mina, case.sam)] == [True, False, True]


def test_a_case_under_review_waits_for_a_drafter_to_be_named():
    case = under_review()

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Name a drafter", "name-drafter")
    assert turn_of(case, case.max) == (WhoseTurn.GROUP, "Convenor names a drafter", "name-drafter")


def test_the_drafter_drafts():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Draft the answer", "draft")
    assert turn_of(case, case.mina) == (WhoseTurn.GROUP, "Max Example drafts the answer", "draft")


def test_a_draft_that_lacks_an_answer_is_to_be_completed():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    case.take(steps.DRAFT, case.max, answers=[])

    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Complete the draft", "draft")


def test_an_incomplete_draft_that_nobody_was_named_for_waits_for_its_author():
    case = under_review()
    case.take(steps.DRAFT, case.max, answers=[])

    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Complete the draft", "draft")
    assert turn_of(case, case.connie) == (WhoseTurn.GROUP, "Max Example drafts the answer", "draft")


def test_a_complete_draft_waits_for_the_call():
    case = drafted()

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Call for consensus", "call")


def test_a_stem_answered_as_a_whole_is_answered():
    case = under_review(received(questions=[Asked("May it", parts=[Asked("do this?"), Asked("do that?")])]))
    case.take(steps.DRAFT, case.max, answers=[DraftAnswer(questions=["1"], outcome="yes", position="Both.")])

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Call for consensus", "call")


def test_who_is_on_the_roll_takes_a_position_until_the_day_of_the_call():
    case = seeking_consensus()
    case.agree(case.max)

    assert turn_of(case, case.mina) == (WhoseTurn.MINE, "Take your position", "take-position")
    assert turn_of(case, case.max) == (WhoseTurn.GROUP, "2 of 3 have not answered", "take-position")
    [found] = case_turns(Clarification.objects.all(), by=user_actor(case.mina), at=case.at)
    assert found.turn.due == case.call.ends_on


def test_an_objection_waits_for_the_convenor_once_the_own_position_is_taken():
    case = seeking_consensus()
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="Too narrow.")
    case.agree(case.connie)

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Answer the objection", "handle-objection")


def test_who_objects_says_until_a_day_whether_the_answer_resolves_it():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)

    asked, others = turn_of(case, case.max), turn_of(case, case.connie)
    [found] = case_turns(Clarification.objects.all(), by=user_actor(case.max), at=case.at)

    assert asked == (WhoseTurn.MINE, "Say whether your objection is resolved", "judge-answer")
    assert others == (WhoseTurn.GROUP, "Who objects says whether an objection is resolved", "judge-answer")
    assert found.turn.due == case.at.date() + datetime.timedelta(days=7)


def test_an_objection_that_is_kept_waits_for_the_account_of_the_convenor():
    case = seeking_consensus()
    case.object(case.max)
    case.agree(case.connie, case.mina)
    case.answer(case.max)
    case.judge(case.max, "kept")

    assert turn_of(case, case.connie) == (
        WhoseTurn.MINE,
        "Account for the objection that is kept",
        "sustain-objection",
    )


def test_a_call_that_everybody_answered_waits_for_the_conclusion():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Say whether there is consensus", "conclude")
    assert turn_of(case, case.max) == (WhoseTurn.GROUP, "Convenor says whether there is consensus", "conclude")


def test_a_call_that_is_over_asks_nobody_for_a_position():
    case = seeking_consensus()
    case.at += THREE_WEEKS

    assert turn_of(case, case.mina) == (WhoseTurn.GROUP, "Convenor says whether there is consensus", "conclude")


def test_after_a_reopening_the_drafter_drafts_again():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    case = seeking_consensus(drafted(case))
    case.take(steps.REOPEN, case.connie)

    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Draft the answer", "draft")


def test_without_a_convenor_the_secretariat_names_one():
    case = seeking_consensus()
    case.take(steps.RECUSE, case.connie)

    assert turn_of(case, case.sam) == (
        WhoseTurn.MINE,
        "Name an acting convenor: nobody convenes this case",
        "name-acting-convenor",
    )
    assert turn_of(case, case.max) == (WhoseTurn.MINE, "Take your position", "take-position")


def test_without_a_convenor_a_case_under_review_waits_for_one():
    case = under_review()
    case.take(steps.RECUSE, case.connie)

    assert turn_of(case, case.max) == (WhoseTurn.OTHERS, "Secretariat names an acting convenor", "name-acting-convenor")


def test_the_acting_convenor_convenes():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    assert turn_of(case, case.mina) == (WhoseTurn.MINE, "Name a drafter", "name-drafter")


def test_a_convenor_who_screened_is_replaced_for_the_conclusion():
    case = cast()
    case.connie.seats.update(role="member")
    case.connie = ConvenorFactory(user=case.sam, group=case.group).user
    seeking_consensus(drafted(under_review(received(case))))
    case.at += THREE_WEEKS

    assert turn_of(case, case.sam) == (
        WhoseTurn.MINE,
        "Name an acting convenor: the convenor screened this request",
        "name-acting-convenor",
    )


def test_a_decided_case_waits_for_publication():
    case = clarification_in(State.DECIDED)

    assert turn_of(case, case.sam) == (WhoseTurn.MINE, "Check the text and publish it", "publish")
    assert turn_of(case, case.connie) == (WhoseTurn.OTHERS, "Secretariat publishes", "publish")


@pytest.mark.parametrize(
    "state", [State.PUBLISHED, State.NOT_ACCEPTED, State.REFERRED, State.ANSWERED, State.WITHDRAWN]
)
def test_an_ended_case_waits_for_nobody(state):
    case = clarification_in(state)

    assert turn_of(case, case.sam) == (WhoseTurn.ENDED, "Nobody is waited for", None)


def test_a_recused_member_is_not_waited_for():
    case = seeking_consensus()
    case.take(steps.RECUSE, case.max)

    assert turn_of(case, case.max) == (WhoseTurn.OTHERS, "2 of 2 have not answered", "take-position")


@pytest.mark.parametrize("state", State)
def test_whoever_is_told_to_act_may_take_the_step(state):
    case = clarification_in(state)
    stranger = SeatFactory(user__name="Nobody Example").user
    cases = Clarification.objects.filter(pk=case.clarification.pk)

    refused = []
    for user in (case.sam, case.connie, case.max, case.mina, stranger):
        actor = user_actor(user)
        [found] = case_turns(cases, by=actor, at=case.at)
        if found.is_mine:
            roles = roles_of(actor, case.clarification, case.at)
            refused += the_map().refusals(found.turn.step, case.clarification, actor, roles, case.at)

    assert refused == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    first = seeking_consensus()
    actor = user_actor(first.max)

    with django_assert_num_queries(1):
        case_turns(Clarification.objects.all(), by=actor, at=first.at)
    received(another(first))
    drafted(under_review(received(another(first))))
    seeking_consensus(drafted(under_review(received(another(first)))))
    with django_assert_num_queries(1):
        case_turns(Clarification.objects.all(), by=actor, at=first.at)


def another(case):
    """Nothing asked yet, with the same people."""
    return cast(**{name: getattr(case, name) for name in SHARED})


def named_max():
    """Max is named to draft, and has shown nothing yet."""
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    return case


def test_another_drafter_is_named_once_the_seat_of_the_first_has_ended():
    case = named_max()
    case.max.seats.update(until=case.at.date())

    before = turn_of(case, case.connie)
    case.at += datetime.timedelta(days=1)

    assert before == (WhoseTurn.GROUP, "Max Example drafts the answer", "draft")
    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Name a drafter", "name-drafter")


def test_another_drafter_is_named_once_the_first_was_erased():
    case = named_max()

    erase(str(case.max.key), at=case.at)

    assert turn_of(case, case.connie) == (WhoseTurn.MINE, "Name a drafter", "name-drafter")
