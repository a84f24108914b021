"""All that depends on a step, beside the map: its sentence in the history, and who gets a message about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from clarifications.map import steps
from clarifications.map.rule import Text
from clarifications.map.steps import Step


class Audience(Enum):
    """Whom a message goes to; the value names its template: ``emails/clarifications/<verb>-<audience>.txt``."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"
    CONVENOR = "convenor"
    MEMBER = "member"  # everybody in the group who is not recused, but for the actor
    NAMED = "named"  # the one person the step names, such as the drafter
    FORMER = "former"  # everybody in the group that had the request until now; the case is closed to them
    DRAFTER = "drafter"  # who is named to draft, has shown nothing yet, and does not take the step
    REPLACED = "replaced"  # who convened the case until the step, where somebody else does after it
    CONSULTED = "consulted"  # who speaks for a group or body that is consulted; the case is closed to them
    NEXT = "next"  # whoever has the turn after the step: one of the first four


@dataclass(frozen=True)
class StepWords:
    """What depends on a step: its sentence in the history, and who gets a message about it."""

    step: Step
    sentence: Text
    audiences: Sequence[Audience]  # who is of several gets the mail of the first
    done: Text = ""  # what the requester reads after it; needed where the requester takes it on the private page
    is_explained: bool = True  # to the group; else the reason may say who asks
    shows_detail: bool = True  # in the history; else it stands elsewhere on the page
    asks: bool = False  # its message asks, and whoever takes it is asked too


A = Audience

# fmt: off
STEPS = (
    StepWords(steps.SUBMIT, _("%(who)s sent the request"), [A.REQUESTER, A.NEXT], shows_detail=False),
    StepWords(steps.ENTER_HISTORIC, _("%(who)s entered a published text"), []),
    StepWords(steps.IMPORT_RECORD, _("%(who)s imported a record of another register"), []),
    StepWords(steps.SEND_BACK, _("%(who)s returned the request with questions"), [A.REQUESTER]),
    StepWords(steps.RESUBMIT, _("%(who)s answered and sent the request again"), [A.REQUESTER, A.NEXT],
              done=_("Your answers are sent. The secretariat goes on.")),
    StepWords(steps.ASK_REQUESTER, _("%(who)s asked the requester"), [A.REQUESTER]),
    StepWords(steps.ANSWER_INQUIRY, _("%(who)s answered the secretariat"), [A.SECRETARIAT],
              done=_("Your answers are sent. The request stays where it is.")),
    StepWords(steps.CORRECT_OWN_REQUEST, _("%(who)s corrected the request"), [A.REQUESTER, A.SECRETARIAT],
              done=_("Your request is corrected. What it was stays in the history.")),
    StepWords(steps.CORRECT_REQUEST, _("%(who)s corrected what was asked"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.TAKE_BACK, _("%(who)s took the acceptance back"), [A.REQUESTER, A.FORMER]),
    StepWords(steps.RECORD_FINDING, _("%(who)s recorded findings"), []),
    StepWords(steps.NOT_ACCEPT, _("%(who)s did not accept the request"), [A.REQUESTER]),
    StepWords(steps.REFER, _("%(who)s referred the request"), [A.REQUESTER]),
    StepWords(steps.ANSWER, _("%(who)s answered with a record"), [A.REQUESTER]),
    StepWords(steps.ACCEPT, _("%(who)s accepted the request"), [A.REQUESTER, A.MEMBER]),
    StepWords(steps.HAND_BACK, _("%(who)s handed the request back"), [A.NEXT]),
    StepWords(steps.REASSIGN, _("%(who)s assigned the request to another group"), [A.MEMBER]),
    StepWords(steps.NAME_CONSULTED, _("%(who)s named who is consulted"), [A.CONSULTED]),
    StepWords(steps.NAME_DRAFTER, _("%(who)s named a drafter"), [A.NAMED]),
    StepWords(steps.COMMENT, _("%(who)s commented"), [A.MEMBER]),
    StepWords(steps.DRAFT, _("%(who)s showed a draft"), [A.DRAFTER, A.MEMBER]),
    StepWords(steps.ASK_DRAFTER, _("%(who)s asked who is named to draft"), [A.DRAFTER], asks=True),
    StepWords(steps.CALL, _("%(who)s called for consensus"), [A.MEMBER], asks=True),
    StepWords(steps.LENGTHEN_CALL, _("%(who)s lengthened the call"), [A.MEMBER]),
    StepWords(steps.TAKE_POSITION, _("%(who)s took a position"), [A.CONVENOR]),
    StepWords(steps.HANDLE_OBJECTION, _("%(who)s answered an objection"), [A.MEMBER]),
    StepWords(steps.JUDGE_ANSWER, _("%(who)s said whether an objection is resolved"), [A.CONVENOR]),
    StepWords(steps.SUSTAIN_OBJECTION, _("%(who)s accounted for an objection that is kept"), [A.MEMBER]),
    StepWords(steps.CONCLUDE, _("%(who)s concluded"), [A.NEXT, A.MEMBER]),
    StepWords(steps.ABANDON, _("%(who)s ended the work"), [A.NEXT, A.MEMBER]),
    StepWords(steps.REOPEN, _("%(who)s reopened the case for a new draft"), [A.SECRETARIAT, A.MEMBER]),
    StepWords(steps.EDIT_PUBLIC_TEXT, _("%(who)s edited the public text"), []),
    StepWords(steps.ASK_CONVENOR, _("%(who)s asked the convenor about changed answers"), [A.NEXT]),
    StepWords(steps.AGREE, _("%(who)s agreed to the changed answers"), [A.SECRETARIAT, A.MEMBER]),
    StepWords(steps.REFUSE, _("%(who)s refused the changed answers"), [A.SECRETARIAT]),
    StepWords(steps.PUBLISH, _("%(who)s published"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.CORRECT, _("%(who)s published a correction"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.INCORPORATE, _("%(who)s recorded the inclusion in a standard"), [A.REQUESTER, A.CONVENOR]),
    StepWords(steps.NO_LONGER_APPLIES, _("%(who)s recorded that it no longer applies"), [A.REQUESTER, A.CONVENOR]),
    StepWords(steps.STILL_APPLIES, _("%(who)s recorded that it still applies"), [A.REQUESTER, A.CONVENOR]),
    StepWords(steps.ASK_WITHDRAWAL, _("%(who)s asked to withdraw a verdict"), [A.SECRETARIAT]),
    StepWords(steps.WITHDRAW_VERDICT, _("%(who)s withdrew a verdict"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.KEEP_VERDICT, _("%(who)s let a verdict stand"), [A.CONVENOR]),
    StepWords(steps.WITHDRAW, _("%(who)s withdrew the request"),
              [A.REQUESTER, A.SECRETARIAT, A.MEMBER, A.CONSULTED], done=_("The request is withdrawn.")),
    StepWords(steps.RECONSIDER, _("%(who)s took the request up again"), [A.REQUESTER, A.NEXT]),
    StepWords(steps.DECLARE_NO_INTEREST, _("%(who)s said that the own body is not concerned"), []),
    StepWords(steps.DISCLOSE, _("%(who)s disclosed that the own body is concerned"), [A.CONVENOR]),
    StepWords(steps.RECUSE, _("%(who)s recused"), [A.CONVENOR, A.SECRETARIAT]),
    StepWords(steps.LIFT_RECUSAL, _("%(who)s lifted a recusal"), [A.NAMED, A.REPLACED]),
    StepWords(steps.NAME_ACTING_CONVENOR, _("%(who)s named an acting convenor"), [A.NAMED, A.REPLACED]),
    StepWords(steps.RELATE, _("%(who)s related the record to another one"), [A.REQUESTER, A.MEMBER]),
    StepWords(steps.END_RELATION, _("%(who)s ended a relation of the record"), [A.REQUESTER, A.MEMBER]),
    StepWords(steps.TRANSLATE, _("%(who)s added a translation"), [A.REQUESTER, A.MEMBER]),
    StepWords(steps.END_TRANSLATION, _("%(who)s took back a translation"), []),
    StepWords(steps.ADD_BULLETIN, _("%(who)s named a bulletin of another body"), []),
    StepWords(steps.REMOVE_BULLETIN, _("%(who)s removed a bulletin of another body"), []),
    StepWords(steps.SET_TOPICS, _("%(who)s set the topics"), []),
    StepWords(steps.REDACT, _("%(who)s redacted a version"), [A.SECRETARIAT]),
    StepWords(steps.RETIRE, _("%(who)s retired the record"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.RESTORE, _("%(who)s brought the record back"), [A.REQUESTER, A.MEMBER, A.CONSULTED]),
    StepWords(steps.ERASE_PERSON, _("%(who)s erased a person"), [], is_explained=False),
    StepWords(steps.SETTLE_PLACES, _("%(who)s looked at where somebody erased is named"), [], is_explained=False),
    StepWords(steps.RENEW_LINK, _("%(who)s renewed the private link"), [A.REQUESTER], is_explained=False),
    StepWords(steps.CORRECT_ADDRESS, _("%(who)s corrected the address of the requester"), [A.REQUESTER],
              is_explained=False),
)
# fmt: on
