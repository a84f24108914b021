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

    said = "All had answered on 2 March 2026; concluded on 2 March 2026, before the last day, 23 March 2026"
    assert words_of(case) == [said]


def test_a_call_that_was_concluded_on_its_last_day_says_so():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    case.at += datetime.timedelta(days=21)
    case.take(steps.CONCLUDE, case.connie)

    assert words_of(case) == ["All had answered on 2 March 2026; concluded on the last day, 23 March 2026"]


def test_a_round_that_a_new_draft_ended_on_its_last_day_says_so():
    case = seeking_consensus()
    case.at += datetime.timedelta(days=21)
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    assert words_of(case)[1] == "Ended on the last day, 23 March 2026"


def test_a_round_that_a_new_draft_ended_says_when():
    case = seeking_consensus()
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    assert words_of(case)[1] == "Ended on 2 March 2026, before the last day, 23 March 2026"


def objection_in(case, number=0):
    """What an objection of Max waits for, what became of it, and what was said of it."""
    [shown] = [entry for entry in rounds_of(case)[number].entries if entry.name == "Max Example"]
    return shown.waits, shown.became, shown.said


def objected():
    case = seeking_consensus()
    case.object(case.max)
    return case


def test_an_objection_says_whom_it_waits_for():
    case = objected()
    first = objection_in(case)
    case.answer(case.max, "It is so.")
    second = objection_in(case)
    case.judge(case.max, "kept", "It is not.")
    third = objection_in(case)

    answered = ("The convenor answers:", "It is so.")
    assert first == ("not answered", "", [])
    assert second == ("answered; who objects says until 9 March 2026 whether it is resolved", "", [answered])
    assert third == ("kept; the convenor’s account is missing", "", [answered, ("Who objects says:", "It is not.")])


@pytest.mark.parametrize(("handling", "became"), [("resolved", "Resolved."), ("sustained", "Sustained.")])
def test_a_settled_objection_says_what_became_of_it(handling, became):
    case = objected()
    if handling == "resolved":
        case.answer(case.max)
        case.judge(case.max, "resolved")
    else:
        case.sustain(case.max)

    assert objection_in(case)[:2] == ("", became)


def test_an_objection_of_which_nothing_was_said_in_time_says_so_for_good():
    case = objected()
    case.agree(case.connie, case.mina)
    case.answer(case.max)
    case.at += datetime.timedelta(days=8)
    before = objection_in(case)[:2]
    case.take(steps.CONCLUDE, case.connie)

    assert [before, objection_in(case)[:2]] == [("", "No answer by 9 March 2026: taken as not kept.")] * 2


def test_an_objection_of_a_former_round_is_shown_closed():
    case = objected()
    case.answer(case.max)
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    assert objection_in(case, 1)[:2] == ("", "Closed with its round, which ended before it was settled.")


def test_an_objection_that_stood_in_the_end_says_so():
    case = objected()
    case.at += datetime.timedelta(days=22)
    case.take(steps.ABANDON, case.connie)

    assert objection_in(case)[:2] == ("", "It stood when the work ended without consensus.")


def test_the_objection_of_who_recused_is_still_read():
    case = objected()
    case.take(steps.RECUSE, case.max)

    [shown] = [entry for entry in rounds_of(case)[0].entries if entry.name == "Max Example"]

    assert (shown.says, shown.reason) == ("Objected, then recused", "It is too narrow.")
    assert shown.waits == "kept; the convenor’s account is missing"
    assert rounds_of(case)[0].answered == 0


def test_who_recused_or_said_nothing_is_told_apart():
    case = seeking_consensus()
    case.agree(case.connie)
    case.take(steps.RECUSE, case.max)
    case.at += datetime.timedelta(days=22)

    said = {entry.name: (entry.says, entry.became) for entry in rounds_of(case)[0].entries}

    assert said["Max Example"] == ("Recused", "")
    assert said["Mina Example"] == ("No answer", "Silence is not counted as agreement.")
