"""With the keys alone: who comes in after an address, a right or a mail went another way than it should."""

import pytest
from django.test import Client
from django.utils import timezone

from casco_site.environment import MailboxAddress
from clarifications.mail.mailbox import look
from clarifications.mail.marks import mark_of
from tests.builders import Case, under_review
from tests.clarifications.mail import reports
from tests.clarifications.mail.imap_server import Box, serving
from tests.factories import PASSWORD, UserFactory
from tests.journeys import acts
from tests.journeys.stage import Stage
from tests.journeys.test_invited import signs_in

ANEW = "another long word for the door"


@pytest.fixture
def hall(stage: Stage):
    """Enter somebody who works with the keys alone."""
    return lambda name, user=None: stage.enters(name, user, keys_only=True)


def test_a_changed_address_ends_the_session_and_a_right_is_seen_by_the_secretariat(hall, stage: Stage, case: Case):
    ada = stage.enters("Ada", UserFactory(name="Ada Example", is_staff=True))
    max_, sam = hall("Max", case.max), hall("Sam", case.sam)
    max_.opens("/desk/")

    ada.opens(f"/admin/accounts/user/{case.max.pk}/change/")
    ada.page.locator("#id_email").fill("max@new.example")
    ada.page.locator("#id_is_secretariat").check()
    ada.presses("Save")
    max_.opens("/desk/")
    max_.is_at("Sign in")
    signs_in(max_, case.max.email)
    former = max_.path
    signs_in(max_, "max@new.example")

    assert (former, max_.path) == ("/account/login/", "/desk/")
    sam.opens("/desk/")
    sam.reads("The administrator Ada Example made Max Example secretariat.")
    assert "max@new.example" not in stage.mail_to(case.max.email)


def test_whoever_is_slowed_down_by_strangers_comes_in_by_a_mailed_link(hall, stage: Stage, case: Case, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login_failed_on_device": "5/5m/key"}
    max_ = hall("Max")
    for _guess in range(5):
        Client().post("/account/login/", {"login": case.max.email, "password": "not the password"})
    max_.opens("/desk/")
    signs_in(max_, case.max.email)
    max_.reads("Too many attempts with this address.")

    max_.follows("Forgotten, or no password yet")
    max_.writes("E-mail", case.max.email)
    max_.presses("Send me the link")
    max_.opens(stage.link_in_mail_to(case.max.email, under="/account/password/reset/key/"))
    max_.writes("New password", ANEW)
    max_.writes("The same password again", ANEW)
    max_.presses("Set the password")
    max_.opens("/desk/")
    max_.writes("E-mail", case.max.email)
    max_.writes("Password", ANEW)
    max_.presses("Sign in", inside=max_.page.locator("main"))

    assert (max_.path, PASSWORD == ANEW) == ("/desk/", False)


def test_mail_that_came_back_is_seen_to(hall, case: Case):
    reference = acts.walked(case, to=under_review)
    message = case.clarification.messages.filter(to=case.max.email).first()
    case.max.email = "max@body.example"
    case.max.save()
    case.clarification.messages.filter(pk=message.pk).update(delivery="sent", to="max@body.example")
    message.refresh_from_db()
    with serving(Box([reports.postfix(f"{mark_of(message)}@site.example")])) as box:
        address = MailboxAddress("127.0.0.1", box.port, "site", "secret", "INBOX", "Read", False)
        look(address, at=timezone.now(), is_ended=lambda: False)
    sam = hall("Sam", case.sam)

    sam.opens("/desk/")
    sam.follows("Mail that did not arrive")
    sam.reads("It came back: 5.1.1")
    sam.follows(message.subject)
    sam.reads(reference, "ask there, or ask")
    sam.writes("Reason", "Told by telephone.")
    sam.presses("Put it aside")

    sam.opens("/desk/mail/")
    sam.reads_nothing_of("It came back")
