"""The journal of a case as sentences that its readers may see: who did what, on whose behalf, when, and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.case.events import Event, Naming
from clarifications.case.models import Clarification
from clarifications.case.names import people_in, who_acted
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
    people = clarification.names_of_people if clarification.names_of_people is not None else people_in(events)
    return [
        HistoryLine(
            number=event.number,
            at=event.at,
            text=_sentence(event, clarification, people, with_identity=with_identity),
            reason=event.reason if with_identity or the_map().words_of(event.verb).is_explained else "",
            verb=event.verb,
        )
        for event in reversed(events)
    ]


def _sentence(event: Event, clarification: Clarification, people: Mapping[str, str], *, with_identity: bool) -> str:
    words = the_map().words_of(event.verb)
    sentence = str(words.sentence) % {"who": _who(event, clarification, people, with_identity=with_identity)}
    if event.on_behalf_of:
        body = event.on_behalf_of if with_identity else _("the requester")
        sentence = _("%(sentence)s on behalf of %(body)s") % {"sentence": sentence, "body": body}
    said = [part for part in (_about(event, clarification, people), event.detail) if part]
    whole = f"{sentence}: {': '.join(said)}" if said and words.shows_detail else sentence
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."


def _who(event: Event, clarification: Clarification, people: Mapping[str, str], *, with_identity: bool) -> str:
    if event.actor_key == clarification.key:
        name = clarification.identity.contact if with_identity else ""
        return _("The requester, %(name)s,") % {"name": name} if name else _("The requester")
    return who_acted(event, people)


def _about(event: Event, clarification: Clarification, people: Mapping[str, str]) -> str:
    """Whom the event is about, where its own words do not say it."""
    if not event.about_key or (event.naming == Naming.IN_WORDS and not event.is_erased):
        return ""
    if event.about_key == clarification.key:
        return _("the requester")
    return people.get(event.about_key) or _("somebody whose name was erased")
