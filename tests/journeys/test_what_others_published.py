"""What another body published comes on the list, is read beside a clause, loses its link, goes and comes back."""

import pytest

from standards.models import OtherPublication
from tests.builders import Case
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Person, Stage


def adds(sam: Person, *, about: str) -> None:
    """Add what another body published, from the public list on."""
    sam.opens("/standards/others/")
    sam.follows("Keep this list")
    sam.follows("Add a publication")
    sam.writes("Body", "Example Accreditation")
    sam.writes("Number", "FAQ 5")
    sam.writes("What it is about", "Whether images may be sent")
    sam.writes("Standard or edition", about)
    sam.writes("Clauses", "§ 7.1.5")
    sam.writes("Address", "accreditation.example/faq5")
    sam.presses("Add it to the list")
    sam.reads("It should begin with https:// or http://.")
    sam.writes("Address", "https://accreditation.example/faq5")
    sam.presses("Add it to the list")
    sam.reads("Added: Example Accreditation, FAQ 5.")


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["by keys", "no scripts"])
def test_it_is_listed_loses_its_link_is_taken_off_and_put_back(stage: Stage, case: Case, how):
    sam, petra = stage.enters("Sam", case.sam, **how), stage.enters("Petra", **how)
    clause = f"{case.edition.get_absolute_url()}7.1.5/"

    adds(sam, about=case.edition.reference)
    petra.opens(clause)
    petra.reads("Published by other bodies", "Not from CASCO", "Whether images may be sent", "status not known")

    sam.follows("Edit Example Accreditation, FAQ 5")
    sam.presses("The link is dead")
    sam.reads("The link is marked as dead.", "Dead when last looked at")
    petra.opens(clause)
    petra.reads("The link was dead when last looked at")

    sam.follows("Take it off the list")
    sam.reads("It is then on no page")
    sam.presses("Take it off the list")
    sam.reads("It was taken off on")
    petra.opens(clause)
    petra.reads_nothing_of("Whether images may be sent")

    sam.presses("Put it back on the list")
    sam.reads("is on the list again", "taken off")
    petra.opens("/search/?q=images+sent")
    petra.reads("Published by other bodies", "Whether images may be sent")


def test_its_pages_are_sound(stage: Stage, case: Case):
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")
    adds(sam, about=case.edition.reference)
    kept = "/standards/others/edit/"
    own = f"{kept}{OtherPublication.objects.get().pk}/"
    edition = case.edition.get_absolute_url()

    found = visited(sam, [kept, f"{kept}add/", f"{kept}file/", own, f"{own}take-off/"])
    found += visited(petra, [f"{edition}7.1.5/", edition, "/standards/others/", "/search/?q=images"])

    nothing_is_wrong(found)
