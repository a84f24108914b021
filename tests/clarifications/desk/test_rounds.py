"""What a case file says of its rounds: until when a call runs, when it ended, and what became of objections."""

import datetime

import pytest

from clarifications.case.roles import user_actor
from clarifications.desk.case_file import CaseFile
from clarifications.map import steps
from tests.builders import drafted, seeking_consensus

pytestmark = pytest.mark.django_db


def rounds_of(case):
    """The rounds as Sam finds them, the newest first."""
    return CaseFile(case.clarification, by=user_actor(case.sam), at=case.at).rounds


def words_of(case):
    return [one.in_words for one in rounds_of(case)]


def test_an_open_call_says_until_when():
    case = seeking_consensus()

    assert words_of(case) == ["Call open until 23 March 2026, 23:59 UTC"]


def test_a_call_that_all_have_answered_says_that_positions_can_be_changed():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)

    assert words_of(case) == [
        "Everybody has answered; positions can be changed until 23 March 2026, 23:59 UTC, or the conclusion"
    ]


def test_a_call_that_ran_to_its_day_says_so():
    case = seeking_consensus()
    case.at += datetime.timedelta(days=22)
    over = words_of(case)
    case.take(steps.CONCLUDE, case.connie)

    assert [over, words_of(case)] == [["Call over; it ran to 23 March 2026, 23:59 UTC"]] * 2


def test_a_call_that_was_concluded_early_does_not_say_that_it_ran_to_its_day():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    case.take(steps.CONCLUDE, case.connie)

    assert words_of(case) == ["All had answered; concluded on 2 March 2026, before the last day, 23 March 2026"]


def test_a_round_that_a_new_draft_ended_says_when():
    case = seeking_consensus()
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    assert words_of(case)[1] == "Ended on 2 March 2026, before the last day, 23 March 2026"
