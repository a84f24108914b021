"""Signing in and out, new passwords, and what is closed to everybody."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.invitations import link_for
from tests.factories import PASSWORD, UserFactory
from tests.page import Page

NEW = "four unrelated words do"


def sign_in(browser, user, password=PASSWORD, **extra):
    return browser.post("/account/login/", {"login": user.email, "password": password}, **extra)


def reset_link():
    return re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_signing_in_leads_to_the_desk(petra, max_):
    answer = sign_in(petra, max_)

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_the_address_may_be_typed_in_any_case(petra, max_):
    answer = petra.post("/account/login/", {"login": max_.email.upper(), "password": PASSWORD})

    assert answer.status_code == 302


def test_signing_in_leads_back_to_where_one_was_going(petra, max_):
    answer = petra.post("/account/login/", {"login": max_.email, "password": PASSWORD, "next": "/account/"})

    assert answer["Location"] == "/account/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "http://[::1", "//[", "\\\\evil.example"])
def test_signing_in_leads_to_no_other_site(petra, max_, elsewhere):
    answer = petra.post("/account/login/", {"login": max_.email, "password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/desk/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(petra, max_):
    wrong = sign_in(petra, max_, password="not the password")
    unknown = petra.post("/account/login/", {"login": "nobody@member.example", "password": PASSWORD})

    errors = [answer.context["form"].non_field_errors() for answer in (wrong, unknown)]
    assert errors == [["This e-mail and this password do not go together."]] * 2


def test_a_page_with_errors_says_so_in_its_title(petra, max_):
    answer = sign_in(petra, max_, password="not the password")

    assert "<title>Error: Sign in" in answer.content.decode()


def test_somebody_switched_off_cannot_sign_in(petra, db):
    gone = UserFactory(is_active=False)

    sign_in(petra, gone)

    assert "_auth_user_id" not in petra.session


def test_signing_out_needs_the_button(browser_of, max_):
    browser = browser_of(max_)

    looked = (browser.get("/account/logout/").status_code, "_auth_user_id" in browser.session)
    browser.post("/account/logout/")

    assert looked == (200, True)
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "account_confirm_email"])
def test_pages_of_the_library_that_this_site_does_not_want_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/accounts/signup/"])
def test_nobody_signs_up(petra, db, path):
    answer = petra.post(path, {"email": "new@member.example", "password1": NEW, "password2": NEW})

    assert answer.status_code == 404


def test_a_new_password_comes_by_a_link_that_works_once(petra, max_):
    petra.post("/account/password/reset/", {"email": max_.email})
    link = reset_link()
    form = petra.get(link)["Location"]

    petra.post(form, {"password1": NEW, "password2": NEW})

    max_.refresh_from_db()
    assert max_.check_password(NEW)
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_the_link_stands_under_the_address_of_the_site(petra, max_):
    petra.post("/account/password/reset/", {"email": max_.email}, headers={"host": "localhost"})

    assert "http://127.0.0.1:8000/account/password/reset/key/" in mail.outbox[-1].body
    assert "localhost" not in mail.outbox[-1].body


def test_whoever_lost_the_invitation_gets_in_by_a_new_password(petra, db):
    nina = UserFactory(password=None)
    petra.post("/account/password/reset/", {"email": nina.email})
    form = petra.get(reset_link())["Location"]

    petra.post(form, {"password1": NEW, "password2": NEW})

    nina.refresh_from_db()
    assert nina.check_password(NEW)


def test_an_unknown_address_gets_the_same_page_and_no_mail(petra, max_):
    known = petra.post("/account/password/reset/", {"email": max_.email})
    unknown = petra.post("/account/password/reset/", {"email": "nobody@member.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[max_.email]]


def test_a_changed_password_is_told_to_its_owner(browser_of, max_):
    browser_of(max_).post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    max_.refresh_from_db()
    assert max_.check_password(NEW)
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([max_.email], "Your password was changed")
    assert mail.outbox[-1].extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/protect/",
        "/account/second-factor/",
        "/account/password/change/",
        "/account/logout/",
        "/account/password/reset/sent/",
        "/account/password/reset/done/",
        "/account/inactive/",
        "/account/password/reset/key/1-broken-key/",
    ],
)
def test_every_page_of_an_account_is_ours_and_private(browser_of, max_, settings, path):
    answer = browser_of(max_).get(path)

    own = Path(answer.templates[0].origin.name).is_relative_to(settings.BASE_DIR / "templates")
    assert (answer.status_code, own) == (200, True)
    assert Page(answer).inline == []
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")


@pytest.fixture
def brakes(settings):
    """The rate limits of the settings file."""
    settings.ACCOUNT_RATE_LIMITS = {
        "login_failed": "10/m/ip,5/5m/key",
        "login_failed_anywhere": "12/h/key",
        "login_failed_on_device": "5/5m/key",
        "reset_password": "10/h/ip,3/h/key",
    }
    cache.clear()


TOO_MANY = "Too many attempts with this address. Wait five minutes, then try again; or have a link for a new password"


def guess(user, *, times, network="192.0.2.66", browser=None):
    """Somebody tries passwords from one network."""
    for _number in range(times):
        sign_in(browser or Client(), user, password="not the password", REMOTE_ADDR=network)


def said(answer):
    return answer.context["form"].non_field_errors() if answer.status_code == 200 else []


def test_the_sixth_wrong_password_from_a_network_is_refused_even_if_right(brakes, max_):
    guess(max_, times=5)

    answer = sign_in(Client(REMOTE_ADDR="192.0.2.66"), max_)

    assert said(answer)[0].startswith(TOO_MANY)


def test_a_stranger_elsewhere_locks_no_owner_out(brakes, max_):
    guess(max_, times=8)

    answer = sign_in(Client(REMOTE_ADDR="203.0.113.5"), max_)

    assert answer.status_code == 302


def test_another_person_of_the_same_network_is_not_held_up(brakes, max_, connie):
    guess(max_, times=5)

    answer = sign_in(Client(REMOTE_ADDR="192.0.2.66"), connie)

    assert answer.status_code == 302


def guess_from_everywhere(user):
    for number in range(14):
        guess(user, times=1, network=f"192.0.2.{number}")


def test_guesses_from_many_networks_come_to_an_end(brakes, max_):
    guess_from_everywhere(max_)

    answer = sign_in(Client(REMOTE_ADDR="203.0.113.5"), max_)

    assert said(answer)[0].startswith(TOO_MANY)


@pytest.mark.parametrize("network", ["192.0.2.66", "203.0.113.5"])
def test_a_known_device_gets_in_whatever_strangers_try(brakes, max_, network):
    browser = Client(REMOTE_ADDR=network)
    sign_in(browser, max_)
    browser.post("/account/logout/")
    guess_from_everywhere(max_)
    guess(max_, times=6)

    answer = sign_in(browser, max_)

    assert answer.status_code == 302


def test_a_known_device_has_a_count_of_its_own(brakes, max_):
    browser = Client()
    sign_in(browser, max_)
    browser.post("/account/logout/")
    guess(max_, times=5, browser=browser)

    answers = [sign_in(browser, max_), sign_in(Client(), max_)]

    assert [answer.status_code for answer in answers] == [200, 302]


def test_a_device_is_known_for_its_own_person_alone(brakes, max_, connie):
    browser = Client(REMOTE_ADDR="192.0.2.66")
    sign_in(browser, connie)
    browser.post("/account/logout/")
    guess(max_, times=5)

    answer = sign_in(browser, max_)

    assert said(answer)[0].startswith(TOO_MANY)


@pytest.mark.parametrize("written", ["", "nonsense", "a:b:c", "W10:1tBc:yz"])
def test_a_device_that_says_it_is_known_is_not(brakes, max_, written):
    browser = Client(REMOTE_ADDR="192.0.2.66")
    browser.cookies["device"] = written
    guess(max_, times=5)

    answer = sign_in(browser, max_)

    assert said(answer)[0].startswith(TOO_MANY)


def test_no_device_is_known_any_more_once_the_account_was_closed(brakes, max_):
    browser = Client(REMOTE_ADDR="192.0.2.66")
    sign_in(browser, max_)
    browser.post("/account/logout/")
    max_.entries_ended_at = timezone.now()
    max_.save()
    guess(max_, times=5)

    answer = sign_in(browser, max_)

    assert said(answer)[0].startswith(TOO_MANY)


def test_a_link_by_mail_gets_in_whatever_strangers_try(brakes, max_):
    guess_from_everywhere(max_)
    owner = Client(REMOTE_ADDR="203.0.113.5")
    owner.post("/account/password/reset/", {"email": max_.email})
    owner.post(owner.get(reset_link())["Location"], {"password1": NEW, "password2": NEW})

    answer = sign_in(owner, max_, password=NEW)

    assert answer.status_code == 302


def test_an_invitation_gets_in_whatever_strangers_try(brakes, db):
    nina = UserFactory(password=None)
    guess_from_everywhere(nina)
    owner = Client()
    link = link_for(nina).removeprefix("http://127.0.0.1:8000")
    owner.post(link, {"new_password1": NEW, "new_password2": NEW})

    answer = sign_in(owner, nina, password=NEW)

    assert answer.status_code == 302


def test_behind_a_proxy_one_attacker_does_not_lock_everybody_out(brakes, settings, db):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    users = UserFactory.create_batch(13)
    for user in users[:12]:
        sign_in(
            Client(REMOTE_ADDR="10.0.0.1"), user, password="not the password", headers={"x-forwarded-for": "192.0.2.66"}
        )

    attacker = sign_in(Client(REMOTE_ADDR="10.0.0.1"), users[12], headers={"x-forwarded-for": "192.0.2.66"})
    other = sign_in(Client(REMOTE_ADDR="10.0.0.1"), users[12], headers={"x-forwarded-for": "203.0.113.5"})

    assert (attacker.status_code, other.status_code) == (200, 302)


def test_asking_for_links_again_and_again_gets_the_429_page(brakes, max_):
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/password/reset/", {"email": max_.email})
        for number in range(4)
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert len(mail.outbox) == 3
