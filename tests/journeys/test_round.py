"""With the keys alone: a round as it may go, from a draft that lacks its condition to a word on a changed record."""

import datetime

import pytest

from tests.builders import Case, published, under_review
from tests.journeys import acts
from tests.journeys.stage import Stage

WHY = "It would forbid what the clause leaves open."
ACCOUNT = "One body alone holds this view; the others explained why the clause leaves it open."
FIRST, CORRECTED = "It is, if the inspector directs it.", "It is, if the inspector directs what is shown."


@pytest.fixture
def hall(stage: Stage):
    """Enter somebody who works with the keys alone."""
    return lambda user: stage.enters(user.name, user, keys_only=True)


def test_a_call_is_lengthened_an_objection_kept_and_no_position_passed_over(hall, case: Case):
    reference = acts.walked(case, to=under_review)
    connie, max_, mina = hall(case.connie), hall(case.max), hall(case.mina)

    acts.drafts(max_, reference, outcome="Yes, under conditions", position="It is.")
    max_.reads("Name at least one condition.")
    max_.writes("Conditions", "The inspector directs what is shown.")
    max_.presses("Show to the group")
    acts.calls(connie, reference)
    acts.begins(connie, reference, "Lengthen the call")
    connie.presses("Lengthen the call")
    connie.reads("This field is required.")
    connie.writes("Reason", "Mina is travelling.")
    connie.presses("Lengthen the call")
    mina.opens(f"/desk/{reference}/")
    mina.reads("lengthened the call", "Mina is travelling.")

    acts.takes_position(max_, reference, "Objects", WHY)
    acts.agree(reference, [connie, mina])
    acts.answers_objection(connie, reference, "The others read the clause as leaving it open.")
    acts.judges_answer(max_, reference, "Is kept: the answer does not resolve it")
    acts.begins(connie, reference, "Account for an objection that is kept")
    connie.presses("Account for an objection that is kept")
    connie.reads("This field is required.")
    connie.writes("Your account", ACCOUNT)
    connie.presses("Account for an objection that is kept")
    acts.begins(connie, reference, "Conclude: consensus")
    acts.takes_position(mina, reference, "Agrees, with an editorial comment", "A comma is missing.")
    connie.writes("Why there is consensus", "General agreement.")
    connie.presses("Conclude: consensus", status=409)
    connie.reads("A comma is missing.")
    connie.presses("Conclude: consensus")

    connie.reads("Decided", ACCOUNT)


def test_who_acts_as_convenor_is_asked_about_the_answers_of_a_record(hall, stage: Stage, case: Case):
    reference = acts.walked(case, to=published)
    yesterday = case.at.date() - datetime.timedelta(days=1)
    case.connie.seats.update(since=datetime.date(2020, 1, 1), until=yesterday)
    sam, max_ = hall(case.sam), hall(case.max)

    acts.begins(sam, reference, "Name an acting convenor")
    sam.chooses("Member", "Max Example")
    sam.writes("Reason", "Nobody convenes the group any more.")
    sam.presses("Name an acting convenor")
    acts.begins(sam, reference, "Correct")
    sam.writes("Answer", CORRECTED)
    sam.writes("Note on the correction", "Says what is directed.")
    sam.presses("Publish the correction", status=409)
    sam.presses("Ask the convenor about changed answers")
    acts.begins(max_, reference, "Agree to the changed answers")
    max_.reads("Says what is directed.", "what is shown")
    max_.presses("Agree")
    acts.begins(sam, reference, "Correct")
    sam.writes("Note on the correction", "Says what is directed.")
    sam.presses("Publish the correction")

    petra = stage.enters("Petra", keys_only=True)
    petra.opens(case.clarification.record.get_absolute_url())
    petra.reads(CORRECTED, "Version 2")
    petra.reads_nothing_of(FIRST)
