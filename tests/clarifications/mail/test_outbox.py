"""The outbox: who gets a message to send, what becomes of an attempt, when a message is given up."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from clarifications.mail.models import Message
from clarifications.mail.outbox import (
    LEASE,
    PAUSES,
    Attempt,
    address_now,
    claim,
    deliver_without_sending,
    due,
    fault_of,
    given_up,
    is_repeatable,
    purge_messages,
    put_aside,
    record_attempt,
    send,
    send_again,
)
from tests.builders import received
from tests.factories import UserFactory

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class TakesNothing(BaseEmailBackend):
    """A mail system that neither fails nor takes the mail."""

    def send_messages(self, email_messages):
        return 0


class Fails(BaseEmailBackend):
    """A mail system that refuses the recipient in its own words."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({"rita@member.example": (450, b"<rita@member.example>: come back later")})


class KnowsNobody(BaseEmailBackend):
    """A mail system that has no such mailbox, and will have none tomorrow."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({"rita@member.example": (550, b"5.1.1 <rita@member.example>: who?")})


class RefusesAll(BaseEmailBackend):
    """A mail system that was told to take nothing from us, until somebody puts that right."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({"rita@member.example": (554, b"5.7.1 Relay access denied")})


def queued(**given) -> Message:
    known = {"to": "rita@member.example", "to_name": "Rita", "subject": "Hello", "text": "Hello.", "verb": "submit"}
    return Message.objects.create(**(known | {"queued_at": NOON, "next_at": NOON} | given))


def claimed(**given) -> Message:
    queued(**given)
    message = claim(NOON)
    assert message is not None
    return message


# ---------- claiming ----------


@pytest.mark.django_db
def test_a_claimed_message_is_leased_and_nobody_else_gets_it():
    queued()

    first, second = claim(NOON), claim(NOON)

    assert (first.delivery, first.attempts, first.leased_until) == ("sending", 1, NOON + LEASE)
    assert second is None


@pytest.mark.django_db
def test_a_message_left_behind_is_free_again_when_its_lease_ran_out():
    first = claimed()

    before, after = claim(NOON + LEASE), claim(NOON + LEASE + MINUTE)

    assert before is None
    assert (after.pk, after.attempts) == (first.pk, 2)


@pytest.mark.django_db
def test_a_message_is_not_claimed_before_its_time_or_once_it_is_sent_or_given_up():
    queued(next_at=NOON + MINUTE)
    queued(delivery="sent")
    queued(delivery="failed")

    assert claim(NOON) is None


@pytest.mark.django_db
def test_messages_of_no_case_go_first_then_the_oldest():
    case = received().clarification
    Message.objects.all().delete()
    late = queued(clarification=case, next_at=NOON)
    early = queued(clarification=case, next_at=NOON - MINUTE)
    of_no_case = queued(next_at=NOON)

    assert list(due(NOON)) == [of_no_case, early, late]


@pytest.mark.django_db
@pytest.mark.parametrize("waiting", [2, 1])
def test_whoever_is_second_gets_the_next_message_if_there_is_one(waiting):
    first, *others = [queued(next_at=NOON + number * MINUTE) for number in range(waiting)]
    looked = []

    def another_worker_is_faster(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if not looked:
            looked.append(sql)
            Message.objects.filter(pk=first.pk).update(delivery="sending", leased_until=NOON + LEASE)
        return answer

    with connection.execute_wrapper(another_worker_is_faster):
        message = claim(NOON + MINUTE)

    assert message == (others[0] if others else None)


# ---------- sending ----------


@pytest.mark.django_db
def test_a_message_goes_out_through_the_delivery_backend(settings):
    settings.DELIVERY_BACKEND = LOCMEM

    attempt = send(claimed())

    assert attempt == Attempt()
    assert [email.to for email in mail.outbox] == [["Rita <rita@member.example>"]]


@pytest.mark.django_db
def test_a_failure_is_told_in_the_words_of_the_mail_system_without_the_address(settings):
    settings.DELIVERY_BACKEND = f"{__name__}.Fails"

    assert send(claimed()) == Attempt("SMTPRecipientsRefused: 450 <…>: come back later")


@pytest.mark.django_db
def test_a_mail_system_that_takes_nothing_has_failed(settings):
    settings.DELIVERY_BACKEND = f"{__name__}.TakesNothing"

    assert send(claimed()) == Attempt("The mail system took no message.")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["rita", "rita@", "a@b@c.example", "rita@member.example\nBcc: all@b.example"])
def test_an_address_that_is_none_stops_no_worker(settings, address):
    settings.DELIVERY_BACKEND = LOCMEM

    attempt = send(claimed(to=address))

    assert (attempt.fault != "", attempt.final, mail.outbox) == (True, True, [])


@pytest.mark.django_db
@pytest.mark.parametrize(("system", "final"), [("Fails", False), ("KnowsNobody", True), ("RefusesAll", False)])
def test_what_the_server_of_an_address_knows_for_good_is_not_tried_again(settings, system, final):
    settings.DELIVERY_BACKEND = f"{__name__}.{system}"

    assert send(claimed()).final is final


@pytest.mark.django_db
def test_an_address_with_letters_beyond_ascii_is_sent_to(settings):
    settings.DELIVERY_BACKEND = LOCMEM

    assert send(claimed(to="rita@exämple.example", to_name="Zoë")) == Attempt()


@pytest.mark.django_db
def test_a_message_whose_address_was_erased_is_given_up_unsent(settings):
    settings.DELIVERY_BACKEND = LOCMEM

    attempt = send(claimed(to="", subject="", text=""))

    assert (attempt.fault, attempt.final) == ("The address was erased before the message was sent.", True)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_message_during_which_every_worker_ended_is_given_up(settings):
    settings.DELIVERY_BACKEND = LOCMEM

    attempt = send(claimed(attempts=len(PAUSES) + 1))

    assert (attempt.fault, attempt.final) == ("The worker ended each time while it was being sent.", True)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (smtplib.SMTPDataError(552, b"too\nbig for Rita"), "SMTPDataError: 552 too big for …"),
        (smtplib.SMTPSenderRefused(530, "who?", "from@x.example"), "SMTPSenderRefused: 530 who?"),
        (ConnectionRefusedError(111, "refused"), "ConnectionRefusedError: [Errno 111] refused"),
        (OSError("x" * 999), "OSError: " + "x" * 291),
    ],
)
def test_a_fault_is_one_short_line(error, fault):
    assert fault_of(error, Message(to="rita@member.example", to_name="Rita")) == fault


# ---------- what becomes of it ----------


@pytest.mark.django_db
def test_a_sent_message_is_marked_with_the_moment():
    message = claimed()

    kept = record_attempt(message, Attempt(), at=NOON + MINUTE)

    message.refresh_from_db()
    assert kept is True
    assert (message.delivery, message.sent_at, message.leased_until, message.fault) == ("sent", NOON + MINUTE, None, "")


@pytest.mark.django_db
def test_after_each_failure_the_pause_is_longer_and_in_the_end_the_message_is_given_up():
    queued()
    at, pauses = NOON, []

    while (message := claim(at)) is not None:
        record_attempt(message, Attempt("450 later"), at=at)
        message.refresh_from_db()
        pauses.append((message.delivery, message.next_at - at))
        at = message.next_at

    minutes = (1, 5, 30, 120, 360, 1440)
    assert pauses[:-1] == [("queued", minute * MINUTE) for minute in minutes]
    assert (message, pauses[-1][0]) == (None, "failed")
    assert Message.objects.get().fault == "450 later"


@pytest.mark.django_db
def test_a_final_failure_gives_the_message_up_at_once():
    message = claimed()

    record_attempt(message, Attempt("no address", final=True), at=NOON)

    message.refresh_from_db()
    assert (message.delivery, message.fault, message.attempts) == ("failed", "no address", 1)


@pytest.mark.django_db
def test_who_lost_the_lease_marks_nothing():
    late = claimed()
    claim(NOON + LEASE + MINUTE)

    kept = record_attempt(late, Attempt("450 later"), at=NOON + LEASE + MINUTE)

    late.refresh_from_db()
    assert (kept, late.delivery, late.attempts, late.fault) == (False, "sending", 2, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "fault", "text"),
    [
        ("production", "", "At http://a.example/request/…"),
        ("demo", "", "At http://a.example/request/abc-def/"),
        ("production", "450 later", "At http://a.example/request/abc-def/"),
    ],
)
def test_a_private_address_is_kept_no_longer_than_until_it_is_sent(settings, mode, fault, text):
    settings.MODE = mode
    message = claimed(text="At http://a.example/request/abc-def/")

    record_attempt(message, Attempt(fault), at=NOON)

    message.refresh_from_db()
    assert message.text == text


@pytest.mark.django_db
def test_messages_of_no_case_are_deleted_when_their_links_have_ended():
    case = received().clarification
    Message.objects.all().delete()
    kept = [queued(delivery="sent", clarification=case), queued(), queued(delivery="sent", queued_at=NOON + 8 * MINUTE)]
    queued(delivery="sent")
    queued(delivery="aside")

    deleted = purge_messages(NOON + datetime.timedelta(days=7, minutes=1))

    assert deleted == 2
    assert set(Message.objects.all()) == set(kept)


@pytest.mark.django_db
def test_the_past_of_the_demonstration_counts_as_sent_when_it_was_queued():
    queued()
    given_up = queued(delivery="failed")

    marked = deliver_without_sending()

    assert marked == 1
    assert list(Message.objects.exclude(pk=given_up.pk).values_list("delivery", "sent_at")) == [("sent", NOON)]


# ---------- what was given up ----------


@pytest.mark.django_db
def test_what_was_given_up_waits_the_oldest_first_but_for_nobody_erased():
    late, early = queued(delivery="failed", queued_at=NOON + MINUTE), queued(delivery="failed")
    queued(delivery="failed", to="")
    queued(delivery="aside")

    assert list(given_up()) == [early, late]


@pytest.mark.django_db
def test_a_message_to_the_requester_goes_again_to_the_present_address_with_the_present_link(settings):
    settings.MODE = "production"
    case = received().clarification
    message = case.messages.get(role="requester")
    record_attempt(claim(case.submitted_at), Attempt("550 who?", final=True), at=NOON)
    case.link_counter += 1
    case.save()
    case.identity.email = "rita@new.example"
    case.identity.save()
    message = Message.objects.get(pk=message.pk)
    before = (message.delivery, case.private_path in message.text)

    queued_again = send_again(message, at=NOON)

    message.refresh_from_db()
    assert (before, queued_again) == (("failed", False), True)
    assert (message.delivery, message.attempts, message.to, message.next_at) == ("queued", 0, "rita@new.example", NOON)
    assert settings.SITE_URL + case.private_path in message.text


@pytest.mark.django_db
def test_a_message_to_a_person_goes_again_to_where_the_person_is_written_to_now():
    max_ = UserFactory(email="max@old.example")
    message, stranger = queued(delivery="failed", to="max@old.example"), queued(to="nobody@known.example")
    max_.email = "max@new.example"
    max_.save()

    assert [address_now(message), address_now(stranger)] == ["max@new.example", "nobody@known.example"]


@pytest.mark.django_db
def test_a_message_is_put_aside_with_a_reason_and_then_seen_to():
    sam, message = UserFactory(), queued(delivery="failed", fault="550 who?")

    done = [put_aside(message, by=sam, note="Told by telephone."), put_aside(message, by=sam, note="Once more.")]
    done.append(send_again(message, at=NOON))

    message.refresh_from_db()
    assert done == [True, False, False]
    assert (message.delivery, message.note, message.put_aside_by) == ("aside", "Told by telephone.", sam)


@pytest.mark.django_db
def test_a_link_of_no_case_cannot_be_sent_again_once_it_was_cut_short():
    case = received().clarification
    text = "At http://127.0.0.1:8000/account/…"

    repeatable = [is_repeatable(queued(text=text, clarification=one)) for one in (None, case)]

    assert [*repeatable, is_repeatable(queued())] == [False, True, True]
