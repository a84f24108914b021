"""A register that moved in: its records are read and corrected as those that were made here."""

from clarifications.register.models import Record
from tests.builders import Case
from tests.clarifications.moving.files import imported
from tests.clarifications.moving.test_examples import DOCS, catalogue
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_record_that_moved_in_is_read_and_corrected_with_the_keys_alone(stage: Stage, case: Case):
    catalogue()
    imported(DOCS / "three-whole")
    record = Record.objects.get(edition__standard__number="17020")
    petra = stage.enters("Petra", keys_only=True)
    sam = stage.enters("Sam", case.sam, keys_only=True)

    petra.opens(record.get_absolute_url())
    petra.reads("Images that were made elsewhere", "Bulletin 7", "Depends on")
    petra.follows("French")
    petra.reads("Images réalisées ailleurs", "Example member body")

    sam.opens(record.clarification.get_absolute_url())
    sam.reads("imported a record of another register")
    acts.begins(sam, record.clarification.reference, "Correct")
    sam.writes("Title", "Images that somebody else made")
    sam.writes("Note on the correction", "So that it is understood.")
    sam.presses("Publish the correction")
    petra.opens(record.get_absolute_url())
    petra.reads("Images that somebody else made")
