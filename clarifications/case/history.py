"""The journal of a case as sentences that its readers may see: who did what, on whose behalf, when, and why."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.map.whole import the_map


@dataclass(frozen=True)
class HistoryLine:
    """One line of the history."""

    number: int
    at: datetime.datetime
    text: str
    reason: str
    verb: str


def history(clarification: Clarification, events: list[Event], *, with_identity: bool) -> list[HistoryLine]:
    """All that happened, the newest first; without ``with_identity`` the requester has no name, and no body behind."""
    return [
        HistoryLine(
            number=event.number,
            at=event.at,
            text=_sentence(event, clarification, with_identity=with_identity),
            reason=event.reason if with_identity or the_map().words_of(event.verb).is_explained else "",
            verb=event.verb,
        )
        for event in reversed(events)
    ]


def _sentence(event: Event, clarification: Clarification, *, with_identity: bool) -> str:
    words = the_map().words_of(event.verb)
    sentence = str(words.sentence) % {"who": _who(event, clarification, with_identity=with_identity)}
    if event.on_behalf_of:
        body = event.on_behalf_of if with_identity else _("the requester")
        sentence = _("%(sentence)s on behalf of %(body)s") % {"sentence": sentence, "body": body}
    return f"{sentence}: {event.detail}" if event.detail and words.shows_detail else f"{sentence}."


def _who(event: Event, clarification: Clarification, *, with_identity: bool) -> str:
    if event.actor_key == clarification.key:
        named = with_identity and event.actor
        return _("The requester, %(name)s,") % {"name": event.actor} if named else _("The requester")
    return event.actor or _("Somebody whose name was erased")
