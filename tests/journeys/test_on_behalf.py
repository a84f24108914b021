"""Entered by the secretariat: a request that arrived by e-mail, on behalf of a body, which gets receipt and link."""

from tests.builders import Case
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_the_secretariat_enters_a_request_on_behalf_of_a_body(stage: Stage, case: Case):
    sam, rita = stage.enters("Sam", case.sam), stage.enters("Rita")

    sam.opens("/desk/")
    sam.follows("Enter a request")
    sam.presses("Begin a draft")
    acts.writes_the_request(
        sam,
        edition=case.edition.reference,
        clauses="7.1.5",
        subject="Images by mail",
        question="Is it an inspection?",
        body=case.body.name,
        mail=("2026-02-27", "Dear all, please enter this for us."),
    )
    sam.ticks(acts.PUBLIC)
    sam.presses("Receive the request")
    sam.reads("The body gets the receipt and the link to follow it.", "Images by mail", case.body.name)
    sam.reads("Arrived by e-mail", "27 February 2026")
    reference = sam.path.split("/")[2]

    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.is_at("Images by mail")
    rita.reads("the secretariat, on behalf of this body")
    rita.follows("Withdraw the request")
    rita.is_at("Withdraw the request")
    acts.takes_up(sam, reference)
    sam.reads("Record findings")
