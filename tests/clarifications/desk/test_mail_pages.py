"""A mail that could not be delivered is a turn of the secretariat: seen on the desk, sent again or put aside."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from clarifications.mail.models import Message
from clarifications.map.steps import State
from tests.builders import clarification_in, received
from tests.clarifications.desk.cases import another
from tests.clarifications.desk.pages import flash, fresh, send
from tests.page import Page, words_of

pytestmark = pytest.mark.django_db
FAULT = "SMTPRecipientsRefused: 550 5.1.1 <…>: no such mailbox"


def undelivered(case=None, **given) -> Message:
    """The receipt of a request, given up; or a message of no case."""
    if case is not None:
        receipt = case.clarification.messages.get(verb="submit", role="requester")
        Message.objects.filter(pk=receipt.pk).update(delivery="failed", fault=FAULT, attempts=7)
        return Message.objects.get(pk=receipt.pk)
    now = timezone.now()
    known = {"to": "nina@member.example", "subject": "Hello", "text": "Hello.", "delivery": "failed", "fault": FAULT}
    return Message.objects.create(**(known | {"queued_at": now, "next_at": now} | given))


def first_row(browser, query="") -> list[str]:
    """What the first row of the desk says; nothing where there is none."""
    row = Page(browser.get(f"/desk/{query}")).root.css_first("tbody tr")
    return [words_of(part) for part in row.css("td.do a, td.do span, td.ref")] if row else []


def address_of(message: Message) -> str:
    return f"/desk/mail/{message.pk}/"


def test_it_is_the_first_turn_of_the_secretariat_with_case_recipient_and_reason(browser_of):
    case = received()
    undelivered(case)

    page = Page(browser_of(case.sam).get("/desk/"))

    assert first_row(browser_of(case.sam)) == [
        "Mail could not be delivered",
        f"To rita@member.example: {FAULT}",
        case.clarification.reference,
    ]
    assert "You (2)" in page.words


def test_one_of_no_case_waits_too_unless_cases_are_looked_for(browser_of, sam):
    undelivered()

    assert first_row(browser_of(sam))[:1] == ["Mail could not be delivered"]
    assert first_row(browser_of(sam), "?state=received") == []


@pytest.mark.parametrize("who", ["connie", "max", "petra"])
def test_nobody_else_sees_it(browser_of, petra, who):
    case = clarification_in(State.UNDER_REVIEW)
    mails = [undelivered(case), undelivered()]
    browser = petra if who == "petra" else browser_of(getattr(case, who))

    statuses = [browser.get(address_of(mail)).status_code for mail in mails]

    assert statuses == ([302, 302] if who == "petra" else [403, 403])
    assert "Mail could not be delivered" not in Page(browser.get("/desk/", follow=True)).words


def test_that_of_a_case_which_is_hidden_from_the_reader_is_not_there(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    User.objects.filter(pk=case.max.pk).update(is_secretariat=True)
    send(browser_of(case.max), case, "recuse", note="My body asks.")
    mail = undelivered(case)

    browser = browser_of(User.objects.get(pk=case.max.pk))

    assert browser.get(address_of(mail)).status_code == 404
    assert first_row(browser) == []


def test_it_is_sent_again(browser_of):
    case = received()
    mail, browser = undelivered(case), browser_of(case.sam)

    answer = browser.post(address_of(mail), {"again": "yes"})

    mail.refresh_from_db()
    assert flash(browser, answer) == "The mail is on its way again."
    assert (mail.delivery, mail.attempts) == ("queued", 0)
    assert first_row(browser)[:1] == ["Check the criteria"]


def test_it_is_put_aside_with_a_reason_that_stands_with_the_mail_of_the_case(browser_of):
    case = received()
    mail, browser = undelivered(case), browser_of(case.sam)

    empty = Page(browser.post(address_of(mail), {"aside": "yes", "note": ""}))
    answer = browser.post(address_of(mail), {"aside": "yes", "note": "Told by telephone."})

    assert empty.errors == [("id_note", "Say why it is put aside.")]
    assert flash(browser, answer) == "The mail is put aside."
    assert first_row(browser)[:1] == ["Check the criteria"]
    assert f"({case.sam}: Told by telephone.)" in Page(browser.get(case.clarification.get_absolute_url())).words


def test_whoever_is_second_learns_that_it_was_seen_to(browser_of):
    case = received()
    mail, browser = undelivered(case), browser_of(case.sam)
    browser.post(address_of(mail), {"again": "yes"})

    page = browser.post(address_of(mail), {"again": "yes"}, follow=True)

    assert "Somebody has seen to this mail already." in Page(page).words


def test_the_address_of_the_requester_is_corrected_and_the_mail_goes_there(browser_of):
    case = received()
    mail, browser = undelivered(case), browser_of(case.sam)
    leads_on = f"{case.clarification.get_absolute_url()}correct-address/"

    page = Page(browser.get(address_of(mail)))
    send(browser, case, "correct-address", email="rita@new\u200b.example", reason="She wrote from it.")

    mail.refresh_from_db()
    assert leads_on in [link.attributes["href"] for link in page.root.css("a")]
    assert fresh(case).identity.email == "rita@new.example"
    assert (mail.to, mail.delivery) == ("rita@new.example", "queued")


def test_an_address_with_an_odd_letter_is_refused_beside_the_field(browser_of):
    case = received()

    page = send(browser_of(case.sam), case, "correct-address", email="rita@\uff4dember.example", reason="So she wrote.")

    assert page.status_code == 200
    assert [target for target, _said in Page(page).errors] == ["id_email"]
    assert fresh(case).identity.email == "rita@member.example"


def test_a_link_that_has_ended_is_not_sent_again(browser_of, sam):
    mail = undelivered(text="Set a password: http://127.0.0.1:8000/account/…")
    browser = browser_of(sam)

    page = Page(browser.get(address_of(mail)))
    browser.post(address_of(mail), {"again": "yes"})

    mail.refresh_from_db()
    assert "It held a link that has ended" in page.words
    assert (mail.delivery, page.root.css_first("button[name=again]")) == ("failed", None)


def test_the_case_file_leads_to_it(browser_of):
    case = received()
    mail = undelivered(case)

    page = Page(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    assert address_of(mail) in [link.attributes["href"] for link in page.root.css("a")]


def test_the_number_of_queries_does_not_grow_with_the_mails(browser_of):
    case = received()
    browser = browser_of(case.sam)
    undelivered(case)
    browser.get("/desk/")  # once in a while it looks for more

    def counted():
        with CaptureQueriesContext(connection) as queries:
            browser.get("/desk/")
        return len(queries)

    one = counted()
    undelivered(received(another(case)))
    for number in range(3):
        undelivered(queued_at=timezone.now() - datetime.timedelta(days=number))

    assert counted() == one
