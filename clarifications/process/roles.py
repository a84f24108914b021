"""What an actor is to one clarification. Roles are relations, not labels; being an administrator is none of them."""

import datetime

from accounts.models import Body, DatedQuerySet, Representative, Seat, SeatRole, User
from clarifications.lifecycle import Role
from clarifications.models import Clarification, Recusal
from clarifications.rules import Actor, ActorKind


def user_actor(user: User) -> Actor:
    """A signed-in person as an actor."""
    return Actor(kind=ActorKind.USER, name=user.name, key=str(user.key), user=user)


def requester_actor(clarification: Clarification) -> Actor:
    """Whoever holds the private link of a request."""
    return Actor(kind=ActorKind.REQUESTER, name=clarification.identity.contact, key=clarification.key)


def roles_of(actor: Actor, clarification: Clarification, at: datetime.datetime) -> Role:
    """All that ``actor`` is to ``clarification`` at ``at``; who is recused has no part in it, in no role."""
    if actor.kind is ActorKind.REQUESTER:
        return Role.REQUESTER if actor.key == clarification.key else Role.NONE
    if actor.kind is not ActorKind.USER or not actor.user.is_active:
        return Role.NONE
    standing = Recusal.objects.filter(clarification_id=clarification.pk, lifted_at__isnull=True)
    recused = set(standing.order_by().values_list("user", flat=True))
    if actor.user.pk in recused:
        return Role.NONE
    roles = Role.SECRETARIAT if actor.user.is_secretariat else Role.NONE
    if clarification.group_id is None:
        return roles
    # Asked in every step and on every page of a case: who holds a seat, without the people and bodies themselves.
    seats = _seats_of(clarification, at).only("user", "role")
    members = _each_once([seat for seat in seats if seat.user_id not in recused])
    if any(seat.user_id == actor.user.pk for seat in members):
        roles |= Role.MEMBER
    if _convenor_among(members, clarification) == actor.user.pk:
        roles |= Role.CONVENOR
    return roles


def members_of(clarification: Clarification, at: datetime.datetime) -> list[Seat]:
    """The seats of the group whose holders are not recused: who gets mail, and who is put on a roll."""
    recused = Recusal.objects.filter(clarification=clarification, lifted_at__isnull=True).values("user")
    rows = _seats_of(clarification, at).exclude(user__in=recused).select_related("user", "body")
    return _each_once(list(rows))


def _seats_of(clarification: Clarification, at: datetime.datetime) -> DatedQuerySet[Seat]:
    """The seats of the group whose holders can sign in, the convenor's first."""
    seats = Seat.objects.on(at.date()).filter(group=clarification.group_id, user__is_active=True)
    return seats.order_by("role", "pk")


def _each_once(seats: list[Seat]) -> list[Seat]:
    """Two seats of one person may overlap for a time; the person is asked once, as convenor where one of them is."""
    return list({seat.user_id: seat for seat in reversed(seats)}.values())[::-1]


def _convenor_among(members: list[Seat], clarification: Clarification) -> int | None:
    """Who of them convenes this case: the acting convenor where there is one, else the convenor unless recused."""
    if any(seat.user_id == clarification.acting_convenor_id for seat in members):
        return clarification.acting_convenor_id
    return next((seat.user_id for seat in members if seat.role == SeatRole.CONVENOR), None)


def own_bodies(user: User, at: datetime.datetime) -> list[Body]:
    """The bodies a person speaks for: by nomination or as a representative."""
    day = at.date()
    nominated = Seat.objects.on(day).filter(user=user).values("body")
    represented = Representative.objects.on(day).filter(user=user).values("body")
    return list(Body.objects.filter(pk__in=nominated) | Body.objects.filter(pk__in=represented))


def own_body_asks(user: User, clarification: Clarification, at: datetime.datetime) -> bool:
    """Whether the requesting body is one of the person's own; said to that person before the case opens."""
    return clarification.identity.body_id in {body.pk for body in own_bodies(user, at)}
