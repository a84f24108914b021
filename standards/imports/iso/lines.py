"""Reads files of ISO Open Data line by line: JSONL or CSV, plain or gzipped; knows nothing of what they mean."""

import csv
import gzip
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

LONGEST = 1_000_000  # bytes of a line; the longest of the official files has some 20 000
_GZIP = b"\x1f\x8b"
_REPEATED = 40  # characters of a faulty line that are repeated
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, OSError)

Progress = Callable[[float], None]


class BrokenFile(Exception):
    """A file that cannot be read to its end, or is none of ours; the message names it."""


@dataclass(frozen=True)
class Refusal:
    """A line that cannot be used, and why."""

    file: str
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FileLine:
    """What a line says, nested as in JSONL: ``{"title": {"en": …}}``; empty cells of a CSV are ``None``."""

    file: str
    number: int
    values: dict[str, object]


def read(path: Path, *, progress: Progress = lambda share: None) -> Iterator[FileLine | Refusal]:
    """The lines of a file in their order; ``progress`` gets the share of the file that was read.

    Raises ``BrokenFile`` when it cannot be opened, is damaged, or is neither JSONL nor CSV.
    """
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
            size = max(path.stat().st_size, 1)
            yield from _read(_bytes(stream, path.name, lambda: progress(raw.tell() / size)), path.name)
    except OSError as wrong:
        raise BrokenFile(f"{path.name}: {wrong.strerror or wrong}.") from wrong


def _bytes(stream: BinaryIO, name: str, report: Callable[[], None]) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines; nothing in the place of one that is too long to be held."""
    number = 0
    try:
        while piece := stream.readline(LONGEST + 1):
            number += 1
            whole = len(piece) <= LONGEST
            while not whole and piece and not piece.endswith(b"\n"):
                piece = stream.readline(LONGEST + 1)
            if number % 1000 == 0:
                report()
            yield number, piece if whole else None
    except _DAMAGED as wrong:
        raise BrokenFile(f"{name}: damaged or cut off after line {number}: {wrong}.") from wrong


def _read(numbered: Iterator[tuple[int, bytes | None]], name: str) -> Iterator[FileLine | Refusal]:
    first = next(((number, line) for number, line in numbered if line is None or line.strip()), None)
    if first is None:
        raise BrokenFile(f"{name}: the file is empty.")
    start = (first[1] or b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if first[1] is None or start.startswith(b"{"):
        return _read_json(chain([first], numbered), name)
    if start.startswith(b"["):
        raise BrokenFile(f"{name}: one JSON list; a file has one object a line.")
    return _read_csv(chain([first], numbered), name)


# ---------- JSONL ----------


def _read_json(numbered: Iterator[tuple[int, bytes | None]], name: str) -> Iterator[FileLine | Refusal]:
    for number, line in numbered:
        if line is None:
            yield _too_long(name, number)
        elif line.strip():
            yield _object(line, name, number)


def _object(line: bytes, name: str, number: int) -> FileLine | Refusal:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        return Refusal(name, number, f"not UTF-8 at byte {wrong.start}.")
    except (ValueError, RecursionError) as wrong:
        return Refusal(name, number, f"not JSON: {str(wrong)[:200]}.")
    if not isinstance(values, dict):
        return Refusal(name, number, "not a JSON object.")
    return FileLine(name, number, values)


# ---------- CSV ----------


def _read_csv(numbered: Iterator[tuple[int, bytes | None]], name: str) -> Iterator[FileLine | Refusal]:
    """The rows as objects; a row begins at the line where its first cell does."""
    refused: list[Refusal] = []
    head = next(numbered)
    before = head[0] - 1  # empty lines above the head line
    rows = csv.reader(_text(chain([head], numbered), name, refused))
    columns = _columns(rows, name)
    while True:
        number = before + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as wrong:
            yield Refusal(name, number, f"not CSV: {wrong}.")
            continue
        yield from refused
        refused.clear()
        if not row:
            continue
        if len(row) != len(columns):
            yield Refusal(name, number, f"{len(row)} cells under {len(columns)} columns.")
        else:
            yield FileLine(name, number, _nested(columns, row))
    yield from refused


def _columns(rows: Iterator[list[str]], name: str) -> list[str]:
    try:
        columns = [column.strip() for column in next(rows)]
    except (StopIteration, csv.Error) as wrong:
        raise BrokenFile(f"{name}: neither JSONL nor CSV with a head line.") from wrong
    if not {"id", "reference"} <= set(columns):
        said = re.sub(r"[^\x20-\x7e]", "?", ", ".join(columns))[:_REPEATED]
        raise BrokenFile(f"{name}: the columns “id” and “reference” are missing; the head line says: {said}")
    wholes = {column.partition(".")[0] for column in columns if "." in column}
    if len(set(columns)) < len(columns) or not wholes.isdisjoint(columns):
        raise BrokenFile(f"{name}: a column stands there twice.")
    return columns


def _text(numbered: Iterator[tuple[int, bytes | None]], name: str, refused: list[Refusal]) -> Iterator[str]:
    """UTF-8; a line that is not is read as Windows writes it, for copies of the files that went through a desk."""
    for number, line in numbered:
        if line is None:
            refused.append(_too_long(name, number))
            yield ""  # so that the lines after it keep their numbers
            continue
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", errors="replace")


def _nested(columns: list[str], row: list[str]) -> dict[str, object]:
    """``title.en`` and ``title.fr`` as one object."""
    values: dict[str, object] = {}
    parts: dict[str, dict[str, str | None]] = defaultdict(dict)
    for column, cell in zip(columns, row, strict=True):
        whole, dot, part = column.partition(".")
        if dot:
            values[whole] = parts[whole]
            parts[whole][part] = cell or None
        else:
            values[whole] = cell or None
    return values


def _too_long(name: str, number: int) -> Refusal:
    return Refusal(name, number, f"longer than {LONGEST:,} bytes.")
