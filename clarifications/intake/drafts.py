"""The life of a draft: kept as typed, confirmed by mail, received as a request, or deleted when its time is over."""

import datetime
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Body, User
from clarifications.case.door import take
from clarifications.case.keys import make_key
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.models import PAGES, Draft
from clarifications.intake.questions import Asked
from clarifications.intake.saving import locked
from clarifications.intake.steps import SUBMIT, Requester, Submission
from clarifications.mail.announce import send_address, send_confirmation
from clarifications.mail.models import CONFIRM, KEEP, OF_DRAFTS, Message
from clarifications.map.actors import Actor, ActorKind
from standards.models import Edition
from standards.reading.characters import plain_in

PAUSE = datetime.timedelta(minutes=1)  # between two confirmation mails of one draft
MOST_CONFIRMATIONS = 6  # to one address in a day, from whatever draft: nobody's mailbox is filled through us
MOST_ADDRESSES = 3  # mails with the address of a draft, likewise


class LinkRefused(Exception):
    """A confirmation link that cannot be used.

    ``clarification`` is what it received when it was used already; ``draft`` the one that was changed since.
    """

    def __init__(self, message: str, *, clarification: Clarification | None = None, draft: Draft | None = None) -> None:
        self.clarification, self.draft = clarification, draft
        super().__init__(message)


def open_draft(key: str, *, user: User | AnonymousUser) -> Draft | None:
    """The draft that a key opens; one that the secretariat enters for a body opens for the secretariat alone.

    Raises ``PermissionDenied`` where it may open for who is not signed in.
    """
    draft = Draft.objects.select_related("clarification").filter(key=key).first()
    if draft is None or draft.entered_by_id is None:
        return draft
    if not user.is_authenticated:
        raise PermissionDenied
    return draft if isinstance(user, User) and user.is_active and user.is_secretariat else None


def ask_for_confirmation(draft: Draft, *, at: datetime.datetime) -> None:
    """Send a link that can be used once to the address given; a link sent before ends. A double click sends one.

    Raises ``StepRefused`` when the draft is not complete, is received, or the address got too many messages today.
    """
    with transaction.atomic():
        draft = locked(draft)
        submission = submission_of(draft)
        if draft.has_link and draft.asked_at and at - draft.asked_at < PAUSE:
            return
        if _mails_of_today(CONFIRM, to=submission.requester.email, at=at).count() >= MOST_CONFIRMATIONS:
            raise StepRefused(
                [_("Too many messages went to this address today. Follow the link in the last one, or wait.")]
            )
        code = secrets.token_urlsafe(24)
        draft.confirmation, draft.asked_for = _digest(code), draft.mark
        draft.asked_at = draft.changed_at = at
        draft.save(update_fields=["confirmation", "asked_for", "asked_at", "changed_at"])
        send_confirmation(draft, code=code, at=at)


def mail_address(draft: Draft, *, to: str, at: datetime.datetime) -> None:
    """Send the address of the draft where its writer wants it. A double click sends one.

    Raises ``StepRefused`` when the draft is received, or the address got too many such messages today.
    """
    with transaction.atomic():
        draft = locked(draft)
        today = _mails_of_today(KEEP, to=to, at=at)
        if today.filter(queued_at__gt=at - PAUSE, text__contains=draft.key).exists():
            return
        if today.count() >= MOST_ADDRESSES:
            raise StepRefused([_("Too many messages went to this address today. Keep the address that stands above.")])
        send_address(draft, to=to, at=at)


def fault_of_mail(draft: Draft) -> str:
    """Why the mail with the link could not be delivered so far; empty where nothing is known against it."""
    return _mails_with_the_link(draft).values_list("fault", flat=True).first() or ""


def is_read_by_requester(draft: Draft) -> bool:
    """Whether its link went to the address that the draft names now: who follows it may be led back to the draft."""
    return _mails_with_the_link(draft).exists()


def find_draft(code: str, *, at: datetime.datetime) -> Draft:
    """The draft that a mailed code confirms. Raises ``LinkRefused`` when it is used or over."""
    draft = Draft.objects.select_related("clarification").filter(confirmation=_digest(code)).first()
    if draft is not None and draft.clarification is not None:
        raise LinkRefused(_("This link was used already; the request is received."), clarification=draft.clarification)
    if draft is None or draft.kept_until < at:
        raise LinkRefused(_("This link is used, replaced by a newer one, or older than the draft was kept."))
    if draft.link_has_ended:
        raise LinkRefused(_("The request was changed after this link was sent. Nothing is received yet."), draft=draft)
    return draft


def lock_draft(code: str, *, at: datetime.datetime) -> Draft:
    """What ``find_draft`` finds, for this transaction alone."""
    list(Draft.objects.select_for_update().filter(confirmation=_digest(code)))  # whoever is second waits here
    return find_draft(code, at=at)


def confirm(code: str, *, at: datetime.datetime) -> Clarification:
    """Receive the request whose address is confirmed by ``code``; a second use creates nothing.

    Raises ``LinkRefused`` as ``find_draft`` does, and ``StepRefused`` when the draft lost what a request needs.
    """
    with transaction.atomic():
        return receive(lock_draft(code, at=at), confirmed_at=at, at=at)


def receive(draft: Draft, *, confirmed_at: datetime.datetime, at: datetime.datetime, reason: str = "") -> Clarification:
    """Make a request of a locked draft; ``reason`` is what was said about its endorsement, for the secretariat.

    Raises ``StepRefused`` when the draft lost what a request needs.
    """
    clarification = Clarification(key=make_key())
    requester = Actor(kind=ActorKind.REQUESTER, name=draft.answers["identity"]["contact"], key=clarification.key)
    submission = submission_of(draft, confirmed_at=confirmed_at)
    clarification = take(SUBMIT, clarification, submission, by=requester, seen_version=None, at=at, reason=reason)
    draft.clarification = clarification
    draft.answers = {}  # the request holds them now; the identity is kept in one place
    draft.save(update_fields=["clarification", "answers"])
    return clarification


def receive_on_behalf(draft: Draft, *, by: User, at: datetime.datetime) -> Clarification:
    """Receive a request that arrived by e-mail: the secretariat enters it, the body asks; both stand on it.

    Raises ``StepRefused`` when the draft is not complete or was received already.
    """
    with transaction.atomic():
        draft = locked(draft)
        submission = submission_of(draft)
        body = submission.requester.body.name if submission.requester.body else submission.requester.body_name
        actor = Actor(kind=ActorKind.USER, name=by.name, key=str(by.key), user=by, on_behalf_of=body)
        clarification = take(SUBMIT, Clarification(key=make_key()), submission, by=actor, seen_version=None, at=at)
        draft.clarification, draft.answers = clarification, {}
        draft.save(update_fields=["clarification", "answers"])
    return clarification


def submission_of(draft: Draft, *, confirmed_at: datetime.datetime | None = None) -> Submission:
    """What a complete draft asks, plain also where it was kept before all that is typed was made so.

    Raises ``StepRefused`` when a page of the form is not filled in.
    """
    if missing := draft.unfinished_pages:
        raise StepRefused([_("The draft is not complete: %(pages)s") % {"pages": ", ".join(missing)}])
    said = {name: value for page in PAGES for name, value in plain_in(draft.answers[page]).items()}
    said |= {
        "questions": [_asked(row) for row in said["questions"]],
        "edition": Edition.objects.filter(pk=said["edition"]).first() if said["edition"] else None,
        "body": Body.objects.filter(pk=said["body"]).first() if said["body"] else None,
        "confirmed_at": confirmed_at,
    }
    if arrived := said.get("received_on"):
        said["received_on"] = datetime.date.fromisoformat(arrived)
    return Submission(requester=Requester(**_of(Requester, said)), **_of(Submission, said))


def purge_drafts(at: datetime.datetime) -> int:
    """Delete drafts that nobody confirmed in time, and the confirmation mails of that time; returns how many drafts."""
    before = at - datetime.timedelta(days=settings.DRAFT_DAYS)
    Message.objects.filter(clarification=None, verb__in=OF_DRAFTS, queued_at__lt=before).delete()
    drafts = Draft.objects.filter(clarification__isnull=True, changed_at__lt=before)
    return drafts.filter(Q(waits_until=None) | Q(waits_until__lt=before)).delete()[1].get(Draft._meta.label, 0)


def _mails_of_today(verb: str, *, to: str, at: datetime.datetime) -> QuerySet[Message]:
    """The mails about drafts that an address got within a day, from whatever draft."""
    since = at - datetime.timedelta(days=1)
    return Message.objects.filter(clarification=None, verb=verb, to__iexact=to, queued_at__gt=since)


def _mails_with_the_link(draft: Draft) -> QuerySet[Message]:
    """The mail with the newest link, where it went to the address that the draft names."""
    email = draft.answers.get("identity", {}).get("email", "")
    asked = {"verb": CONFIRM, "queued_at": draft.asked_at, "to": email}
    return Message.objects.filter(**asked)


def _of(kind: type[Submission | Requester], said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the facts of a kind; a draft that was kept before one of them was asked for leaves it out."""
    return {field.name: said[field.name] for field in fields(kind) if field.name in said}


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        text=row["text"], clauses=row.get("clauses", ""), parts=[_asked(part) for part in row.get("parts", [])]
    )


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
