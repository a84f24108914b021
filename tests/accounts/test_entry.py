"""An address that was changed, and an account that was switched off, let nobody in any more: by no way at all."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.invitations import link_for, person_invited
from accounts.models import User
from accounts.seats import give_seat
from tests.factories import LONG_AGO, PASSWORD, BodyFactory, UserFactory

OLD, NEW_ADDRESS = "nina@member.example", "nina@elsewhere.example"
NEW = "four unrelated words do"


def change(browser, user, **fields):
    """An administrator changes what is given, and nothing else."""
    form = {"name": user.name, "email": user.email, "is_active": "on"} | fields
    return browser.post(f"/admin/accounts/user/{user.pk}/change/", {k: v for k, v in form.items() if v})


def asked_for_link(address):
    Client().post("/account/password/reset/", {"email": address})
    found = re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", mail.outbox[-1].body)
    return found[1] if mail.outbox[-1].to == [address] and found else None


def signed_in(address):
    """A browser that was sent the sign-in form with this address and the right password."""
    browser = Client()
    browser.post("/account/login/", {"login": address, "password": PASSWORD})
    return browser


def is_in(browser):
    return browser.get("/account/").status_code == 200


def typed(browser_of, ada, group):
    browser_of(ada).post("/admin/accounts/user/add/", {"name": "Nina Example", "email": OLD, "is_active": "on"})


def typed_in_capitals(browser_of, ada, group):
    browser_of(ada).post("/admin/accounts/user/add/", {"name": "Nina Example", "email": OLD.upper(), "is_active": "on"})


def with_a_seat(browser_of, ada, group):
    give_seat(email=OLD, name="Nina Example", group=group, body=BodyFactory(), role="member", since=LONG_AGO)


def by_a_command(browser_of, ada, group):
    call_command("createsuperuser", email=OLD, name="Nina Example", interactive=False, verbosity=0)


def with_a_link_asked_for(browser_of, ada, group):
    UserFactory(email=OLD)
    asked_for_link(OLD)


def noted_by_the_library(browser_of, ada, group):
    EmailAddress.objects.create(user=UserFactory(email=OLD), email=OLD, primary=True, verified=True)


WAYS = [typed, typed_in_capitals, with_a_seat, by_a_command, with_a_link_asked_for, noted_by_the_library]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def nina(request, browser_of, ada, group):
    """Somebody whose address came in by one of the ways, and who has a password."""
    request.param(browser_of, ada, group)
    user = User.objects.get(email=OLD)
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_changed_address_signs_in_and_the_former_one_does_not(browser_of, ada, nina):
    change(browser_of(ada), nina, email=NEW_ADDRESS)

    assert [is_in(signed_in(address)) for address in (OLD, NEW_ADDRESS)] == [False, True]


def test_a_former_address_gets_no_link_for_a_new_password(browser_of, ada, nina):
    change(browser_of(ada), nina, email=NEW_ADDRESS)

    assert (asked_for_link(OLD), asked_for_link(NEW_ADDRESS) is None) == (None, False)


def test_what_was_sent_to_the_former_address_before_opens_nothing(browser_of, ada, nina):
    link = asked_for_link(OLD)

    change(browser_of(ada), nina, email=NEW_ADDRESS)

    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_no_address_is_kept_beside_the_present_one(browser_of, ada, nina):
    change(browser_of(ada), nina, email=NEW_ADDRESS)
    asked_for_link(NEW_ADDRESS)
    signed_in(NEW_ADDRESS)

    assert EmailAddress.objects.count() == 0


def test_what_the_library_notes_behind_our_back_lets_nobody_in(db):
    nina = UserFactory(email=NEW_ADDRESS)
    EmailAddress.objects.create(user=nina, email=OLD, primary=True, verified=True)

    assert (is_in(signed_in(OLD)), is_in(signed_in(NEW_ADDRESS)), asked_for_link(NEW_ADDRESS) is None) == (
        False,
        True,
        False,
    )
    Client().post("/account/password/reset/", {"email": OLD})
    assert [message.to for message in mail.outbox] == [[NEW_ADDRESS]]


def test_both_addresses_are_told_and_the_former_one_does_not_learn_the_new_one(browser_of, ada, max_):
    former = max_.email

    change(browser_of(ada), max_, email=NEW_ADDRESS)

    assert [message.to for message in mail.outbox] == [[former], [NEW_ADDRESS]]
    assert {message.subject for message in mail.outbox} == {"Your address at CASCO Clarifications was changed"}
    assert [NEW_ADDRESS in message.body for message in mail.outbox] == [False, False]
    assert ["privacy@secretariat.example" in message.body for message in mail.outbox] == [True, True]


def test_whoever_has_no_password_yet_gets_the_invitation_at_the_new_address(browser_of, ada, db):
    nina = UserFactory(password=None, email=OLD)

    change(browser_of(ada), nina, email=NEW_ADDRESS)

    assert ["/account/invitation/" in message.body for message in mail.outbox] == [False, True]


def test_a_changed_address_ends_every_session(browser_of, ada, max_):
    browser = browser_of(max_)

    change(browser_of(ada), max_, email=NEW_ADDRESS)
    change(browser_of(ada), User.objects.get(pk=max_.pk), email=max_.email)

    assert is_in(browser) is False


def test_an_address_changed_without_the_admin_ends_every_session_too(browser_of, max_):
    browser = browser_of(max_)

    User.objects.filter(pk=max_.pk).update(email=NEW_ADDRESS)

    assert is_in(browser) is False


def test_an_address_brought_back_from_the_history_is_a_change_as_well(browser_of, ada, max_):
    former = max_.email
    change(browser_of(ada), max_, email=NEW_ADDRESS)
    first = max_.history.last()
    mail.outbox.clear()

    browser_of(ada).post(
        f"/admin/accounts/user/{max_.pk}/history/{first.pk}/",
        {"name": max_.name, "email": former, "is_active": "on"},
    )

    assert [message.to for message in mail.outbox] == [[NEW_ADDRESS], [former]]
    assert [is_in(signed_in(address)) for address in (NEW_ADDRESS, former)] == [False, True]


def test_a_change_of_the_name_alone_ends_nothing(browser_of, ada, max_):
    browser = browser_of(max_)

    change(browser_of(ada), max_, name="Max Other")

    assert (is_in(browser), mail.outbox) == (True, [])


@pytest.mark.parametrize("comes_back", [False, True])
def test_links_and_sessions_die_with_the_account_and_stay_dead(browser_of, ada, max_, comes_back):
    browser, link = browser_of(max_), asked_for_link(max_.email)
    opened = Client()
    form = opened.get(link)["Location"]

    change(browser_of(ada), max_, is_active="")
    if comes_back:
        change(browser_of(ada), max_, is_active="on")
    opened.post(form, {"password1": NEW, "password2": NEW})

    max_.refresh_from_db()
    assert (max_.is_active, max_.check_password(NEW), is_in(browser)) == (comes_back, False, False)
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_a_link_dies_with_the_account_wherever_it_was_switched_off(max_):
    link = asked_for_link(max_.email)

    User.objects.filter(pk=max_.pk).update(is_active=False)

    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_an_invitation_dies_with_the_account(browser_of, ada, db):
    nina = UserFactory(password=None)
    token = link_for(nina).rstrip("/").rpartition("/")[2]

    change(browser_of(ada), nina, is_active="")
    change(browser_of(ada), nina, is_active="on")

    assert person_invited(token) is None
