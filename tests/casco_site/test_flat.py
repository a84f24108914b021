"""A public page costs the same beside a thousand records and a hundred thousand: none reads a table of theirs in full.

SQLite says of a statement how it would be answered, and without having measured its tables always the same. A walk in
the order of a list that ends with the page is no reading in full.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from clarifications.register import beside, models
from tests.casco_site.test_public_tables import asked, known

__all__ = ["known"]  # the fixture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it measured"),
]

# Those that have more rows the more records there are.
GROWING = {
    model._meta.db_table
    for model in (
        *(models.Record, models.RecordVersion, models.RecordClause, models.RecordFacet, models.RecordIndex),
        *(models.Verdict, beside.RecordName, beside.RecordRelation, beside.RecordTranslation, beside.Bulletin),
        beside.RecordTopic,
    )
}
LISTS = (
    "/clarifications/?standard=90020&outcome=yes",
    "/clarifications/?edition=90020-2012&clause=7&label=applies",
    "/clarifications/?outcome=yes&outcome=no",
    "/clarifications/?sort=clause&standard=90020",
    "/clarifications/?after=2026-03-01~7",
    "/clarifications/?before=end",
    "/clarifications/?standard=90020&after=2026-03-01~7",
)
_SCAN = re.compile(r"SCAN (?P<name>\w+)(?P<way>.*)")


def plan_of(sql: str, params: Any) -> list[str]:
    """How the database would answer."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [str(row[-1]) for row in cursor.fetchall()]


def read_in_full(sql: str, plan: Iterable[str]) -> set[str]:
    """The growing tables that a statement reads from one end to the other."""
    plan = list(plan)
    aliases = {alias: table for table, alias in re.findall(r'"(\w+)" (\w+)\b', sql)}
    ends = " LIMIT " in sql[sql.rfind(")") + 1 :] and "USE TEMP B-TREE FOR ORDER BY" not in plan
    scanned = (aliases.get(scan["name"], scan["name"]) for line in plan if (scan := _SCAN.match(line)))
    return set() if ends else GROWING.intersection(scanned)


def faults_of(address: str) -> list[str]:
    """The statements of a page that read a growing table in full."""
    stated: list[tuple[str, Any]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        stated.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        Client().get(address)
    selects = [(sql, params) for sql, params in stated if sql.lstrip("( ").startswith(("SELECT", "WITH"))]
    return [
        f"{address} reads {', '.join(sorted(full))}: {sql}"
        for sql, params in selects
        if (full := read_in_full(sql, plan_of(sql, params)))
    ]


def test_no_public_page_reads_what_grows_with_the_records_in_full(known):
    there, missing = asked(known)

    assert [fault for address in [*there, *missing, *LISTS] for fault in faults_of(address)] == []


def test_what_is_read_in_full_is_seen():
    sql = 'SELECT U0."id" FROM "clarifications_record" U0 WHERE U0."title" = %s'

    assert read_in_full(sql, plan_of(sql, ["x"])) == {"clarifications_record"}
    assert read_in_full(f"{sql} ORDER BY 1 LIMIT 3", plan_of(f"{sql} ORDER BY 1 LIMIT 3", ["x"])) == set()
