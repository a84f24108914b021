"""What the first pass keeps for the second and to compare lines with each other: a database on disk, nobody's.

So the memory that an import takes does not grow with the register; it is gone when the process is.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self

import msgspec

from clarifications.moving.lines import FormerAddressLine, RecordLine, RelationLine

_TABLES = """
CREATE TABLE record (line INTEGER PRIMARY KEY, address TEXT UNIQUE, stands INTEGER);
CREATE TABLE name (address TEXT PRIMARY KEY, edition TEXT, kind TEXT, number INTEGER, line INTEGER, leads_to TEXT,
    UNIQUE (edition, kind, number)) WITHOUT ROWID;
CREATE TABLE former (address TEXT PRIMARY KEY, leads_to TEXT, line INTEGER) WITHOUT ROWID;
CREATE TABLE relation (line INTEGER, place INTEGER, address TEXT, other TEXT, kind TEXT, ended INTEGER, said BLOB,
    PRIMARY KEY (line, place)) WITHOUT ROWID;
CREATE INDEX relation_other ON relation (other);
CREATE TABLE replacement (line INTEGER PRIMARY KEY, address TEXT, other TEXT);
CREATE TABLE origin (source TEXT, identifier TEXT, address TEXT);
CREATE INDEX origin_found ON origin (source, identifier);
"""
SUPERSEDES = ("supersedes", "supersedes-in-part")
Row = tuple[Any, ...]


class Taken(Exception):
    """An address or a number stands in another line."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"stands in line {line} already")


class Stage:
    """The lines of a register by what they name, on disk."""

    def __init__(self) -> None:
        # Without a name it is a file that SQLite removes when it opens it.
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(_TABLES)
        self.database.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.database.close()

    def add(self, number: int, line: RecordLine, *, stands: bool) -> None:
        """Keep what a line names; ``stands``: the record is here already, just so. Raises ``Taken``."""
        for name in line.names:
            named = (name.address, name.edition, name.kind, name.number)
            same = "address = ? OR (edition = ? AND kind = ? AND number = ?)"
            if found := self.database.execute(f"SELECT line FROM name WHERE {same}", named).fetchone():
                raise Taken(found[0])
            self._insert("name", (*named, number, line.address))
        self._insert("record", (number, line.address, stands))
        if stands:
            return
        for place, relation in enumerate(line.relations):
            said = msgspec.json.encode(relation)
            ended = relation.ended_at is not None
            self._insert("relation", (number, place, line.address, relation.other, relation.kind, ended, said))
        if line.retirement and line.retirement.replacement:
            self._insert("replacement", (number, line.address, line.retirement.replacement))

    def add_former(self, number: int, line: FormerAddressLine) -> None:
        """Keep a line of the former addresses. Raises ``Taken``."""
        if found := self.database.execute("SELECT line FROM former WHERE address = ?", [line.address]).fetchone():
            raise Taken(found[0])
        self._insert("former", (line.address, line.leads_to, number))

    def add_origin(self, source: str, identifier: str, address: str) -> None:
        """Keep where a record of this register is from."""
        self._insert("origin", (source, identifier, address))

    def from_there(self, source: str, identifier: str) -> str:
        """The address of the record of this register that is from there; empty where there is none."""
        found = self.database.execute(
            "SELECT address FROM origin WHERE source = ? AND identifier = ?", [source, identifier]
        ).fetchone()
        return str(found[0]) if found else ""

    def numbers(self) -> tuple[int, int]:
        """How many records are new, and how many stand here already."""
        new = self.database.execute("SELECT count(*) - sum(stands), sum(stands) FROM record").fetchone()
        return new[0] or 0, new[1] or 0

    def stand_here(self, addresses: Iterable[str]) -> set[str]:
        """Those of these addresses whose records stand here already, just so."""
        asked = list(addresses)
        places = ", ".join("?" * len(asked))
        rows = self.database.execute(f"SELECT address FROM record WHERE stands AND address IN ({places})", asked)
        return {address for (address,) in rows}

    def relations(self) -> Iterator[tuple[str, RelationLine]]:
        """What new records have to do with others, in the order of the lines."""
        for address, said in self._rows("SELECT address, said FROM relation ORDER BY line, place"):
            yield address, msgspec.json.decode(said, type=RelationLine)

    def replacements(self) -> Iterator[tuple[str, str]]:
        """Which record stands in the place of which new, retired one."""
        yield from self._rows("SELECT address, other FROM replacement ORDER BY line")

    # ---------- what lines say of each other ----------

    def named_elsewhere(self) -> Iterator[tuple[int, str, str]]:
        """Line, field and address of records that the lines name and that are in no line."""
        of_file = "NOT EXISTS (SELECT 1 FROM record WHERE record.address = other)"
        yield from self._rows(
            f"SELECT line, 'relations[' || place || '].other', other FROM relation WHERE {of_file} UNION ALL"
            f" SELECT line, 'retirement.replacement', other FROM replacement WHERE {of_file} ORDER BY 1"
        )

    def said_twice(self) -> Iterator[tuple[int, str]]:
        """Line and field of relations that stand twice."""
        yield from self._rows(
            "SELECT line, 'relations[' || max(place) || ']' FROM relation WHERE NOT ended"
            " GROUP BY line, other, kind HAVING count(*) > 1 ORDER BY line"
        )

    def in_a_ring(self) -> Iterator[tuple[int, str]]:
        """Lines of records that supersede each other in a ring, with their addresses."""
        kinds = ", ".join(f"'{kind}'" for kind in SUPERSEDES)
        self.database.executescript(
            f"CREATE TEMP TABLE tie AS SELECT line, address, other FROM relation WHERE NOT ended AND kind IN ({kinds});"
            "CREATE INDEX tie_from ON tie (address); CREATE INDEX tie_to ON tie (other);"
        )
        # What supersedes nothing, or is superseded by nothing, is in no ring; nor are, then, those that hang on it.
        for near, far in (("other", "address"), ("address", "other")):
            while self.database.execute(f"DELETE FROM tie WHERE {near} NOT IN (SELECT {far} FROM tie)").rowcount:
                pass
        yield from self._rows("SELECT DISTINCT line, address FROM tie ORDER BY line")

    def former_faults(self) -> Iterator[tuple[int, str, str]]:
        """Line of the former addresses, address and why it is not what the records say; line 0 where it is missing."""
        given = "SELECT address, leads_to FROM name WHERE address <> leads_to"
        yield from self._rows(
            "SELECT former.line, former.address, 'leads to no such record by the lines of the records' FROM former"
            f" WHERE (former.address, former.leads_to) NOT IN ({given}) UNION ALL"
            f" SELECT 0, address, 'is missing; it led to ' || leads_to FROM ({given})"
            " WHERE address NOT IN (SELECT address FROM former) ORDER BY 1, 2"
        )

    def _rows(self, statement: str) -> Iterator[Row]:
        yield from self.database.execute(statement)

    def _insert(self, table: str, row: Sequence[object]) -> None:
        self.database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
