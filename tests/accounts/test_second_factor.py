"""Who must have a second factor is led to set one up before what it protects; everybody else is left alone."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from accounts.second_factor import must_have_one
from tests.factories import PASSWORD, ConvenorFactory, SeatFactory, UserFactory

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def required(settings):
    """The site as in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_second_factor(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def signed_in(user):
    """A browser that went the whole way through sign-in."""
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browser


@pytest.mark.parametrize("path", ["/people/", "/people/seat/", "/desk/", "/admin/"])
def test_the_secretariat_is_led_to_a_second_factor(required, browser_of, sam, path):
    answer = browser_of(sam).get(path)

    assert (answer.status_code, answer["Location"]) == (302, f"/account/protect/?next={path.replace('/', '%2F')}")


def test_a_form_sent_to_a_protected_page_does_nothing_either(required, browser_of, sam, max_):
    seat = max_.seats.get()

    answer = browser_of(sam).post(f"/people/seat/{seat.pk}/end/", {"until": "2026-11-30"})

    seat.refresh_from_db()
    assert (answer.status_code, seat.until) == (302, None)


def test_a_convenor_is_led_to_a_second_factor_and_a_member_is_not(required, browser_of, connie, max_):
    answers = [browser_of(user).get("/people/").status_code for user in (connie, max_)]

    assert answers == [302, 403]


def test_an_administrator_is_led_to_a_second_factor(required, browser_of, ada):
    answer = browser_of(ada).get("/admin/")

    assert answer["Location"].startswith("/account/protect/")


def test_nobody_is_led_anywhere_where_it_is_not_required(browser_of, sam, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    answer = browser_of(sam).get("/people/")

    assert answer.status_code == 200


def test_with_a_second_factor_the_way_is_free(required, browser_of, sam):
    give_second_factor(sam)

    answer = browser_of(sam).get("/people/")

    assert answer.status_code == 200


def test_what_is_public_stays_open_without_one(required, browser_of, sam):
    answer = browser_of(sam).get("/privacy/")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("since", "until", "needs"),
    [
        (datetime.date(2020, 1, 1), None, True),
        (datetime.date(2020, 1, 1), DAY, True),
        (datetime.date(2020, 1, 1), DAY - datetime.timedelta(days=1), False),
        (DAY + datetime.timedelta(days=1), None, False),
    ],
)
def test_a_convenor_needs_one_while_the_seat_lasts(db, since, until, needs):
    convenor = ConvenorFactory(since=since, until=until).user

    needed = must_have_one(convenor, day=DAY)

    assert needed is needs


def test_a_member_needs_none(db):
    member = SeatFactory().user

    needed = must_have_one(member, day=DAY)

    assert needed is False


def test_setting_one_up_leads_from_the_page_to_recovery_codes_and_back(required, sam):
    browser = signed_in(sam)
    browser.get("/account/protect/", {"next": "/people/"})
    ask = browser.get("/account/second-factor/app/")
    browser.post(ask["Location"], {"password": PASSWORD, "next": "/account/second-factor/app/"})
    page = browser.get("/account/second-factor/app/")
    secret = page.context["form"].secret

    done = browser.post("/account/second-factor/app/", {"code": code_for(secret)})
    codes = browser.get(done["Location"])
    onwards = browser.get("/account/continue/")

    assert ask["Location"].startswith("/account/reauthenticate/")
    assert (done["Location"], len(codes.context["unused_codes"])) == ("/account/second-factor/codes/", 10)
    assert onwards["Location"] == "/people/"
    assert browser.get("/people/").status_code == 200


def test_the_picture_to_scan_needs_no_data_address(required, sam):
    browser = signed_in(sam)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    page = browser.get("/account/second-factor/app/").content.decode()

    assert ("<svg" in page, "data:image" in page, "<?xml" in page, 'style="' in page) == (True, False, False, False)


def test_a_wrong_code_is_refused_in_our_words(required, sam):
    browser = signed_in(sam)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.get("/account/second-factor/app/")

    answer = browser.post("/account/second-factor/app/", {"code": "000000"})

    assert answer.context["form"].errors == {"code": ["This is not the code that the app shows now."]}
    assert Authenticator.objects.count() == 0


def test_sign_in_asks_for_the_code_once_there_is_one(sam):
    secret = give_second_factor(sam)
    browser = Client()

    first = browser.post("/account/login/", {"login": sam.email, "password": PASSWORD})
    between = browser.get("/people/").status_code
    second = browser.post(first["Location"], {"code": code_for(secret)})

    assert (first["Location"], between) == ("/account/second-factor/authenticate/", 302)
    assert second["Location"] == "/desk/"
    assert browser.get("/people/").status_code == 200


def test_a_recovery_code_signs_in_once(sam):
    give_second_factor(sam)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    results = []
    for _attempt in (1, 2):
        browser = Client()
        page = browser.post("/account/login/", {"login": sam.email, "password": PASSWORD})
        results.append(browser.post(page["Location"], {"code": code}).status_code)

    assert results == [302, 200]


def test_who_must_have_one_cannot_remove_it(required, sam):
    secret = give_second_factor(sam)
    browser = Client()
    page = browser.post("/account/login/", {"login": sam.email, "password": PASSWORD})
    browser.post(page["Location"], {"code": code_for(secret)})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    answer = browser.post("/account/second-factor/app/remove/")

    assert answer.status_code == 200
    assert "it cannot be switched off" in answer.content.decode()
    assert Authenticator.objects.filter(user=sam, type="totp").exists()


def test_whoever_need_not_have_one_may_remove_it(required, max_):
    secret = give_second_factor(max_)
    browser = Client()
    page = browser.post("/account/login/", {"login": max_.email, "password": PASSWORD})
    browser.post(page["Location"], {"code": code_for(secret)})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    answer = browser.post("/account/second-factor/app/remove/")

    assert (answer.status_code, Authenticator.objects.count()) == (302, 0)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "http://[::1", "0", "-1"])
def test_after_protecting_nobody_is_led_to_another_site(required, browser_of, elsewhere):
    browser = browser_of(UserFactory(is_secretariat=True))
    browser.get("/account/protect/", {"next": elsewhere})

    answer = browser.get("/account/continue/")

    assert answer["Location"] == "/desk/"
