"""Reads the mailbox to which mail comes back, over IMAP; what was read is moved aside, and counts once."""

import contextlib
import datetime
import hashlib
import imaplib
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from clarifications.mail.marks import sending_time
from clarifications.mail.models import Delivery, Message, ReturnedMail
from clarifications.mail.outbox import FAULT_LENGTH
from clarifications.mail.render import MASK
from clarifications.mail.returned import MOST_READ, Returned, read

if TYPE_CHECKING:
    from casco_site.environment import MailboxAddress

log = structlog.get_logger("clarifications.mailbox")

AT_ONCE = 25  # mails of one look, so that what waits to be sent does not wait long
STATE = "returned-mail"  # in the cache: how the last look went


@dataclass(frozen=True)
class Look:
    """How the last look into the mailbox went; no fault is success."""

    at: datetime.datetime
    fault: str = ""


def look(box: "MailboxAddress", *, at: datetime.datetime, is_ended: Callable[[], bool]) -> None:
    """Read what came back; a mailbox that cannot be read stops nothing else."""
    try:
        with _opened(box) as imap:
            recorded = _read_all(imap, box.aside, at=at, is_ended=is_ended)
        found = Look(at)
        log.info("mailbox read", recorded=recorded)
    except (OSError, imaplib.IMAP4.error) as error:
        found = Look(at, type(error).__name__)
        log.warning("mailbox not read", error=type(error).__name__)
    cache.set(STATE, found, timeout=None)


def last_look() -> Look | None:
    """How the last look went; ``None`` where there was none."""
    found: Look | None = cache.get(STATE)
    return found


def record(returned: Returned, raw: bytes, *, at: datetime.datetime) -> bool:
    """A mail of ours came back: it is the secretariat's turn, where it was sent and nobody has seen to it since.

    The same report counts once, also where it could not be moved aside before.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=returned.message).first()
        if message is None:
            return False
        digest = hashlib.sha256(raw).hexdigest()
        _row, is_new = ReturnedMail.objects.get_or_create(digest=digest, defaults={"message": message, "at": at})
        # Numbers are given again after a restore.
        is_same = message.sending == returned.sending and sending_time(message) == returned.queued
        is_meant = message.delivery == Delivery.SENT and is_same and message.to
        if not is_new or not is_meant:
            return False
        message.delivery, message.fault = Delivery.FAILED, _in_words(returned, message)
        message.save(update_fields=["delivery", "fault"])
        return True


def _in_words(returned: Returned, message: Message) -> str:
    said = re.sub(re.escape(message.to), MASK, returned.said, flags=re.IGNORECASE)
    if returned.is_for_good:
        words = _("It came back: %(said)s.") if said else _("It came back.")
    elif said:
        words = _("It came back, after it had been tried for some time: %(said)s.")
    else:
        words = _("It came back, after it had been tried for some time.")
    return (words % {"said": said.rstrip(".")})[:FAULT_LENGTH]


def _opened(box: "MailboxAddress") -> imaplib.IMAP4:
    imap: imaplib.IMAP4
    if box.is_secure:
        proved = ssl.create_default_context()  # without one Python asks for no certificate
        imap = imaplib.IMAP4_SSL(box.host, box.port, timeout=settings.EMAIL_TIMEOUT, ssl_context=proved)
    else:
        imap = imaplib.IMAP4(box.host, box.port, timeout=settings.EMAIL_TIMEOUT)
    try:
        imap.login(box.user, box.password)
        with contextlib.suppress(imaplib.IMAP4.error):
            imap.create(f'"{box.aside}"')  # says no where it is there already
        _must(imap.select(f'"{box.folder}"'))
    except BaseException:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            imap.shutdown()
        raise
    return imap


def _read_all(imap: imaplib.IMAP4, aside: str, *, at: datetime.datetime, is_ended: Callable[[], bool]) -> int:
    recorded = 0
    found = _must(imap.uid("SEARCH", "ALL"))
    for uid in (found[0] or b"").split()[:AT_ONCE]:
        if is_ended():
            break
        parts = _must(imap.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_READ}>)"))
        raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        returned = read(raw)
        recorded += bool(returned and record(returned, raw, at=at))
        _move_aside(imap, uid.decode(), f'"{aside}"')
    imap.expunge()
    return recorded


def _move_aside(imap: imaplib.IMAP4, uid: str, aside: str) -> None:
    """Whatever was read: a mail that is no report would be read again and again."""
    if "MOVE" in imap.capabilities:
        _must(imap.uid("MOVE", uid, aside))
    else:
        _must(imap.uid("COPY", uid, aside))
        _must(imap.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))


def _must(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server answered, where it did what it was asked."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(answer[0])
    return answer[1]
