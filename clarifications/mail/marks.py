"""The mark that a mail of ours carries, so that it is known when it comes back: nobody else can make one."""

import re

from django.utils.crypto import salted_hmac

from accounts.site_keys import is_ours, site_key
from clarifications.mail.models import Message

MARK = re.compile(r"\b\d{1,18}\.\d{1,5}\.\d{20}\.[0-9a-f]{24}(?=@)")


def mark_of(message: Message) -> str:
    """The mark of a message in its present sending: the same however often it is tried."""
    named = f"{message.pk}.{message.sending}.{sending_time(message)}"
    return f"{named}.{_code(named, site_key())}"


def sending_time(message: Message) -> str:
    """When a message was queued, as its mark says it."""
    return f"{message.queued_at:%Y%m%d%H%M%S%f}"


def marked_message(mark: str) -> tuple[int, int, str] | None:
    """The number of a message, which sending of it, and when it was queued, from a mark; ``None`` where it is none."""
    named, _dot, code = mark.rpartition(".")
    if not is_ours(code, lambda key: _code(named, key)):
        return None
    number, sending, queued = named.split(".")
    return int(number), int(sending), queued


def _code(named: str, key: str) -> str:
    return salted_hmac("clarifications.mail.marks", named, secret=key, algorithm="sha256").hexdigest()[:24]
