"""A full disk, a database that goes away: said clearly, nothing half-written, and the same step works afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from django.urls import reverse

from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.mail.models import Message
from clarifications.map.steps import State
from clarifications.register.models import Pending, Record, RecordVersion
from clarifications.review.steps import DraftAnswer
from tests.builders import cast, decided, drafted, received, seeking_consensus, under_review

LONG = DraftAnswer(questions=["1"], outcome="yes", position="It is, if the inspector directs it. " * 2000)


@contextmanager
def no_page_left() -> Iterator[None]:
    """SQLite: the file may not grow any more."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA max_page_count = 1")  # it takes the present size as the least
    yield
    with connection.cursor() as cursor:  # perhaps of another connection: the site gives up one that failed
        cursor.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def backend_terminated() -> Iterator[None]:
    """PostgreSQL: an administrator ends the connection while the version is being written."""
    settings = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    address = {name: settings[name] for name in names if settings.get(name)}
    ended = []

    def end(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "clarifications_recordversion"') and not ended:
            pid = connection.connection.info.backend_pid
            with psycopg.connect(**address, autocommit=True) as other:
                ended.append(other.execute("SELECT pg_terminate_backend(%s)", [pid]).fetchone())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end):
        yield
    assert ended == [(True,)]


def test_a_disaster_at_publication_leaves_nothing_half_written(open_database, browser_of):
    case = decided(seeking_consensus(drafted(under_review(received(cast())), answers=[LONG])))
    address = reverse("clarifications:take-step", args=[case.clarification.reference, "publish"])
    browser = browser_of(case.sam)
    fields = {"seen_version": str(case.clarification.version)}
    before = (Event.objects.count(), Message.objects.count(), Pending.objects.count())
    disaster = backend_terminated if connection.vendor == "postgresql" else no_page_left

    with disaster():
        page = browser.post(address, fields)
    after = (Event.objects.count(), Message.objects.count(), Pending.objects.count())
    state = Clarification.objects.get().state
    written = (Record.objects.count(), RecordVersion.objects.count())
    again = browser.post(address, fields)

    assert (page.status_code, "Nothing was saved" in page.content.decode()) == (503, True)
    assert (state, written, after) == (State.DECIDED, (0, 0), before)
    assert (again.status_code, Clarification.objects.get().state) == (302, State.PUBLISHED)
    assert list(faults(Clarification.objects.get())) == []
