"""A draft of an answer that a member keeps for themself is lost to no other window and to no open call."""

from clarifications.map import steps
from tests.builders import Case, drafted, seeking_consensus
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_two_windows_of_one_member_and_a_call_with_the_keys_alone(stage: Stage, case: Case):
    reference = acts.walked(case, to=acts.WAY[1])
    max_, again = stage.enters("Max", case.max, keys_only=True), stage.enters("Max again", case.max)
    for window in (max_, again):
        window.opens(f"/desk/{reference}/draft/")
    again.writes("Position", "From the other window.")
    again.presses("Keep for me alone")

    max_.writes("Position", "From this window.")
    max_.presses("Keep for me alone", status=409)
    max_.reads("Another window kept something else on", "From the other window.")
    max_.presses("Keep what is here instead")
    max_.reads("Kept for you alone.", "It is kept until you show it or the case ends")
    seeking_consensus(drafted(case))
    max_.opens(f"/desk/{reference}/")
    max_.follows("Your draft, kept for you alone")
    max_.reads("From this window.")
    case.take(steps.REOPEN, case.connie)
    max_.opens(f"/desk/{reference}/draft/")

    assert max_.page.get_by_role("textbox", name="Position").input_value() == "From this window."
