"""With the keys alone: mail that could not be delivered is the turn of the secretariat on its case, until seen to."""

from tests.builders import Case, received, returned
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_the_case_says_what_to_do_about_mail_that_was_given_up(stage: Stage, case: Case):
    reference = acts.walked(case, to=received)
    returned(case)
    case.clarification.messages.filter(verb="send-back").update(delivery="failed", fault="550 no such mailbox")
    sam = stage.enters("Sam", case.sam, keys_only=True)

    sam.opens(f"/desk/{reference}/")
    sam.reads("You: Mail could not be delivered", "550 no such mailbox")
    sam.follows("Send it again, or put it aside")
    sam.presses("Send it again")
    sam.opens(f"/desk/{reference}/")

    sam.reads("Requester answers 2 questions")
    sam.reads_nothing_of("You: Mail could not be delivered")
