"""Invitations: a link that works once, for some days."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.invitations import invite, link_for, person_invited
from tests.factories import UserFactory

NEW = "four unrelated words do"


@pytest.fixture
def nina(db):
    """Somebody who was made known and has no password yet."""
    return UserFactory(name="Nina Example", password=None)


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


def token_of(link):
    return link.rstrip("/").rpartition("/")[2]


def accept(browser, link, password=NEW):
    return browser.post(path_of(link), {"new_password1": password, "new_password2": password})


def test_an_invitation_leads_to_a_password(petra, nina):
    link = link_for(nina)

    answer = accept(petra, link)

    nina.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
    assert nina.check_password(NEW)


def test_looking_at_an_invitation_changes_nothing(petra, nina):
    link = link_for(nina)

    answers = [petra.get(path_of(link)).status_code, petra.head(path_of(link)).status_code]

    nina.refresh_from_db()
    assert answers == [200, 200]
    assert (nina.has_usable_password(), person_invited(token_of(link))) == (False, nina)


def test_a_used_invitation_says_so_and_offers_a_new_link(petra, nina):
    link = link_for(nina)
    accept(petra, link)

    answer = accept(petra, link, password="another password of mine")

    nina.refresh_from_db()
    assert answer.status_code == 410
    assert "This link no longer works" in answer.content.decode()
    assert 'href="/account/password/reset/"' in answer.content.decode()
    assert nina.check_password(NEW)


def test_an_invitation_ends_after_seven_days(nina):
    now = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False):
        token = token_of(link_for(nina))

    with time_machine.travel(now + datetime.timedelta(days=6, hours=23), tick=False):
        in_time = person_invited(token)
    with time_machine.travel(now + datetime.timedelta(days=7, seconds=2), tick=False):
        too_late = person_invited(token)

    assert (in_time, too_late) == (nina, None)


@pytest.mark.parametrize("token", ["nonsense", "a:b:c", "x" * 3000])
def test_a_forged_invitation_is_refused(petra, db, token):
    answer = petra.get(f"/account/invitation/{token}/")

    assert answer.status_code == 410


def test_the_link_of_somebody_switched_off_is_refused(nina):
    token = token_of(link_for(nina))
    nina.is_active = False
    nina.save()

    person = person_invited(token)

    assert person is None


def test_a_changed_address_uses_the_link_up(nina):
    token = token_of(link_for(nina))
    nina.email = "nina.new@member.example"
    nina.save()

    person = person_invited(token)

    assert person is None


def test_a_weak_password_is_refused_and_the_link_goes_on_working(petra, nina):
    link = link_for(nina)

    answer = accept(petra, link, password="short")

    assert answer.status_code == 200
    assert answer.context["form"].errors["new_password2"][0].startswith("This password is too short.")
    assert person_invited(token_of(link)) == nina


def test_an_invitation_needs_a_form_of_ours(nina):
    browser = Client(enforce_csrf_checks=True)

    answer = accept(browser, link_for(nina))

    nina.refresh_from_db()
    assert (answer.status_code, nina.has_usable_password()) == (403, False)


def test_the_message_brings_the_link_and_says_that_it_is_an_example(nina):
    invite(nina)

    (message,) = mail.outbox
    link = next(line for line in message.body.splitlines() if "/account/invitation/" in line)
    assert (message.to, message.extra_headers) == ([nina.email], {"Auto-Submitted": "auto-generated"})
    assert message.subject == "Your invitation to CASCO Clarifications"
    assert message.body.startswith("Example: this message comes from a demonstration")
    assert person_invited(token_of(link)) == nina


def test_names_stand_in_the_message_as_they_are(db):
    user = UserFactory(name="O'Neill & <b>Söhne</b>", email="oneill@member.example", password=None)

    invite(user)

    assert "Dear O'Neill & <b>Söhne</b>," in mail.outbox[0].body
