"""Writes many rows at once, past the model layer: an import of 55 000 deliverables has seconds, not minutes.

Values are as the database keeps them. What history says is written by the database itself, from the rows.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from simple_history.utils import get_history_manager_for_model, get_history_model_for_model

Row = TypeVar("Row")
Value: TypeAlias = str | int | datetime.date | None

CHUNK = 2000
_KEYS = 500  # of one statement; SQLite takes a limited number of parameters


def next_key(model: type[models.Model]) -> int:
    """The first key that no row has or had; who inserts rows with their keys calls ``keys_used`` afterwards."""
    had = get_history_manager_for_model(model)
    last = [rows.aggregate(last=Max("id"))["last"] or 0 for rows in (model._default_manager, had)]
    return int(max(last)) + 1


def keys_used(*tables: type[models.Model]) -> None:
    """Tell the database where its own counting of keys goes on."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Add rows; how many."""
    table = connection.ops.quote_name(table)
    named = ", ".join(map(connection.ops.quote_name, columns))
    number = 0
    with connection.cursor() as cursor:
        for chunk in chunks(rows, CHUNK):
            number += len(chunk)
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                    for row in chunk:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", chunk)
    return number


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Give rows new values; each holds the values of the columns and, last, its key."""
    named = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        for chunk in chunks(rows, CHUNK):
            cursor.executemany(f"UPDATE {_table(model)} SET {named} WHERE id = %s", chunk)


def record_before(model: type[models.Model], keys: Iterable[int], *, at: datetime.datetime) -> None:
    """Write down how rows were that have no history yet, because an import wrote them."""
    history = connection.ops.quote_name(get_history_model_for_model(model)._meta.db_table)
    unknown = f" AND NOT EXISTS (SELECT 1 FROM {history} old WHERE old.id = {_table(model)}.id)"
    _record(model, keys, kind="+", reason="as imported", at=at, condition=unknown)


def record_after(model: type[models.Model], keys: Iterable[int], *, reason: str, at: datetime.datetime) -> None:
    """Write down what rows became."""
    _record(model, keys, kind="~", reason=reason, at=at)


def remove(model: type[models.Model], keys: Iterable[int], *, reason: str, at: datetime.datetime) -> None:
    """Take rows away; history keeps how they were."""
    keys = list(keys)
    _record(model, keys, kind="-", reason=reason, at=at)
    with connection.cursor() as cursor:
        for chunk in chunks(keys):
            cursor.execute(f"DELETE FROM {_table(model)} WHERE id IN ({', '.join(['%s'] * len(chunk))})", chunk)


def chunks(rows: Iterable[Row], size: int = _KEYS) -> Iterator[list[Row]]:
    """Rows a few at a time."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, size)):
        yield chunk


def _record(
    model: type[models.Model],
    keys: Iterable[int],
    *,
    kind: str,
    reason: str,
    at: datetime.datetime,
    condition: str = "",
) -> None:
    columns = ", ".join(connection.ops.quote_name(field.column or field.name) for field in model._meta.concrete_fields)
    history = connection.ops.quote_name(get_history_model_for_model(model)._meta.db_table)
    with connection.cursor() as cursor:
        for chunk in chunks(keys):
            places = ", ".join(["%s"] * len(chunk))
            cursor.execute(
                f"INSERT INTO {history} ({columns}, history_date, history_type, history_change_reason) "
                f"SELECT {columns}, %s, %s, %s FROM {_table(model)} WHERE id IN ({places}){condition}",
                [connection.ops.adapt_datetimefield_value(at), kind, reason, *chunk],
            )


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
