"""How many records there are with each value of each facet, kept by the database as rows come and go.

Counting ten thousand rows for every list would cost more than the list. The triggers are created with the others
(``triggers.py``), and everything is counted afresh then, so that a rebuilt table on SQLite loses nothing.
"""

from collections.abc import Iterator

from clarifications.register.facets import COLUMNS, Facet

COUNTS = "clarifications_registercount"
RETIRED = "retired"  # the label of what lists show only when asked
APART = f"{RETIRED}\t"  # before a value of what is retired, which is counted apart; no value has a tab in it


def _value(facet: Facet) -> str:
    return facet.sql if facet.name == "label" else _apart(f"{{row}}label = '{RETIRED}'", facet.sql)


def _apart(is_retired: str, value: str) -> str:
    return f"CASE WHEN {is_retired} THEN '{APART}' || {value} ELSE {value} END"


# For each table the facets it is counted by, and the value of a row, both as SQL.
COUNTED = {
    "clarifications_record": [(f"'{facet.name}'", _value(facet)) for facet in COLUMNS],
    "clarifications_recordfacet": [("{row}facet", _apart("{row}is_retired", "{row}value"))],
}
_ON_CONFLICT = f"ON CONFLICT (facet, value) DO UPDATE SET number = {COUNTS}.number + EXCLUDED.number"
_MOMENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def drop_statements(vendor: str) -> Iterator[str]:
    """Take the triggers away."""
    for table in COUNTED:
        for moment in _MOMENTS:
            on = f" ON {table}" if vendor == "postgresql" else ""
            yield f"DROP TRIGGER IF EXISTS {table}_counted_{moment}{on}"


def create_statements(vendor: str) -> Iterator[str]:
    """Create the triggers, and count afresh."""
    yield from _postgresql() if vendor == "postgresql" else _sqlite()
    yield from recount_statements()


def recount_statements() -> Iterator[str]:
    """Count afresh."""
    yield f"DELETE FROM {COUNTS}"
    yield f"INSERT INTO {COUNTS} (facet, value, number) {count_statement()}"


def count_statement() -> str:
    """What there is now: facet, value and number."""
    return " UNION ALL ".join(_counted(table, table, "COUNT(*)") for table in COUNTED)


def _sqlite() -> Iterator[str]:
    for table, facets in COUNTED.items():
        for moment, rows in _MOMENTS.items():
            changes = "".join(
                f"INSERT INTO {COUNTS} (facet, value, number) VALUES "
                + ", ".join(
                    f"({facet.format(row=f'{row}.')}, {value.format(row=f'{row}.')}, {1 if row == 'NEW' else -1})"
                    for facet, value in facets
                )
                + f" {_ON_CONFLICT}; "
                for row in rows
            )
            yield f"CREATE TRIGGER {table}_counted_{moment} AFTER {moment} ON {table} BEGIN {changes}END"


def _postgresql() -> Iterator[str]:
    """Once a statement, not once a row; ordered, so that two that write at the same moment do not lock each other."""
    for table in COUNTED:
        for moment, rows in _MOMENTS.items():
            changes = " UNION ALL ".join(
                _counted(table, row.lower(), "COUNT(*)" if row == "NEW" else "-COUNT(*)") for row in rows
            )
            yield (
                f"CREATE OR REPLACE FUNCTION {table}_counted_{moment}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"INSERT INTO {COUNTS} (facet, value, number) "
                f"SELECT facet, value, SUM(number) FROM ({changes}) AS changes "
                f"GROUP BY facet, value HAVING SUM(number) <> 0 ORDER BY facet, value {_ON_CONFLICT}; "
                "RETURN NULL; END $$"
            )
            seen = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in rows)
            yield (
                f"CREATE TRIGGER {table}_counted_{moment} AFTER {moment} ON {table} REFERENCING {seen} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_counted_{moment}()"
            )


def _counted(table: str, source: str, number: str) -> str:
    """The counts of the rows of ``source``, one SELECT a facet."""
    place = source if source == table else f"{source}_rows"
    return " UNION ALL ".join(
        f"SELECT {facet.format(row='')} AS facet, {value.format(row='')} AS value, {number} AS number"
        f" FROM {place} GROUP BY 1, 2"
        for facet, value in COUNTED[table]
    )
