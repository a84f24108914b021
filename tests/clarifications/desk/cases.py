"""Cases that tests of the desk begin with."""

from clarifications.map import steps
from tests.builders import ALL_MET, SHARED, cast, received


def handed_over(case=None):
    """With the group, but nobody has said whose body is concerned."""
    case = case or received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    return case


def another(case, **given):
    return cast(**({name: getattr(case, name) for name in SHARED} | given))
