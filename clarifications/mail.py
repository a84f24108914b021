"""How a queued message becomes a mail: plain text with its line, HTML made from it, headers; and the backend that queues."""

import re
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from clarifications.models import Message

# How much the text binds, as a line: in work, published, included in a standard. What has ended binds nobody.
RULES = {
    "work": " ".join("." * 30),
    "clarification": " ".join("-" * 30),
    "standard": "_" * 59,
    "ended": " ".join("·" * 3),
}
# Marks that turn the direction of what follows, which could make an address or a name read as another one.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def one_line(text: str) -> str:
    """``text`` fit for a header or a line of a mail: one line, without control characters."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text.translate(TURNING)).split())


def quoted(text: str) -> str:
    """``text`` as it was typed, each line marked as a quotation, so that no line of it can pass for one of ours."""
    lines = (one_line(line) for line in text.strip().splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)


def marked_as_example(subject: str, text: str) -> tuple[str, str]:
    """Subject and text, which say *Example* unless this is the real site; cut to what a header may hold."""
    if settings.MODE == "production":
        return subject[:300], text
    note = _("Example: this is not the real site. The bodies, people and texts in it are invented.")
    return f"[{_('Example')}] {subject}"[:300], f"{text}\n{note}\n"
