"""Whether anything public has changed: the marks of now, for whoever keeps what was drawn from it."""

from typing import NamedTuple

from django.db import connection

# One statement for each request, written out: Django's way of making it costs more than answering it.
_STATEMENT = "SELECT SUM(register), SUM(catalogue) FROM standards_stamp"


class Stamped(NamedTuple):
    """What stands for all that is public: in the register, in the catalogue."""

    register: int
    catalogue: int


def marks_of_now() -> Stamped | None:
    """The marks, or ``None`` where nothing may be kept: within a transaction, which may never come to be."""
    return None if connection.in_atomic_block else marks_as_they_are()


def marks_as_they_are() -> Stamped | None:
    """The marks, within a transaction too; ``None`` where there are none yet."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT)
        register, catalogue = cursor.fetchone()
    return None if register is None else Stamped(int(register), int(catalogue))
