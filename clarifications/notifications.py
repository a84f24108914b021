"""Who is told what after each step: the table, and the messages it queues in the transaction of the step."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Seat, User
from clarifications.lifecycle import Step
from clarifications.models import Clarification, Draft, Event, Message
from clarifications.rules import Actor


class Audience(Enum):
    """Whom a message goes to; the value names its template: ``emails/clarifications/<verb>-<audience>.txt``."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"
    CONVENOR = "convenor"
    MEMBER = "member"  # everybody in the group who is not recused, but for the actor
    NAMED = "named"  # the one person the step names, such as the drafter


A = Audience
TOLD: dict[str, tuple[Audience, ...]] = {
    "submit": (A.REQUESTER, A.SECRETARIAT),
    "enter-historic": (),
    "send-back": (A.REQUESTER,),
    "resubmit": (A.REQUESTER, A.SECRETARIAT),
    "record-finding": (),
    "not-accept": (A.REQUESTER,),
    "refer": (A.REQUESTER,),
    "answer": (A.REQUESTER,),
    "accept": (A.REQUESTER, A.MEMBER),
    "hand-back": (A.SECRETARIAT,),
    "reassign": (A.MEMBER,),
    "name-drafter": (A.NAMED,),
    "comment": (A.MEMBER,),
    "draft": (A.MEMBER,),
    "call": (A.MEMBER,),
    "take-position": (A.CONVENOR,),
    "handle-objection": (A.MEMBER,),
    "conclude": (A.MEMBER, A.SECRETARIAT),
    "abandon": (A.MEMBER, A.SECRETARIAT),
    "reopen": (A.MEMBER, A.SECRETARIAT),
    "edit-public-text": (),
    "publish": (A.REQUESTER, A.MEMBER),
    "correct": (A.REQUESTER, A.MEMBER),
    "incorporate": (A.REQUESTER,),
    "no-longer-applies": (A.REQUESTER,),
    "withdraw": (A.REQUESTER, A.SECRETARIAT, A.MEMBER),
    "reconsider": (A.REQUESTER, A.SECRETARIAT),
    "declare-no-interest": (),
    "disclose": (A.CONVENOR,),
    "recuse": (A.CONVENOR, A.SECRETARIAT),
    "lift-recusal": (A.NAMED,),
    "name-acting-convenor": (A.NAMED,),
    "redact": (A.SECRETARIAT,),
    "erase-person": (),
    "renew-link": (A.REQUESTER,),
}


@dataclass(frozen=True)
class Recipient:
    """One address, the name it is written to, and where the reader goes on."""

    email: str
    name: str
    path: str


def announce(
    step: Step, clarification: Clarification, *, event: Event, by: Actor, named: User | None, at: datetime.datetime
) -> None:
    """Queue the messages of a step, one a person; nobody is told of the own step but the requester.

    ``named`` is the person whom the step names, such as the drafter.
    """
    told: set[str] = set()
    rows = []
    for audience in TOLD[step.verb]:
        for recipient in _recipients(audience, clarification, named=named, at=at):
            own = by.user is not None and recipient.email == by.user.email
            if not recipient.email or own or recipient.email in told:
                continue
            told.add(recipient.email)
            rows.append(_message(step, clarification, audience, recipient, event=event, at=at))
    Message.objects.bulk_create(rows)


def send_confirmation(draft: Draft, *, code: str, at: datetime.datetime) -> None:
    """Queue the mail with the single-use link that makes a draft a request."""
    identity = draft.answers["identity"]
    path = reverse("clarifications:confirm", args=[code])
    recipient = Recipient(email=identity["email"], name=identity["contact"], path=path)
    context = {"recipient": recipient, "url": settings.SITE_URL + path, "draft": draft, "days": settings.DRAFT_DAYS}
    subject, text = written("emails/clarifications/confirm-requester.txt", context)
    Message.objects.create(
        verb="confirm",
        role=Audience.REQUESTER.value,
        to=recipient.email,
        to_name=recipient.name,
        subject=subject,
        text=text,
        queued_at=at,
        next_at=at,
    )


def written(template: str, context: dict[str, object]) -> tuple[str, str]:
    """Subject and text of a message template, whose first line is the subject and whose second is empty."""
    subject, _empty, text = render_to_string(template, context).strip().partition("\n")
    return " ".join(subject.split())[:300], text.strip() + "\n"


def _message(
    step: Step, clarification: Clarification, audience: Audience, recipient: Recipient, *, event: Event, at: datetime.datetime
) -> Message:
    context = {
        "clarification": clarification,
        "step": step,
        "event": event,
        "recipient": recipient,
        "url": settings.SITE_URL + recipient.path,
    }
    subject, text = written(f"emails/clarifications/{step.verb}-{audience.value}.txt", context)
    return Message(
        clarification=clarification,
        verb=step.verb,
        role=audience.value,
        to=recipient.email,
        to_name=recipient.name,
        subject=subject,
        text=text,
        line=clarification.standing.line,
        queued_at=at,
        next_at=at,
    )


def _recipients(
    audience: Audience, clarification: Clarification, *, named: User | None, at: datetime.datetime
) -> Iterator[Recipient]:
    if audience is Audience.REQUESTER:
        if hasattr(clarification, "identity"):
            identity = clarification.identity
            yield Recipient(email=identity.email, name=identity.contact, path=clarification.private_path)
        return
    for user in _users(audience, clarification, named=named, at=at):
        yield Recipient(email=user.email, name=user.name, path=clarification.get_absolute_url())


def _users(
    audience: Audience, clarification: Clarification, *, named: User | None, at: datetime.datetime
) -> list[User]:
    if audience is Audience.NAMED:
        return [named] if named else []
    if audience is Audience.SECRETARIAT:
        return list(User.objects.filter(is_secretariat=True, is_active=True))
    recused = clarification.recusals.filter(lifted_at__isnull=True).values("user")
    seats = Seat.objects.on(at.date()).filter(group=clarification.group_id, user__is_active=True)
    seats = seats.exclude(user__in=recused).select_related("user")
    if audience is Audience.CONVENOR:
        seats = seats.filter(Q(role="convenor") | Q(user=clarification.acting_convenor_id))
    return [seat.user for seat in seats]
