"""Health: whether the process answers, and whether the site can do its work."""

import time

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.fixture
def worker(settings):
    """The worker looked for work a moment ago."""
    cache.set(settings.WORKER_HEARTBEAT_KEY, time.time())


def test_the_process_answers_without_the_database(petra):
    answer = petra.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_all_is_well_with_database_tables_and_worker(petra, db, worker):
    answer = petra.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "missing": []})


def test_a_worker_that_never_came_is_missing(petra, db):
    answer = petra.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "missing", "missing": ["worker"]})


def test_a_worker_that_fell_silent_is_missing(petra, db, settings):
    cache.set(settings.WORKER_HEARTBEAT_KEY, time.time() - settings.WORKER_SILENCE_SECONDS - 1)

    answer = petra.get("/readyz")

    assert (answer.status_code, answer.json()["missing"]) == (503, ["worker"])


def test_a_migration_not_applied_is_missing(petra, db, worker):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    answer = petra.get("/readyz")

    assert (answer.status_code, answer.json()["missing"]) == (503, ["migrations"])


def test_health_is_not_kept_by_anybody(petra, db):
    kept = [petra.get(path)["Cache-Control"] for path in ("/healthz", "/readyz")]

    assert kept == ["max-age=0, no-cache, no-store, must-revalidate, private"] * 2


def test_without_a_database_everything_that_needs_it_is_missing(petra, monkeypatch):
    def gone():
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(connection, "cursor", gone)

    answer = petra.get("/readyz")

    assert (answer.status_code, answer.json()["missing"]) == (503, ["database", "migrations", "worker"])
