"""Reads a file of publications of other bodies entry by entry: one JSON object with a list, or an object a line."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from standards.reading.characters import plain_in

MOST_BYTES = 20_000_000
MOST_ENTRIES = 20_000
ENTRIES, DAY = "entries", "as_of"
_BOTTOM = 12  # levels of lists and objects; an entry has two


class UnreadableFile(Exception):
    """A file that is none of ours as a whole; the message says why."""


@dataclass(frozen=True)
class FileEntry:
    """What a file says of one publication: ``place`` is its line, or its place in the list."""

    place: int
    is_line: bool
    values: object
    day: object = None  # what the file as a whole speaks of

    @property
    def where(self) -> str:
        words = gettext("line %(place)s") if self.is_line else gettext("entry %(place)s")
        return words % {"place": self.place}


@dataclass(frozen=True)
class Refused:
    """A field of an entry that cannot be right, and why; without field it is the entry as a whole."""

    where: str
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.where, self.field and f"“{self.field}”", self.reason]))


def read_entries(content: bytes) -> list[FileEntry | Refused]:
    """The entries in their order, and the lines that are no JSON.

    Raises ``UnreadableFile`` for what is too large, not UTF-8 or not JSON at all.
    """
    found = list(_entries(_text(content)))
    if not found:
        raise UnreadableFile(gettext("The file holds no entry."))
    if len(found) > MOST_ENTRIES:
        raise UnreadableFile(gettext("The file has more than %(most)s entries.") % {"most": MOST_ENTRIES})
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(gettext("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise UnreadableFile(gettext("Line %(line)s is not UTF-8.") % {"line": line}) from wrong


def _entries(text: str) -> Iterator[FileEntry | Refused]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        return
    if _stands_alone(lines[0][1]):
        yield from (_of_line(number, line) for number, line in lines)
        return
    try:
        whole = _parsed(text)
    except ValueError as wrong:
        raise UnreadableFile(gettext("This is not JSON: %(why)s.") % {"why": str(wrong)[:200]}) from wrong
    if not isinstance(whole, dict) or not isinstance(entries := whole.get(ENTRIES), list):
        raise UnreadableFile(gettext("The list “entries” is missing."))
    day = whole.get(DAY)
    for place, one in enumerate(entries, start=1):
        yield FileEntry(place, is_line=False, values=plain_in(one), day=day)


def _stands_alone(line: str) -> bool:
    """Whether the first line is an entry by itself, sound or not; else it begins, or is, an object with a list."""
    try:
        found = _parsed(line)
    except ValueError:
        return line.strip().startswith("{") and line.strip().endswith("}")
    return isinstance(found, dict) and ENTRIES not in found


def _of_line(number: int, line: str) -> FileEntry | Refused:
    try:
        return FileEntry(number, is_line=True, values=plain_in(_parsed(line)))
    except ValueError as wrong:
        where = FileEntry(number, is_line=True, values=None).where
        return Refused(where, "", gettext("This is not JSON: %(why)s.") % {"why": str(wrong)[:200]})


def _parsed(text: str) -> object:
    """Raises ``ValueError`` for what is no JSON, names a key twice or lies too deep."""
    try:
        found: object = json.loads(text, object_pairs_hook=_once)
    except RecursionError as wrong:
        raise ValueError(gettext("too many levels")) from wrong
    if not _is_flat(found):
        raise ValueError(gettext("too many levels"))
    return found


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(gettext("“%(name)s” stands there twice") % {"name": twice[:60]})
    return found


def _is_flat(found: object, depth: int = 0) -> bool:
    """Whether it can be walked through safely."""
    if not isinstance(found, dict | list):
        return True
    below = found.values() if isinstance(found, dict) else found
    return depth < _BOTTOM and all(_is_flat(one, depth + 1) for one in below)


def day_of(value: object) -> datetime.date | None:
    """The day that a value names, written as 2026-11-27; nothing where it is none."""
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
