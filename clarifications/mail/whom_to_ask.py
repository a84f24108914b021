"""Whom to ask for the address of somebody in a group whose mail came back."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import Representative, Seat, SeatRole, User
from clarifications.mail.models import Message
from clarifications.map.step_words import Audience


def whom_to_ask(message: Message, *, at: datetime.datetime) -> list[str]:
    """For each seat of the reader: the body that named them, who speaks for it, who convenes; none for a requester."""
    if message.role == Audience.REQUESTER.value:
        return []
    user = User.objects.filter(pk__in=User.history.filter(email=message.to).values("id")).first()
    seats = Seat.objects.on(at.date()).filter(user=user).select_related("body", "group").order_by("pk")
    if message.clarification is not None:
        seats = seats.filter(group=message.clarification.group_id)
    return [_sentence(seat, at.date()) for seat in seats]


def _sentence(seat: Seat, day: datetime.date) -> str:
    speaking = Representative.objects.on(day).filter(body=seat.body).exclude(user=seat.user)
    convening = Seat.objects.on(day).filter(group=seat.group, role=SeatRole.CONVENOR).exclude(user=seat.user)
    names = [
        *speaking.order_by("user__name").values_list("user__name", flat=True),
        *convening.order_by("user__name").values_list("user__name", flat=True),
    ]
    said = {"name": seat.user, "body": seat.body, "group": seat.group, "names": ", ".join(dict.fromkeys(names))}
    if not names:
        return _("%(name)s sits in %(group)s for %(body)s: ask there.") % said
    return _("%(name)s sits in %(group)s for %(body)s: ask there, or ask %(names)s.") % said
