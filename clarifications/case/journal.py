"""Writes the journal of a case and checks its chain."""

import datetime
from collections.abc import Iterable, Iterator
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
    event = _made(step, clarification, by=by, roles=roles, at=at, reason=reason, detail=detail)
    _chain(event, number=last + 1, before=before, previous=previous)
    event.save()
    return event


def write_first_events(
    step: Step,
    begun: "Iterable[tuple[Clarification, str]]",
    *,
    by: Actor,
    roles: Role,
    at: datetime.datetime,
    reason: str,
) -> None:
    """Begin the chains of many cases, each with the event of its first step and the detail that is given."""
    events = [
        _made(step, clarification, by=by, roles=roles, at=at, reason=reason, detail=detail)
        for clarification, detail in begun
    ]
    for event in events:
        _chain(event, number=1, before="", previous="")
    Event.objects.bulk_create(events)


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


def _made(
    step: Step,
    clarification: "Clarification",
    *,
    by: Actor,
    roles: Role,
    at: datetime.datetime,
    reason: str,
    detail: str | About,
) -> Event:
    salt = make_salt()
    about = detail if isinstance(detail, About) else About("", detail)
    return Event(
        clarification=clarification,
        verb=step.verb,
        roles=" ".join(str(role.name).lower() for role in roles & step.by),
        to_state=clarification.state,
        at=at,
        actor_key=by.key,
        reason_digest=digest(salt, reason),
        detail_digest=digest(salt, f"\n{by.on_behalf_of}\n{about.said}"),
        about_key=about.key,
        on_behalf_of=by.on_behalf_of,
        reason=reason,
        detail=about.said,
        salt=salt,
    )


def _chain(event: Event, *, number: int, before: str, previous: str) -> None:
    event.number, event.from_state, event.previous = number, before, previous
    event.hash = event.chained()
