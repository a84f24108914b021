"""A seat is ended with the keys alone: who sat learns it and keeps their own words, the case goes to the others."""

import datetime

from django.utils import timezone

from clarifications.map import steps
from tests.builders import Case, under_review
from tests.journeys import acts
from tests.journeys.stage import Stage

WORDS = "An inspector who only reads a record has examined nothing."
WHY = "The body nominated somebody else."


def test_a_seat_is_ended_and_those_concerned_are_told(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    sam = stage.enters("Sam", case.sam, keys_only=True, java_script_enabled=False)
    max_ = stage.enters("Max", case.max, keys_only=True, java_script_enabled=False)
    connie = stage.enters("Connie", case.connie)
    max_.opens(f"/desk/{reference}/draft/")
    max_.writes("Position", WORDS)
    max_.presses("Keep for me alone")

    sam.opens("/people/")
    sam.follows("End", inside=sam.page.get_by_role("row").filter(has_text=case.max.name))
    sam.is_at("End a seat")
    sam.reads(case.max.name, "no longer sees what the group works on", "the place on the roll of a call that is open")
    sam.writes("Last day", str(timezone.now().date() - datetime.timedelta(days=1)))
    sam.writes("Reason", WHY)
    sam.presses("End the seat")
    sam.reads("has an end. Those concerned are told.")

    assert "what you kept for yourself your desk leads to" in stage.mail_to(case.max.email, "has an end")
    max_.opens(f"/desk/{reference}/", status=404)
    max_.opens("/desk/")
    max_.follows(reference)
    max_.reads(WORDS, "and see the case no more")
    assert WHY in stage.mail_to(case.connie.email, "has an end")
    connie.opens(f"/desk/{reference}/")
    connie.reads("Name a drafter")
    connie.reads_nothing_of(WORDS)
