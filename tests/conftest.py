"""What every test may ask for: the cast of people, and a site without brakes and with an empty cache."""

import gc
import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from accounts.models import User
from casco_site.copies import COPIES
from clarifications.triggers import drop_triggers
from standards.models import MaintenanceGroup
from tests import databases
from tests.factories import ConvenorFactory, GroupFactory, SeatFactory, UserFactory

CALM = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "RATE_LIMITS": False,
    "ACCOUNT_RATE_LIMITS": False,
    "CACHES": {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        COPIES: {"BACKEND": "casco_site.cache.MemoryCache", "OPTIONS": {"BYTES": 1_000_000}},
    },
}

# How long a machine takes is no fault of what it tests.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database", action="store_true", help="only tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says the same beside any: it need not run once more for another one."""
    if config.getoption("--with-database"):
        config.hook.pytest_deselected(items=[item for item in items if not _asks_database(item)])
        items[:] = [item for item in items if _asks_database(item)]


def _asks_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for waste again and again took a twelfth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """A copy of the migrated database for this process, instead of a hundred migrations in each."""
    with django_db_blocker.unblock():
        databases.prepare(request.config.cache.mkdir("migrated"), os.environ.get("PYTEST_XDIST_WORKER", "alone"))
    yield
    with django_db_blocker.unblock():
        databases.forget()


@pytest.fixture(scope="session", autouse=True)
def calm_site() -> Iterator[None]:
    """Cheap passwords, no rate limits."""
    with override_settings(**CALM):
        yield


@pytest.fixture(autouse=True)
def empty_cache(calm_site) -> None:
    """What another test kept is not seen."""
    cache.clear()
    caches[COPIES].clear()


@pytest.fixture
def open_database(transactional_db) -> Iterator[None]:
    """What the test writes is seen by other connections and processes.

    It is emptied afterwards, which the guards on journal and register would refuse; they come back with it.
    """
    yield
    drop_triggers(connection)
    databases.empty_search()


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
