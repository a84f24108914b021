"""The outbox: claims a queued message for one worker, sends it outside every transaction, records what became of it.

Why a message may, in one narrow window, be sent twice stands in docs/decisions/0004-outbox.md.
"""

import datetime
import re
import smtplib
from dataclasses import dataclass
from email.errors import MessageError
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from clarifications.mail.models import Delivery, Message
from clarifications.mail.render import ENDED, MASK, as_email, one_line, with_link, without_keys
from clarifications.map.step_words import Audience

if TYPE_CHECKING:
    from clarifications.case.models import Clarification

LEASE = datetime.timedelta(minutes=5)  # longer than any one sending takes: EMAIL_TIMEOUT holds for each word of SMTP
PAUSES = tuple(
    datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 24 * 60)
)  # after the first, second … failure; after one more the message is given up
AT_ONCE = 10  # candidates looked at together, so that workers side by side do not all reach for the same row
FAULT_LENGTH = 300
TO_SEE_TO = (Delivery.FAILED, Delivery.HELD)  # the secretariat sends it or puts it aside
TO_AN_ACCOUNT = re.compile("/account/")
NO_SUCH_ADDRESS = re.compile(
    r"5\d\d 5\.1\.\d"
)  # RFC 3463: bad destination; other refusals may be the server's own fault


@dataclass(frozen=True)
class Attempt:
    """What became of one attempt to send; no fault is success."""

    fault: str = ""
    final: bool = False


def due(at: datetime.datetime) -> QuerySet[Message]:
    """What can be sent: waiting and its pause over, or left behind by a worker whose lease ran out.

    Messages of no case come first: confirmations, invitations and password links are waited for.
    """
    waiting = Q(delivery=Delivery.QUEUED, next_at__lte=at)
    left_behind = Q(delivery=Delivery.SENDING, leased_until__lt=at)
    of_a_case = ExpressionWrapper(Q(clarification__isnull=False), output_field=BooleanField())
    return Message.objects.filter(waiting | left_behind).order_by(of_a_case, "next_at", "pk")


def claim(at: datetime.datetime) -> Message | None:
    """Take one message for this worker until its lease ends; ``None`` when nothing is due.

    One ``UPDATE`` with the condition in it decides between workers, alike on both databases.
    """
    while candidates := list(due(at).values_list("pk", flat=True)[:AT_ONCE]):
        for pk in candidates:
            lease = {"delivery": Delivery.SENDING, "leased_until": at + LEASE, "attempts": F("attempts") + 1}
            if due(at).order_by().filter(pk=pk).update(**lease):
                return Message.objects.get(pk=pk)
    return None


def send(message: Message) -> Attempt:
    """Try to send a claimed message; must not run inside a transaction. Never raises: a bad message stops no other."""
    if not message.to:
        return Attempt(_("The address was erased before the message was sent."), final=True)
    if message.attempts > len(PAUSES) + 1:
        return Attempt(_("The worker ended each time while it was being sent."), final=True)
    try:
        with get_connection(settings.DELIVERY_BACKEND) as connection:
            sent = connection.send_messages([as_email(message)])
    except Exception as error:  # whatever a mail server, the network or an odd address may bring
        return Attempt(fault_of(error, message), final=_is_for_good(error))
    return Attempt() if sent else Attempt(_("The mail system took no message."))


def record_attempt(message: Message, attempt: Attempt, *, at: datetime.datetime) -> bool:
    """Record what became of a claimed message; ``False`` where the lease had ended and it is another worker's now."""
    return bool(
        Message.objects.filter(pk=message.pk, delivery=Delivery.SENDING, leased_until=message.leased_until).update(
            leased_until=None, fault=attempt.fault, **_delivery(message, attempt, at)
        )
    )


def fault_of(error: Exception, message: Message) -> str:
    """What went wrong, in the words of the mail server, without the address."""
    said = str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_decoded(answer)}" for code, answer in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = f"{error.smtp_code} {_decoded(error.smtp_error)}"
    for address in filter(None, (message.to, message.to_name)):
        said = said.replace(address, MASK)
    return one_line(f"{type(error).__name__}: {said}")[:FAULT_LENGTH]


def given_up() -> QuerySet[Message]:
    """What could not be delivered and nobody has seen to, the oldest first, without its text; of nobody erased."""
    return Message.objects.filter(delivery=Delivery.FAILED).exclude(to="").order_by("queued_at", "pk").defer("text")


def held_back() -> QuerySet[Message]:
    """What waited to be sent when the database was restored, the oldest first; of nobody erased."""
    return Message.objects.filter(delivery=Delivery.HELD).exclude(to="").order_by("queued_at", "pk")


def hold_back() -> int:
    """Hold what waits to be sent: it may have been sent since the backup was made. How many that are."""
    waiting = Message.objects.filter(delivery__in=[Delivery.QUEUED, Delivery.SENDING])
    return waiting.update(delivery=Delivery.HELD, leased_until=None)


def is_repeatable(message: Message) -> bool:
    """Whether a message says something when it is sent again: a link of no case has ended, when it was given up; one
    to an account also where it was held back, since what a backup knows of doors is ended."""
    opens = ENDED if message.delivery == Delivery.FAILED else TO_AN_ACCOUNT
    return message.clarification is not None or not opens.search(message.text)


def send_again(message: Message, *, at: datetime.datetime) -> bool:
    """Queue what was given up or held, to where its reader is written to now; ``False`` where it was seen to."""
    case = message.clarification
    text = with_link(message.text, case.private_path) if case and _is_to_requester(message) else message.text
    queued = {"delivery": Delivery.QUEUED, "attempts": 0, "next_at": at, "to": address_now(message), "text": text}
    queued["sending"] = F("sending") + 1
    return bool(Message.objects.filter(pk=message.pk, delivery__in=TO_SEE_TO).update(**queued))


def put_aside(message: Message, *, by: User, note: str) -> bool:
    """Say why what was given up or held is not to be sent; ``False`` where somebody else was faster."""
    aside = {"delivery": Delivery.ASIDE, "note": note, "put_aside_by": by, "text": without_keys(message.text)}
    return bool(Message.objects.filter(pk=message.pk, delivery__in=TO_SEE_TO).update(**aside))


def address_now(message: Message) -> str:
    """Where the reader of a message is written to now: the address may have been corrected meanwhile."""
    case = message.clarification
    if case is not None and _is_to_requester(message):
        return case.identity.email
    known = User.objects.filter(pk__in=User.history.filter(email=message.to).values("id")).first()
    return known.email if known else message.to


def relink_waiting(case: "Clarification") -> None:
    """Put the private link as it is now into what waits to be sent to the requester: the one in there has ended."""
    for message in case.messages.filter(role=Audience.REQUESTER.value, delivery=Delivery.QUEUED):
        message.text = with_link(message.text, case.private_path)
        message.save(update_fields=["text"])


def purge_messages(at: datetime.datetime) -> int:
    """Delete messages of no case when their links have ended: the addresses may belong to nobody here."""
    before = at - datetime.timedelta(days=settings.DRAFT_DAYS)
    ended = [Delivery.SENT, Delivery.FAILED, Delivery.ASIDE, Delivery.HELD]
    over = Q(delivery__in=ended, clarification__isnull=True, queued_at__lt=before)
    return Message.objects.filter(over).delete()[0]


def deliver_without_sending() -> int:
    """Mark every waiting message sent when it was queued: the past of the demonstration, whose mail goes nowhere."""
    return Message.objects.filter(delivery=Delivery.QUEUED).update(delivery=Delivery.SENT, sent_at=F("queued_at"))


def _delivery(message: Message, attempt: Attempt, at: datetime.datetime) -> dict[str, object]:
    given_up = attempt.final or message.attempts > len(PAUSES)
    if attempt.fault and not given_up:
        return {"delivery": Delivery.QUEUED, "next_at": at + PAUSES[message.attempts - 1]}
    columns: dict[str, object] = (
        {"delivery": Delivery.FAILED} if attempt.fault else {"delivery": Delivery.SENT, "sent_at": at}
    )
    if settings.MODE != "demo":  # there the page that shows all mail is where people find their links
        columns["text"] = without_keys(message.text)  # what opens something is never kept in a readable form for long
    return columns


def _is_for_good(error: Exception) -> bool:
    """Whether to try again is no use: no mail can be written to such an address, or its server knows nobody of it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = [f"{code} {_decoded(answer)}" for code, answer in error.recipients.values()]
        return all(NO_SUCH_ADDRESS.match(one) for one in said)
    return isinstance(error, ValueError | IndexError | MessageError)  # what Python's reader of addresses raises


def _is_to_requester(message: Message) -> bool:
    return message.role == Audience.REQUESTER.value


def _decoded(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
