"""A draft of an answer that a member keeps for themself is lost to no other window and to no open call."""

import pytest

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


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_whoever_recused_reads_their_own_words_and_throws_them_away(stage: Stage, case: Case, scripts):
    reference = acts.walked(case, to=acts.WAY[1])
    max_ = stage.enters("Max", case.max, keys_only=True, java_script_enabled=scripts)
    max_.opens(f"/desk/{reference}/draft/")
    max_.writes("Position", "My own words.")
    max_.presses("Keep for me alone")
    acts.begins(max_, reference, "Recuse yourself")
    max_.presses("Recuse yourself")

    max_.is_at("Desk")
    max_.reads("Kept for you alone, of cases that you see no more:")
    max_.follows(reference)
    max_.is_at("Kept for you alone")
    max_.reads("My own words.", "read them and copy what you need")
    max_.reads_nothing_of(case.clarification.subject, case.body.name)
    max_.unfolds("Throw this away")
    max_.reads("What you kept goes for good.")
    max_.presses("Throw this away for good")

    max_.reads("What you kept for yourself is thrown away.")
    max_.reads_nothing_of(reference)
    max_.opens(f"/desk/{reference}/kept-draft/", status=404)
