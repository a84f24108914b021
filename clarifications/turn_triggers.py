"""Whose turn it is also changes with seats and accounts: the database marks what is kept of their groups' cases then.

Whatever writes a seat or an account, in whichever way, cannot forget it. ``case/kept_turns.py`` renews what is marked.
"""

from collections.abc import Iterator

TURNS, CASES, SEATS, USERS = (
    "clarifications_keptturn",
    "clarifications_clarification",
    "accounts_seat",
    "accounts_user",
)
STALE = "0001-01-01"  # of `case/turn_models.py`
RIGHTS = ("is_active", "is_secretariat")  # what of an account decides whose turn it is
_MOMENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def drop_statements(vendor: str) -> Iterator[str]:
    """Take the triggers away."""
    for table, moment in (*((SEATS, moment) for moment in _MOMENTS), (USERS, "update")):
        on = f" ON {table}" if vendor == "postgresql" else ""
        yield f"DROP TRIGGER IF EXISTS {table}_turns_{moment}{on}"


def create_statements(vendor: str) -> Iterator[str]:
    """Create the triggers."""
    for moment, rows in _MOMENTS.items():
        groups = ", ".join(f"{row}.group_id" for row in rows)
        yield from _trigger(vendor, SEATS, moment, when="", groups=groups)
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in RIGHTS)
    seats = f"SELECT group_id FROM {SEATS} WHERE user_id = NEW.id"
    yield from _trigger(vendor, USERS, "update", when=f"WHEN ({changed}) ", groups=seats)


def _trigger(vendor: str, table: str, moment: str, *, when: str, groups: str) -> Iterator[str]:
    name = f"{table}_turns_{moment}"
    mark = (
        f"UPDATE {TURNS} SET until = '{STALE}' WHERE clarification_id IN "
        f"(SELECT id FROM {CASES} WHERE group_id IN ({groups}));"
    )
    head = f"CREATE TRIGGER {name} AFTER {moment} ON {table} FOR EACH ROW {when}"
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {mark} RETURN NULL; END $$"
        )
        yield f"{head}EXECUTE FUNCTION {name}()"
    else:
        yield f"{head}BEGIN {mark} END"
