"""Erases one person by an opaque id: what is certain, by ids and by exact fields, all or nothing, as often as asked."""

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.erasure import addresses_of, erase_account, names_of
from accounts.models import User
from clarifications.case.events import Event, empty_events
from clarifications.case.journal import events_of
from clarifications.case.models import Clarification
from clarifications.case.names import LENGTH
from clarifications.erasure.finding import Sought
from clarifications.erasure.places import list_places
from clarifications.intake.endorsement_models import BodyAddress, Endorsement
from clarifications.intake.models import Identity
from clarifications.mail.models import OF_DRAFTS, REPORT, Message
from clarifications.map.step_words import Audience
from clarifications.map.steps import State
from clarifications.reports.models import ReaderReport
from clarifications.review.models import WorkingDraft

# What is left of a message to somebody who was erased.
EMPTIED = {"to": "", "to_name": "", "subject": "", "text": "", "note": "", "fault": ""}


def erase(person: str, *, at: datetime.datetime) -> int | None:
    """Erase the requester of a case (``person`` is its key) or somebody with an account (their key).

    Erasing somebody again does nothing more. Returns how many events were emptied, ``None`` where there is no such id.
    """
    with transaction.atomic():
        if len(person) == LENGTH:
            user = User.objects.select_for_update().filter(key=person).first()
            return _erase_user(user, at=at) if user else None
        # Its own row alone: PostgreSQL locks no table that an outer join may leave without a row.
        case = Clarification.objects.select_for_update(of=("self",)).filter(key=person).first()
        return _erase_requester(case, at=at) if case else None


def _erase_user(user: User, *, at: datetime.datetime) -> int:
    WorkingDraft.objects.filter(by=user).delete()
    if user.erased_at is not None:
        return empty_events(events_of(str(user.key)))
    sought, cases = Sought(frozenset(names_of(user)), frozenset(addresses_of(user))), _cases_with(user)
    _mail_to(user).update(**EMPTIED)
    _end_addresses(addresses_of(user), at=at)
    erase_account(user, at=at)
    number = empty_events(events_of(str(user.key)))
    list_places(str(user.key), cases, sought, at=at)
    return number


def _erase_requester(clarification: Clarification, *, at: datetime.datetime) -> int:
    identity = Identity.objects.filter(clarification=clarification, erased_at=None).first()
    sought = None
    if identity is not None:
        names, phrases = frozenset([identity.contact]), frozenset([identity.originator])
        sought = Sought(names, frozenset([identity.email]), phrases, is_own=True)
        before = Message.objects.filter(verb__in=(*OF_DRAFTS, REPORT), clarification=None, to__iexact=identity.email)
        before.update(**EMPTIED)
        _end_addresses([identity.email], at=at)
        clarification.messages.filter(role=Audience.REQUESTER.value).update(**EMPTIED)
        identity.contact = identity.position = identity.email = identity.originator = ""
        identity.original_mail = ""
        identity.erased_at = at
        identity.save()
        changed: dict[str, object] = {"link_counter": clarification.link_counter + 1}
        if clarification.state == State.WITHDRAWN:
            changed["closing_note"] = ""  # the requester's own words
        Clarification.objects.filter(pk=clarification.pk).update(**changed)
    number = empty_events(events_of(clarification.key))
    if sought is not None:
        list_places(clarification.key, Clarification.objects.filter(pk=clarification.pk), sought, at=at)
    return number


def _cases_with(user: User) -> QuerySet[Clarification]:
    """The cases in which a person acted, or of which an event is about them, and those of their groups."""
    key = str(user.key)
    events = Event.objects.filter(Q(actor_key=key) | Q(about_key=key))
    endorsed = Endorsement.objects.filter(said_by=user).values("draft__clarification")
    return Clarification.objects.filter(
        Q(pk__in=events.values("clarification")) | Q(group__in=user.seats.values("group")) | Q(pk__in=endorsed)
    )


def _end_addresses(addresses: Iterable[str], *, at: datetime.datetime) -> None:
    """Empty those that were given for bodies, each ends on its own day, now at the latest; and those of reports."""
    for address in addresses:
        given = BodyAddress.objects.filter(email__iexact=address)
        given.filter(ended_at=None).update(ended_at=at)
        given.update(email="")
        ReaderReport.objects.filter(email__iexact=address).update(email="")


def _mail_to(user: User) -> QuerySet[Message]:
    """The mails to a person at any address of theirs; where one is somebody else's by now, those by name alone.

    What was written to them as a requester goes with the requester.
    """
    theirs = []
    for address in addresses_of(user):
        is_shared = User.objects.filter(email=address).exclude(pk=user.pk).exists()
        theirs.append(Q(to__iexact=address, **({"to_name__in": names_of(user)} if is_shared else {})))
    return Message.objects.filter(reduce(or_, theirs)).exclude(role=Audience.REQUESTER.value)
