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

from clarifications.register import beside, filters, models
from clarifications.register.blocks import bits_of_now
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
    "/clarifications/?clause=7",
    "/clarifications/?topic=remote",
    "/clarifications/?language=en&outcome=yes&kind=interpretation&year=2019",
    "/clarifications/?label=retired&outcome=yes",
    "/clarifications/?q=images&standard=90020&outcome=yes",
    "/search/?q=90020+7.1.5.9",
    "/clarifications/?sort=clause",
    "/clarifications/?sort=clause&standard=90020",
    "/clarifications/?sort=clause&standard=90020&outcome=yes",
    "/clarifications/?after=2026-03-01~7",
    "/clarifications/?before=end",
    "/clarifications/?standard=90020&after=2026-03-01~7",
)
# Lists that are sorted before a page of them is cut, and why.
SORTED = ("/clarifications/?sort=clause",)  # no index has the standards in their order

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


def sorts_in_full(sql: str, plan: Iterable[str]) -> bool:
    """Whether a page of a list is cut from records that were all sorted first."""
    return sql.startswith("SELECT") and " LIMIT 25" in sql[sql.rfind(")") :] and "USE TEMP B-TREE FOR ORDER BY" in plan


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
    ] + [
        f"{address} sorts: {sql}"
        for sql, params in selects
        if address not in SORTED and sorts_in_full(sql, plan_of(sql, params))
    ]


def test_no_public_page_reads_what_grows_with_the_records_in_full(known, open_database, monkeypatch):
    """Every list is asked for as one that is long; what is counted of records is kept, and read by its marks."""
    monkeypatch.setattr(filters, "MANY", 0)
    bits_of_now()
    there, missing = asked(known)

    assert [fault for address in [*there, *missing, *LISTS] for fault in faults_of(address)] == []


def test_what_is_read_in_full_is_seen():
    sql = 'SELECT U0."id" FROM "clarifications_record" U0 WHERE U0."title" = %s'

    assert read_in_full(sql, plan_of(sql, ["x"])) == {"clarifications_record"}
    assert read_in_full(f"{sql} ORDER BY 1 LIMIT 3", plan_of(f"{sql} ORDER BY 1 LIMIT 3", ["x"])) == set()
