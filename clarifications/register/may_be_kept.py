"""When what was made of the register may be kept for whoever asks next: what was drawn of it, and its bits."""

from django.conf import settings
from django.db import connection

from clarifications.drawn_triggers import LOCK
from standards.catalogue.stamp import Stamped


def may_be_kept() -> bool:
    """Not within a transaction: it may never come to be, and on PostgreSQL it raises the marks only once. Nor while
    templates change because somebody works on them.
    """
    return not (connection.in_atomic_block or settings.DEBUG)


def nothing_changed(marks: Stamped) -> bool:
    """Whether no change was made known since, nor is anybody about to make one known.

    On PostgreSQL others may write at once: each holds its share of the lock until what it changed is to be seen.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(register), SUM(catalogue) FROM standards_stamp")
        register, catalogue = cursor.fetchone()
    return (int(register or 0), int(catalogue or 0)) == tuple(marks)
