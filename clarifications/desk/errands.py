"""What waits for the secretariat beside the process, whatever state a case is in: on its page, and on the desk."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.case.models import Clarification
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.erasure.models import Place, PlaceOutcome
from clarifications.mail.models import Delivery, Message
from clarifications.mail.outbox import given_up
from clarifications.map.steps import SETTLE_PLACES


@dataclass(frozen=True)
class Errand:
    """One thing to see to: what, of which case (its key) if of one, about what, since when, and where."""

    todo: str
    case: int | None
    text: str
    since: datetime.datetime
    act: str
    url: str


def errands(of: Q, cases: ClarificationQuerySet) -> list[Errand]:
    """Mail that was given up or came back, of what ``of`` says; and of ``cases`` with places to look at, the first."""
    return [*map(_mail, given_up().filter(of)), *_places(cases)]


def errands_of(case: Clarification, messages: Sequence[Message]) -> list[Errand]:
    """Those of one case with these messages; also that mail is held back, which the desk says of all cases at once."""
    oldest_first = [message for message in reversed(messages) if message.to]
    given_up = [message for message in oldest_first if message.delivery == Delivery.FAILED]
    held_back = [message for message in oldest_first if message.delivery == Delivery.HELD]
    places = [_place(place) for place in case.held("places")["places"] if place.outcome == PlaceOutcome.OPEN]
    return [*map(_mail, given_up), *places[:1], *map(_held, held_back[:1])]


def _mail(mail: Message) -> Errand:
    return Errand(
        todo=_("Mail could not be delivered"),
        case=mail.clarification_id,
        text=_("To %(to)s: %(fault)s") % {"to": mail.to, "fault": mail.fault},
        since=mail.queued_at,
        act=_("Send it again, or put it aside"),
        url=reverse("clarifications:undelivered", args=[mail.pk]),
    )


def _held(mail: Message) -> Errand:
    return Errand(
        todo=_("Mail is held back"),
        case=mail.clarification_id,
        text=_("The database was restored; it may have been sent since."),
        since=mail.queued_at,
        act=_("Send it, or put it aside"),
        url=reverse("clarifications:held-mail"),
    )


def _places(cases: ClarificationQuerySet) -> Iterator[Errand]:
    """Of each case with places where somebody erased may be named, the first."""
    to_look_at = Place.objects.filter(outcome=PlaceOutcome.OPEN, clarification__in=cases)
    firsts = to_look_at.order_by().values("clarification").annotate(first=Min("pk")).values("first")
    for place in Place.objects.filter(pk__in=firsts).select_related("clarification__edition").order_by("pk"):
        yield _place(place)


def _place(place: Place) -> Errand:
    return Errand(
        todo=_("Look at where somebody erased is named"),
        case=place.clarification_id,
        text=place.clarification.cites,
        since=place.found_at,
        act=str(SETTLE_PLACES.name),
        url=reverse("clarifications:take-step", args=[place.clarification.reference, SETTLE_PLACES.verb]),
    )
