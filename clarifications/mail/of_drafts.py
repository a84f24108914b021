"""The mails about a draft, which is of no case yet: to confirm it, and to find back to it."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.intake.models import Draft
from clarifications.mail.models import CONFIRM, KEEP, Message
from clarifications.mail.written import Cited, written
from clarifications.map.step_words import Audience
from standards.models import Edition


def send_confirmation(draft: Draft, *, code: str, at: datetime.datetime) -> None:
    """Queue the mail with the single-use link that makes a draft a request.

    The address is not proved yet, so that nothing a stranger typed stands in the mail, not even a name.
    """
    edition = Edition.objects.filter(pk=draft.answers["standard"]["edition"] or 0).first()
    context: dict[str, object] = {
        "case": Cited(reference="", cites=edition.reference if edition else _("A standard"), clauses="", group=""),
        "until": (at + datetime.timedelta(days=settings.DRAFT_DAYS)).date(),
        "days": settings.DRAFT_DAYS,
        "url": settings.SITE_URL + reverse("clarifications:confirm", args=[code]),
        "line": "work",
    }
    subject, text = written("emails/clarifications/confirm-requester.txt", context)
    Message.objects.create(
        verb=CONFIRM,
        role=Audience.REQUESTER.value,
        to=draft.answers["identity"]["email"],
        subject=subject,
        text=text,
        queued_at=at,
        next_at=at,
    )


def send_address(draft: Draft, *, to: str, at: datetime.datetime) -> None:
    """Queue the mail that leads back to a draft. Nothing that was typed stands in it: who reads it is not known."""
    context: dict[str, object] = {
        "case": Cited(reference="", cites=_("A draft"), clauses="", group=""),
        "until": draft.kept_until.date(),
        "url": settings.SITE_URL + reverse("clarifications:draft", args=[draft.key]),
        "line": "work",
    }
    subject, text = written("emails/clarifications/keep-requester.txt", context)
    addressed = {"verb": KEEP, "role": Audience.REQUESTER.value, "to": to}
    Message.objects.create(**addressed, subject=subject, text=text, queued_at=at, next_at=at)
