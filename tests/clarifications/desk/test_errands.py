"""What waits for the secretariat beside the process is on the page of the case what it is on the desk: its turn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import clarification_in, received, returned, under_review, withdrawn
from tests.clarifications.desk.test_mail_pages import FAULT, address_of, first_row, undelivered
from tests.page import Page

pytestmark = pytest.mark.django_db
NOT_DELIVERED = "Mail could not be delivered"


def page_of(browser, case) -> Page:
    return Page(browser.get(case.clarification.get_absolute_url()))


def heading(page: Page) -> str:
    """What the running head says of whose turn it is."""
    return page.one(".running__end dd")


@pytest.mark.parametrize("state", [State.RETURNED, State.UNDER_REVIEW, State.PUBLISHED, State.WITHDRAWN])
def test_mail_that_was_given_up_is_the_turn_of_the_secretariat_on_the_case_whatever_it_waits_for(browser_of, state):
    case = clarification_in(state)
    mail = undelivered(case)

    page = page_of(browser_of(case.sam), case)

    assert page.one("#errand-1") == f"Your turn {NOT_DELIVERED}"
    assert f"To rita@member.example: {FAULT}" in page.words
    assert address_of(mail) in page.values(".step-next a")
    assert heading(page) == f"You: {NOT_DELIVERED}"


def test_case_and_desk_say_the_same_until_it_is_seen_to(browser_of):
    case = returned()
    mail, browser = undelivered(case), browser_of(case.sam)
    before = first_row(browser)[0], page_of(browser, case).all("#errand-1")

    browser.post(address_of(mail), {"aside": "yes", "note": "Told by telephone."})

    page = page_of(browser, case)
    assert before == (NOT_DELIVERED, [f"Your turn {NOT_DELIVERED}"])
    assert (first_row(browser)[0], page.all("#errand-1")) == ("Requester answers 2 questions", [])
    assert heading(page) == "Requester answers 2 questions"


def test_what_the_process_waits_for_stands_below_it(browser_of):
    case = received()
    undelivered(case)

    page = page_of(browser_of(case.sam), case)

    assert page.all(".step-next h2") == [f"Your turn {NOT_DELIVERED}", "Your turn Check the criteria"]


def test_where_the_process_waits_for_nobody_it_says_nobody_else(browser_of):
    case = withdrawn()
    undelivered(case)

    page = page_of(browser_of(case.sam), case)

    assert page.all(".step-next h2") == [f"Your turn {NOT_DELIVERED}", "Nobody else is waited for"]


def test_the_pages_of_steps_say_it_too(browser_of):
    case = received()
    undelivered(case)

    page = Page(browser_of(case.sam).get(f"{case.clarification.get_absolute_url()}accept/"))

    assert heading(page) == f"You: {NOT_DELIVERED}"


def test_nobody_else_of_the_case_reads_of_it(browser_of):
    case = under_review()
    undelivered(case)

    page = page_of(browser_of(case.max), case)

    assert (NOT_DELIVERED in page.words, "rita@member.example" in page.words) == (False, False)
    assert heading(page) == "Convenor names a drafter"


def test_places_where_somebody_erased_is_named_are_its_turn_there_too(browser_of):
    case = returned()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    page = page_of(browser_of(case.sam), case)

    assert page.one("#errand-1") == "Your turn Look at where somebody erased is named"
    assert first_row(browser_of(case.sam))[0] == "Look at where somebody erased is named"


def test_so_is_mail_of_the_case_that_is_held_back(browser_of):
    case = received()
    case.clarification.messages.update(delivery="held")

    page = page_of(browser_of(case.sam), case)

    assert page.all(".step-next h2")[0] == "Your turn Mail is held back"
    assert "/desk/mail/held/" in page.values(".step-next a")


def test_the_number_of_queries_does_not_grow_with_the_mails(browser_of):
    case = under_review()
    browser, first = browser_of(case.sam), case.clarification.messages.first()
    counted = []

    for pks in ([first.pk], list(case.clarification.messages.values_list("pk", flat=True)[:3])):
        Message.objects.filter(pk__in=pks).update(delivery="failed")
        with CaptureQueriesContext(connection) as queries:
            page_of(browser, case)
        counted.append(len(queries))

    assert counted[0] == counted[1]
