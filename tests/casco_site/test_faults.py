"""What broke on our side is told in our page, with the number under which our log has it; never without a word."""

import errno

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import OperationalError, connection, transaction
from django.test import Client

from clarifications.intake.models import Draft
from tests.factories import PASSWORD
from tests.page import Page

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def browser(db):
    """A browser that gets the pages of faults instead of tracebacks."""
    return Client(raise_request_exception=False)


@pytest.fixture
def brakes(settings):
    """The brakes of the site, and its cache where no other is named; tests have one of their own, and none."""
    settings.CACHES = {"default": {"BACKEND": "casco_site.cache.OutspokenDatabaseCache", "LOCATION": "cache"}}
    settings.RATE_LIMITS = True
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "5/5m/key", "reset_password": "3/h/key"}
    caches["default"].clear()


@pytest.fixture
def full_disk(db):
    """A database in which nothing more can be written, as both databases say it."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith(WRITES):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def said(answer):
    return " ".join(Page(answer).root.css_first("main").text().split())


def test_signing_in_with_a_full_disk_is_told_in_our_page(browser, max_, full_disk):
    answer = browser.post("/account/login/", {"login": max_.email, "password": PASSWORD})

    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert "Nothing can be saved at the moment" in said(answer)
    assert f"Number of the fault: {answer['X-Request-ID']}" in said(answer)
    assert Session.objects.count() == 0


def test_starting_a_request_with_a_full_disk_is_told_in_our_page(browser, full_disk):
    answer = browser.post("/request/", {})

    transaction.set_rollback(False)  # of the test, in which the refused statement stands
    assert (answer.status_code, Draft.objects.count()) == (503, 0)
    assert f"Number of the fault: {answer['X-Request-ID']}" in said(answer)


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/request/", "/report/"])
def test_nobody_is_told_to_wait_for_others_where_no_attempt_can_be_counted(browser, max_, brakes, full_disk, address):
    answer = browser.post(address, {"login": max_.email, "password": PASSWORD, "email": max_.email})

    assert answer.status_code == 503
    assert "Nothing can be saved at the moment" in said(answer)


@pytest.mark.parametrize("path", ["/", "/clarifications/", "/standards/", "/account/login/", "/healthz"])
def test_what_is_only_read_works_with_a_full_disk(browser, full_disk, path):
    assert browser.get(path).status_code == 200


@pytest.fixture
def broken_start(monkeypatch):
    """A site that breaks outside of every view."""

    def breaks(problem):
        def refuse(*_arguments, **_named):
            raise problem

        monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", refuse)

    return breaks


@pytest.mark.parametrize(
    ("problem", "status", "title"),
    [
        (OperationalError("disk I/O error"), 503, "Nothing can be saved at the moment"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "Nothing can be saved at the moment"),
        (OSError(errno.EACCES, "Permission denied"), 500, "Something broke here"),
        (RuntimeError("a fault"), 500, "Something broke here"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_fault_before_any_page_is_told_in_our_page_too(browser, broken_start, problem, status, title):
    broken_start(problem)

    answer = browser.get("/standards/", headers={"X-Request-ID": "edge-7f3a.42"})

    assert (answer.status_code, answer.get("Retry-After")) == (status, "300" if status == 503 else None)
    assert title in said(answer)
    assert "Number of the fault: edge-7f3a.42" in said(answer)
    assert Page(answer).inline == []


def test_a_fault_below_the_api_is_told_to_programs(browser, full_disk, broken_start):
    broken_start(OperationalError("disk I/O error"))

    answer = browser.get("/api/v1/editions/")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["request_id"] == answer["X-Request-ID"]
