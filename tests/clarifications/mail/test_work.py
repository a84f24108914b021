"""The worker: nothing is lost, whatever happens to it; twice is sent only what could not be known to be sent."""

import datetime
import signal
import threading
import time
from collections import Counter

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from clarifications.intake.models import Draft
from clarifications.mail.models import Message
from clarifications.management.commands import work
from clarifications.map.steps import State
from clarifications.register.models import Label
from tests.builders import clarification_in
from tests.clarifications.mail.mail_server import SECONDS, mail_server
from tests.clarifications.worker import SharedDatabase, worker
from tests.factories import EditionFactory

DAY = datetime.timedelta(days=1)


def queued(**given) -> Message:
    now = timezone.now()
    known = {"to": "rita@member.example", "to_name": "Rita", "subject": "Hello", "text": "Hello.\n"}
    return Message.objects.create(**(known | {"queued_at": now, "next_at": now} | given))


def deliveries() -> list[tuple[str, int]]:
    return list(Message.objects.order_by("pk").values_list("delivery", "attempts"))


@pytest.fixture
def locmem(settings) -> None:
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def shared(open_database, tmp_path) -> SharedDatabase:
    return SharedDatabase(tmp_path)


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


# ---------- one round ----------


@pytest.mark.django_db
def test_everything_due_is_sent(locmem):
    queued()
    queued(to="sam@member.example")
    queued(next_at=timezone.now() + DAY)

    call_command("work", "--once")

    assert deliveries() == [("sent", 1), ("sent", 1), ("queued", 0)]
    assert [email.to for email in mail.outbox] == [["Rita <rita@member.example>"], ["Rita <sam@member.example>"]]


@pytest.mark.django_db
def test_a_message_that_fails_stops_no_other(settings):
    settings.DELIVERY_BACKEND = "tests.clarifications.mail.test_work.Refuses"
    queued(to="refused@member.example")
    queued()

    call_command("work", "--once")

    assert deliveries() == [("queued", 1), ("sent", 1)]


class Refuses(EmailBackend):
    """A mail system that does not know one of the readers."""

    def send_messages(self, messages):
        if "refused" in messages[0].recipients()[0]:
            raise OSError("refused@member.example is unknown")
        return super().send_messages(messages)


@pytest.mark.django_db
def test_the_log_names_no_address(settings, caplog):
    settings.DELIVERY_BACKEND = "tests.clarifications.mail.test_work.Refuses"
    queued(to="refused@member.example")
    queued()

    call_command("work", "--once")

    assert caplog.text.count("'event': 'message'") == 2
    assert "@" not in caplog.text


@pytest.mark.django_db
def test_a_sign_of_life_is_left_for_readyz(locmem, petra):
    before = time.time()

    call_command("work", "--once")

    assert before <= cache.get("worker-heartbeat") <= time.time()
    assert petra.get("/readyz").json() == {"status": "ok", "missing": []}


@pytest.mark.django_db
def test_what_is_over_is_deleted(locmem):
    now = timezone.now()
    old = Draft.objects.create(created_at=now - 8 * DAY, changed_at=now - 8 * DAY)
    young = Draft.objects.create(created_at=now, changed_at=now)
    queued(delivery="sent", queued_at=now - 8 * DAY)
    Session.objects.create(session_key="over", expire_date=now - DAY)

    call_command("work", "--once")

    assert list(Draft.objects.all()) == [young]
    assert old.pk != young.pk
    assert (Message.objects.count(), Session.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_labels_are_brought_up_to_date_when_a_new_edition_is_there(locmem):
    record = clarification_in(State.PUBLISHED).clarification.record
    EditionFactory(standard=record.standard, year=2024)

    call_command("work", "--once")

    record.refresh_from_db()
    assert record.label == Label.NOT_REVIEWED


# ---------- the loop, with a real mail server ----------


def test_it_goes_on_when_the_database_comes_back(open_database, server, settings, monkeypatch):
    monkeypatch.setattr(work, "RECONNECT_SECONDS", 0.01)
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    server.after = lambda: signal.raise_signal(signal.SIGTERM)
    queued()
    failures = iter([True] * 3)

    def away_at_first(execute, sql, params, many, context):
        if "clarifications_message" in sql and next(failures, False):
            raise OperationalError("the server closed the connection")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(away_at_first):
        call_command("work")

    assert deliveries() == [("sent", 1)]
    assert len(server.taken) == 1


def test_a_worker_killed_while_sending_loses_nothing(shared, server):
    queued()
    shared.publish()
    with worker(database=shared, mail=server.url) as first:
        server.before = lambda: first.tell(signal.SIGKILL)
        status, _said = first.ended()
    shared.refresh()
    left = deliveries()
    Message.objects.update(leased_until=timezone.now() - DAY)
    shared.publish()
    server.before = lambda: None

    with worker("--once", database=shared, mail=server.url) as second:
        second.ended()

    shared.refresh()
    assert (status, left) == (-signal.SIGKILL, [("sending", 1)])
    assert deliveries() == [("sent", 2)]
    assert len(server.taken) == 1


def test_a_message_is_sent_twice_only_where_its_worker_was_killed_before_it_could_mark_it(shared, server):
    queued()
    shared.publish()
    with worker(database=shared, mail=server.url) as first:
        server.after = lambda: first.tell(signal.SIGKILL)
        first.ended()
    shared.refresh()
    Message.objects.update(leased_until=timezone.now() - DAY)
    shared.publish()
    server.after = lambda: None

    with worker("--once", database=shared, mail=server.url) as second:
        second.ended()

    shared.refresh()
    assert deliveries() == [("sent", 2)]
    assert [email["Message-ID"] for email in server.taken] == [server.taken[0]["Message-ID"]] * 2


def test_workers_side_by_side_send_each_message_once(shared, server):
    for number in range(30):
        queued(to=f"reader{number}@member.example")
    shared.publish()

    with (
        worker("--once", database=shared, mail=server.url) as first,
        worker("--once", database=shared, mail=server.url) as second,
    ):
        ends = [first.ended()[0], second.ended()[0]]

    shared.refresh()
    times = Counter(email["Message-ID"] for email in server.taken)
    assert ends == [0, 0]
    assert Counter(deliveries()) == {("sent", 1): 30}
    assert Counter(times.values()) == {1: 30}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_after_the_message_it_is_sending(shared, server, number):
    queued()
    queued()
    shared.publish()

    with worker(database=shared, mail=server.url) as running:
        server.before = lambda: running.tell(number)
        status, said = running.ended()

    shared.refresh()
    assert status == 0
    assert said.splitlines()[-1].count("worker ended") == 1
    assert deliveries() == [("sent", 1), ("queued", 0)]


def test_a_connection_lost_between_sending_and_marking_does_not_send_twice(shared, server):
    queued()
    shared.publish()

    sent, lost = threading.Event(), threading.Event()
    server.after = lambda: sent.set() or lost.wait(SECONDS)

    with worker("--once", database=shared, mail=server.url) as running:
        sent.wait(SECONDS)
        shared.cut()
        lost.set()
        status, _said = running.ended()

    shared.refresh()
    assert status == 0
    assert deliveries() == [("sent", 1)]
    assert len(server.taken) == 1
