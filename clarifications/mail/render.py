"""How a message becomes a mail: text with its line, HTML made from it, headers; and the backend that queues."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from clarifications.mail.marks import mark_of
from clarifications.mail.models import Message
from clarifications.wording import trimmed

# How much the text binds, as a line: in work, published, included in a standard. What has ended binds nobody.
RULES = {
    "work": " ".join("." * 30),
    "clarification": " ".join("-" * 30),
    "standard": "_" * 59,
    "ended": " ".join("·" * 3),
}
LINE_OF = {rule: line for line, rule in RULES.items()}
# Marks that turn the direction of what follows, which could make an address or a name read as another one.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
ENDS_OF_LINES = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")
KEYS = re.compile(rf"({settings.AREAS.key_pattern})[^\s<>\"]+")
MASK = "…"
ENDED = re.compile(rf"{settings.AREAS.key_pattern}{MASK}")
SUBJECT_LENGTH = 300


@dataclass(frozen=True)
class LinePart:
    """A piece of a line: text, or an address that is a link."""

    text: str
    is_link: bool


@dataclass(frozen=True)
class MailBlock:
    """What stands between two empty lines: ``lead``, ``text``, ``quote``, ``list``, or ``rule`` and its line."""

    kind: str
    lines: Sequence[Sequence[LinePart]] = ()
    line: str = ""


def one_line(text: str) -> str:
    """``text`` fit for a header or a line of a mail: one line, without control characters."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text.translate(TURNING)).split())


def quoted(text: str) -> str:
    """``text`` as it was typed, each line marked as a quotation, so that no line of it can pass for one of ours."""
    lines = trimmed(text).split("\n") if text.strip() else []
    return "\n".join(f"> {_quotable(line)}".rstrip() for line in lines)


def marked_as_example(subject: str, text: str) -> tuple[str, str]:
    """Subject and text, which say *Example* unless this is the real site; the subject cut to what is kept of it."""
    if settings.MODE == "production":
        return subject[:SUBJECT_LENGTH], text
    if "Example:" not in text:
        text += "\n" + _("Example: this is not the real site. The bodies, people and texts in it are invented.") + "\n"
    return f"[{_('Example')}] {subject}"[:SUBJECT_LENGTH], text


def blocks_of(message: Message) -> Iterator[MailBlock]:
    """The text of ``message`` in blocks, for HTML: lines as lines, quotations apart.

    In a mail of the process the second block, the lead, says what the reader is asked to do.
    """
    for number, paragraph in enumerate(re.split(r"\n{2,}", message.text.strip())):
        lines = paragraph.split("\n")
        if paragraph in LINE_OF:
            yield MailBlock("rule", [_parts(paragraph)], line=LINE_OF[paragraph])
        elif all(line.startswith(">") for line in lines):
            yield MailBlock("quote", [[LinePart(line[2:], is_link=False)] for line in lines])
        elif all(line.startswith("- ") for line in lines):
            yield MailBlock("list", [_parts(line[2:]) for line in lines])
        else:
            yield MailBlock("lead" if message.verb and number == 1 else "text", [_parts(line) for line in lines])


def as_html(message: Message) -> str:
    """The HTML of a mail; styles stand on the elements, because mail programs drop style sheets."""
    context = {"subject": message.subject, "blocks": blocks_of(message), "language": settings.LANGUAGE_CODE}
    return render_to_string("emails/base.html", context)


def as_email(message: Message) -> EmailMultiAlternatives:
    """The mail of a message: text and HTML, marked as written by software so that no absence note answers it.

    ``Message-ID`` is the same however often the message is tried, so that a second copy can be recognised; it tells
    which one it was when it comes back.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_addressed(message)],
        reply_to=[settings.REPLY_TO] if settings.REPLY_TO else None,
        headers={
            "Message-ID": f"<{mark_of(message)}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    email.attach_alternative(as_html(message), "text/html")
    return email


def without_keys(text: str) -> str:
    """``text`` with the addresses that open something to whoever holds them cut short."""
    return KEYS.sub(rf"\g<1>{MASK}", text)


def with_link(text: str, path: str) -> str:
    """``text`` with the private link as it is now, for one that ``without_keys`` cut short, a former one of the same
    case, and one to the site under a former name."""
    key = re.escape(path.strip("/").rpartition("/")[2].partition("-")[0])
    return re.sub(rf"https?://[^\s/]+/request/(?:{MASK}|{key}-[^\s<>\"]+)", settings.SITE_URL + path, text)


class QueueBackend(BaseEmailBackend):
    """Queues what libraries and other rooms send, such as invitations and password links, as messages of no case."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep a message for each recipient, in the transaction of whoever sends; HTML is made when it goes out."""
        now = timezone.now()
        rows = []
        for email in email_messages:
            if email.attachments:
                raise ValueError("Messages are queued as text; an attachment would be lost.")
            subject, text = marked_as_example(one_line(str(email.subject)), str(email.body).strip() + "\n")
            for name, address in (parseaddr(recipient) for recipient in email.recipients()):
                rows.append(
                    Message(
                        to=address, to_name=one_line(name)[:120], subject=subject, text=text, queued_at=now, next_at=now
                    )
                )
        return len(Message.objects.bulk_create(rows))


def _quotable(line: str) -> str:
    """A line as typed; what a mail program could take for the end of it is a blank, and no sign turns what follows."""
    return CONTROLS.sub("", ENDS_OF_LINES.sub(" ", line.translate(TURNING)))


def _addressed(message: Message) -> str:
    """The recipient as a header says it: a name that holds an address is quoted and stays a name."""
    return str(Address(display_name=message.to_name, addr_spec=message.to)) if message.to_name else message.to


def _parts(line: str) -> list[LinePart]:
    parts, end = [], 0
    for found in LINK.finditer(line):
        # What people typed is never made a link: it could lead anywhere.
        is_own = found.group().startswith(settings.SITE_URL + "/")
        parts += [LinePart(line[end : found.start()], is_link=False), LinePart(found.group(), is_link=is_own)]
        end = found.end()
    return [part for part in (*parts, LinePart(line[end:], is_link=False)) if part.text]
