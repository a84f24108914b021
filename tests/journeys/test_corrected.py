"""A published text is corrected in a new version, the former one is redacted; a later edition says otherwise."""

from clarifications.map import steps
from tests.builders import Case, published, reviewed
from tests.factories import EditionFactory
from tests.journeys import acts
from tests.journeys.stage import Stage

FIRST, CORRECTED = "It is, if the inspector directs it.", "It is, if the inspector directs what is shown."


def test_a_correction_is_a_new_version_and_the_former_one_stays(stage: Stage, case: Case):
    reference = acts.walked(case, to=published)
    address = case.clarification.record.get_absolute_url()
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    acts.begins(sam, reference, "Correct")
    sam.writes("Answer", CORRECTED)
    sam.presses("Publish the correction")
    sam.reads("One thing to put right")
    sam.writes("Note on the correction", "Says what is directed.")
    sam.presses("Publish the correction", status=409)
    sam.reads("The answers differ from those that were agreed. Ask the convenor first.")
    sam.presses("Ask the convenor about changed answers")
    connie = stage.enters("Connie", case.connie)
    acts.begins(connie, reference, "Agree to the changed answers")
    connie.reads("Says what is directed.", "what is shown")
    connie.presses("Agree")
    acts.begins(sam, reference, "Correct")
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
    sam.chooses("Edition, amendment or corrigendum", later.reference)
    sam.writes("Resolution or meeting", "Resolution 4")
    sam.writes("Date of the resolution or meeting", "2026-02")
    sam.writes("Reason", "The clause was written anew.")
    sam.presses("Show what will be said")
    sam.reads("Readers of the record will find this", "Resolution 4, February 2026")
    sam.presses("Record that it no longer applies")

    petra.opens(case.clarification.record.get_absolute_url())
    petra.reads(
        "No longer for 2026", "No longer applies", "The clause was written anew.", "Resolution 4, February 2026"
    )
    petra.reads("This is not a requirement, and it does not bind.")


def test_a_verdict_is_withdrawn_after_the_convenor_asked(stage: Stage, case: Case):
    later = EditionFactory(standard=case.edition.standard, year=2026)
    reference = acts.walked(case, to=published)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(later), reason="Taken for another clause.")
    sam, connie, petra = stage.enters("Sam", case.sam), stage.enters("Connie", case.connie), stage.enters("Petra")

    acts.begins(connie, reference, "Ask to withdraw a verdict")
    connie.writes("Reason", "Our resolution names another clause.")
    connie.presses("Ask to withdraw a verdict")
    acts.takes_up(sam, reference)
    sam.reads("Our resolution names another clause.")
    sam.follows("Withdraw a verdict")
    sam.writes("Reason", "The resolution names another clause.")
    sam.presses("Show what will be said")
    sam.reads("because: The resolution names another clause.")
    sam.presses("Withdraw a verdict")

    petra.opens(case.clarification.record.get_absolute_url())
    petra.reads("Before: No longer applies", "because: The resolution names another clause.", "Not reviewed for 2026")
    petra.reads_nothing_of("Our resolution names another clause.")


def test_the_verdicts_of_a_new_edition_are_given_in_one_go(stage: Stage, case: Case):
    acts.walked(case, to=published)
    later = EditionFactory(standard=case.edition.standard, year=2026)
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    petra.opens(later.get_absolute_url())
    petra.reads("One clarification was decided for a former edition.")
    sam.opens("/desk/")
    sam.follows("Verdicts for new editions")
    sam.follows(later.reference)
    sam.chooses("Verdict", "Still applies")
    sam.presses("Keep the table")
    sam.reads("The table is kept. Nothing of it is public.")
    sam.presses("Show what will be said")
    sam.presses("Give these verdicts")
    sam.reads("Resolution or meeting: This field is required.", "Say above who reviewed it.")
    sam.writes("Group", "WG 31")
    sam.writes("Resolution or meeting", "Resolution 4")
    sam.writes("Date of the resolution or meeting", "2026-02")
    sam.presses("Show what will be said")
    sam.presses("Give these verdicts")
    sam.reads("1 verdict is given.", "Of every record it is said what it means for this edition.")

    petra.opens(case.clarification.record.get_absolute_url())
    petra.reads("Still applies", "WG 31, Resolution 4, February 2026")
