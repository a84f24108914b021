"""The triggers that raise the stamp of what is public, on every table that a public page is made of.

On PostgreSQL a transaction adds a row of its own, once, so that nobody waits for anybody; the worker makes one row of
many. On SQLite, where one writes at a time, each changed row changes the one row that there is.
"""

from collections.abc import Iterator, Set

from django.apps import apps

from clarifications.drawn_triggers import BLOCKS, DRAWN, NAMED

STAMP = "standards_stamp"
REGISTER, CATALOGUE = "register", "catalogue"
# Bodies are named on many pages, with what became of them.
BODIES = ("accounts_body", "accounts_bodysuccession")
# What a request has to meet changes seldom, and every page of one asks it.
CRITERIA = ("clarifications_criteriaset", "clarifications_criterion")
_MOMENTS = ("insert", "update", "delete")
# Below 2^48, so that any number of them can be added up.
_RANDOM = {"postgresql": "(random() * 281474976710656)::bigint", "sqlite": "abs(random() % 281474976710656)"}


def stamped_tables() -> dict[str, str]:
    """Each table that is stamped, with the mark that it raises: all of the catalogue, all of the register."""
    models = {model._meta.db_table: model for model in apps.get_models()}
    catalogue = [table for table, model in models.items() if model._meta.app_label == "standards" and table != STAMP]
    register = [table for table, model in models.items() if model.__module__.startswith("clarifications.register.")]
    # What is derived says nothing of its own.
    said = [table for table in register if table not in (DRAWN, NAMED, BLOCKS)]
    return dict.fromkeys((*catalogue, *BODIES, *CRITERIA), CATALOGUE) | dict.fromkeys(said, REGISTER)


def drop_statements(vendor: str, tables: Set[str]) -> Iterator[str]:
    """Take the triggers away from those ``tables`` that are there."""
    for table in stamped_tables().keys() & tables:
        for moment in _MOMENTS:
            on = f" ON {table}" if vendor == "postgresql" else ""
            yield f"DROP TRIGGER IF EXISTS {table}_stamped_{moment}{on}"


def create_statements(vendor: str, tables: Set[str]) -> Iterator[str]:
    """Create the triggers on those ``tables`` that are there, and raise both marks."""
    random = _RANDOM[vendor]
    if vendor == "postgresql":
        yield _function(random)
    for table, mark in stamped_tables().items():
        if table in tables:
            yield from _postgresql(table, mark) if vendor == "postgresql" else _sqlite(table, mark, random)
    yield f"DELETE FROM {STAMP}"
    yield f"INSERT INTO {STAMP} ({REGISTER}, {CATALOGUE}) VALUES ({random}, {random})"


def _function(random: str) -> str:
    """Raises the mark that the trigger names, once a transaction, which is remembered as long as it lasts."""
    return (
        "CREATE OR REPLACE FUNCTION standards_raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_setting('stamp.' || TG_ARGV[0], true) IS DISTINCT FROM txid_current()::text THEN "
        "PERFORM set_config('stamp.' || TG_ARGV[0], txid_current()::text, true); "
        f"INSERT INTO {STAMP} ({REGISTER}, {CATALOGUE}) SELECT "
        f"CASE TG_ARGV[0] WHEN '{REGISTER}' THEN {random} ELSE 0 END, "
        f"CASE TG_ARGV[0] WHEN '{CATALOGUE}' THEN {random} ELSE 0 END; "
        "END IF; RETURN NULL; END $$"
    )


def _postgresql(table: str, mark: str) -> Iterator[str]:
    for moment in _MOMENTS:
        yield (
            f"CREATE TRIGGER {table}_stamped_{moment} AFTER {moment} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION standards_raise_stamp('{mark}')"
        )


def _sqlite(table: str, mark: str, random: str) -> Iterator[str]:
    for moment in _MOMENTS:
        yield (
            f"CREATE TRIGGER {table}_stamped_{moment} AFTER {moment} ON {table} "
            f"BEGIN UPDATE {STAMP} SET {mark} = {random}; END"
        )
