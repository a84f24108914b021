"""Asks the index which records hold something; the databases only find, they neither weigh nor order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from clarifications.register.finding.needles import Form, Forms


# The table of the index, and that of SQLite by which it is searched (migrations 0002 and 0031).
INDEX, SEARCH = "clarifications_recordindex", "clarifications_recordsearch"
MOST = 2_000  # records, the newest, that are looked at for each thing asked
EVERYWHERE = "words"
PLACES = ("title", "question", EVERYWHERE)
# On PostgreSQL a column that it derives itself (migrations 0002 and 0031).
_VECTORS = {"title": "title_vector", "question": "question_vector", EVERYWHERE: "vector"}


@dataclass(frozen=True)
class Ask:
    """Records that hold at one place one of the forms of each of these, and none of ``without``; of all, or ``among``
    some.
    """

    each: "tuple[Forms, ...]"
    place: str = EVERYWHERE
    without: "Forms" = ()
    among: frozenset[int] | None = None


def holding(asks: Sequence[Ask]) -> list[list[int]]:
    """For each ask the records, the newest first, no more than ``MOST``; one statement."""
    found: list[list[int]] = [[] for _ask in asks]
    if not asks:
        return found
    halves: list[str] = []
    given: list[int | str] = []
    for number, ask in enumerate(asks):
        halves.append(f"SELECT * FROM ({_half(ask)}{_among(ask)} ORDER BY record DESC LIMIT {MOST}) AS half{number}")
        given += [number, expression(ask)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(halves), given)
        for number, record in cursor.fetchall():
            found[number].append(record)
    return [sorted(ones, reverse=True) for ones in found]


def condition(ask: Ask) -> tuple[str, str]:
    """The records of an ask as SQL that selects their keys, and what is given to it."""
    if connection.vendor == "sqlite":
        return f"SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH %s", expression(ask)
    return f"SELECT record_id FROM {INDEX} WHERE {_VECTORS[ask.place]} @@ %s::tsquery", expression(ask)


def expression(ask: Ask) -> str:
    """What the index is asked, in the words of this database."""
    if connection.vendor == "sqlite":
        said = " AND ".join(_any(forms, " OR ") for forms in ask.each)
        for form in ask.without:
            said = f"({said}) NOT {form.for_sqlite}"
        return f"{ask.place} : ({said})"
    said = " & ".join(_any(forms, " | ") for forms in ask.each)
    return " & ".join([said, *(f"!{form.for_postgresql}" for form in ask.without)])


def _half(ask: Ask) -> str:
    if connection.vendor == "sqlite":
        return f"SELECT %s AS ask, rowid AS record FROM {SEARCH} WHERE {SEARCH} MATCH %s"
    return f"SELECT %s::int AS ask, record_id AS record FROM {INDEX} WHERE {_VECTORS[ask.place]} @@ %s::tsquery"


def _among(ask: Ask) -> str:
    """As part of a statement; the keys are numbers that the database gave."""
    key = "rowid" if connection.vendor == "sqlite" else "record_id"
    return "" if ask.among is None else f" AND {key} IN ({', '.join(map(str, sorted(ask.among)))})"


def _any(forms: "Iterable[Form]", between: str) -> str:
    of_sqlite = connection.vendor == "sqlite"
    return f"({between.join(form.for_sqlite if of_sqlite else form.for_postgresql for form in forms)})"
