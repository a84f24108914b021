"""`manage.py work`: sends queued messages, reads what came back, renews turns, draws ahead, and tidies up hourly."""

import datetime
import os
import select
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from accounts.kept import purge_kept
from clarifications.case.kept_turns import renew_turns
from clarifications.intake.drafts import purge_drafts
from clarifications.intake.endorsement_work import tend_endorsements
from clarifications.mail import mailbox
from clarifications.mail.outbox import LEASE, claim, purge_messages, record_attempt, send
from clarifications.register.drawing import draw_some
from clarifications.register.labels import relabel_all
from clarifications.register.may_be_kept import may_be_kept
from clarifications.register.models import Record
from clarifications.reports.work import purge_reports
from clarifications.review.working_drafts import purge_working_drafts
from standards.catalogue.stamp import Stamped, marks_of_now
from standards.models.stamps import make_one_of_many

log = structlog.get_logger("clarifications.work")

LOOK_SECONDS = 2  # between two looks at an empty queue
BEAT_SECONDS = 20  # between two signs of life
TIDY_SECONDS = 3600
MAILBOX_SECONDS = 300
RENEW_SECONDS = 60
RECONNECT_SECONDS = 5
Result = TypeVar("Result")


class Command(BaseCommand):
    """The worker; several may run side by side. SIGTERM and SIGINT end it after the message it is sending."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Send what is due, tidy up, and end.")

    def handle(self, *, once: bool, **options: Any) -> None:
        self.ended = False
        self.drawn_at: tuple[Stamped | None, datetime.date] | None = None
        self.beaten = self.tidied = self.looked = self.renewed = float("-inf")
        self.alarm, self.ring = os.pipe()
        former = {number: signal.signal(number, self._end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self._work_once() if once else self._work()
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)
            os.close(self.alarm)
            os.close(self.ring)

    def _work(self) -> None:
        log.info("worker started")
        while not self.ended:
            try:
                close_old_connections()
                self._work_once()
                self._rest(LOOK_SECONDS)
            except Error as error:
                # The database is away or was away: a new connection is made for the next look.
                log.warning("database lost", error=type(error).__name__)
                connections.close_all()
                self._rest(RECONNECT_SECONDS)
        log.info("worker ended")

    def _work_once(self) -> None:
        self._beat()
        while not self.ended and self._send_next():
            self._beat()
        if settings.RETURNED_MAIL and not self.ended and time.monotonic() - self.looked > MAILBOX_SECONDS:
            mailbox.look(settings.RETURNED_MAIL, at=timezone.now(), is_ended=lambda: self.ended)
            self.looked = time.monotonic()
        if not self.ended and time.monotonic() - self.renewed > RENEW_SECONDS:
            if turns := renew_turns(at=timezone.now()):
                log.info("renewed", turns=turns)
            self.renewed = time.monotonic()
        if not self.ended and time.monotonic() - self.tidied > TIDY_SECONDS:
            self._tidy()
            self.tidied = time.monotonic()
        if not self.ended:
            self._draw_ahead()

    def _send_next(self) -> bool:
        message = claim(timezone.now())
        if message is None:
            return False
        attempt = send(message)
        recorded = self._insist(lambda: record_attempt(message, attempt, at=timezone.now()))
        # No address in the log: the number leads whoever may see it to the case.
        write = log.warning if attempt.fault or not recorded else log.info
        fault = attempt.fault.partition(":")[0]
        write("message", id=message.pk, verb=message.verb, attempt=message.attempts, fault=fault, kept=recorded)
        return True

    def _insist(self, write: Callable[[], Result]) -> Result:
        """Do it again while the database is away, as long as the lease lasts: a sent message must not be sent again."""
        deadline = time.monotonic() + LEASE.total_seconds()
        while True:
            try:
                return write()
            except Error:
                if self.ended or time.monotonic() > deadline:
                    raise
                connections.close_all()
                self._rest(RECONNECT_SECONDS)

    def _tidy(self) -> None:
        now = timezone.now()
        waiting = tend_endorsements(now)  # before drafts are deleted: whoever waits is told that the time is over
        drafts, messages, kept = purge_drafts(now), purge_messages(now), purge_kept(now)
        reports, working_drafts = purge_reports(now), purge_working_drafts(now)
        labels = relabel_all(Record.objects.select_related("standard"))
        make_one_of_many()
        call_command("clearsessions")
        done = {"waiting": waiting, "drafts": drafts, "working_drafts": working_drafts, "reports": reports}
        log.info("tidied", messages=messages, kept=kept, labels=labels, **done)

    def _draw_ahead(self) -> None:
        """Draw some of what changed, so that its first reader need not; once all is there, not before a change."""
        now = marks_of_now(), timezone.localdate()
        if may_be_kept() and now != self.drawn_at and not draw_some():
            self.drawn_at = now

    def _beat(self) -> None:
        """Leave a sign of life for /readyz."""
        if time.monotonic() - self.beaten > BEAT_SECONDS:
            cache.set(settings.WORKER_HEARTBEAT_KEY, time.time(), timeout=None)
            self.beaten = time.monotonic()

    def _rest(self, seconds: float) -> None:
        """Wait, but not a moment longer when the end is asked for."""
        select.select([self.alarm], [], [], seconds)

    def _end(self, *_signal: Any) -> None:
        self.ended = True
        os.write(self.ring, b".")
