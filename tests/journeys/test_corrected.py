"""A published text is corrected in a new version, the former one is redacted; a later edition says otherwise."""

from tests.builders import Case, published
from tests.factories import EditionFactory
from tests.journeys import acts
from tests.journeys.stage import Stage

FIRST, CORRECTED = "It is, if the inspector directs it.", "It is, if the inspector directs what is shown."


def test_a_correction_is_a_new_version_and_the_former_one_stays(stage: Stage, case: Case):
    reference = acts.walked(case, to=published)
    address = case.clarification.record.get_absolute_url()
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    acts.begins(sam, reference, "Correct")
    sam.writes("Answer to 1", CORRECTED)
    sam.presses("Publish the correction")
    sam.reads("One thing to put right")
    sam.writes("Note on the correction", "Says what is directed.")
    sam.presses("Publish the correction")

    petra.opens(address)
    petra.reads(CORRECTED, "Says what is directed.", "Version 2")
    petra.reads_nothing_of(FIRST)
    petra.opens(f"{address}v1/")
    petra.reads(FIRST, "This is not a requirement, and it does not bind.")
    petra.reads_nothing_of(CORRECTED)
    petra.opens(f"{address}v2/")
    petra.reads(CORRECTED)
    petra.opens(f"{address}v3/", status=404)

    acts.begins(sam, reference, "Redact a version")
    sam.chooses("Version", "Version 1 of")
    sam.writes("Reason", "It named an inspector.")
    sam.presses("Redact a version")
    petra.opens(f"{address}v1/")
    petra.reads("The text of this version was taken out", "It named an inspector.")
    petra.reads_nothing_of(FIRST)
    petra.opens(address)
    petra.reads(CORRECTED)


def test_a_clarification_no_longer_applies_to_a_later_edition(stage: Stage, case: Case):
    later = EditionFactory(standard=case.edition.standard, year=2026)
    reference = acts.walked(case, to=published)
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    acts.begins(sam, reference, "Record that it no longer applies")
    sam.chooses("Edition or amendment", later.reference)
    sam.writes("Reason", "The clause was written anew.")
    sam.presses("Record that it no longer applies")

    petra.opens(case.clarification.record.get_absolute_url())
    petra.reads("No longer for 2026", "No longer applies", "The clause was written anew.")
    petra.reads("This is not a requirement, and it does not bind.")
