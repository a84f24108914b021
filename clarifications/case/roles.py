"""What an actor is to one clarification. Roles are relations, not labels; being an administrator is none of them."""

import datetime

from accounts.models import Body, Representative, Seat, User
from clarifications.case.models import Clarification
from clarifications.case.seats import convenor_among, each_once, seats_of
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import Role


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
    if actor.user is None or not actor.user.is_active:
        return Role.NONE
    # Asked in every step and on every page of a case: one statement, or none where the page has gathered it.
    rows = clarification.held("recusals", "seats", at=at)
    if any(row.user_id == actor.user.pk and row.lifted_at is None for row in rows["recusals"]):
        return Role.NONE
    roles = Role.SECRETARIAT if actor.user.is_secretariat else Role.NONE
    if clarification.group_id is None:
        return roles
    if any(seat.user_id == actor.user.pk for seat in rows["seats"]):
        roles |= Role.MEMBER
    if convenor_among(rows["seats"], clarification) == actor.user.pk:
        roles |= Role.CONVENOR
    return roles


def members_of(clarification: Clarification, at: datetime.datetime) -> list[Seat]:
    """The seats of the group whose holders are not recused: who gets mail, and who is put on a roll."""
    if clarification.gathered is not None:
        return each_once(clarification.gathered["seats"])
    return each_once(list(seats_of(clarification, at).select_related("user", "body")))


def own_bodies(user: User, at: datetime.datetime) -> list[Body]:
    """The bodies a person speaks for: by nomination or as a representative."""
    day = at.date()
    nominated = Seat.objects.on(day).filter(user=user).values("body")
    represented = Representative.objects.on(day).filter(user=user).values("body")
    return list(Body.objects.filter(pk__in=nominated) | Body.objects.filter(pk__in=represented))


def own_body_asks(user: User, clarification: Clarification, at: datetime.datetime) -> bool:
    """Whether the requesting body is one of the person's own; said to that person before the case opens."""
    return clarification.identity.body_id in {body.pk for body in own_bodies(user, at)}
