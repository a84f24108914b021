"""Whether anything public has changed: the marks of now, for whoever keeps what was drawn from it."""

from typing import NamedTuple

from django.db import connection

# One statement for each request, written out: Django's way of making it costs more than answering it.
_STATEMENT = "SELECT register, catalogue FROM standards_stamp"


class Stamped(NamedTuple):
    """What stands for all that is public: in the register, in the catalogue."""

    register: str
    catalogue: str


def marks_of_now() -> Stamped | None:
    """The marks, or ``None`` where nothing may be kept: within a transaction, which may never come to be."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT)
        found = cursor.fetchone()
    return Stamped(*found) if found else None
