"""A text of the former process enters the register with its source; a title alone is enough."""

from tests.builders import Case
from tests.factories import EditionFactory
from tests.journeys import acts
from tests.journeys.stage import Stage

SOURCE = "Example list of interpretations, 2015, no. 7"


def test_a_historic_text_is_entered_with_its_votes(stage: Stage, case: Case):
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    sam.opens("/desk/")
    sam.follows("Enter a published text")
    sam.chooses("Document", case.edition.reference)
    sam.writes("Title", "Witnessing before the first accreditation")
    sam.writes("Source", SOURCE)
    sam.writes("Clauses", "7.1.5")
    sam.writes("Decided", "2015-03")
    sam.writes("Why it is entered", "So that it is found.")
    sam.writes("Label, as printed", "1")
    sam.writes("Question", "Must every activity be witnessed?")
    sam.writes("Answers the questions with these labels", "1")
    sam.chooses("Outcome", "No")
    sam.writes("Answer", "No; a sample is enough.")
    sam.unfolds("Votes")
    sam.writes("Vote on the question with this label", "1")
    sam.writes("For", "12")
    sam.presses("Enter this text")
    sam.reads("is in the register.")

    petra.opens("/clarifications/")
    petra.follows("Witnessing before the first accreditation")
    petra.reads("No; a sample is enough.", SOURCE, "12", "not known", "March 2015")
    petra.reads("This is not a requirement, and it does not bind.")


def test_a_historic_text_may_be_a_title_alone(stage: Stage, case: Case):
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    sam.opens("/desk/new/historic/")
    sam.chooses("Document", case.edition.reference)
    sam.writes("Title", "Decision by one person")
    sam.writes("Source", SOURCE)
    sam.writes("Why it is entered", "The text is not held.")
    sam.presses("Enter this text")
    sam.reads("is in the register.")

    petra.opens("/clarifications/")
    petra.follows("Decision by one person")
    petra.reads(SOURCE)


def test_parts_and_a_joint_answer_are_entered_previewed_kept_and_corrected_to_another_edition(stage: Stage, case: Case):
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    sam.opens("/desk/new/historic/")
    sam.chooses("Document", case.edition.reference)
    sam.writes("Source", SOURCE)
    sam.writes("Title", "Witnessing by video")
    sam.writes("Label, as printed", "example 1")
    sam.writes("Question", "Is a video enough?")
    sam.presses("Keep as a draft")
    sam.reads("The draft is kept. Nothing of it is public.")
    sam.presses("Add a question or a part")
    second = sam.page.locator("#questions-1")
    sam.writes("Label, as printed", "2", inside=second)
    sam.writes("Question", "Is a photograph?", inside=second)
    sam.writes("Answers the questions with these labels", "example 1; 2")
    sam.chooses("Outcome", "Yes")
    sam.writes("Answer", "Yes, for both.")
    sam.writes("Why it is entered", "So that it is found.")
    sam.presses("Preview")
    sam.reads("One answer to example 1, 2", "Yes, for both.")
    sam.presses("Enter this text")
    sam.reads("is in the register.")

    petra.opens("/clarifications/")
    petra.follows("Witnessing by video")
    former = petra.path
    acts.begins(sam, sam.path.strip("/").rpartition("/")[2], "Correct")
    sam.chooses("Document", newer.reference)
    sam.writes("Note on the correction", "It is about the newer edition.")
    sam.presses("Publish the correction")

    petra.opens(former)
    petra.reads(newer.reference, "Published as", "It is about the newer edition.")
