"""Who is consulted on a case, and who of a group or body is written to: nobody where the catalogue knows nobody."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.models import Representative, Seat, SeatRole, User
from accounts.successions import holders_of

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Consulted:
    """A group or body that is consulted, since when, and who of it can be written to."""

    name: str
    since: datetime.datetime
    people: tuple[User, ...]


def consulted_on(clarification: "Clarification", at: datetime.datetime) -> list[Consulted]:
    """The groups with their convenors, the bodies with their representatives; who is recused gets no mail.

    Where another body has taken over the role of one, who speaks for that is written to as well.
    """
    rows = clarification.held("consultations", "groups", "bodies", at=at)["consultations"]
    if not rows:
        return []
    recused = clarification.recusals.filter(lifted_at__isnull=True).values("user")
    seats = Seat.objects.on(at.date()).filter(role=SeatRole.CONVENOR, group__in=[row.group_id for row in rows])
    bodies = [row.body for row in rows if row.body]
    holders = {key: holder.pk for key, holder in holders_of(bodies, at=at.date()).items()}
    speakers = Representative.objects.on(at.date()).filter(body__in={*holders, *holders.values()})
    people: dict[tuple[int | None, int | None], dict[int, User]] = {}
    for seat in seats.filter(user__is_active=True).exclude(user__in=recused).select_related("user").order_by("pk"):
        people.setdefault((seat.group_id, None), {})[seat.user_id] = seat.user
    for one in speakers.filter(user__is_active=True).exclude(user__in=recused).select_related("user").order_by("pk"):
        people.setdefault((None, one.body_id), {})[one.user_id] = one.user
    found = []
    for row in rows:
        keys = {(row.group_id, row.body_id), (row.group_id, holders.get(row.body_id or 0))}
        reached = {pk: person for key in keys for pk, person in people.get(key, {}).items()}
        found.append(Consulted(row.name, row.since, tuple(reached[pk] for pk in sorted(reached))))
    return found
