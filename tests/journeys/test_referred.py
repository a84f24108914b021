"""Referred: the standard is another committee's; the requester is told whose."""

from tests.builders import Case
from tests.factories import CommitteeFactory
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_request_on_the_standard_of_another_committee_is_referred_to_its_manager(stage: Stage, case: Case):
    CommitteeFactory(
        reference="ISO/TC 176/SC 2",
        title="Quality systems",
        manager_name="Mona Example",
        manager_email="mona@committee.example",
    )
    sam, rita = stage.enters("Sam", case.sam), stage.enters("Rita")

    rita.opens("/request/")
    rita.presses("Begin a draft")
    rita.writes("Another standard", "ISO 9001")
    rita.presses("Continue")
    rita.reads("Another committee answers for this standard.")
    acts.writes_question_and_identity(
        rita, clauses="7.1.6", subject="Knowledge", question="Who keeps it?", body=case.body.name
    )
    reference = acts.confirms(rita, stage)

    acts.takes_up(sam, reference)
    sam.reads("Refer the request")
    acts.begins(sam, reference, "Refer")
    sam.writes("Committee", "TC 176")
    sam.writes("What the requester reads", "ISO 9001 is not one of our standards.")
    sam.presses("Refer")
    sam.reads("Did you mean: ISO/TC 176/SC 2?")
    sam.writes("Committee", "iso tc 176 sc 2")
    sam.presses("Refer")
    sam.reads("Referred")

    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.reads("ISO/TC 176/SC 2", "Mona Example", "mona@committee.example", "ISO 9001 is not one of our standards.")
