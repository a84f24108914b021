"""The journal of a case as sentences that its readers may see: who did what, on whose behalf, when, and why."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications import lifecycle as steps
from clarifications.models import Clarification, Event
from clarifications.rules import Text

SAID: dict[str, Text] = {
    steps.SUBMIT.verb: gettext_lazy("%(who)s sent the request"),
    steps.HISTORIC.verb: gettext_lazy("%(who)s entered a historic text"),
    steps.SEND_BACK.verb: gettext_lazy("%(who)s returned the request with questions"),
    steps.RESUBMIT.verb: gettext_lazy("%(who)s answered and sent the request again"),
    steps.FIND.verb: gettext_lazy("%(who)s recorded findings"),
    steps.NOT_ACCEPT.verb: gettext_lazy("%(who)s did not accept the request"),
    steps.REFER.verb: gettext_lazy("%(who)s referred the request"),
    steps.ANSWER.verb: gettext_lazy("%(who)s answered with a record"),
    steps.ACCEPT.verb: gettext_lazy("%(who)s accepted the request"),
    steps.HAND_BACK.verb: gettext_lazy("%(who)s handed the request back"),
    steps.REASSIGN.verb: gettext_lazy("%(who)s assigned the request to another group"),
    steps.NAME_DRAFTER.verb: gettext_lazy("%(who)s named a drafter"),
    steps.COMMENT.verb: gettext_lazy("%(who)s commented"),
    steps.DRAFT.verb: gettext_lazy("%(who)s saved a draft"),
    steps.CALL.verb: gettext_lazy("%(who)s called for consensus"),
    steps.POSITION.verb: gettext_lazy("%(who)s took a position"),
    steps.HANDLE.verb: gettext_lazy("%(who)s handled an objection"),
    steps.CONCLUDE.verb: gettext_lazy("%(who)s concluded"),
    steps.ABANDON.verb: gettext_lazy("%(who)s ended the work"),
    steps.REOPEN.verb: gettext_lazy("%(who)s reopened the case for a new draft"),
    steps.EDIT_PUBLIC.verb: gettext_lazy("%(who)s edited the public text"),
    steps.PUBLISH.verb: gettext_lazy("%(who)s published"),
    steps.CORRECT.verb: gettext_lazy("%(who)s published a correction"),
    steps.INCORPORATE.verb: gettext_lazy("%(who)s recorded the inclusion in a standard"),
    steps.NO_LONGER.verb: gettext_lazy("%(who)s recorded that it no longer applies"),
    steps.WITHDRAW.verb: gettext_lazy("%(who)s withdrew the request"),
    steps.RECONSIDER.verb: gettext_lazy("%(who)s took the request up again"),
    steps.NO_INTEREST.verb: gettext_lazy("%(who)s said that the own body is not concerned"),
    steps.DISCLOSE.verb: gettext_lazy("%(who)s disclosed that the own body is concerned"),
    steps.RECUSE.verb: gettext_lazy("%(who)s recused"),
    steps.READMIT.verb: gettext_lazy("%(who)s lifted a recusal"),
    steps.ACTING.verb: gettext_lazy("%(who)s named an acting convenor"),
    steps.REDACT.verb: gettext_lazy("%(who)s redacted a version"),
    steps.ERASE.verb: gettext_lazy("%(who)s erased a person"),
    steps.RENEW_LINK.verb: gettext_lazy("%(who)s renewed the private link"),
}
UNEXPLAINED = (steps.ERASE.verb, steps.RENEW_LINK.verb)  # to the group: the reason may say who asks
UNTOLD = (steps.SUBMIT.verb,)  # their detail stands elsewhere on the page


@dataclass(frozen=True)
class Told:
    """One line of the history."""

    number: int
    at: datetime.datetime
    text: str
    reason: str
    verb: str


def history(clarification: Clarification, events: list[Event], *, with_identity: bool) -> list[Told]:
    """All that happened, the newest first; without ``with_identity`` the requester has no name, and no body behind."""
    return [
        Told(
            number=event.number,
            at=event.at,
            text=_sentence(event, clarification, with_identity=with_identity),
            reason="" if event.verb in UNEXPLAINED and not with_identity else event.reason,
            verb=event.verb,
        )
        for event in reversed(events)
    ]


def _sentence(event: Event, clarification: Clarification, *, with_identity: bool) -> str:
    sentence = str(SAID[event.verb]) % {"who": _who(event, clarification, with_identity=with_identity)}
    if event.on_behalf_of:
        body = event.on_behalf_of if with_identity else _("the requester")
        sentence = _("%(sentence)s on behalf of %(body)s") % {"sentence": sentence, "body": body}
    told = event.detail and event.verb not in UNTOLD
    return f"{sentence}: {event.detail}" if told else f"{sentence}."


def _who(event: Event, clarification: Clarification, *, with_identity: bool) -> str:
    if event.actor_key == clarification.key:
        named = with_identity and event.actor
        return _("The requester, %(name)s,") % {"name": event.actor} if named else _("The requester")
    return event.actor or _("Somebody whose name was erased")


# ---------- the clock ----------

HOLDERS: dict[str, Text] = {
    steps.State.RECEIVED: gettext_lazy("secretariat"),
    steps.State.RETURNED: gettext_lazy("requester"),
    steps.State.UNDER_REVIEW: gettext_lazy("review"),
    steps.State.DECIDED: gettext_lazy("publication"),
}


@dataclass(frozen=True)
class Stretch:
    """A time that a case spent in one place; ``is_stopped`` while the requester is asked, ``is_open`` if it lasts."""

    holder: str
    begins: datetime.datetime
    ends: datetime.datetime
    is_stopped: bool
    is_open: bool

    @property
    def days(self) -> int:
        """Whole days, counted by the calendar, so that what is shown adds up with the dates beside it."""
        return (self.ends.date() - self.begins.date()).days


def clock(events: list[Event], *, at: datetime.datetime) -> list[Stretch]:
    """Where a case spent its time, in order; from the events of its journal, oldest first."""
    return list(_stretches(events, at))


def _stretches(events: list[Event], at: datetime.datetime) -> Iterator[Stretch]:
    moves = [event for event in events if event.from_state != event.to_state]
    rounds = 0
    for event, following in zip(moves, [*moves[1:], None], strict=True):
        state = steps.State(event.to_state)
        rounds += state is steps.State.SEEKING_CONSENSUS
        holder = _("round %(number)s") % {"number": rounds} if state is steps.State.SEEKING_CONSENSUS else None
        if holder is None and state not in HOLDERS:
            continue  # published or ended: nobody holds it
        yield Stretch(
            holder=holder or str(HOLDERS[state]),
            begins=event.at,
            ends=following.at if following else at,
            is_stopped=state is steps.State.RETURNED,
            is_open=following is None,
        )
