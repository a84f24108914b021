"""The messages about reports of readers: to the secretariat that one waits, to the reader what became of it.

Nothing that the reader typed stands in them: the address was proved by nobody.
"""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from clarifications import disclaimer
from clarifications.mail.models import REPORT, Message
from clarifications.mail.render import quoted
from clarifications.mail.written import Cited, written
from clarifications.map.step_words import Audience

DAY = datetime.timedelta(days=1)


def send_to_secretariat(number: int, *, at: datetime.datetime) -> None:
    """Tell the secretariat how many reports wait: one mail a day, whatever strangers send meanwhile."""
    today = Message.objects.filter(verb=REPORT, role=Audience.SECRETARIAT.value, queued_at__gt=at - DAY)
    if today.exists():
        return
    context = _context() | {"url": settings.SITE_URL + reverse("clarifications:reports"), "number": number}
    subject, text = written("emails/reports/waiting.txt", context)
    for user in User.objects.filter(is_secretariat=True, is_active=True).order_by("pk"):
        _queue(user.email, subject, text, at=at, role=Audience.SECRETARIAT.value, name=user.name)


def send_to_reader(email: str, *, page: str, outcome: str, words: str, at: datetime.datetime) -> None:
    """Tell a reader what became of a report, with the words of the secretariat."""
    url = settings.SITE_URL + page
    context = _context() | {"url": url, "outcome": outcome, "words": quoted(words)}
    context["disclaimer"] = disclaimer.not_included()
    subject, text = written("emails/reports/answered.txt", context)
    _queue(email, subject, text, at=at)


def _context() -> dict[str, object]:
    return {"case": Cited(reference="", cites=_("What readers report"), clauses="", group=""), "line": "work"}


def _queue(email: str, subject: str, text: str, *, at: datetime.datetime, role: str = "", name: str = "") -> None:
    Message.objects.create(
        verb=REPORT, role=role, to=email, to_name=name[:120], subject=subject, text=text, queued_at=at, next_at=at
    )
