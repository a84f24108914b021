"""The messages about an endorsement: to whoever speaks for the body, to the requester, to the secretariat.

Nothing that a person typed stands in them: it is read on the page that the link opens.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.site_keys import mark_of_key
from clarifications.intake.endorsement_models import BodyAddress, Endorsement
from clarifications.intake.endorsers import Endorser, link_path, may_send_without
from clarifications.mail.models import BODY_ADDRESS, ENDORSE, ENDORSEMENT, Message
from clarifications.mail.render import one_line
from clarifications.mail.written import Cited, written
from clarifications.map.step_words import Audience
from standards.models import Edition

DAY = datetime.timedelta(days=1)
# To whoever speaks for the body …
ASKED = "emails/endorsement/asked.txt"
RENEWED = "emails/endorsement/renewed.txt"
REMINDER = "emails/endorsement/reminder.txt"
ANSWERED = "emails/endorsement/answered.txt"
# … and to the requester.
QUESTION = "emails/endorsement/question.txt"
WAITING = "emails/endorsement/waiting.txt"
DECLINED = "emails/endorsement/declined.txt"
RAN_OUT = "emails/endorsement/ran_out.txt"
NOBODY = "emails/endorsement/nobody.txt"


def send_to_endorsers(
    endorsement: Endorsement, endorsers: Iterable[Endorser], template: str, *, at: datetime.datetime
) -> None:
    """Queue a mail to each who speaks for the body, with a link of their own."""
    Endorsement.objects.filter(pk=endorsement.pk).update(link_key_mark=mark_of_key())
    for endorser in endorsers:
        url = settings.SITE_URL + link_path(endorsement, endorser)
        context = _context(endorsement) | {"url": url, "name": one_line(endorser.name)}
        _queue(ENDORSE, "", endorser.email, template, context, at=at, name=endorser.name)


def send_to_requester(endorsement: Endorsement, template: str, *, at: datetime.datetime) -> None:
    """Queue a mail to the requester, whose address is confirmed, with the way to the draft."""
    url = settings.SITE_URL + reverse("clarifications:draft-endorsement", args=[endorsement.draft.key])
    context = _context(endorsement) | {"url": url, "kept_until": endorsement.draft.kept_until}
    context |= {"without": may_send_without(endorsement, at=at), "is_disowned": endorsement.is_disowned}
    _queue(ENDORSEMENT, Audience.REQUESTER.value, endorsement.requester, template, context, at=at)


def send_to_secretariat(*, at: datetime.datetime) -> None:
    """Tell the secretariat how many addresses of bodies wait for its word; for which requests is not said.

    One mail a day, whatever strangers propose meanwhile: the desk shows all of them.
    """
    if Message.objects.filter(verb=BODY_ADDRESS, queued_at__gt=at - DAY).exists():
        return
    context: dict[str, object] = {
        "case": Cited(reference="", cites=_("An address of a body"), clauses="", group=""),
        "url": settings.SITE_URL + reverse("clarifications:body-addresses"),
        "number": BodyAddress.objects.waiting().count(),
        "line": "work",
    }
    for user in User.objects.filter(is_secretariat=True, is_active=True).order_by("pk"):
        template = "emails/endorsement/address.txt"
        _queue(BODY_ADDRESS, Audience.SECRETARIAT.value, user.email, template, context, at=at, name=user.name)


def _context(endorsement: Endorsement) -> dict[str, object]:
    edition = Edition.objects.filter(pk=endorsement.draft.answers["standard"]["edition"] or 0).first()
    return {
        "case": Cited(reference="", cites=edition.reference if edition else _("A standard"), clauses="", group=""),
        "body": one_line(endorsement.body_shown),
        "is_own": endorsement.is_own,
        "until": endorsement.draft.waits_until,
        "line": "work",
    }


def _queue(
    verb: str, role: str, to: str, template: str, context: dict[str, object], *, at: datetime.datetime, name: str = ""
) -> None:
    subject, text = written(template, context)
    Message.objects.create(
        verb=verb,
        role=role,
        to=to,
        to_name=one_line(name)[:120],
        subject=subject,
        text=text,
        queued_at=at,
        next_at=at,
    )
