"""Handed back: the request is not the group's, and another group takes it."""

from tests.builders import Case, under_review
from tests.factories import ConvenorFactory
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_group_hands_back_what_another_group_then_reviews(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    other = ConvenorFactory(user__name="Nora Example", group__name="Example group of inspection")
    connie, sam = stage.enters("Connie", case.connie), stage.enters("Sam", case.sam)
    nora = stage.enters("Nora", other.user)

    acts.begins(connie, reference, "Hand back")
    connie.writes("Reason", "It belongs to those who keep the clause on inspection.")
    connie.presses("Hand back")
    nora.opens(f"/desk/{reference}/", status=404)

    acts.takes_up(sam, reference)
    sam.reads("It belongs to those who keep the clause on inspection.")
    acts.accepts(sam, reference, "Example group of inspection")
    sam.reads("Under review", "Example group of inspection")

    acts.is_not_concerned(reference, nora)
    nora.reads(case.clarification.subject, "Name a drafter")
    connie.opens(f"/desk/{reference}/", status=404)
