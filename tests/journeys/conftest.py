"""What every journey may ask for: one browser, the site as a server, the post, and a stage to enter."""

import datetime
import os
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from clarifications.demo.walk import Walk
from clarifications.triggers import drop_triggers
from tests import databases
from tests.builders import Case, cast
from tests.journeys.stage import Stage
from tests.journeys.windows import Windows
from tools import debian

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


class StaticFiles(StaticFilesHandler):
    """Static files that browsers keep, as in production."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        response = super().serve(request)
        response["Cache-Control"] = "max-age=3600"
        return response


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker) -> Iterator[LiveServer]:
    """The site, serving; the database it shows is the business of each journey."""
    with django_db_blocker.unblock():
        running = LiveServer("localhost", start=False)
        running.thread.static_handler = StaticFiles
        running.start()
    yield running
    # Not stop(), which would take the database from threads that end only now.
    running.thread.terminate()


@pytest.fixture(scope="session")
def windows(server: LiveServer) -> Iterator[Windows]:
    """The windows of the installed Chromium, which is started once for all journeys and ends before the server."""
    chromium = debian.require("Chromium", find=debian.find_chromium, package="chromium")
    # The synchronous interface of playwright keeps a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=list(ARGUMENTS))
        yield Windows(browser, server.url)
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def post(settings) -> None:
    """Mail that the worker sends is kept in memory."""
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def stage(open_database, windows, post) -> Iterator[Stage]:
    """Where the cast meets, over an empty database; nothing may have gone wrong in any browser at the end."""
    with Stage(windows) as ready:
        yield ready


@pytest.fixture
def catalogue(open_database) -> None:
    """The real catalogue of CASCO's standards."""
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def case(open_database) -> Case:
    """The cast and an edition; nothing is asked yet. What a journey finds done was done in the last days."""
    return cast(at=timezone.now() - datetime.timedelta(days=3))


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[Walk]:
    """The demonstration over the real catalogue, once for a module whose tests look and hardly change anything."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)
        walk = Walk(day=timezone.now().date())
        walk.load()
        yield walk
        drop_triggers(connection)
        call_command("flush", interactive=False, verbosity=0)
        databases.empty_search()


@pytest.fixture
def gallery(demonstration, windows, post) -> Iterator[Stage]:
    """The stage over the demonstration."""
    with Stage(windows) as ready:
        yield ready


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that fails tells where everybody was and what they saw."""
    report = yield
    ready = next((value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Stage)), None)
    if ready and report.failed and report.when == "call":
        ready.has_failed = True
        for person in ready.cast:
            report.longrepr.addsection(f"{person.name} at {person.path}", person.seen)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
