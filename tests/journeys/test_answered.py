"""Answered with a record: what is asked is published already."""

from tests.builders import SHARED, Case, cast, published, received
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_request_that_a_record_answers_ends_with_its_address(stage: Stage, case: Case):
    acts.walked(case, to=published)
    record = case.clarification.record
    again = received(cast(**{name: getattr(case, name) for name in SHARED}, at=case.at))
    reference = again.clarification.reference
    sam, rita = stage.enters("Sam", case.sam), stage.enters("Rita")

    acts.begins(sam, reference, "Answer with a record")
    sam.follows(f"Answer with {record.slug}")
    sam.writes("What the requester reads", "The record says so for both clauses.")
    sam.presses("Answer with a record")
    sam.reads("Answered by a record")

    rita.opens(stage.link_in_mail_to("rita@member.example", reference, under="/request/"))
    rita.reads("The record says so for both clauses.")
    rita.follows(record.name)
    rita.is_at(record.title)
    rita.reads("This is not a requirement, and it does not bind.")
