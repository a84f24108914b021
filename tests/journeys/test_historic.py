"""A text of the former process enters the register with its source; a title alone is enough."""

from tests.builders import Case
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
