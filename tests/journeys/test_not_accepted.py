"""Not accepted: a criterion is not met, the requester reads why, nothing becomes public; then it is taken up again."""

from tests.builders import Case, received
from tests.journeys import acts
from tests.journeys.stage import Stage

WHY = "The clause says what, not how. Your national body can advise."


def test_a_request_that_meets_not_every_criterion_ends_with_a_reason(stage: Stage, case: Case):
    reference = acts.walked(case, to=received)
    sam, rita, petra = stage.enters("Sam", case.sam), stage.enters("Rita"), stage.enters("Petra")

    acts.begins(sam, reference, "Record findings")
    acts.says_of_every_criterion(sam)
    acts.finds(sam, 4, "Not met", "")
    sam.presses("Record these findings")
    sam.reads("Say why it is not met.")
    acts.finds(sam, 4, "Not met", "It asks how to do it.")
    sam.presses("Record these findings")
    sam.reads("It asks how to do it.")
    acts.begins(sam, reference, "Do not accept")
    sam.chooses("Reason", "Asks how to implement")
    sam.writes("What the requester reads", WHY)
    sam.presses("Do not accept")
    sam.reads("Not accepted")

    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("Not accepted", "Asks how to implement, not what is meant", WHY)
    petra.opens("/clarifications/")
    petra.reads_nothing_of(case.clarification.subject, WHY)

    acts.begins(sam, reference, "Take up again")
    sam.writes("Reason", "A second body asks the same.")
    sam.presses("Take up again")
    sam.reads("Received")
    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("Received")
