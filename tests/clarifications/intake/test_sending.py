"""Sending a request: the check, the confirmation mail, the mailed link, and what the secretariat enters for a body."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clarifications.case.models import Clarification
from clarifications.intake.drafts import PAUSE
from clarifications.intake.models import Draft
from clarifications.intake.receiving import delete_draft
from clarifications.mail.models import Message
from tests.clarifications.intake.pages import (
    BACKGROUND,
    IDENTITY,
    MAILED,
    QUESTION,
    ask,
    errors_of,
    mailed_link,
    page_of,
    texts,
)
from tests.factories import UserFactory
from tests.page import Page

CHANGED = BACKGROUND | {"background": "They agree by now."}

# ---------- check, confirmation mail ----------


def test_the_check_page_shows_all_answers_apart_by_who_sees_them(petra, complete):
    sheet = petra.get(page_of(complete, "check")).context["sheet"]

    assert [(fact["label"], str(fact["value"])) for fact in sheet.private_facts] == [
        ("Requesting body", "Standards Norland (Example), ISO member body"),
        ("Contact", "Rita Example"),
        ("E-mail", "rita@member.example"),
        ("On behalf of", ""),
    ]
    assert [fact["label"] for fact in sheet.public_facts] == [
        *("Edition", "Clauses", "Subject", "Question 1", "Background", "Own understanding")
    ]


def test_an_unfinished_draft_cannot_be_sent(petra, draft):
    answer = petra.post(page_of(draft, "check"), {"nobody_named": "on"})

    assert (answer["Location"], Message.objects.count()) == (page_of(draft, "question"), 0)


def test_nothing_is_sent_before_the_box_is_ticked(petra, complete):
    answer = petra.post(page_of(complete, "check"), {})

    assert [target for target, _message in errors_of(answer)] == ["id_nobody_named"]
    assert Message.objects.count() == 0


def test_asking_for_the_confirmation_receives_nothing(petra, complete):
    answer = petra.post(page_of(complete, "check"), {"nobody_named": "on"}, follow=True)

    assert answer.redirect_chain == [(page_of(complete, "sent"), 302)]
    assert "Nothing is received yet Follow the link that we sent to rita@member.example" in texts(answer)
    assert (Clarification.objects.count(), Message.objects.get().to) == (0, "rita@member.example")


def test_a_double_click_sends_one_mail(petra, complete):
    link = ask(petra, complete)

    again = ask(petra, complete)

    assert (again, Message.objects.count()) == (link, 1)


def test_the_link_can_be_sent_again_after_a_while(petra, complete):
    first = ask(petra, complete)
    Draft.objects.update(asked_at=timezone.now() - PAUSE)

    answer = petra.post(page_of(complete, "sent"), follow=True)

    assert (answer.status_code, Message.objects.count(), mailed_link() == first) == (200, 2, False)
    assert petra.get(first).status_code == 410


def test_too_many_mails_to_one_address_are_refused_in_words(petra, complete):
    ask(petra, complete)
    for _ in range(5):
        Draft.objects.update(asked_at=timezone.now() - PAUSE)
        petra.post(page_of(complete, "sent"))
    Draft.objects.update(asked_at=timezone.now() - PAUSE)

    answers = [petra.post(page_of(complete, "sent")), petra.post(page_of(complete, "check"), {"nobody_named": "on"})]

    assert ["Too many messages went to this address today." in texts(answer) for answer in answers] == [True, True]
    assert Message.objects.count() == 6


def test_correcting_the_address_sends_to_the_new_one(petra, complete):
    former = ask(petra, complete)
    petra.post(page_of(complete, "identity"), IDENTITY | {"email": "rita@norland.example"})

    link = ask(petra, complete)

    assert list(Message.objects.order_by("pk").values_list("to", flat=True)) == [
        "rita@member.example",
        "rita@norland.example",
    ]
    assert [petra.get(former).status_code, petra.get(link).status_code] == [410, 200]


def test_a_page_sent_again_as_it_was_leaves_the_link_good(petra, complete):
    link = ask(petra, complete)

    answer = petra.post(page_of(complete, "background"), BACKGROUND, follow=True)

    assert "is good as long as you change nothing: where it went" in texts(answer)
    assert [petra.get(page_of(complete, "sent")).status_code, petra.get(link).status_code] == [200, 200]


def test_of_a_changed_draft_every_page_says_that_its_link_has_ended_and_how_to_send_anew(petra, complete):
    ask(petra, complete)
    petra.post(page_of(complete, "background"), CHANGED)

    answers = [petra.get(page_of(complete, page)) for page in ("check", "standard", "kept")]

    said = "That link confirms nothing any more. Have a new one sent on the page “Check and send”."
    assert [said in texts(answer) for answer in answers] == [True, True, True]
    assert petra.get(page_of(complete, "sent"))["Location"] == page_of(complete, "check")


def test_the_link_of_a_changed_draft_leads_back_to_it(petra, complete):
    link = ask(petra, complete)
    petra.post(page_of(complete, "background"), CHANGED)

    answers = [petra.get(link), petra.post(link)]

    said = "The request was changed after this link was sent. Nothing is received yet."
    assert [(answer.status_code, said in texts(answer)) for answer in answers] == [(410, True), (410, True)]
    assert Page(answers[0]).values("main a.btn-primary") == [f"/request/draft/{complete.key}/"]
    assert Clarification.objects.count() == 0


def test_a_link_that_went_to_a_wrong_address_leads_nobody_to_the_draft(petra, complete):
    link = ask(petra, complete)
    petra.post(page_of(complete, "identity"), IDENTITY | {"email": "rita@norland.example"})

    answer = petra.get(link)

    assert "Another e-mail address was given for it too." in texts(answer)
    assert complete.key not in answer.content.decode()


# ---------- the mailed link ----------


def test_opening_the_link_receives_nothing(petra, complete):
    answer = petra.get(ask(petra, complete))

    assert (answer.status_code, Clarification.objects.count()) == (200, 0)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "strict-origin")


def test_the_button_receives_the_request_and_leads_to_its_private_page(petra, complete):
    answer = Client().post(ask(petra, complete), follow=True)

    clarification = Clarification.objects.get()
    assert answer.redirect_chain == [(clarification.private_path, 302)]
    assert f"Your request is received as {clarification.reference}." in texts(answer)


def test_a_second_press_creates_nothing_and_shows_no_private_link(petra, complete):
    link = ask(petra, complete)
    petra.post(link)

    answers = [petra.post(link), petra.get(link)]

    clarification = Clarification.objects.get()
    assert [answer.status_code for answer in answers] == [410, 410]
    assert [f"Already received as {clarification.reference}" in texts(answer) for answer in answers] == [True, True]
    assert [clarification.key in answer.content.decode() for answer in answers] == [False, False]


def test_an_expired_link_says_how_to_begin_anew(petra, complete):
    link = ask(petra, complete)
    Draft.objects.update(changed_at=timezone.now() - datetime.timedelta(days=8))

    answers = [petra.get(link), petra.post(link)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "This link is over" in texts(answers[0])
    assert Page(answers[1]).values("a.btn-primary")[-1] == "/request/"
    assert Clarification.objects.count() == 0


def test_a_link_that_never_was_is_over(petra, db):
    assert petra.get("/request/confirm/abc/").status_code == 410


def test_a_draft_that_lost_what_it_needs_is_refused_in_words(petra, complete):
    link = ask(petra, complete)
    Draft.objects.update(answers=complete.answers | {"question": {"unfinished": True}}, asked_for="")

    answer = petra.post(link)

    assert (answer.status_code, Clarification.objects.count()) == (410, 0)
    assert "The draft is not complete: question" in texts(answer)


def test_a_lost_database_leaves_the_link_good(open_database, petra, complete):
    link = ask(petra, complete)

    def broken(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "clarifications_event" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = petra.post(link)

    assert (answer.status_code, Clarification.objects.count()) == (200, 0)
    assert "Nothing was saved" in texts(answer)
    assert petra.post(link).status_code == 302


@pytest.mark.parametrize("page", ["standard", "question", "background", "identity", "check", "sent"])
def test_a_received_draft_says_so_and_shows_no_private_link(petra, complete, page):
    petra.post(ask(petra, complete))

    answers = [petra.get(page_of(complete, page)), petra.post(page_of(complete, page), BACKGROUND)]

    clarification = Clarification.objects.get()
    assert [f"Received as {clarification.reference}" in texts(answer) for answer in answers] == [True, True]
    assert [clarification.key in answer.content.decode() for answer in answers] == [False, False]


def test_a_received_draft_has_no_page_to_go_on_with(petra, complete):
    petra.post(ask(petra, complete))

    answers = [
        petra.get(f"/request/draft/{complete.key}/", follow=True),
        petra.get(page_of(complete, "kept"), follow=True),
    ]

    assert ["The draft is a request now" in texts(answer) for answer in answers] == [True, True]


# ---------- the secretariat enters a request ----------


def test_only_the_secretariat_enters_requests(petra, browser_of, connie):
    statuses = [petra.get("/desk/new/request/").status_code, browser_of(connie).post("/desk/new/request/").status_code]

    assert (statuses, Draft.objects.count()) == ([302, 403], 0)


def test_a_link_that_could_not_be_delivered_is_told_without_the_words_of_the_other_server(petra, complete):
    ask(petra, complete)
    before = texts(petra.get(page_of(complete, "sent")))
    Message.objects.filter(verb="confirm").update(fault="SMTPRecipientsRefused: 550 5.1.1 <…>: no such mailbox")

    after = texts(petra.get(page_of(complete, "sent")))

    said = "The mail could not be delivered so far. Correct the address below"
    assert (said in before, said in after, "550" in after) == (False, True, False)


def test_an_address_pasted_with_something_unseen_in_it_gets_the_link(petra, complete):
    petra.post(page_of(complete, "identity"), IDENTITY | {"email": "\u200brita@mem\u200dber.example\ufeff"})

    ask(petra, complete)

    assert Message.objects.get(verb="confirm").to == "rita@member.example"


def test_a_draft_of_the_secretariat_is_hidden_and_leads_to_the_sign_in(browser_of, petra, sam, connie, edition):
    browser_of(sam).post("/desk/new/request/", {"edition": "90025/2017"})
    address = page_of(Draft.objects.get(), "question")

    statuses = [browser.get(address).status_code for browser in (browser_of(sam), browser_of(connie), petra)]

    assert statuses == [200, 404, 302]


def test_a_draft_of_the_secretariat_asks_for_the_second_factor_too(browser_of, sam, edition, settings):
    browser = browser_of(sam)
    browser.post("/desk/new/request/", {"edition": "90025/2017"})
    settings.SECOND_FACTOR_REQUIRED = True

    statuses = [browser.get(page_of(Draft.objects.get(), page)).status_code for page in ("question", "check")]

    assert statuses == [403, 403]


def test_the_secretariat_receives_for_a_body_without_a_confirmation_mail(browser_of, sam, edition):
    browser = browser_of(sam)
    assert browser.get("/desk/new/request/").status_code == 200
    browser.post("/desk/new/request/", {"edition": "90025/2017"})
    draft = Draft.objects.get()
    for page, answers in (("question", QUESTION), ("background", BACKGROUND), ("identity", IDENTITY | MAILED)):
        browser.post(page_of(draft, page), answers)
    checked = browser.get(page_of(draft, "check"))

    answer = browser.post(page_of(draft, "check"), {"nobody_named": "on"})

    clarification = Clarification.objects.get()
    told = list(clarification.messages.filter(role="requester").values_list("verb", "to"))
    assert "Receive the request" in texts(checked)
    assert (answer["Location"], clarification.entered_by) == (clarification.get_absolute_url(), sam)
    assert told == [("submit", "rita@member.example")]
    assert not Message.objects.filter(verb="confirm").exists()


def deletes(browser, draft):
    """Open the page that asks whether to delete a draft, and press its button."""
    address = reverse("clarifications:delete-draft", args=[draft.key])
    return browser.post(address, Page(browser.get(address), "main form").fields)


def test_a_draft_is_deleted_by_the_button_of_a_page_that_says_what_goes(browser_of, petra, sam, complete):
    address = reverse("clarifications:delete-draft", args=[complete.key])
    shown = texts(petra.get(address))
    browser_of(sam).post("/desk/new/request/", {"edition": "90025/2017"})
    other = Draft.objects.exclude(pk=complete.pk).get()

    answers = [deletes(petra, complete), deletes(browser_of(sam), other)]

    for words in ("ISO/IEC 90025:2017", "7.8.6, 7.1.3", "Decision rules", "May it use its own rule?", "Rita Example"):
        assert words in shown
    assert [answer["Location"] for answer in answers] == ["/request/", "/desk/"]
    assert Draft.objects.count() == 0


def test_a_request_that_is_received_is_not_deleted_with_its_draft(petra, complete):
    petra.post(ask(petra, complete))

    answer = petra.post(reverse("clarifications:delete-draft", args=[complete.key]))

    assert ("Received as CR-" in texts(answer), Draft.objects.count()) == (True, 1)


def test_a_draft_that_changed_after_its_page_asked_is_not_deleted_unread(petra, complete):
    address = reverse("clarifications:delete-draft", args=[complete.key])
    window = Page(petra.get(address), "main form").fields
    petra.post(page_of(complete, "background"), {"background": "Typed in another window.", "understanding": ""})

    refused = texts(petra.post(address, window, follow=True))
    there = Draft.objects.count()
    deletes(petra, complete)

    assert "Nothing is deleted; read it first." in refused
    assert "Typed in another window." in refused
    assert (there, Draft.objects.count()) == (1, 0)


def test_a_draft_that_another_window_deletes_meanwhile_is_deleted_once(complete):
    answers = [delete_draft(complete, seen=complete.mark) for _window in range(2)]

    assert (answers, Draft.objects.count()) == ([True, True], 0)


def test_nobody_deletes_a_draft_without_its_address_or_one_that_the_secretariat_entered(browser_of, petra, sam):
    browser_of(sam).post("/desk/new/request/", {"edition": "90025/2017"})
    entered = Draft.objects.get()
    addresses = [reverse("clarifications:delete-draft", args=[key]) for key in (entered.key, "0" * 32)]
    others = [petra, browser_of(UserFactory())]

    answers = [one.post(address, {"seen": entered.mark}).status_code for one in others for address in addresses]

    assert (answers, Draft.objects.count()) == ([302, 404, 404, 404], 1)  # 302: to the sign-in


def test_a_forged_page_deletes_no_draft(complete):
    address = reverse("clarifications:delete-draft", args=[complete.key])

    answer = Client(enforce_csrf_checks=True).post(address, {"seen": complete.mark})

    assert (answer.status_code, Draft.objects.count()) == (403, 1)
