"""A request that arrived by e-mail: the secretariat keeps its day and the mail, for itself alone."""

import pytest

from clarifications.intake.models import Draft, Identity
from clarifications.intake.receiving import receive_on_behalf
from clarifications.intake.saving import save_draft
from tests.builders import START, under_review
from tests.clarifications.intake.drafts import LATER, answers_for, complete_draft
from tests.clarifications.intake.pages import BACKGROUND, IDENTITY, MAILED, QUESTION, errors_of, page_of, texts
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_mail(browser_of, sam, edition):
    """A browser of the secretariat, and a draft of which only who asks is missing."""
    browser = browser_of(sam)
    browser.post("/desk/new/request/", {"edition": "90025/2017"})
    draft = Draft.objects.get()
    for page, answers in (("question", QUESTION), ("background", BACKGROUND)):
        browser.post(page_of(draft, page), answers)
    return browser, draft


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"received_on": ""}, "Say on which day the e-mail arrived."),
        ({"received_on": "last week"}, "Write the day as year-month-day: 2026-11-20."),
        ({"received_on": "2999-01-01"}, "This day has not come yet."),
        ({"original_mail": " "}, "Paste the text of the e-mail."),
        ({"original_mail": "x" * 40_001}, "40 001 of at most 40 000 characters."),
    ],
)
def test_the_day_and_the_mail_are_asked_for_and_what_was_typed_stays(by_mail, typed, said):
    browser, draft = by_mail

    page = browser.post(page_of(draft, "identity"), IDENTITY | MAILED | typed)

    assert [text for _target, text in errors_of(page)] == [said]
    assert Page(browser.get(page_of(draft, "identity"))).fields["contact"] == ["Rita Example"]


def test_the_day_and_the_mail_stand_on_the_page_again_and_are_read_over_before_it_is_received(by_mail):
    browser, draft = by_mail
    browser.post(page_of(draft, "identity"), IDENTITY | MAILED)

    fields = Page(browser.get(page_of(draft, "identity"))).fields
    checked = texts(browser.get(page_of(draft, "check")))

    assert (fields["received_on"], fields["original_mail"]) == (["2026-02-27"], [MAILED["original_mail"]])
    assert "Arrived on 27 February 2026" in checked
    assert "The e-mail Dear all, please enter this. Rita" in checked


def test_what_arrived_by_e_mail_keeps_its_day_and_the_mail_itself(edition, sam):
    mail = {"received_on": "2026-02-27", "original_mail": "Dear all,\n\nplease enter this."}
    draft = save_draft(
        complete_draft(edition), page="identity", answers=answers_for(edition, **mail)["identity"], at=START
    )

    identity = receive_on_behalf(draft, by=sam, at=LATER).identity

    assert (f"{identity.received_on}", identity.original_mail) == ("2026-02-27", "Dear all,\n\nplease enter this.")


def test_the_secretariat_reads_the_mail_on_the_case_and_the_requester_its_day(by_mail, petra):
    browser, draft = by_mail
    browser.post(page_of(draft, "identity"), IDENTITY | MAILED)
    browser.post(page_of(draft, "check"), {"nobody_named": "on"})
    draft.refresh_from_db()

    case = texts(browser.get(draft.clarification.get_absolute_url()))
    private = texts(petra.get(draft.clarification.private_path))

    assert "Arrived by e-mail 27 February 2026" in case
    assert "The e-mail as it arrived Dear all, please enter this. Rita" in case
    assert "Asked by e-mail 27 February 2026" in private


def test_the_group_reads_nothing_of_the_mail(browser_of):
    case = under_review()
    Identity.objects.update(original_mail="Zebrafinch", received_on="2026-02-27")

    page = browser_of(case.max).get(case.clarification.get_absolute_url())

    assert "Zebrafinch" not in page.content.decode()
    assert "27 February" not in texts(page)


def test_who_asks_on_the_public_form_is_asked_for_no_mail(petra, edition):
    petra.post("/request/", {"edition": "90025/2017", "clause": "7.1"})

    fields = Page(petra.get(page_of(Draft.objects.get(), "identity"))).fields

    assert {"received_on", "original_mail"} & fields.keys() == set()
