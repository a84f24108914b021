"""With the keys alone: whoever would write asks the named drafter first, and loses nothing of what they typed."""

from clarifications.map import steps
from tests.builders import Case
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_somebody_asks_the_drafter_and_finds_again_what_they_typed(stage: Stage, case: Case):
    reference = acts.walked(case, to=acts.WAY[1])
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    mina = stage.enters("Mina", case.mina, keys_only=True)

    mina.opens(f"/desk/{reference}/draft/")
    mina.reads("Max Example is named to draft since")
    mina.writes("Position", "It may, I think.")
    mina.presses("Keep for me alone, and ask Max Example")
    mina.writes("What you ask", "Are you on it?")
    mina.presses("Ask the drafter")
    mina.opens(f"/desk/{reference}/draft/")
    mina.reads("You asked them on")

    assert mina.page.get_by_role("textbox", name="Position").input_value() == "It may, I think."
    assert case.clarification.messages.get(verb="ask-drafter").to == case.max.email
