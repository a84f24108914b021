"""A reader meets on one clause what CASCO said, a pending case and what others published, and follows a body."""

import pytest

from accounts.successions import load_successions
from tests.factories import BodyFactory
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Stage
from tests.others import entry, imported
from tests.register import Register

BODIES = ("ILAC", "EA", "Example Accreditation", "IAF/ILAC", "Accreditation of Norland")


@pytest.fixture
def clause(transactional_db) -> str:
    """The page of a clause with two records, a pending case and five publications of others."""
    name = "International Laboratory Accreditation Cooperation"
    BodyFactory(acronym="ILAC", name=name, iso_id=9452, is_example=False)
    load_successions()
    register = Register()
    edition = register.published("Images that are sent").edition
    register.published("Images that are kept", edition=edition)
    register.pending(edition=edition)
    facts = {"standard": edition.standard.designation, "edition": str(edition.year)}
    imported(*(entry(id=f"e{n}", body=body, number=f"FAQ {n}", **facts) for n, body in enumerate(BODIES)))
    return f"{edition.get_absolute_url()}7.1.5/"


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["by keys", "no scripts"])
def test_from_a_clause_a_reader_finds_what_became_of_a_body(stage: Stage, clause: str, how):
    petra = stage.enters("Petra", **how)

    petra.opens(clause)
    petra.reads("Images that are sent", "Images that are kept", "Published by other bodies", "FAQ 4")
    petra.reads("Global Accreditation Cooperation Incorporated took over the roles of ILAC on 1 January 2026.")
    petra.follows("ILAC")
    petra.reads("Passed on to", "a paper of the body itself", "Who asks for a clarification is not public")
    petra.follows("Global Accreditation Cooperation Incorporated")

    petra.reads("Taken over from", "Global ACI")


def test_its_pages_are_sound(stage: Stage, clause: str):
    petra = stage.enters("Petra")

    nothing_is_wrong(visited(petra, [clause, "/bodies/9452/", "/bodies/global-aci/"]))
