"""Withdrawn: the requester ends the request while the group works on it."""

from tests.builders import Case, under_review
from tests.journeys import acts
from tests.journeys.stage import Stage

WHY = "The scheme owner has changed the text that gave rise to it."


def test_the_requester_withdraws_what_the_group_reviews(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    rita, petra, max_ = stage.enters("Rita"), stage.enters("Petra"), stage.enters("Max", case.max)
    petra.opens("/clarifications/pending/")
    petra.reads("7.1.5", "Under review")

    acts.looks_after_the_request(rita, case)
    rita.follows("Withdraw the request")
    rita.presses("Withdraw the request")
    rita.is_at("Withdraw the request")
    rita.writes("Reason", WHY)
    rita.presses("Withdraw the request")
    rita.reads("Withdrawn", WHY)

    petra.opens("/clarifications/pending/")
    petra.reads_nothing_of("7.1.5")
    assert reference in stage.mail_to(case.max.email)
    max_.opens(f"/desk/{reference}/")
    max_.reads("Withdrawn")
    rita.reads_nothing_of("Max Example", "Connie Example")
