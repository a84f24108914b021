"""Writes the journal of a case and checks its chain."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from clarifications.case.events import Event, Naming, digest, make_salt
from clarifications.case.part import About
from clarifications.map.actors import Actor
from clarifications.map.steps import Role, Step

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


def write_event(
    step: Step,
    clarification: "Clarification",
    *,
    by: Actor,
    roles: Role,
    before: str,
    at: datetime.datetime,
    reason: str,
    detail: str | About,
) -> Event:
    """Add the one event of a step to the chain of its case."""
    chain = Event.objects.filter(clarification=clarification).order_by("-number")
    last, previous = chain.values_list("number", "hash").first() or (0, "")
    salt = make_salt()
    about = detail if isinstance(detail, About) else About("", detail)
    event = Event(
        clarification=clarification,
        number=last + 1,
        verb=step.verb,
        roles=" ".join(str(role.name).lower() for role in roles & step.by),
        from_state=before,
        to_state=clarification.state,
        at=at,
        actor_key=by.key,
        reason_digest=digest(salt, reason),
        detail_digest=digest(salt, f"\n{by.on_behalf_of}\n{about.said}"),
        about_key=about.key,
        previous=previous,
        on_behalf_of=by.on_behalf_of,
        reason=reason,
        detail=about.said,
        salt=salt,
    )
    event.hash = event.chained()
    event.save()
    return event


def events_of(person: str) -> "QuerySet[Event]":
    """The events whose text is the requester's own, or holds the name of the person in words; ``person`` is the key.

    What somebody who signs in did and said since people are named by ids holds no name, and stays.
    """
    in_words = Q(naming=Naming.IN_WORDS) & (Q(actor_key=person) | Q(about_key=person))
    return Event.objects.filter(in_words | Q(clarification__key=person, actor_key=person))


def faults(clarification: "Clarification") -> Iterator[str]:
    """What is wrong with the journal of a case, in words; nothing when its chain and its state hold."""
    previous, number, state = "", 0, ""
    for event in clarification.events.select_related("clarification").order_by("number"):
        number += 1
        if event.number != number:
            yield f"{clarification}: event {number} is missing"
            number = event.number  # so that one gap is named once
        fault = event.fault(previous)
        if fault:
            yield f"{clarification}: event {event.number} {fault}"
        previous, state = event.hash, event.to_state
    if state != clarification.state:
        yield f"{clarification}: its state has no event"
