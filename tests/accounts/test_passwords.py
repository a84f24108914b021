"""Long passwords that are guessed at once are refused wherever a password is set, and good ones are not."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.invitations import link_for
from tests.factories import PASSWORD, UserFactory

GUESSED = "This is guessed soon"


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


def refusals(password):
    try:
        validate_password(password)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        *("passwordpassword", "password password", "p@ssw0rdp@ssw0rd", "letmeinletmein", "hannahannahanna"),
        *("aaaaaaaaaaaa", "AAAAAAAAAAAA", "aaaaaabbbbbb", "abababababab", "a1a1a1a1a1a1", "xqzxqzxqzxqz"),
        *("123456789012", "210987654321", "000000000001", "112233445566", "121212121212", "1q2w3e4r5t6y"),
        *("abcdefghijkl", "qwertyuiopas", "qwertzuiopas", "asdfghjklasdf", "1qaz2wsx3edc", "zxcvbnm,./123"),
        *("password1234", "Password2026!", "football2024", "Summer2026!!", "password....", "01.01.2026.01"),
        *("casco-casco-casco", "clarifications", "secretariat2026", "convenor17025"),
        *("a" * 4000, "ab" * 2000),
    ],
)
def test_what_everybody_tries_first_is_no_password(password):
    assert [GUESSED in message for message in refusals(password)].count(True) == 1


@pytest.mark.parametrize(
    "password",
    [
        *("four unrelated words do", "correct horse battery", "green lamp orbit", "drei kleine worte"),
        *("kV9#xq2Lm0Ze", "f7a9c2e1b8d4", "847261950384", "tr0ub4dor&3xyz", PASSWORD),
        "wet lamp orbit " * 300,
    ],
)
def test_what_nobody_foresees_is_a_password(password):
    assert refusals(password) == []


@given(st.text("abcxyz019 !", min_size=1, max_size=4), st.integers(4, 20))
def test_what_is_short_stays_weak_however_often_it_is_said(piece, times):
    assert refusals((piece * times * 12)[:48]) != []


@pytest.fixture(params=["change", "reset", "invitation"])
def set_password(request, browser_of, max_):
    """One of the ways to set a password; gives the answer to a password."""

    def change(password):
        fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        return browser_of(max_).post("/account/password/change/", fields)

    def reset(password):
        browser = Client()
        browser.post("/account/password/reset/", {"email": max_.email})
        link = re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
        return browser.post(browser.get(link)["Location"], {"password1": password, "password2": password})

    def invitation(password):
        link = path_of(link_for(UserFactory(password=None)))
        return Client().post(link, {"new_password1": password, "new_password2": password})

    return {"change": change, "reset": reset, "invitation": invitation}[request.param]


def test_every_way_to_set_a_password_refuses_one_that_is_guessed(set_password):
    refused, taken = set_password("passwordpassword"), set_password("four unrelated words do")

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert GUESSED in refused.content.decode()
