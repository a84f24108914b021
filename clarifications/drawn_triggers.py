"""Takes away what was drawn of a record and of those that name it, and counted, in the transaction that changes it.

Whatever writes the register, in whichever way, cannot forget it, and a text that is redacted is nowhere any more. On
PostgreSQL a lock says as long as the transaction lasts that something changes: who has drawn meanwhile keeps nothing.
"""

from collections.abc import Iterator, Set

DRAWN, NAMED = "clarifications_drawn", "clarifications_namedby"
BLOCKS, BLOCK = "clarifications_registerblock", 1_024  # counted records that stand in a row, by their keys
LOCK = 0x6472_6177_6E00  # "drawn": shared by those that change something, had alone by who keeps what was drawn
_MOMENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
# Each table, and the columns that say of which records a row of it speaks.
SPEAKS_OF = {
    "clarifications_record": ("id",),
    "clarifications_recordversion": ("record_id",),
    "clarifications_recordname": ("record_id",),
    "clarifications_recordrelation": ("record_id", "other_id"),
    "clarifications_recordtranslation": ("record_id",),
    "clarifications_recordtopic": ("record_id",),
    "clarifications_bulletin": ("record_id",),
    "clarifications_verdict": ("record_id",),
}
TOPIC = "clarifications_topic"  # whose name stands on the pages of its records
# Each table that is counted (``register/blocks.py``), and the column that says of which record.
COUNTED = {
    "clarifications_record": "id",
    "clarifications_recordfacet": "record_id",
    "clarifications_recordclause": "record_id",
}
TABLES = (*SPEAKS_OF, TOPIC)


def drop_statements(vendor: str, tables: Set[str]) -> Iterator[str]:
    """Take the triggers away from those ``tables`` that are there."""
    for table in tables & {*TABLES, *COUNTED}:
        for moment in _MOMENTS:
            on = f" ON {table}" if vendor == "postgresql" else ""
            yield f"DROP TRIGGER IF EXISTS {table}_drawn_{moment}{on}"
            yield f"DROP TRIGGER IF EXISTS {table}_blocked_{moment}{on}"


def create_statements(vendor: str) -> Iterator[str]:
    """Create the triggers; what was counted is counted afresh, for rows may have changed beside them."""
    yield f"DELETE FROM {BLOCKS}"
    for moment, rows in _MOMENTS.items():
        for table, columns in SPEAKS_OF.items():
            of_it = ", ".join(f"{row}.{name}" for row in rows for name in columns)
            yield from _trigger(vendor, f"{table}_drawn_{moment}", table, moment, _drawn(of_it))
        topics = ", ".join(f"{row}.id" for row in rows)
        of_them = f"SELECT record_id FROM clarifications_recordtopic WHERE topic_id IN ({topics})"
        yield from _trigger(vendor, f"{TOPIC}_drawn_{moment}", TOPIC, moment, _drawn(of_them))
        for table, column in COUNTED.items():
            blocks = ", ".join(f"{row}.{column} / {BLOCK}" for row in rows)
            away = f"DELETE FROM {BLOCKS} WHERE block IN ({blocks});"
            yield from _trigger(vendor, f"{table}_blocked_{moment}", table, moment, away)


def _drawn(records: str) -> str:
    return (
        f"DELETE FROM {DRAWN} WHERE record_id IN ({records}); "
        f"DELETE FROM {DRAWN} WHERE record_id IN (SELECT of_id FROM {NAMED} WHERE named_id IN ({records}));"
    )


def _trigger(vendor: str, name: str, table: str, moment: str, away: str) -> Iterator[str]:
    head = f"CREATE TRIGGER {name} AFTER {moment} ON {table} FOR EACH ROW "
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN PERFORM pg_advisory_xact_lock_shared({LOCK}); {away} RETURN NULL; END $$"
        )
        yield f"{head}EXECUTE FUNCTION {name}()"
    else:
        yield f"{head}BEGIN {away} END"
