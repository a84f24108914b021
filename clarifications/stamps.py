"""The triggers that raise the stamp of what is public, on every table that a public page is made of.

PostgreSQL raises a mark at the end of a transaction, once: the row is locked for a moment only, so that nobody waits
for a long import, and no two lock each other. SQLite, where one writes at a time, raises it with each row.
"""

from collections.abc import Iterator, Set

from django.apps import apps

STAMP = "standards_stamp"
REGISTER, CATALOGUE = "register", "catalogue"
# Bodies are named on many pages, with what became of them.
BODIES = ("accounts_body", "accounts_bodysuccession")
_MOMENTS = ("insert", "update", "delete")
_RANDOM = {"postgresql": "gen_random_uuid()::text", "sqlite": "lower(hex(randomblob(16)))"}


def stamped_tables() -> dict[str, str]:
    """Each table that is stamped, with the mark that it raises: all of the catalogue, all of the register."""
    models = {model._meta.db_table: model for model in apps.get_models()}
    catalogue = [table for table, model in models.items() if model._meta.app_label == "standards" and table != STAMP]
    register = [table for table, model in models.items() if model.__module__.startswith("clarifications.register.")]
    return dict.fromkeys((*catalogue, *BODIES), CATALOGUE) | dict.fromkeys(register, REGISTER)


def drop_statements(vendor: str, tables: Set[str]) -> Iterator[str]:
    """Take the triggers away from those ``tables`` that are there."""
    for table in stamped_tables().keys() & tables:
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_stamped ON {table}"
        else:
            yield from (f"DROP TRIGGER IF EXISTS {table}_stamped_{moment}" for moment in _MOMENTS)


def create_statements(vendor: str, tables: Set[str]) -> Iterator[str]:
    """Create the triggers on those ``tables`` that are there, and raise both marks, or write the row."""
    random = _RANDOM[vendor]
    if vendor == "postgresql":
        yield _function(random)
    for table, mark in stamped_tables().items():
        if table in tables:
            yield from _postgresql(table, mark) if vendor == "postgresql" else _sqlite(table, mark, random)
    yield (
        f"INSERT INTO {STAMP} (id, {REGISTER}, {CATALOGUE}) VALUES (1, {random}, {random}) "
        f"ON CONFLICT (id) DO UPDATE SET {REGISTER} = EXCLUDED.{REGISTER}, {CATALOGUE} = EXCLUDED.{CATALOGUE}"
    )


def _function(random: str) -> str:
    """Raises the mark that the trigger names, once a transaction, which is remembered as long as it lasts."""
    return (
        "CREATE OR REPLACE FUNCTION standards_raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_setting('stamp.' || TG_ARGV[0], true) IS DISTINCT FROM txid_current()::text THEN "
        "PERFORM set_config('stamp.' || TG_ARGV[0], txid_current()::text, true); "
        f"UPDATE {STAMP} SET {REGISTER} = CASE TG_ARGV[0] WHEN '{REGISTER}' THEN {random} ELSE {REGISTER} END, "
        f"{CATALOGUE} = CASE TG_ARGV[0] WHEN '{CATALOGUE}' THEN {random} ELSE {CATALOGUE} END; "
        "END IF; RETURN NULL; END $$"
    )


def _postgresql(table: str, mark: str) -> Iterator[str]:
    yield (
        f"CREATE CONSTRAINT TRIGGER {table}_stamped AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION standards_raise_stamp('{mark}')"
    )


def _sqlite(table: str, mark: str, random: str) -> Iterator[str]:
    for moment in _MOMENTS:
        yield (
            f"CREATE TRIGGER {table}_stamped_{moment} AFTER {moment} ON {table} "
            f"BEGIN UPDATE {STAMP} SET {mark} = {random}; END"
        )
