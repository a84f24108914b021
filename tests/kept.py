"""Cases that are walked once for all tests of a process: the rows that a walk leaves are kept and written again.

What a test gets is what it would get by walking, at a tenth of the price. Where its database holds a case or people
already, where it says anything of its case, or where another map is in use, a test walks for itself.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from clarifications.map.whole import Map, the_map
from clarifications.register.counts import COUNTS
from clarifications.stamps import STAMP
from standards.catalogue import search
from standards.models import Standard

ROOMS = ("accounts", "clarifications", "standards")
KEPT_BY_TRIGGERS = {COUNTS, STAMP}


@dataclass(frozen=True)
class Kept:
    """What a walk on a map returned, pickled; the statements that write its rows again and let the next keys follow
    them; the one that asks for any.
    """

    whole: Map
    returned: bytes
    inserts: list[tuple[str, list[Any]]]
    next_keys: list[str]
    any_there: str
    standards: list[int]


_builders: list[Callable[..., Any]] = []
_kept: dict[str, Kept] = {}


def once(walk: Callable[..., Any]) -> Callable[..., Any]:
    """A builder that walks once for all tests that say nothing of their case."""

    @wraps(walk)
    def builder(*given: Any, **facts: Any) -> Any:
        kept = None if given or facts else _kept.get(walk.__name__)
        if kept is None or kept.whole is not the_map() or _one(kept.any_there):
            return walk(*given, **facts)
        return _written(kept)

    _builders.append(builder)
    return builder


def once_used(walk: Callable[[], Any]) -> Callable[[], Any]:
    """What tests of one module begin with: walked by the first that asks for it with nothing there, and kept."""

    @wraps(walk)
    def builder() -> Any:
        name = f"{walk.__module__}.{walk.__qualname__}"
        kept = _kept.get(name)
        if kept is not None and kept.whole is the_map() and not _one(kept.any_there):
            return _written(kept)
        was_empty = not any(model._base_manager.exists() for model in _models())
        returned = walk()
        if was_empty:
            _kept[name] = _left_by(returned)
        return returned

    return builder


def walk_all() -> None:
    """Walk each builder, and keep what it left; the database is as empty afterwards as it was."""
    for builder in _builders:  # the longer ways begin with what was kept of the shorter ones
        with transaction.atomic():
            _kept[builder.__name__] = _left_by(builder())
            transaction.set_rollback(True)


@contextmanager
def forgotten() -> Iterator[None]:
    """Everything is walked while the block runs."""
    kept = dict(_kept)
    _kept.clear()
    yield
    _kept.update(kept)


def _left_by(returned: Any) -> Kept:
    inserts, written = [], []
    for model in _models():
        table, columns = model._meta.db_table, [field.column for field in model._meta.local_concrete_fields]
        names = ", ".join(map(connection.ops.quote_name, columns))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {table}")
            rows = cursor.fetchall()
        if rows:
            one = f"({', '.join(['%s'] * len(columns))})"
            inserts.append(
                (
                    f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(rows))}",
                    [value for row in rows for value in row],
                )
            )
            written.append(model)
    any_there = "SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {model._meta.db_table})" for model in written)
    next_keys = connection.ops.sequence_reset_sql(no_style(), written)
    standards = list(Standard.objects.values_list("pk", flat=True))
    return Kept(the_map(), pickle.dumps(returned), inserts, next_keys, any_there, standards)


def _models() -> list[type[Model]]:
    """The models of the rooms whose tables nobody else writes, in the order of these."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS and model._meta.managed and model._meta.db_table not in KEPT_BY_TRIGGERS
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def _written(kept: Kept) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:  # keys are checked at its end
        for statement, values in kept.inserts:
            cursor.execute(statement, values)
        if kept.next_keys:  # a test that wrote for all to see has set them back
            cursor.execute("".join(kept.next_keys))
        search.index(kept.standards)
    return pickle.loads(kept.returned)


def _one(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return bool(cursor.fetchone()[0])
