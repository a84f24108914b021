"""What was asked is put right, by keyboard: by the requester where it was returned, by the secretariat later."""

from tests.builders import Case, drafted, returned
from tests.journeys import acts
from tests.journeys.stage import Stage

WHY = "The requester wrote that 7.1.7 is meant."


def test_a_returned_request_is_put_right_and_the_group_reads_what_it_was(stage: Stage, case: Case):
    acts.walked(case, to=acts.WAY[0])
    returned(case)
    reference = case.clarification.reference
    rita = stage.enters("Rita", keys_only=True)
    sam = stage.enters("Sam", case.sam, keys_only=True)

    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.follows("Correct your request")
    rita.writes("Clauses", "")
    rita.presses("Save the corrections")
    rita.reads("Name the clauses, or say that the question is about the standard as a whole.")
    rita.writes("Clauses", "7.1.6")
    rita.presses("Save the corrections")
    rita.reads("Your request is corrected.", "Clauses “7.1.6” instead of “7.1.5, 6.2.4”", "By You")

    acts.begins(sam, reference, "Correct what was asked")
    sam.writes("Clauses", "7.1.7")
    sam.presses("Correct what was asked")
    sam.reads("This field is required.")
    sam.writes("Why it is corrected", WHY)
    sam.presses("Correct what was asked")
    sam.reads("corrected what was asked: Clauses “7.1.7” instead of “7.1.6”", WHY)
    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("Clauses “7.1.7” instead of “7.1.6”", WHY, "By Secretariat")


def test_a_group_is_told_that_what_it_works_on_was_put_right(stage: Stage, case: Case):
    reference = acts.walked(case, to=drafted)
    sam, max_ = stage.enters("Sam", case.sam, keys_only=True), stage.enters("Max", case.max)

    acts.begins(sam, reference, "Correct what was asked")
    sam.writes("Clauses of 1 alone", "7.1.6")
    sam.writes("Why it is corrected", WHY)
    sam.presses("Correct what was asked")

    max_.opens(f"/desk/{reference}/")
    max_.reads("The newest draft was written before that.", "Clauses of question 1 “7.1.6” instead of “nothing”", WHY)
    assert "Read what is asked now" in stage.mail_to(case.max.email, reference)
