"""Seats: the secretariat gives a person one in a maintenance group, and ends it with a date; none is ever deleted."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.invitations import send_seat, send_seat_end
from accounts.models import Body, Seat, SeatRole, User
from standards.models import MaintenanceGroup, Responsibility
from standards.models.committees import Confidence


@dataclass(frozen=True)
class GroupSeats:
    """A group with what it keeps, the seats that have not ended on a day, and those that have."""

    group: MaintenanceGroup
    keeps: str
    present: list[Seat]
    former: list[Seat]


def groups_with_seats(day: datetime.date) -> list[GroupSeats]:
    """Every group that has a seat or can be given work, convenors first."""
    seats: defaultdict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.select_related("user", "body").order_by("role", "user__name", "since"):
        seats[seat.group_id].append(seat)
    keeps: defaultdict[int, list[str]] = defaultdict(list)
    for fact in Responsibility.objects.filter(until="", confidence=Confidence.VERIFIED).select_related(
        "standard", "named_for__standard"
    ):
        keeps[fact.group_id].append(fact.named_for.short if fact.named_for else fact.standard.designation)
    active = set(MaintenanceGroup.objects.active().values_list("pk", flat=True))
    return [
        GroupSeats(
            group,
            keeps=", ".join(keeps[group.pk]),
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


@transaction.atomic
def end_seat(seat: Seat, *, until: datetime.date, by: User, reason: str = "") -> None:
    """The last day of a seat; the row stays. Who sat, who convenes the group and the rest of the secretariat are told.

    Whoever has left already is not told of others.
    """
    seat.until = until
    seat.full_clean()
    seat.save()
    tell_group_of_end(seat, reason=reason)
    others = User.objects.filter(is_secretariat=True, is_active=True).exclude(pk__in=[by.pk, *_told(seat)])
    for secretary in others.order_by("pk"):
        send_seat_end(seat, to=secretary, reason=reason)


def tell_group_of_end(seat: Seat, *, reason: str) -> None:
    """Tell who sat, and who convenes the group, that the seat has an end."""
    for user in User.objects.filter(pk__in=_told(seat)).order_by("pk"):
        send_seat_end(seat, to=user, reason=reason)


def _told(seat: Seat) -> set[int]:
    """Whose seat ends, and who convenes the group that day, as keys; nobody who cannot sign in."""
    convening = Seat.objects.on(timezone.now().date()).filter(group=seat.group_id, role=SeatRole.CONVENOR)
    people = Q(pk=seat.user_id) | Q(pk__in=convening.values("user"))
    return set(User.objects.filter(people, is_active=True).values_list("pk", flat=True))
