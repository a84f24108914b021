"""Recusal: the convenor sees nothing of the case, somebody acts; a recusal made in error is lifted."""

from clarifications.map import steps
from tests.builders import ALL_MET, Case, received
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_convenor_recuses_and_an_acting_convenor_takes_over(stage: Stage, case: Case):
    reference = accepted(case)
    connie, sam = stage.enters("Connie", case.connie), stage.enters("Sam", case.sam)
    max_, mina = stage.enters("Max", case.max), stage.enters("Mina", case.mina)

    recuses(connie, reference)
    recuses(mina, reference)
    acts.takes_up(sam, reference)
    sam.reads("Name an acting convenor")
    acts.begins(sam, reference, "Name an acting convenor")
    sam.reads_nothing_of("Connie Example, ", "Mina Example, ")
    sam.chooses("Member", "Max Example")
    sam.writes("Reason", "The convenor recused herself.")
    sam.presses("Name an acting convenor")
    acts.is_not_concerned(reference, max_)
    max_.reads("Acting convenor: Max Example", "Name a drafter")

    acts.begins(sam, reference, "Lift a recusal")
    sam.chooses("Member", "Mina Example")
    sam.writes("Reason", "She took the body for another of the same name.")
    sam.presses("Lift a recusal")
    mina.opens(stage.link_in_mail_to(case.mina.email, under="/desk/"))
    acts.is_not_concerned(reference, mina)
    mina.reads(case.clarification.subject)
    connie.opens(f"/desk/{reference}/", status=404)


def accepted(case: Case) -> str:
    """With the group; nobody has said yet whose body is concerned."""
    reference = acts.walked(case, to=received)
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    return reference


def recuses(member, reference: str) -> None:
    acts.takes_up(member, reference)
    member.is_at("Is your body concerned?")
    member.reads_nothing_of("Is examining an item through transmitted images an inspection?")
    member.follows("Recuse yourself")
    member.presses("Recuse yourself")
    assert member.path == "/desk/"
    member.opens(f"/desk/{reference}/", status=404)
