"""Writes the journal of a case and checks its chain."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q

from clarifications.case.events import ERASED, Event, digest, make_salt
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
    detail: str,
) -> Event:
    """Add the one event of a step to the chain of its case."""
    chain = Event.objects.filter(clarification=clarification).order_by("-number")
    last, previous = chain.values_list("number", "hash").first() or (0, "")
    salt = make_salt()
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
        detail_digest=digest(salt, f"{by.name}\n{by.on_behalf_of}\n{detail}"),
        previous=previous,
        actor=by.name,
        on_behalf_of=by.on_behalf_of,
        reason=reason,
        detail=detail,
        salt=salt,
    )
    event.hash = event.chained()
    event.save()
    return event


def erase_events(clarification: "Clarification", *, actor_key: str, named: str) -> int:
    """Empty the personal text of the events that one actor left, or that name the person; returns how many."""
    # The salt goes with the text: with it, names and short reasons could be tried against the digests that stay.
    theirs = Q(actor_key=actor_key) | (Q(detail__contains=named) if named else Q())
    return (
        Event.objects.filter(theirs, clarification=clarification)
        .exclude(salt=ERASED)
        .update(actor=ERASED, on_behalf_of=ERASED, reason=ERASED, detail=ERASED, salt=ERASED)
    )


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
