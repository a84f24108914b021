"""When what was made of the register may be kept for whoever asks next: what was drawn of it, and its bits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from clarifications.drawn_triggers import LOCK
from standards.catalogue.stamp import Stamped, marks_as_they_are

log = structlog.get_logger("clarifications.register")


def may_be_kept() -> bool:
    """Not within a transaction: it may never come to be, and on PostgreSQL it raises the marks only once. Nor while
    templates change because somebody works on them.
    """
    return not (connection.in_atomic_block or settings.DEBUG)


def keep_unless_changed(marks: Stamped, write: Callable[[], None]) -> None:
    """Write what was made since ``marks`` were read, where nothing changed since, nor is about to.

    What cannot be written, as while somebody else writes on SQLite, is made again for the next reader.
    """
    try:
        with _without_waiting(), transaction.atomic():
            if _nothing_changed(marks):
                write()
    except DatabaseError as error:
        log.warning("made, not kept", error=type(error).__name__)


def _nothing_changed(marks: Stamped) -> bool:
    """Whether no change was made known since, nor is anybody about to make one known.

    On PostgreSQL others may write at once: each holds its share of the lock until what it changed is to be seen.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return False
    return marks_as_they_are() == marks


@contextmanager
def _without_waiting() -> Iterator[None]:
    """SQLite lets one write at a time: no reader waits until an import is through, to keep what it has already."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    database = connection.connection
    (usual,) = database.execute("PRAGMA busy_timeout").fetchone()
    database.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {int(usual)}")
