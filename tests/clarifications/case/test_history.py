"""The journal in sentences, and the clock of a case."""

import datetime

import pytest

from clarifications.case.clock import clock
from clarifications.case.history import history
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import STEPS, State
from clarifications.map.whole import the_map
from tests.builders import cast, clarification_in, drafted, received, returned, seeking_consensus, submission

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def sentences(case, *, with_identity=True):
    """What the history says of a case, oldest first."""
    events = list(case.clarification.events.order_by("number"))
    return [line.text for line in reversed(history(case.clarification, events, with_identity=with_identity))]


def spent(case):
    """Where the case was, how many days, and whether the clock stood still."""
    events = list(case.clarification.events.order_by("number"))
    return [(stretch.holder, stretch.days, stretch.is_stopped) for stretch in clock(events, at=case.at)]


def test_every_step_has_its_sentence():
    assert {row.step.verb for row in the_map().words if row.sentence} == {step.verb for step in STEPS}


def test_the_secretariat_reads_who_asked_and_others_do_not():
    case = received()

    assert [sentences(case), sentences(case, with_identity=False)] == [
        ["The requester, Rita Example, sent the request."],
        ["The requester sent the request."],
    ]


def test_on_whose_behalf_is_told_to_the_secretariat_alone():
    case = cast()
    sam = case.sam
    entered = Actor(ActorKind.USER, name=sam.name, key=str(sam.key), user=sam, on_behalf_of="Example Body")
    case.take(steps.SUBMIT, entered, facts=submission(case, confirmed_at=None))

    assert [sentences(case), sentences(case, with_identity=False)] == [
        ["Sam Example sent the request on behalf of Example Body."],
        ["Sam Example sent the request on behalf of the requester."],
    ]


def test_what_changed_follows_the_sentence():
    case = drafted()

    assert sentences(case)[-1] == "Max Example showed a draft: Draft 1."


def test_an_erased_requester_has_no_name_any_more():
    case = received()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    assert sentences(case)[0] == "The requester sent the request."


def test_an_erased_person_is_somebody():
    case = drafted()
    case.erase(case.max)

    assert "Somebody whose name was erased showed a draft: Draft 1." in sentences(case)


def test_the_newest_comes_first_with_its_reason():
    case = clarification_in(State.NOT_ACCEPTED)

    newest = history(case.clarification, list(case.clarification.events.order_by("number")), with_identity=True)[0]

    assert (newest.verb, newest.reason, newest.at) == ("not-accept", "Because the example says so.", case.at)


def test_the_clock_counts_by_holder_and_stands_still_while_returned():
    case = returned()
    case.at += 8 * DAY
    case.take(steps.RESUBMIT, case.rita, answers={1: "2017", 2: "Yes"}, rewordings={})
    case.at += 2 * DAY

    assert spent(case) == [("secretariat", 0, False), ("requester", 8, True), ("secretariat", 2, False)]


def test_the_clock_counts_the_rounds():
    case = seeking_consensus()
    case.at += 5 * DAY
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    assert [holder for holder, _days, _stopped in spent(case)] == [
        "secretariat",
        "review",
        "round 1",
        "review",
        "round 2",
    ]


def test_the_clock_ends_with_the_case():
    case = clarification_in(State.WITHDRAWN)
    case.at += 30 * DAY

    assert spent(case) == [("secretariat", 0, False)]
