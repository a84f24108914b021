"""Mail that waited when a backup was made is held back when it is restored: no worker takes it."""

import datetime

import pytest

from clarifications.mail.models import Message
from clarifications.mail.outbox import LEASE, claim, held_back, hold_back

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


def queued(**given) -> Message:
    known = {"to": "rita@member.example", "to_name": "Rita", "subject": "Hello", "text": "Hello.", "verb": "submit"}
    return Message.objects.create(**(known | {"queued_at": NOON, "next_at": NOON} | given))


def test_what_waited_or_was_being_sent_is_held_back_and_goes_nowhere():
    waiting = queued()
    sending = queued(delivery="sending", leased_until=NOON - LEASE)
    queued(delivery="sent")
    queued(to="")

    held = hold_back()

    assert (held, list(held_back()), claim(NOON + LEASE)) == (3, [waiting, sending], None)
    assert Message.objects.get(pk=sending.pk).leased_until is None


def test_to_hold_back_twice_holds_nothing_more():
    queued()
    hold_back()

    assert (hold_back(), held_back().count()) == (0, 1)
