"""The way of a request in the eight steps that a reader needs; all steps are in ``steps.py``."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from clarifications.map import steps
from clarifications.map.rule import Text
from clarifications.map.steps import ROLE_NAMES, Role, Step


@dataclass(frozen=True)
class ReaderStep:
    """What happens, who does it, and how much the text binds from then on; ``covers`` names steps of the map."""

    name: Text
    who: Text
    says: Text
    line: str
    covers: tuple[Step, ...] = ()


GROUP = _("Maintenance group")
WAY = (
    ReaderStep(
        _("Asked"),
        ROLE_NAMES[Role.REQUESTER],
        _("A body asks what a clause means, and confirms its e-mail address. The request has a number from then on."),
        "work",
        (steps.SUBMIT,),
    ),
    ReaderStep(
        _("Checked"),
        ROLE_NAMES[Role.SECRETARIAT],
        _("Against the published criteria. What is missing is asked of the requester, and the request waits."),
        "work",
        (steps.SEND_BACK, steps.RESUBMIT, steps.RECORD_FINDING),
    ),
    ReaderStep(
        _("Accepted, or not"),
        ROLE_NAMES[Role.SECRETARIAT],
        _(
            "It goes to the group that keeps the standard, to the manager of another committee, or ends: with the"
            " answer that is published already, or with the reason why it is not accepted."
        ),
        "work",
        (steps.ACCEPT, steps.REFER, steps.ANSWER, steps.NOT_ACCEPT),
    ),
    ReaderStep(
        _("Discussed"),
        GROUP,
        _("Its members say first whether their own body is concerned. Stage and age are public, the text is not."),
        "work",
        (steps.DECLARE_NO_INTEREST, steps.DISCLOSE, steps.RECUSE, steps.COMMENT),
    ),
    ReaderStep(
        _("Drafted"),
        GROUP,
        _("One member writes the answer; each draft is kept."),
        "work",
        (steps.NAME_DRAFTER, steps.DRAFT),
    ),
    ReaderStep(
        _("Decided by consensus"),
        ROLE_NAMES[Role.CONVENOR],
        _(
            "The members take positions on the exact draft. An objection has a reason and is dealt with. The convenor"
            " judges whether there is consensus, and says why; a new draft is a new round."
        ),
        "work",
        (steps.CALL, steps.TAKE_POSITION, steps.HANDLE_OBJECTION, steps.CONCLUDE, steps.ABANDON, steps.REOPEN),
    ),
    ReaderStep(
        _("Published"),
        ROLE_NAMES[Role.SECRETARIAT],
        _("Question and answer, without who asked, at an address that stays. They do not bind."),
        "clarification",
        (steps.EDIT_PUBLIC_TEXT, steps.PUBLISH),
    ),
    ReaderStep(
        _("Considered at the revision"),
        GROUP,
        _("What a new edition or an amendment includes binds, because the standard itself says it."),
        "standard",
        (steps.INCORPORATE, steps.STILL_APPLIES, steps.NO_LONGER_APPLIES),
    ),
)
