"""Mail that is held back after a restore: seen on the desk, sent with today's links, or put aside with a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from clarifications.mail.models import Message
from clarifications.mail.outbox import hold_back
from clarifications.map import steps
from tests.builders import received, under_review
from tests.clarifications.desk.cases import another
from tests.clarifications.desk.pages import send
from tests.page import Page

pytestmark = pytest.mark.django_db
HELD = "/desk/mail/held/"


def restored() -> list[Message]:
    """What waited is held back; the mails, oldest first."""
    hold_back()
    return list(Message.objects.filter(delivery="held").order_by("queued_at", "pk"))


def of_no_case(text: str) -> Message:
    now = timezone.now()
    known = {"to": "nina@member.example", "subject": "Hello", "queued_at": now, "next_at": now}
    return Message.objects.create(text=text, **known)


def standings() -> dict[str, str]:
    return dict(Message.objects.order_by("pk").values_list("to", "delivery"))


def test_the_desk_says_how_many_and_leads_to_them(browser_of):
    case = received()
    mails = restored()
    browser = browser_of(case.sam)

    desk, page = Page(browser.get("/desk/")), Page(browser.get(HELD))

    assert f"{len(mails)} mails are held back" in desk.words
    assert HELD in [link.attributes["href"] for link in desk.root.css("a")]
    assert page.values("input[name=mails][checked]", "value") == [str(mail.pk) for mail in mails]


def test_where_nothing_is_held_the_desk_is_silent_and_the_page_says_so(browser_of, sam):
    desk, page = Page(browser_of(sam).get("/desk/")), Page(browser_of(sam).get(HELD))

    assert ("held back" in desk.words, "Nothing is held back" in page.words) == (False, True)


@pytest.mark.parametrize("who", ["connie", "max"])
def test_nobody_but_the_secretariat_sees_it(browser_of, who):
    case = under_review()
    restored()
    browser = browser_of(getattr(case, who))

    assert ("held back" in Page(browser.get("/desk/")).words, browser.get(HELD).status_code) == (False, 403)


def test_what_did_not_arrive_is_sent_with_the_link_and_to_the_address_of_today(browser_of):
    case = received()
    mails = restored()
    case.take(steps.CORRECT_ADDRESS, case.sam, email="rita@new.example")
    case.take(steps.RENEW_LINK, case.sam)
    receipt = next(mail for mail in mails if mail.role == "requester")

    answer = browser_of(case.sam).post(HELD, {"mails": [receipt.pk], "again": "yes"})

    receipt.refresh_from_db()
    assert (answer.status_code, receipt.delivery, receipt.to) == (302, "queued", "rita@new.example")
    assert case.clarification.private_path in receipt.text


def test_what_arrived_is_put_aside_with_a_reason_and_opens_nothing_any_more(browser_of):
    case = received()
    mails = restored()
    browser = browser_of(case.sam)
    chosen = {"mails": [mail.pk for mail in mails], "aside": "yes"}

    silent = Page(browser.post(HELD, chosen))
    answer = browser.post(HELD, chosen | {"note": "Sent before the disk broke."})

    aside = Message.objects.filter(delivery="aside", note="Sent before the disk broke.", put_aside_by=case.sam)
    assert silent.errors == [("id_note", "Say why they are put aside.")]
    assert (answer.headers["Location"], aside.count()) == ("/desk/", len(mails))
    assert [mail for mail in aside if case.clarification.link in mail.text] == []


def test_at_least_one_is_chosen_and_what_was_typed_stays(browser_of):
    case = received()
    restored()

    page = Page(browser_of(case.sam).post(HELD, {"aside": "yes", "note": "Sent before."}))

    assert [said for _target, said in page.errors] == ["Choose at least one mail."]
    assert page.values("input[name=note]", "value") == ["Sent before."]


def test_a_link_to_an_account_has_ended_and_is_not_sent(browser_of, sam):
    ended = of_no_case("Set a password: http://127.0.0.1:8000/account/invitation/abc/")
    restored()
    browser = browser_of(sam)

    page = Page(browser.post(HELD, {"mails": [ended.pk], "again": "yes"}))

    assert ["The link in it has ended" in said for _target, said in page.errors] == [True]
    assert standings() == {"nina@member.example": "held"}


def test_a_confirmation_is_still_good(browser_of, sam):
    mail = of_no_case("Confirm: http://127.0.0.1:8000/request/confirm/abc/")
    restored()

    browser_of(sam).post(HELD, {"mails": [mail.pk], "again": "yes"})

    assert standings() == {"nina@member.example": "queued"}


def test_mail_of_a_case_that_is_hidden_from_the_reader_is_not_there(browser_of):
    case = under_review()
    User.objects.filter(pk=case.max.pk).update(is_secretariat=True)
    send(browser_of(case.max), case, "recuse", note="My body asks.")
    mails = restored()
    browser = browser_of(User.objects.get(pk=case.max.pk))

    page = Page(browser.get(HELD))
    browser.post(HELD, {"mails": [mail.pk for mail in mails], "again": "yes"})

    assert page.values("input[name=mails]", "value") == []
    assert set(Message.objects.filter(pk__in=[mail.pk for mail in mails]).values_list("delivery", flat=True)) == {
        "held"
    }


def test_the_case_file_leads_to_it(browser_of):
    case = received()
    restored()

    page = Page(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    assert HELD in [link.attributes["href"] for link in page.root.css("a")]


def test_the_number_of_queries_does_not_grow_with_the_mails(browser_of):
    case = received()
    restored()
    browser = browser_of(case.sam)
    browser.get(HELD)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            browser.get(HELD)
        return len(queries)

    one = counted()
    received(another(case))
    restored()

    assert counted() == one
