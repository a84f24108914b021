"""Mail that comes back: read from a mailbox over IMAP, once, whatever stands in it; the secretariat's turn."""

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Seat, User
from casco_site.environment import MailboxAddress, mailbox
from clarifications.mail.mailbox import last_look, look
from clarifications.mail.marks import mark_of
from clarifications.mail.models import Message, ReturnedMail
from clarifications.mail.outbox import purge_messages, send_again
from clarifications.mail.returned import read
from clarifications.mail.whom_to_ask import whom_to_ask
from tests.builders import under_review
from tests.clarifications.mail import reports
from tests.clarifications.mail.imap_server import Box, serving
from tests.factories import RepresentativeFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 27, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def message():
    """A mail to a member that was sent."""
    case = under_review()
    message = case.clarification.messages.filter(to=case.max.email).first()
    Message.objects.filter(pk=message.pk).update(delivery="sent", to="max@body.example")
    message.refresh_from_db()
    return message


@pytest.fixture
def mails():
    """Let the worker look into a mailbox with these mails."""

    def looked(*mails, **given):
        with serving(Box(list(mails), **given)) as box:
            look(
                MailboxAddress("127.0.0.1", box.port, "site", "secret", "INBOX", "Read", False),
                at=NOW,
                is_ended=lambda: False,
            )
        return box

    return looked


def id_of(message):
    return f"{mark_of(message)}@site.example"


def stands(message):
    message.refresh_from_db()
    return message.delivery, message.fault


@pytest.mark.parametrize(("write", "said"), reports.FOR_GOOD.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_mail_that_came_back_is_not_delivered_and_says_why(message, mails, write, said):
    box = mails(write(id_of(message)))

    assert stands(message) == ("failed", f"It came back: {said.rstrip('.')}.")
    assert (len(box.left), len(box.aside)) == (0, 1)


def test_what_was_tried_for_days_says_so(message, mails):
    mails(reports.postfix_expired(id_of(message)))

    assert stands(message)[1].startswith(
        "It came back, after it had been tried for some time: 4.4.1 X-Postfix; connect"
    )


@pytest.mark.parametrize("write", [reports.in_no_charset_there_is, reports.without_a_status])
def test_a_report_in_an_odd_form_still_counts(message, mails, write):
    mails(write(id_of(message)))

    assert stands(message)[0] == "failed"


@pytest.mark.parametrize("write", reports.SAYS_NOTHING)
def test_what_is_no_report_of_a_failure_is_moved_aside_and_changes_nothing(message, mails, write):
    box = mails(write(id_of(message)))

    assert stands(message) == ("sent", "")
    assert (len(box.left), len(box.aside)) == (0, 1)


@pytest.mark.parametrize("forged", ["9.1.20261127100000000000." + "0" * 24 + "@site.example", "2026@elsewhere.example"])
def test_a_report_of_a_mail_that_is_not_ours_changes_nothing(message, mails, forged):
    mails(reports.postfix(forged), reports.postfix(id_of(message).replace(".1.", ".2.")))

    assert stands(message) == ("sent", "")


def test_a_report_of_a_mail_that_is_gone_or_erased_changes_nothing(message, mails):
    gone = Message(pk=message.pk + 1000, queued_at=message.queued_at)
    Message.objects.filter(pk=message.pk).update(to="")

    mails(reports.postfix(id_of(gone)), reports.postfix(id_of(message)))

    assert stands(message)[0] == "sent"


def test_one_report_counts_once_also_where_it_could_not_be_moved_aside(message, mails):
    report = reports.postfix(id_of(message))
    broken = mails(report, breaks_at="MOVE")
    send_again(message, at=NOW)
    Message.objects.filter(pk=message.pk).update(delivery="sent", fault="")

    box = mails(report)

    assert stands(message) == ("sent", "")
    assert (len(broken.left), len(box.aside), ReturnedMail.objects.count()) == (1, 1, 1)


def test_a_late_report_of_a_former_sending_changes_nothing(message, mails):
    former = id_of(message)
    Message.objects.filter(pk=message.pk).update(delivery="failed")
    send_again(message, at=NOW)
    Message.objects.filter(pk=message.pk).update(delivery="sent")

    mails(reports.exim(former))

    assert stands(message)[0] == "sent"


def test_a_server_that_cannot_move_copies_and_deletes(message, mails):
    box = mails(reports.postfix(id_of(message)), b"Subject: hello\n\nyou", can_move=False)

    assert stands(message)[0] == "failed"
    assert (len(box.left), len(box.aside)) == (0, 2)


def test_many_mails_are_read_some_at_a_time(message, mails):
    box = mails(*[b"Subject: hello\n\nyou"] * 40)

    assert (len(box.left), len(box.aside)) == (15, 25)


@pytest.mark.parametrize("given", [{"password": "another"}, {"breaks_at": "SEARCH"}, {"refuses": "SELECT"}])
def test_a_mailbox_that_cannot_be_read_is_said_and_stops_nothing(message, mails, given):
    mails(reports.postfix(id_of(message)), **given)

    assert stands(message)[0] == "sent"
    assert (last_look().at, bool(last_look().fault)) == (NOW, True)


def test_nobody_answering_is_said_too():
    look(MailboxAddress("127.0.0.1", 1, "site", "secret", "INBOX", "Read", True), at=NOW, is_ended=lambda: False)

    assert last_look().fault == "ConnectionRefusedError"


def test_a_worker_that_is_ended_leaves_the_rest_for_the_next_one(message):
    with serving(Box([reports.postfix(id_of(message))])) as box:
        look(
            MailboxAddress("127.0.0.1", box.port, "site", "secret", "INBOX", "Read", False),
            at=NOW,
            is_ended=lambda: True,
        )

    assert (stands(message)[0], len(box.left)) == ("sent", 1)


def test_the_worker_looks_into_the_mailbox(message, settings):
    with serving(Box([reports.postfix(id_of(message))])) as box:
        settings.RETURNED_MAIL = MailboxAddress("127.0.0.1", box.port, "site", "secret", "INBOX", "Read", False)
        call_command("work", once=True)

    assert stands(message)[0] == "failed"


def test_a_mail_with_parts_without_end_is_read_as_far_as_it_is_looked_at():
    assert read(b"Content-Type: message/rfc822\n\n" * 5000) is None
    assert read(b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 5000) is None


def test_a_report_goes_with_its_message(message, mails):
    mails(reports.postfix(id_of(message)))
    Message.objects.filter(pk=message.pk).update(clarification=None)

    purge_messages(timezone.now() + datetime.timedelta(days=400))

    assert not ReturnedMail.objects.exists()


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("", None),
        (
            "imaps://a%40b.example:p%2Fw@mail.example/Returned/Done",
            ("mail.example", 993, "a@b.example", "p/w", "Returned", "Done", True),
        ),
        ("imap://a:b@localhost", ("localhost", 143, "a", "b", "INBOX", "Read", False)),
    ],
)
def test_the_mailbox_is_named_by_one_address(value, read_as):
    assert mailbox({"X": value}, "X", secure=False) == read_as


@pytest.mark.parametrize(
    "value",
    ["imap://a:b@mail.example", "imaps://mail.example", "imaps://a:b@x:99999/", "imaps://a:b@x/%22", "nonsense"],
)
def test_nonsense_is_refused_at_the_start_without_its_password(value):
    with pytest.raises(ImproperlyConfigured) as refused:
        mailbox({"X": value}, "X", secure=True)

    assert "a:b" not in str(refused.value)


# ---------- at the desk ----------


def test_the_desk_says_that_mail_that_comes_back_is_not_read(browser_of, message, settings):
    sam = message.clarification.screened_by
    off = Page(browser_of(sam).get("/desk/mail/")).words
    settings.RETURNED_MAIL = MailboxAddress("127.0.0.1", 1, "site", "secret", "INBOX", "Read", False)
    cache.clear()
    not_yet = Page(browser_of(sam).get("/desk/mail/")).words
    look(settings.RETURNED_MAIL, at=NOW, is_ended=lambda: False)

    assert "Mail that comes back is not read: no mailbox is named for it." in off
    assert "it was not looked for yet" in not_yet
    fault = "could not be read at 27 November 2026, 12:00 UTC (ConnectionRefusedError)"
    assert fault in Page(browser_of(sam).get("/desk/mail/")).words


def test_the_desk_says_what_came_back_and_whom_to_ask_and_is_cleared_by_seeing_to_it(browser_of, message, mails):
    case = message.clarification
    member = User.objects.get(name="Max Example")
    member.email = "max@body.example"
    member.save()
    seat = member.seats.get()
    RepresentativeFactory(body=seat.body, user__name="Bea Example")
    mails(reports.postfix(id_of(message)))
    browser = browser_of(case.screened_by)
    listed = Page(browser.get("/desk/mail/")).words
    on_the_case = Page(browser.get(case.get_absolute_url())).one("#errand-1")
    page = Page(browser.get(f"/desk/mail/{message.pk}/")).words

    browser.post(f"/desk/mail/{message.pk}/", {"aside": "yes", "note": "Told by telephone."})

    assert "It came back: 5.1.1" in listed
    assert on_the_case == "Your turn Mail could not be delivered"
    asked = f"Max Example sits in {seat.group} for {seat.body}: ask there, or ask Bea Example, Connie Example."
    assert asked in page
    assert "It came back" not in Page(browser.get("/desk/mail/")).words
    assert stands(message)[0] == "aside"


def test_of_a_group_that_nobody_else_speaks_for_the_body_is_asked(message):
    User.objects.filter(name="Max Example").update(email="max@body.example")
    member = User.objects.get(name="Max Example")
    member.save()
    Seat.objects.exclude(user=member).delete()
    to_requester = Message.objects.filter(role="requester").first()

    seat = member.seats.get()
    assert whom_to_ask(message, at=NOW) == [f"Max Example sits in {seat.group} for {seat.body}: ask there."]
    assert whom_to_ask(Message(to="max@body.example"), at=NOW) == whom_to_ask(message, at=NOW)
    assert whom_to_ask(to_requester, at=NOW) == []
