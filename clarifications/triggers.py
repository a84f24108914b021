"""What the database itself refuses: changes to the journal and to published texts. For SQLite and PostgreSQL.

SQLite loses triggers whenever Django rebuilds a table, so ``post_migrate`` calls ``create_triggers`` again. The search
index of SQLite, the counts of the register (``register/counts.py``) and the stamp of what is public (``stamps.py``) are
kept by triggers too; what is kept of turns is marked (``turn_triggers.py``), what was drawn of records goes
(``drawn_triggers.py``).
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from clarifications import drawn_triggers, stamps, turn_triggers
from clarifications.register import counts
from clarifications.register.finding.index import INDEX, SEARCH

EVENT, VERSION = "clarifications_event", "clarifications_recordversion"
INDEXED = ("title", "question", "words")  # the columns of the index that are searched
EVENT_KEPT = (
    *("id", "clarification_id", "number", "verb", "roles", "from_state", "to_state", "at", "actor_key"),
    *("reason_digest", "detail_digest", "about_key", "previous", "hash", "naming"),
)
EVENT_EMPTIED = ("actor", "on_behalf_of", "reason", "detail", "salt")
# Not ``rendered``: it repeats the content as HTML, and ``verify_register`` may draw it anew.
VERSION_KEPT = ("id", "record_id", "number", "at", "note", "disclaimer", "hash")
REFUSED_EVENT = "an event of the journal is never changed; its personal text may be emptied"
REFUSED_VERSION = "a published text is never changed; it may be redacted"
REFUSED_DELETE = "the journal and published texts are never deleted"


class Guard(NamedTuple):
    """One table, what may happen to a row of it (as SQL over OLD and NEW), and what is said otherwise."""

    table: str
    allowed: str
    refusal: str


def _guards(same: str, text: str, columns: set[str]) -> Iterator[Guard]:
    """``same`` is the operator of equality that knows NULL; ``text`` turns a JSON column into text.

    ``columns``: those that events have; a database that goes back to a former release has lost some.
    """
    kept = " AND ".join(f"OLD.{name} {same} NEW.{name}" for name in EVENT_KEPT if name in columns)
    emptied = " AND ".join(f"NEW.{name} = ''" for name in EVENT_EMPTIED)
    yield Guard(EVENT, f"{kept} AND {emptied}", REFUSED_EVENT)
    kept = " AND ".join(f"OLD.{name} {same} NEW.{name}" for name in VERSION_KEPT)
    old, new = text.format("OLD.content"), text.format("NEW.content")
    untouched = f"{old} = {new} AND OLD.redacted_at {same} NEW.redacted_at AND OLD.redaction = NEW.redaction"
    redacted = f"{new} = '{{}}' AND OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL AND NEW.redaction <> ''"
    yield Guard(VERSION, f"{kept} AND (({untouched}) OR ({redacted}))", REFUSED_VERSION)


def create_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create, or create again, every trigger; the tables must exist."""
    drop_triggers(connection)
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, EVENT)}
    statements = list(_postgresql(columns) if connection.vendor == "postgresql" else _sqlite(columns))
    tables = set(connection.introspection.table_names())
    if connection.vendor == "sqlite" and SEARCH in tables:
        with connection.cursor() as cursor:
            indexed = {column.name for column in connection.introspection.get_table_description(cursor, INDEX)}
        statements += _sqlite_search([name for name in INDEXED if name in indexed])
    if {counts.COUNTS, *counts.COUNTED} <= tables:
        statements += counts.create_statements(connection.vendor)
    if {turn_triggers.TURNS, turn_triggers.SEATS} <= tables:
        statements += turn_triggers.create_statements(connection.vendor)
    if {drawn_triggers.DRAWN, drawn_triggers.BLOCKS, *drawn_triggers.TABLES, *drawn_triggers.COUNTED} <= tables:
        statements += drawn_triggers.create_statements(connection.vendor)
    if stamps.STAMP in tables:
        statements += stamps.create_statements(connection.vendor, tables)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as before a test database is emptied."""
    with connection.cursor() as cursor:
        for table in (EVENT, VERSION):
            for kind in ("update", "delete", "truncate"):
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{kind} ON {table}")
                elif kind != "truncate":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{kind}")
        if connection.vendor == "sqlite":
            for kind in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {INDEX}_{kind}")
    let_tables_change(connection)


def let_tables_change(connection: BaseDatabaseWrapper) -> None:
    """Take away what keeps Django from changing a table: SQLite changes none that a trigger of another one names."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in counts.drop_statements(connection.vendor):
            cursor.execute(statement)
        for statement in stamps.drop_statements(connection.vendor, tables):
            cursor.execute(statement)
        for statement in drawn_triggers.drop_statements(connection.vendor, tables):
            cursor.execute(statement)
        for statement in turn_triggers.drop_statements(connection.vendor):
            cursor.execute(statement)


def _sqlite(columns: set[str]) -> Iterator[str]:
    for guard in _guards("IS", "{}", columns):
        yield (
            f"CREATE TRIGGER {guard.table}_update BEFORE UPDATE ON {guard.table} WHEN NOT ({guard.allowed}) "
            f"BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
        )
        yield (
            f"CREATE TRIGGER {guard.table}_delete BEFORE DELETE ON {guard.table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED_DELETE}'); END"
        )


def _sqlite_search(columns: list[str]) -> Iterator[str]:
    """Keep the full-text table in step with the words it indexes, and bring it in step now.

    ``columns``: those that the index has; a database that goes back to a former release has fewer.
    """
    # The table keeps no words of its own: to forget some, it has to be told them once more.
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("NEW", "OLD"))
    names = ", ".join(columns)
    added = f"INSERT INTO {SEARCH}(rowid, {names}) VALUES (NEW.record_id, {new});"
    taken = f"INSERT INTO {SEARCH}({SEARCH}, rowid, {names}) VALUES ('delete', OLD.record_id, {old});"
    yield f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {INDEX} BEGIN {added} END"
    yield f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {INDEX} BEGIN {taken} END"
    yield f"CREATE TRIGGER {INDEX}_update AFTER UPDATE ON {INDEX} BEGIN {taken} {added} END"
    yield f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('rebuild')"


def _postgresql(columns: set[str]) -> Iterator[str]:
    # This code becomes Django's IntegrityError, as SQLite's ABORT does.
    yield (
        "CREATE OR REPLACE FUNCTION clarifications_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0]; END $$"
    )
    for guard in _guards("IS NOT DISTINCT FROM", "{}::text", columns):
        refuse = "EXECUTE FUNCTION clarifications_refuse"
        yield (
            f"CREATE TRIGGER {guard.table}_update BEFORE UPDATE ON {guard.table} FOR EACH ROW "
            f"WHEN (NOT ({guard.allowed})) {refuse}('{guard.refusal}')"
        )
        yield (
            f"CREATE TRIGGER {guard.table}_delete BEFORE DELETE ON {guard.table} FOR EACH ROW "
            f"{refuse}('{REFUSED_DELETE}')"
        )
        # TRUNCATE asks no trigger of a row.
        yield (
            f"CREATE TRIGGER {guard.table}_truncate BEFORE TRUNCATE ON {guard.table} FOR EACH STATEMENT "
            f"{refuse}('{REFUSED_DELETE}')"
        )
