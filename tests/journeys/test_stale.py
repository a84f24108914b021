"""Two people at one case, one page sent twice, a way that is closed by now: nothing is lost, nothing is done twice."""

from tests.builders import Case, drafted, received, seeking_consensus
from tests.journeys import acts
from tests.journeys.stage import Stage

MINE = "It is, where the inspector asks for another view."


def test_somebody_was_faster_and_what_was_typed_is_still_there(stage: Stage, case: Case):
    reference = acts.walked(case, to=drafted)
    max_, mina = stage.enters("Max", case.max), stage.enters("Mina", case.mina)

    acts.begins(mina, reference, "Write a draft")
    acts.drafts(max_, reference, outcome="Yes", position="It is, if the inspector directs what is shown.")
    mina.writes("Position", MINE)
    mina.presses("Show to the group", status=409)
    assert mina.page.locator("main").get_by_label("Position", exact=True).input_value() == MINE
    mina.presses("Show to the group")

    mina.follows("Show without marks")
    mina.reads(MINE, "Draft 3")


def test_a_step_that_is_closed_by_now_shows_what_was_typed(stage: Stage, case: Case):
    reference = acts.walked(case, to=seeking_consensus)
    connie, max_, mina = (stage.enters(user.name, user) for user in (case.connie, case.max, case.mina))

    acts.begins(max_, reference, "Take your position")
    max_.chooses("Your position", "Objects")
    max_.writes("Your reason or comment", "It would forbid what is left open.")
    acts.begins(connie, reference, "Reopen for a new draft")
    connie.writes("Reason", "Mina has found a better wording.")
    connie.presses("Reopen for a new draft")
    max_.presses("Take this position", status=409)
    max_.reads("Not now.", "It would forbid what is left open.")

    mina.opens(f"/desk/{reference}/")
    mina.reads("Under review")


def test_a_page_that_is_sent_twice_acts_once(stage: Stage, case: Case):
    reference = acts.walked(case, to=received)
    windows = [stage.enters("Sam", case.sam), stage.enters("Sam, in another window", case.sam)]

    for sam in windows:
        acts.begins(sam, reference, "Return with questions")
        sam.writes("Question to the requester", "Which edition do you use?")
    for sam in windows:
        sam.presses("Return with questions")
        sam.reads("Returned", "Requester answers a question")

    assert case.clarification.returns.count() == 1
