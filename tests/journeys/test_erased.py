"""Erased: a requester is taken out of a case, and each place where somebody may still read the name is looked at."""

from clarifications.map import steps
from tests.builders import Case, drafted
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_requester_is_erased_and_each_place_looked_at_by_keyboard_alone(stage: Stage, case: Case):
    reference = acts.walked(case, to=drafted)
    case.take(steps.COMMENT, case.mina, text="As Rita Example says, it may be done.")
    sam = stage.enters("Sam", case.sam, keys_only=True)

    acts.begins(sam, reference, "Erase a person")
    sam.chooses("Person", "The requester")
    sam.writes("Reason", "Asked by letter.")
    sam.presses("Erase a person")
    sam.reads("erased a person: the requester", "Max Example showed a draft")
    sam.opens("/desk/")
    sam.follows("Look at where somebody erased is named")
    sam.reads("As Rita Example says, it may be done.", "the group’s discussion")
    discussion = sam.page.get_by_role("group").filter(has_text="As Rita Example says")
    sam.ticks("Redact it", inside=discussion)
    sam.presses("Record it, and leave all others here")

    sam.reads("1 redacted", "As [erased] says, it may be done.")
    sam.opens("/desk/")
    sam.follows("Look at where somebody erased is named")  # those after the first 25
    sam.presses("Record it, and leave all others here")
    sam.opens("/desk/")
    sam.reads_nothing_of("Look at where somebody erased is named")
