"""What every test may ask for: the cast of people, and a site without brakes and with an empty cache."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from clarifications.triggers import drop_triggers
from standards.models import MaintenanceGroup
from tests.factories import ConvenorFactory, GroupFactory, SeatFactory, UserFactory


@pytest.fixture(autouse=True)
def calm_site(settings) -> None:
    """Cheap passwords, no rate limits, mail kept in memory, a cache of this test alone."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def open_database(transactional_db) -> Iterator[None]:
    """What the test writes is seen by other connections and processes.

    It is emptied afterwards, which the guards on journal and register would refuse; they come back with it.
    """
    yield
    drop_triggers(connection)


@pytest.fixture
def group(db) -> MaintenanceGroup:
    """The group that Connie convenes and Max belongs to."""
    return GroupFactory(name="WG 44")


@pytest.fixture
def sam(db) -> User:
    """The secretariat."""
    return UserFactory(name="Sam Example", is_secretariat=True)


@pytest.fixture
def connie(group) -> User:
    """The convenor."""
    return ConvenorFactory(user__name="Connie Example", group=group).user


@pytest.fixture
def max_(group) -> User:
    """A member of the group."""
    return SeatFactory(user__name="Max Example", group=group).user


@pytest.fixture
def ada(db) -> User:
    """An administrator: catalogue and people, no right on any case."""
    return UserFactory(name="Ada Example", is_staff=True)


@pytest.fixture
def petra(client) -> Client:
    """The public: a browser of somebody who is not signed in."""
    return client


@pytest.fixture
def browser_of(db):
    """A browser in which somebody is signed in: ``browser_of(sam).get("/desk/")``."""

    def signed_in(user: User) -> Client:
        browser = Client()
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed_in
