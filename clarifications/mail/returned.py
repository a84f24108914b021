"""Reads a mail that may say that one of ours came back. Anybody can send it: nothing is trusted but our mark."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message as Mail

from clarifications.mail.marks import MARK, marked_message
from clarifications.mail.render import one_line

MOST_PARTS = 40
MOST_READ = 256 * 1024  # bytes of a mail; the report stands before what is returned with it
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Returned:
    """That a mail of ours did not arrive: which one, in which sending of it, and what was said of it.

    ``is_for_good``: the address is wrong; otherwise it may be tried again.
    """

    message: int
    sending: int
    queued: str
    said: str
    is_for_good: bool


def read(raw: bytes) -> Returned | None:
    """What a mail says of one of ours; ``None`` where it says of none that it did not arrive."""
    try:
        return _read(email.message_from_bytes(raw[:MOST_READ]))
    except Exception:  # whatever Python's readers of mail raise on what is none
        return None


def _read(mail: Mail) -> Returned | None:
    parts = [part for part, _number in zip(mail.walk(), range(MOST_PARTS), strict=False)]
    failed = next((block for block in _blocks(parts) if _plain(block["Action"]).lower() == "failed"), None)
    ours = next(filter(None, map(marked_message, _marks(mail, parts))), None)
    if failed is None or ours is None:
        return None
    said = " ".join(filter(None, (_plain(failed["Status"]), _plain(failed["Diagnostic-Code"]))))
    status = STATUS.search(said)
    return Returned(*ours, said=one_line(said), is_for_good=status is None or status[1] == "5")


def _blocks(parts: list[Mail]) -> Iterator[Mail]:
    """What the report says of each recipient (RFC 3464)."""
    for part in parts:
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            blocks = part.get_payload()
            yield from (block for block in blocks if isinstance(block, Mail)) if isinstance(blocks, list) else ()


def _marks(mail: Mail, parts: list[Mail]) -> Iterator[str]:
    """Where our mark may stand: in what was returned, or what the report refers to."""
    for part in (*parts, mail):
        for name in ("Message-ID", "In-Reply-To", "References", "Original-Envelope-Id"):
            yield from MARK.findall(_plain(part[name]))
        if part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
            payload = part.get_payload(decode=True)
            yield from MARK.findall(payload.decode("ascii", "replace")) if isinstance(payload, bytes) else ()


def _plain(header: object) -> str:
    """A header in whatever charset it came, or in none that there is."""
    if header is None:
        return ""
    text = str(header)
    try:
        pieces = decode_header(text)
        return "".join(p.decode(c or "ascii", "replace") if isinstance(p, bytes) else p for p, c in pieces).strip()
    except (LookupError, ValueError):
        return text.strip()
