"""With the keys alone: nobody chooses who agrees to a changed answer while somebody convenes who can say it."""

from tests.builders import Case, change_asked, decided, edited_otherwise
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_a_convenor_who_recuses_is_followed_by_somebody_who_was_asked(stage: Stage, case: Case):
    reference = acts.walked(case, to=decided)
    change_asked(edited_otherwise(case))
    sam, connie, max_ = (
        stage.enters(name, user, keys_only=True)
        for name, user in (("Sam", case.sam), ("Connie", case.connie), ("Max", case.max))
    )

    sam.opens(f"/desk/{reference}/")
    sam.unfolds("Other steps")
    sam.reads("Somebody convenes this case who can say whether its answers may change.")
    acts.begins(connie, reference, "Recuse yourself")
    connie.presses("Recuse yourself")
    acts.begins(sam, reference, "Name an acting convenor")
    sam.reads("Tells the member named.")
    sam.chooses("Member", "Max Example")
    sam.writes("Reason", "The convenor recused herself.")
    sam.presses("Name an acting convenor")
    acts.begins(max_, reference, "Agree to the changed answers")
    max_.presses("Agree")

    sam.opens(f"/desk/{reference}/")
    sam.reads("Acting convenor: Max Example", "Check the text and publish it")
