"""Seats: the secretariat gives a person one in a maintenance group, and ends it with a date; none is ever deleted."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from accounts.invitations import send_seat
from accounts.models import Body, Seat, User
from standards.models import MaintenanceGroup


@dataclass(frozen=True)
class GroupSeats:
    """A group with the seats that have not ended on a day, and those that have."""

    group: MaintenanceGroup
    present: list[Seat]
    former: list[Seat]


def groups_with_seats(day: datetime.date) -> list[GroupSeats]:
    """Every group that has a seat or can be given work, convenors first."""
    seats: defaultdict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.select_related("user", "body").order_by("role", "user__name", "since"):
        seats[seat.group_id].append(seat)
    active = set(MaintenanceGroup.objects.active().values_list("pk", flat=True))
    return [
        GroupSeats(
            group,
            present=[seat for seat in seats[group.pk] if not seat.has_ended(day)],
            former=[seat for seat in seats[group.pk] if seat.has_ended(day)],
        )
        for group in MaintenanceGroup.objects.filter(pk__in=active | seats.keys())
    ]


@transaction.atomic
def give_seat(*, email: str, name: str, group: MaintenanceGroup, body: Body, role: str, since: datetime.date) -> Seat:
    """Make the person known where nobody has that address, give the seat, and write to the person."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    seat = Seat(user=user, group=group, body=body, role=role, since=since)
    seat.full_clean()
    seat.save()
    send_seat(seat)
    return seat


def end_seat(seat: Seat, *, until: datetime.date) -> None:
    """The last day of a seat; the row stays."""
    seat.until = until
    seat.full_clean()
    seat.save()
