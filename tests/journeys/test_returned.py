"""Returned with questions: the requester answers, puts the own question otherwise, and the request goes on."""

from tests.builders import Case, received
from tests.journeys import acts
from tests.journeys.stage import Stage

REWORDED = "Is looking at an item through transmitted images an inspection in the sense of 7.1.5?"


def test_a_request_is_returned_answered_and_accepted(stage: Stage, case: Case):
    reference = acts.walked(case, to=received)
    first_wording = case.clarification.questions.get().text
    sam, rita = stage.enters("Sam", case.sam), stage.enters("Rita")

    acts.begins(sam, reference, "Return with questions")
    sam.writes("Question to the requester", "Which edition do you use?")
    sam.presses("Ask one thing more")
    sam.writes("Question to the requester", "Is 7.1.6 meant too?", inside=sam.part("Question 2"))
    sam.presses("Return with questions")
    sam.reads("Returned", "Requester answers 2 questions")

    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("Your turn", "Which edition do you use?", "Is 7.1.6 meant too?")
    rita.follows("Answer the secretariat")
    rita.writes("Which edition do you use?", "That of 2017.")
    rita.presses("Send the answers")
    rita.reads("Answer question 2 of the secretariat.")
    rita.writes("Is 7.1.6 meant too?", "No.")
    rita.writes("Question 1", REWORDED)
    rita.presses("Send the answers")
    rita.reads("Received", REWORDED, "As it was put until", "That of 2017.")

    acts.takes_up(sam, reference)
    sam.reads("That of 2017.", REWORDED, first_wording)
    acts.begins(sam, reference, "Record findings")
    acts.says_of_every_criterion(sam)
    sam.presses("Record these findings")
    acts.accepts(sam, reference, case.group.name)
    sam.reads("Under review")
    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("Under review")
