"""All that depends on a state, beside the map: whose turn it is, in what words, what the public and the group see.

One row for each state, as ``step_words.py`` has one for each step; a row or a field that is missing fails when the map
is put together (``whole.py``), by name. What only one page or one chapter has to say stays there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clarifications.map import steps
from clarifications.map.rule import Rule, Text
from clarifications.map.rules import (
    about_a_casco_edition,
    call_ended_or_answered,
    change_asked,
    every_objection_settled,
    withdrawal_asked,
)
from clarifications.map.steps import Role, State, Step
from clarifications.map.turn_rules import (
    a_new_draft,
    an_objection_answered,
    change_agreed,
    nobody_convenes,
    somebody_drafts,
    somebody_has_not_answered,
    the_drafter,
    the_screener_convenes,
    who_has_not_answered,
)


class Picture(Enum):
    """Where a state stands in the drawing of the process."""

    WAY = "way"  # down the middle: the way of an answered request
    WAIT = "wait"  # beside it, there and back
    END = "end"  # beside it, for good


@dataclass(frozen=True)
class Awaited:
    """One step that a state waits for: ``mine`` says to its holder what to do, ``others`` what everybody else reads.

    It is waited for where all of ``when`` hold, and what the step itself needs of the case. Its holder is who may take
    it, and of these only ``whom``, where that is said. ``is_beside``: what comes after it is waited for as well.
    """

    step: Step
    mine: Text
    others: Text
    when: Sequence[Rule] = ()
    whom: Rule | None = None
    is_beside: bool = False
    is_occasional: bool = False  # where its conditions do not hold, nobody is waited for
    due: str = ""  # the column of `case/turns.py` with the day by which it is to be done


@dataclass(frozen=True, kw_only=True)
class StateWords:
    """What depends on a state."""

    state: TextChoices
    line: str  # how much the text binds: dotted in work, broken when published (clarification), none when ended
    picture: Picture
    awaits: Sequence[Awaited]  # the steps expected next, in order; the last is what the state is for
    stands: Text  # what the requester reads
    clock: Text  # with whom the time is spent; empty where nobody has the case
    stops_clock: bool
    is_pending: bool  # the public sees that the case is in work: its state and its age
    counts_from_acceptance: bool  # that age; else it counts from the beginning of the state
    is_seen_by_group: bool

    @property
    def value(self) -> str:
        return str(self.state.value)

    @property
    def label(self) -> Text:
        return self.state.label

    @property
    def is_published(self) -> bool:
        return self.line == "clarification"

    @property
    def is_open(self) -> bool:
        """Whether something is waited for as long as the state lasts."""
        return any(not one.is_occasional for one in self.awaits)


S = State
NAMES_ACTING_CONVENOR = _("%(who)s names an acting convenor")
NAMES_DRAFTER = Awaited(steps.NAME_DRAFTER, _("Name a drafter"), _("%(who)s names a drafter"))
DRAFTS = _("%(drafter)s drafts the answer")
INTEREST_ASKED = _("Say whether your body is concerned")
ACTING_CONVENOR = Awaited(
    steps.NAME_ACTING_CONVENOR,
    _("Name an acting convenor: nobody convenes this case"),
    NAMES_ACTING_CONVENOR,
    when=[nobody_convenes],
)
ANSWERS_ASKED = (
    Awaited(
        steps.NAME_ACTING_CONVENOR,
        _("Name an acting convenor, who is asked about changed answers"),
        NAMES_ACTING_CONVENOR,
        when=[change_asked],
        is_occasional=True,
    ),
    Awaited(
        steps.AGREE,
        _("Agree to the changed answers, or refuse them"),
        _("%(who)s is asked about changed answers"),
        is_occasional=True,
    ),
)
# Of members, before they have any other turn.
INTEREST = Awaited(steps.DECLARE_NO_INTEREST, INTEREST_ASKED, INTEREST_ASKED)

STATES = (
    StateWords(
        state=S.RECEIVED,
        line="work",
        picture=Picture.WAY,
        awaits=(
            Awaited(steps.ACCEPT, _("Accept the request"), _("%(who)s hands it to a group")),
            Awaited(
                steps.NOT_ACCEPT,
                _("Say why it is not accepted, or return it"),
                _("%(who)s decides on the request"),
                when=[about_a_casco_edition],
            ),
            Awaited(
                steps.RECORD_FINDING,
                _("Check the criteria"),
                _("%(who)s checks the criteria"),
                when=[about_a_casco_edition],
            ),
            Awaited(steps.REFER, _("Refer the request"), _("%(who)s refers the request")),
        ),
        stands=_("The secretariat has been checking your request against the criteria since %(day)s."),
        clock=_("secretariat"),
        stops_clock=False,
        is_pending=False,
        counts_from_acceptance=False,
        is_seen_by_group=False,
    ),
    StateWords(
        state=S.RETURNED,
        line="work",
        picture=Picture.WAIT,
        awaits=(
            Awaited(
                steps.RESUBMIT,
                _("Answer and send again"),
                ngettext_lazy("%(who)s answers a question", "%(who)s answers %(asked)s questions", "asked"),
            ),
        ),
        stands=_("The secretariat has been waiting for your answers since %(day)s."),
        clock=_("requester"),
        stops_clock=True,
        is_pending=False,
        counts_from_acceptance=False,
        is_seen_by_group=False,
    ),
    StateWords(
        state=S.UNDER_REVIEW,
        line="work",
        picture=Picture.WAY,
        awaits=(
            ACTING_CONVENOR,
            Awaited(steps.CALL, _("Call for consensus"), _("%(who)s calls for consensus"), when=[a_new_draft]),
            Awaited(
                steps.DRAFT, _("Complete the draft"), DRAFTS, when=[somebody_drafts, a_new_draft], whom=the_drafter
            ),
            Awaited(steps.DRAFT, _("Draft the answer"), DRAFTS, when=[somebody_drafts], whom=the_drafter),
            NAMES_DRAFTER,
        ),
        stands=_("The maintenance group has been working on an answer since %(day)s."),
        clock=_("review"),
        stops_clock=False,
        is_pending=True,
        counts_from_acceptance=True,
        is_seen_by_group=True,
    ),
    StateWords(
        state=S.SEEKING_CONSENSUS,
        line="work",
        picture=Picture.WAY,
        awaits=(
            replace(ACTING_CONVENOR, is_beside=True),
            Awaited(
                steps.TAKE_POSITION,
                _("Take your position"),
                _("%(silent)s of %(all)s have not answered"),
                when=[somebody_has_not_answered],
                whom=who_has_not_answered,
                is_beside=True,
                due="call_ends",
            ),
            Awaited(
                steps.JUDGE_ANSWER,
                _("Say whether your objection is resolved"),
                _("Who objects says whether an objection is resolved"),
                when=[an_objection_answered],
                is_beside=True,
                due="word_by",
            ),
            Awaited(
                steps.HANDLE_OBJECTION, _("Answer the objection"), _("%(who)s answers an objection"), due="call_ends"
            ),
            Awaited(
                steps.SUSTAIN_OBJECTION,
                _("Account for the objection that is kept"),
                _("%(who)s accounts for an objection that is kept"),
                due="call_ends",
            ),
            Awaited(
                steps.NAME_ACTING_CONVENOR,
                _("Name an acting convenor: the convenor screened this request"),
                NAMES_ACTING_CONVENOR,
                when=[call_ended_or_answered, every_objection_settled, the_screener_convenes],
            ),
            Awaited(
                steps.CONCLUDE,
                _("Say whether there is consensus"),
                _("%(who)s says whether there is consensus"),
                due="call_ends",
            ),
        ),
        stands=_("The maintenance group has been seeking consensus since %(day)s."),
        clock=_("round %(round)s"),
        stops_clock=False,
        is_pending=True,
        counts_from_acceptance=True,
        is_seen_by_group=True,
    ),
    StateWords(
        state=S.DECIDED,
        line="work",
        picture=Picture.WAY,
        awaits=(
            *ANSWERS_ASKED,
            Awaited(
                steps.ASK_CONVENOR,
                _("Ask the convenor about the changed answers, or change them back"),
                _("%(who)s asks about changed answers"),
            ),
            Awaited(steps.PUBLISH, _("Check the text and publish it"), _("%(who)s publishes")),
        ),
        stands=_("The maintenance group decided on %(day)s; %(who)s publishes the answer."),
        clock=_("publication"),
        stops_clock=False,
        is_pending=True,
        counts_from_acceptance=False,
        is_seen_by_group=True,
    ),
    StateWords(
        state=S.PUBLISHED,
        line="clarification",
        picture=Picture.WAY,
        awaits=(
            *ANSWERS_ASKED,
            Awaited(
                steps.CORRECT,
                _("Publish the answers that the convenor agreed to"),
                _("%(who)s publishes a correction"),
                when=[change_agreed],
                is_occasional=True,
            ),
            Awaited(
                steps.WITHDRAW_VERDICT,
                _("Withdraw the verdict, or let it stand"),
                _("%(who)s answers whether a verdict is withdrawn"),
                when=[withdrawal_asked],
                is_occasional=True,
            ),
        ),
        stands=_("The answer was published on %(day)s."),
        clock="",
        stops_clock=False,
        is_pending=False,
        counts_from_acceptance=False,
        is_seen_by_group=True,
    ),
    *(
        StateWords(
            state=state,
            line="ended",
            picture=Picture.END,
            awaits=(),
            stands=stands,
            clock="",
            stops_clock=False,
            is_pending=False,
            counts_from_acceptance=False,
            is_seen_by_group=state is S.WITHDRAWN,
        )
        for state, stands in (
            (S.NOT_ACCEPTED, _("The secretariat did not accept the request on %(day)s.")),
            (S.REFERRED, _("The secretariat referred you to another committee on %(day)s.")),
            (S.ANSWERED, _("On %(day)s the secretariat answered with what is published already.")),
            (S.WITHDRAWN, _("You withdrew the request on %(day)s. Nothing is published.")),
        )
    ),
)


@dataclass(frozen=True)
class Party:
    """A holder of the turn: how the requester and the public call who may take a step, alone and in a sentence."""

    name: Text
    named: Text


SECRETARIAT = Party(_("Secretariat"), _("the secretariat"))
GROUP = Party(_("Maintenance group"), _("the maintenance group"))
REQUESTER = Party(_("Requester"), _("the requester"))


def party(roles: Role) -> Party:
    """Whom outsiders know behind these roles: nobody of a group, only the group."""
    if Role.SECRETARIAT in roles:
        return SECRETARIAT
    return REQUESTER if roles == Role.REQUESTER else GROUP
