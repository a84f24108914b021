"""Who is consulted on a case, and who of a group or body is written to: nobody where the catalogue knows nobody."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.models import Representative, Seat, SeatRole, User

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Consulted:
    """A group or body that is consulted, since when, and who of it can be written to."""

    name: str
    since: datetime.datetime
    people: tuple[User, ...]


def consulted_on(clarification: "Clarification", at: datetime.datetime) -> list[Consulted]:
    """The groups with their convenors, the bodies with their representatives; who is recused gets no mail."""
    rows = list(clarification.consultations.select_related("group", "body"))
    if not rows:
        return []
    recused = clarification.recusals.filter(lifted_at__isnull=True).values("user")
    seats = Seat.objects.on(at.date()).filter(role=SeatRole.CONVENOR, group__in=[row.group_id for row in rows])
    speakers = Representative.objects.on(at.date()).filter(body__in=[row.body_id for row in rows])
    people: dict[tuple[int | None, int | None], dict[int, User]] = {}
    for seat in seats.filter(user__is_active=True).exclude(user__in=recused).select_related("user").order_by("pk"):
        people.setdefault((seat.group_id, None), {})[seat.user_id] = seat.user
    for one in speakers.filter(user__is_active=True).exclude(user__in=recused).select_related("user").order_by("pk"):
        people.setdefault((None, one.body_id), {})[one.user_id] = one.user
    return [Consulted(row.name, row.since, tuple(people.get((row.group_id, row.body_id), {}).values())) for row in rows]
