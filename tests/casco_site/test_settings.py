"""The settings: what each mode is, and that nonsense stops the start."""

import re
import runpy
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "clarifications.site.example",
    "SITE_URL": "https://clarifications.site.example",
    "DATABASE_URL": "postgresql://casco:casco@127.0.0.1:1/casco",
}


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Reads the settings file anew, under these variables and no others of ours."""

    def read(**variables):
        for name in (
            *PRODUCTION,
            "SECRET_KEY_FALLBACKS",
            "DEBUG",
            "RATE_LIMITS",
            "TRUSTED_PROXY_COUNT",
            "LOG_LEVEL",
            "EMAIL_URL",
        ):
            monkeypatch.delenv(name, raising=False)
        for name, value in (variables | {"VAR_DIR": str(tmp_path)}).items():
            monkeypatch.setenv(name, value)
        return SimpleNamespace(**runpy.run_path(str(settings.BASE_DIR / "casco_site" / "settings.py")))

    return read


def test_production_starts_with_what_it_needs(start):
    site = start(**PRODUCTION)

    assert (site.MODE, site.DEBUG, site.SECOND_FACTOR_REQUIRED, site.RATE_LIMITS) == ("production", False, True, True)
    assert site.SECRET_KEY_FALLBACKS == []
    assert (site.SESSION_COOKIE_SECURE, site.CSRF_COOKIE_SECURE, site.SECURE_SSL_REDIRECT) == (True, True, True)


def mode_of(place):
    return place.stat().st_mode & 0o777


def test_the_file_of_the_database_is_its_owners_alone(start, tmp_path):
    place = tmp_path / "casco.sqlite3"

    start(MODE="development")
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE example (one)")
        modes = [mode_of(file) for file in sorted(tmp_path.glob("casco.sqlite3*"))]

    assert modes == [0o600, 0o600, 0o600]


def test_a_file_that_others_could_read_is_closed_at_the_next_start(start, tmp_path):
    files = [tmp_path / name for name in ("other.sqlite3", "other.sqlite3-wal")]
    for file in files:
        file.touch(0o666)

    start(MODE="development", DATABASE_URL=f"sqlite:///{files[0]}")

    assert [mode_of(file) for file in files] == [0o600, 0o600]


@pytest.mark.parametrize("name", [":memory:", "/nowhere/at/all.sqlite3"])
def test_where_there_can_be_no_file_none_is_made(start, tmp_path, name):
    start(MODE="development", DATABASE_URL=f"sqlite:///{name}")

    assert list(tmp_path.glob("*.sqlite3")) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set in production"),
        ({"SECRET_KEY": "too short"}, "SECRET_KEY must be set in production"),
        ({"SECRET_KEY_FALLBACKS": "too short"}, "SECRET_KEY_FALLBACKS holds former keys of 50 characters"),
        ({"SECRET_KEY_FALLBACKS": "k" * 50}, "SECRET_KEY_FALLBACKS holds former keys of 50 characters"),
        ({"DEBUG": "on"}, "DEBUG must be off in production."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"SITE_URL": "http://clarifications.site.example"}, "it must be the address of the site, as https://"),
        ({"DATABASE_URL": "sqlite:////tmp/casco.sqlite3"}, "DATABASE_URL must name a PostgreSQL database"),
    ],
)
def test_production_refuses_to_start_without(start, change, sentence):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        start(**(PRODUCTION | change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"MODE": "live"}, "MODE is 'live'; it can be demo, development or production."),
        ({"RATE_LIMITS": "maybe"}, "RATE_LIMITS is 'maybe'; it can be on or off."),
        ({"TRUSTED_PROXY_COUNT": "one"}, "TRUSTED_PROXY_COUNT is 'one'; it must be a whole number, 0 or more."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'; it can be"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must begin with postgresql:// or sqlite:///."),
    ],
)
def test_nonsense_stops_the_start_in_every_mode(start, change, sentence):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        start(**({"MODE": "development"} | change))


def test_development_needs_no_variables(start):
    site = start(MODE="development")

    assert (site.DEBUG, site.SECOND_FACTOR_REQUIRED, site.SITE_URL) == (True, False, "http://127.0.0.1:8000")


def test_the_demonstration_shows_no_debugging_pages_and_sends_no_mail(start):
    site = start(MODE="demo")

    assert (site.DEBUG, site.DELIVERY_BACKEND) == (False, "django.core.mail.backends.dummy.EmailBackend")


def test_without_a_mode_it_is_production(start):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        start()


def test_behind_a_proxy_the_scheme_is_the_proxys(start):
    site = start(**PRODUCTION, TRUSTED_PROXY_COUNT="1")

    assert site.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")


def test_rate_limits_off_are_off_for_sign_in_too(start):
    site = start(MODE="development", RATE_LIMITS="off")

    assert (site.RATE_LIMITS, site.ACCOUNT_RATE_LIMITS) == (False, False)
