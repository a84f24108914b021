"""Objections: overcome by a new draft and round, resolved in talking, sustained with an account; or no consensus."""

import datetime

from clarifications.map import steps
from tests.builders import Case, seeking_consensus
from tests.journeys import acts
from tests.journeys.stage import Stage

WHY = "It would forbid what the clause leaves open."
REWORDED = "It is, if the inspector directs what is shown; other ways remain possible."
ACCOUNT = "One body alone holds this view; the others explained why the clause leaves it open."


def test_an_objection_is_overcome_in_a_second_round(stage: Stage, case: Case):
    reference = acts.walked(case, to=seeking_consensus)
    connie, max_ = stage.enters("Connie", case.connie), stage.enters("Max", case.max)
    mina, sam = stage.enters("Mina", case.mina), stage.enters("Sam", case.sam)

    acts.begins(max_, reference, "Take your position")
    max_.chooses("Your position", "Objects")
    max_.presses("Take this position")
    max_.reads("Say why you object.")
    max_.writes("Your reason or comment", WHY)
    max_.presses("Take this position")
    acts.takes_up(connie, reference)
    connie.reads(WHY, "not answered")
    acts.begins(connie, reference, "Reopen for a new draft")
    connie.writes("Reason", "The objection is right: we say what is possible.")
    connie.presses("Reopen for a new draft")

    acts.drafts(max_, reference, outcome="Yes, but not only so", position=REWORDED, note="Leaves other ways open.")
    max_.reads("Draft 2", "other ways remain possible")
    acts.calls(connie, reference)
    acts.takes_position(mina, reference, "Objects", "“Directs” is not a word of the standard.")
    acts.takes_position(max_, reference, "Agrees, with an editorial comment", "A comma is missing.")
    acts.answers_objection(connie, reference, "It is: clause 3 defines it.")
    acts.judges_answer(mina, reference, "Is resolved by the answer")
    acts.takes_position(connie, reference, "Agrees")
    acts.concludes(connie, reference, "No objection stands.")
    connie.reads("Decided")

    petra = stage.enters("Petra")
    petra.opens(acts.publishes(sam, reference))
    petra.reads(REWORDED, "Yes, but not only so")
    petra.reads_nothing_of(WHY, "Max Example", "Mina Example", "Connie Example")


def test_a_sustained_objection_needs_the_convenors_account(stage: Stage, case: Case):
    reference = acts.walked(case, to=seeking_consensus)
    connie, max_ = stage.enters("Connie", case.connie), stage.enters("Max", case.max)
    mina, sam = stage.enters("Mina", case.mina), stage.enters("Sam", case.sam)

    acts.takes_position(max_, reference, "Objects", WHY)
    acts.agree(reference, [connie, mina])
    acts.answers_objection(connie, reference, "The others read the clause as leaving it open.")
    acts.judges_answer(max_, reference, "Is kept: the answer does not resolve it")
    acts.begins(connie, reference, "Account for an objection that is kept")
    connie.presses("Account for an objection that is kept")
    connie.reads("This field is required.")
    connie.writes("Your account", ACCOUNT)
    connie.presses("Account for an objection that is kept")
    connie.reads(ACCOUNT)
    acts.concludes(connie, reference, "General agreement; the objection is not of an important part of the interests.")

    petra = stage.enters("Petra")
    petra.opens(acts.publishes(sam, reference))
    petra.reads("objection")
    petra.reads_nothing_of(WHY, "Max Example")


def test_no_consensus_is_published_as_such(stage: Stage, case: Case):
    case.at -= datetime.timedelta(days=21)  # the call is over today: until then positions can be changed
    reference = acts.walked(case, to=seeking_consensus)
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why=WHY)
    case.take(steps.TAKE_POSITION, case.mina, call=case.call, view="object", why="I hold the contrary.")
    case.take(steps.TAKE_POSITION, case.connie, call=case.call, view="abstain")
    connie, sam, petra = stage.enters("Connie", case.connie), stage.enters("Sam", case.sam), stage.enters("Petra")

    acts.begins(connie, reference, "End without consensus")
    connie.writes("Why there is none", "Two readings stand against each other.")
    connie.presses("End without consensus")
    connie.reads("Decided")

    petra.opens(acts.publishes(sam, reference))
    petra.reads("No consensus", "This is not a requirement, and it does not bind.")
    petra.reads_nothing_of(WHY, "Two readings stand against each other.", "It is, if the inspector directs it.")
