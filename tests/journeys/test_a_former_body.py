"""The secretariat consults a body whose role has passed on, with keys alone; a reader finds what it became."""

import pytest

from accounts.successions import load_successions
from tests.builders import Case, under_review
from tests.factories import BodyFactory
from tests.journeys import acts
from tests.journeys.stage import Stage


@pytest.mark.parametrize("browser", [{}, {"java_script_enabled": False}], ids=["with scripts", "without"])
def test_whoever_names_a_former_body_learns_which_has_its_role_today(stage: Stage, case: Case, browser):
    former = "International Laboratory Accreditation Cooperation"
    BodyFactory(acronym="ILAC", name=former, iso_id=9452)
    load_successions()
    reference = acts.walked(case, to=under_review)
    sam, petra = (
        stage.enters("Sam", case.sam, keys_only=True, **browser),
        stage.enters("Petra", keys_only=True, **browser),
    )

    acts.begins(sam, reference, "Name who is consulted")
    sam.writes("Bodies", "ILAC")
    sam.writes("What is asked of them, or why it changes", "How do laboratories read it?")
    sam.presses("Name who is consulted")
    sam.reads(f"has the role of ILAC, {former} today: name it instead.")
    sam.writes("Bodies", "Global ACI")
    sam.presses("Name who is consulted")
    sam.reads("Global ACI, Global Accreditation Cooperation Incorporated")
    petra.opens("/bodies/")
    petra.writes("Name, acronym or country", "ILAC")
    petra.presses("Show")

    petra.reads("since 1 January 2026: Global Accreditation Cooperation Incorporated")
