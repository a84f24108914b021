"""The life of a draft: kept as typed, its address to be confirmed by mail, or deleted when its time is over."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.models import Draft
from clarifications.intake.saving import locked
from clarifications.mail.models import CONFIRM, KEEP, OF_DRAFTS, Message
from clarifications.mail.of_drafts import send_address, send_confirmation

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
    draft = Draft.objects.filter(key=key).first()
    if draft is None or draft.entered_by_id is None:
        return draft
    if not user.is_authenticated:
        raise PermissionDenied
    return draft if isinstance(user, User) and user.is_active and user.is_secretariat else None


def refuse_unfinished(draft: Draft) -> None:
    """Raise ``StepRefused`` when a page of the form is not filled in."""
    if missing := draft.unfinished_pages:
        raise StepRefused([_("The draft is not complete: %(pages)s") % {"pages": ", ".join(missing)}])


def ask_for_confirmation(draft: Draft, *, at: datetime.datetime) -> None:
    """Send a link that can be used once to the address given; a link sent before ends. A double click sends one.

    Raises ``StepRefused`` when the draft is not complete, is received, or the address got too many messages today.
    """
    with transaction.atomic():
        draft = locked(draft)
        refuse_unfinished(draft)
        if draft.has_link and draft.asked_at and at - draft.asked_at < PAUSE:
            return
        if _mails_of_today(CONFIRM, to=draft.answers["identity"]["email"], at=at).count() >= MOST_CONFIRMATIONS:
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


def mail_came_back(draft: Draft) -> bool:
    """Whether the mail with the link could not be delivered so far.

    What the other server says of it is for the secretariat: the address may be anybody's, and it is typed by anybody.
    """
    return _mails_with_the_link(draft).exclude(fault="").exists()


def is_read_by_requester(draft: Draft) -> bool:
    """Whether its link went to the address that the draft names now: who follows it may be led back to the draft."""
    return _mails_with_the_link(draft).exists()


def find_draft(code: str, *, at: datetime.datetime) -> Draft:
    """The draft that a mailed code confirms. Raises ``LinkRefused`` when it is used or over."""
    return _confirmed_by(code, Draft.objects.all(), at=at)


def lock_draft(code: str, *, at: datetime.datetime) -> Draft:
    """What ``find_draft`` finds, for this transaction alone: whoever is second waits, and then reads it as it is."""
    return _confirmed_by(code, Draft.objects.select_for_update(), at=at)


def _confirmed_by(code: str, drafts: QuerySet[Draft], *, at: datetime.datetime) -> Draft:
    draft = drafts.filter(confirmation=_digest(code)).first()
    if draft is not None and draft.clarification is not None:
        raise LinkRefused(_("This link was used already; the request is received."), clarification=draft.clarification)
    if draft is None or draft.kept_until < at:
        raise LinkRefused(_("This link is used, replaced by a newer one, or older than the draft was kept."))
    if draft.link_has_ended:
        raise LinkRefused(_("The request was changed after this link was sent. Nothing is received yet."), draft=draft)
    return draft


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


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
