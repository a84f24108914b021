"""Which records have each value of each facet, as numbers whose bits stand for records (decision 25).

What any choice leaves, and how many of it have any value, is found by AND and by counting bits: of a hundred thousand
records a value is 12 kB, and both take some microseconds. The database keeps the bits of a thousand neighbouring
records in a row and deletes that row with each change of any of them (``drawn_triggers.py``); who reads next writes it
anew. Each process keeps what it has read, by the marks of the rows.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from uuid import uuid4

from django.db import connection
from django.db.models import Q

from clarifications.drawn_triggers import BLOCK, BLOCKS
from clarifications.register.block_models import RegisterBlock
from clarifications.register.counts import RETIRED
from clarifications.register.facets import CLAUSE, COLUMNS, LABEL, UNKNOWN
from clarifications.register.may_be_kept import keep_unless_changed, may_be_kept
from clarifications.register.models import Record, RecordClause, RecordFacet
from standards.catalogue.stamp import marks_of_now
from standards.reading.clause_numbers import LEVEL, ROOT

SIZE = BLOCK // 8  # bytes of a value in a block
ON_CLAUSE = "on clause"  # as a facet: the records on this very clause
_NOTHING = bytes(SIZE)
_MARKS = f"SELECT block, mark FROM {BLOCKS} UNION ALL SELECT -1, CAST(MAX(id) AS text) FROM clarifications_record"

Held = Mapping[str, Mapping[str, bytes]]  # of one block: facet, value, bits


class Bits:
    """The records that have each value; of clauses, by their keys, those on a clause or a part of it."""

    def __init__(self, blocks: Mapping[int, tuple[str, Held]]) -> None:
        self.blocks = blocks
        self._joined: dict[tuple[str, str], int] = {}
        values: defaultdict[str, set[str]] = defaultdict(set)
        for _mark, held in blocks.values():
            for facet, of_it in held.items():
                values[facet].update(of_it)
        self.values: Mapping[str, Collection[str]] = {facet: sorted(of_it) for facet, of_it in values.items()}

    def of(self, facet: str, value: str) -> int:
        """The records with this value."""
        if (found := self._joined.get((facet, value))) is None:
            parts = (
                self.blocks[number][1].get(facet, {}).get(value, _NOTHING) if number in self.blocks else _NOTHING
                for number in range(max(self.blocks, default=-1) + 1)
            )
            found = int.from_bytes(b"".join(parts), "little")
            if found:  # what no record has can be anything that somebody types
                self._joined[facet, value] = found
        return found

    def any_of(self, facet: str, values: Iterable[str]) -> int:
        """The records with one of these values."""
        return reduce(or_, (self.of(facet, value) for value in values), 0)

    def everything(self) -> int:
        """All records: each has a label."""
        return self.any_of(LABEL.name, self.values.get(LABEL.name, ()))

    def shown(self) -> int:
        """Those that lists show without being asked."""
        return self.everything() & ~self.of(LABEL.name, RETIRED)


_READ = Bits({})  # what this process has read last


def bits_of_now() -> Bits:
    """The bits as they are now: one statement, one more for rows that it has not read, three for missing ones."""
    global _READ
    found = _READ
    with connection.cursor() as cursor:
        cursor.execute(_MARKS)
        marks = dict(cursor.fetchall())
    last = marks.pop(-1)
    wanted = range(int(last) // BLOCK + 1) if last else range(0)
    kept = {
        number: found.blocks[number] for number, mark in marks.items() if found.blocks.get(number, ("",))[0] == mark
    }
    if unread := [number for number in marks if number not in kept]:
        rows = RegisterBlock.objects.filter(block__in=unread).values_list("block", "mark", "held")
        kept |= {number: (mark, _read(held)) for number, mark, held in rows}
    if missing := [number for number in wanted if number not in kept]:
        before = marks_of_now() if may_be_kept() else None
        made = {number: (uuid4().hex, held) for number, held in counted(missing).items()}
        kept |= made
        if before is not None:
            keep_unless_changed(before, lambda: _write(made))
    if kept == found.blocks:
        return found
    _READ = Bits(kept)
    return _READ


def counted(blocks: Collection[int]) -> dict[int, Held]:
    """The bits of these blocks, found of the records themselves; three statements."""
    of_rows = _within("record", blocks)
    bits: dict[int, defaultdict[str, defaultdict[str, int]]]
    bits = {number: defaultdict(lambda: defaultdict(int)) for number in blocks}
    columns = [(facet.name, facet.column) for facet in COLUMNS]
    for pk, *values in (
        Record.objects.filter(_within("pk", blocks))
        .order_by()
        .values_list("pk", *(column for _name, column in columns))
    ):
        own, bit = bits[pk // BLOCK], 1 << pk % BLOCK
        for (name, _column), value in zip(columns, values, strict=True):
            own[name][UNKNOWN if value is None else str(value)] |= bit
    rows = RecordFacet.objects.filter(of_rows).order_by().values_list("record", "facet", "value")
    for pk, facet, value in rows:
        bits[pk // BLOCK][facet][value] |= 1 << pk % BLOCK
    for pk, key in RecordClause.objects.filter(of_rows).order_by().values_list("record", "sort_key"):
        own = bits[pk // BLOCK]
        own[ON_CLAUSE][key] |= 1 << pk % BLOCK
        for end in range(ROOT, len(key) + 1, LEVEL):
            own[CLAUSE.name][key[:end]] |= 1 << pk % BLOCK
    return {
        number: {
            facet: {value: number_.to_bytes(SIZE, "little") for value, number_ in of_it.items()}
            for facet, of_it in held.items()
        }
        for number, held in bits.items()
    }


def records_in(bits: int) -> list[int]:
    """The keys of the records that these bits stand for."""
    found, places = [], bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for place, byte in enumerate(places):
        if byte:
            found += [place * 8 + bit for bit in range(8) if byte >> bit & 1]
    return found


def bits_of(records: Iterable[int]) -> int:
    """The bits that stand for the records with these keys."""
    keys = list(records)
    places = bytearray(max(keys, default=0) // 8 + 1)
    for key in keys:
        places[key // 8] |= 1 << key % 8
    return int.from_bytes(places, "little")


def stale_blocks() -> list[int]:
    """The blocks that are kept as something else than the records themselves say."""
    kept = dict(RegisterBlock.objects.values_list("block", "held"))
    return [number for number, held in kept.items() if _read(held) != counted([number])[number]]


def forget(block: int) -> None:
    """Take a block away: whoever asks next counts it anew."""
    RegisterBlock.objects.filter(block=block).delete()


def _write(made: Mapping[int, tuple[str, Held]]) -> None:
    rows = [RegisterBlock(block=number, mark=mark, held=_written(held)) for number, (mark, held) in made.items()]
    RegisterBlock.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["block"], update_fields=["mark", "held"]
    )


def _within(column: str, blocks: Collection[int]) -> Q:
    """The rows whose ``column`` is the key of a record in one of these blocks."""
    runs = _runs(sorted(blocks))
    return reduce(
        or_, (Q((f"{column}__gte", start * BLOCK), (f"{column}__lt", (end + 1) * BLOCK)) for start, end in runs)
    )


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each row of numbers without a gap."""
    start = end = -2
    for number in numbers:
        if number != end + 1:
            if end >= 0:
                yield start, end
            start = number
        end = number
    if end >= 0:
        yield start, end


def _written(held: Held) -> str:
    return json.dumps({facet: {value: bits.hex() for value, bits in of_it.items()} for facet, of_it in held.items()})


def _read(written: str) -> Held:
    return {
        facet: {value: bytes.fromhex(bits) for value, bits in of_it.items()}
        for facet, of_it in json.loads(written).items()
    }
