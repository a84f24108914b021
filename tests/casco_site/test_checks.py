"""What `manage.py check --deploy` finds before a site goes public."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from casco_site.checks import check_example_data, check_secrets, check_surroundings, check_tables
from tests.factories import BodyFactory


@pytest.fixture
def public_site(settings):
    """Settings as they should be."""
    settings.MODE = "production"
    settings.PRODUCTION = True
    settings.SECRET_KEY = "k" * 50
    settings.ALLOWED_HOSTS = ["clarifications.site.example"]
    settings.RATE_LIMITS = True
    settings.SECOND_FACTOR_REQUIRED = True
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.PRIVACY_CONTACT = "privacy@site.example"
    settings.SECURITY_CONTACT = "mailto:security@site.example"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.CACHES = {"default": {"BACKEND": "casco_site.cache.OutspokenDatabaseCache", "LOCATION": "cache"}}
    return settings


def ids(messages):
    return [message.id for message in messages]


def test_nothing_is_found_on_a_site_that_is_set_up(public_site, db):
    found = [*check_secrets(None), *check_tables(None, databases=["default"])]

    assert (ids(found), ids(check_example_data(None, databases=["default"]))) == ([], [])


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SECRET_KEY", "not secret: for development on one's own machine only", ["casco.E001"]),
        ("PRODUCTION", False, ["casco.E002"]),
        ("DEBUG", True, ["casco.E003"]),
        ("ALLOWED_HOSTS", [], ["casco.E004"]),
        ("ALLOWED_HOSTS", ["*"], ["casco.E004"]),
        ("RATE_LIMITS", False, ["casco.E005"]),
        ("SECOND_FACTOR_REQUIRED", False, ["casco.W001"]),
    ],
)
def test_what_is_left_of_a_developers_machine_is_found(public_site, name, value, found):
    setattr(public_site, name, value)

    assert ids(check_secrets(None)) == found


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("DELIVERY_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "casco.E006"),
        ("DELIVERY_BACKEND", "django.core.mail.backends.console.EmailBackend", "casco.E006"),
        ("PRIVACY_CONTACT", "", "casco.E007"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "casco.W002"),
        ("SECURITY_CONTACT", "", "casco.W004"),
    ],
)
def test_what_is_missing_around_the_site_is_found(public_site, name, value, found):
    public_site_before = ids(check_surroundings(None))
    setattr(public_site, name, value)

    assert set(ids(check_surroundings(None))) - set(public_site_before) == {found}


def test_a_database_for_one_machine_is_named(public_site, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")

    assert ids(check_surroundings(None)) == ["casco.W003"]


def test_a_missing_table_of_the_cache_is_found(public_site, db):
    public_site.CACHES = {"default": {"BACKEND": "x.DatabaseCache", "LOCATION": "not_there"}}

    assert ids(check_tables(None, databases=["default"])) == ["casco.E009"]


def test_the_demonstration_in_a_database_of_production_is_found(public_site, db):
    BodyFactory(is_example=True)

    assert ids(check_example_data(None, databases=["default"])) == ["casco.E010"]


def test_the_demonstration_is_welcome_elsewhere(settings, db):
    BodyFactory(is_example=True)

    assert ids(check_example_data(None, databases=["default"])) == []


def test_without_leave_the_database_is_not_asked():
    assert (check_tables(None), check_example_data(None)) == ([], [])


def test_all_checks_run_in_deployment(public_site, db):
    found = ids(run_checks(include_deployment_checks=True, databases=["default"]))

    assert [one for one in found if one.startswith("casco.E")] == []


def test_the_developers_site_itself_has_nothing_to_complain_about(db):
    assert run_checks(databases=["default"]) == []
