"""What the settings accept from the environment, and what they refuse."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from casco_site.environment import contact, flag, one_of, site_address, whole_number


@pytest.mark.parametrize(
    ("written", "read"), [("on", True), ("True", True), ("1", True), ("off", False), ("NO", False), ("", True)]
)
def test_a_flag_is_on_or_off_or_left_as_it_is(written, read):
    value = flag({"RATE_LIMITS": written}, "RATE_LIMITS", default=True)

    assert value is read


def test_a_flag_that_is_neither_is_refused():
    with pytest.raises(ImproperlyConfigured, match="RATE_LIMITS is 'maybe'; it can be on or off"):
        flag({"RATE_LIMITS": "maybe"}, "RATE_LIMITS", default=True)


def test_a_word_outside_the_choices_is_refused():
    with pytest.raises(ImproperlyConfigured, match="MODE is 'live'; it can be demo or production"):
        one_of({"MODE": "live"}, "MODE", choices=("demo", "production"), default="demo")


def test_an_empty_word_is_the_default():
    value = one_of({"MODE": ""}, "MODE", choices=("demo", "production"), default="demo")

    assert value == "demo"


@pytest.mark.parametrize("written", ["two", "-1", "1.5", "²"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ImproperlyConfigured, match="must be a whole number, 0 or more"):
        whole_number({"TRUSTED_PROXY_COUNT": written}, "TRUSTED_PROXY_COUNT", least=0, default=0)


def test_a_number_below_the_least_is_refused():
    with pytest.raises(ImproperlyConfigured, match="must be a whole number, 1 or more"):
        whole_number({"DATABASE_POOL": "0"}, "DATABASE_POOL", least=1, default=6)


def test_a_number_is_read():
    value = whole_number({"DATABASE_POOL": "12"}, "DATABASE_POOL", least=1, default=6)

    assert value == 12


def test_the_address_of_the_site_loses_its_last_slash():
    value = site_address({"SITE_URL": "https://site.example/"}, "SITE_URL", default="", secure=True)

    assert value == "https://site.example"


@pytest.mark.parametrize("written", ["", "site.example", "http://site.example", "https://site.example/casco"])
def test_an_address_that_is_not_the_secure_root_is_refused(written):
    with pytest.raises(ImproperlyConfigured, match="must be the address of the site"):
        site_address({"SITE_URL": written}, "SITE_URL", default="", secure=True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("security@site.example", "mailto:security@site.example"),
        ("mailto:security@site.example", "mailto:security@site.example"),
        ("https://site.example/report", "https://site.example/report"),
    ],
)
def test_a_contact_can_be_followed(written, read):
    assert contact({"SECURITY_CONTACT": written}, "SECURITY_CONTACT", default="") == read


@pytest.mark.parametrize(
    "written", ["the secretariat", "http://site.example/", "a@b c", "mailto:nobody", "tel:+1\nX: y"]
)
def test_a_contact_that_cannot_be_followed_is_refused(written):
    with pytest.raises(ImproperlyConfigured, match="must be an e-mail address"):
        contact({"SECURITY_CONTACT": written}, "SECURITY_CONTACT", default="")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL compiles statements.")
@pytest.mark.django_db
def test_our_connection_compiles_no_statement():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)
