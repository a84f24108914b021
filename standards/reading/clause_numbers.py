"""Clause numbers in the one form that each has: 7.8.2.1, 6.2.1 d), Annex B, B.1, 7.8.2.1 NOTE 2, Table A.1.

Pure: knows neither database nor web. What people write is read by `clause_reader`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext

Listed = TypeVar("Listed")

_SHOWN = 60  # characters of a refused text that are repeated to its writer


class LevelKind(StrEnum):
    """What a level is; the digit orders it among the levels at the same place: lists, notes, subclauses."""

    WHOLE = "0"
    LETTER = "1"
    POINT = "2"
    ROMAN = "3"
    NOTE = "4"
    NUMBER = "5"
    ANNEX = "6"
    TABLE = "7"
    FIGURE = "8"


Levels = tuple[tuple[LevelKind, int], ...]
LEVEL = 5  # characters of each level in a sort key
ROOT = 1 + LEVEL  # characters of a sort key that name the clause at the top
ITEMS = (LevelKind.LETTER, LevelKind.POINT, LevelKind.ROMAN)
_FLOATS = ("Table ", "Figure ")
_WHOLES = ("Foreword", "Introduction")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_WRITTEN: dict[LevelKind, Callable[[int], str]] = {
    LevelKind.WHOLE: lambda value: _WHOLES[value],
    LevelKind.LETTER: lambda value: f" {chr(96 + value)})",
    LevelKind.POINT: lambda value: f" {value})",
    LevelKind.ROMAN: lambda value: f" {ROMANS[value - 1]})",
    LevelKind.NOTE: lambda value: f" NOTE {value}" if value else " NOTE",
    LevelKind.NUMBER: lambda value: f".{value}",
    LevelKind.ANNEX: lambda value: f"Annex {chr(64 + value)}",
    LevelKind.TABLE: lambda value: f"Table {chr(64 + value) if value else ''}",
    LevelKind.FIGURE: lambda value: f"Figure {chr(64 + value) if value else ''}",
}


@dataclass(frozen=True)
class ClauseNumber:
    """One clause, annex, listed item, note, table or figure, as a path of levels from the whole to the part."""

    levels: Levels

    @property
    def canonical(self) -> str:
        """How we write it: 7.8.2.1, 6.2.1 d) 2), Annex B, B.1, 7.8.2.1 NOTE 2, Table A.1."""
        text = "".join(_WRITTEN[kind](value) for kind, value in self.levels)
        if self.levels[1:] and self.levels[1][0] is LevelKind.NUMBER:
            text = text.removeprefix("Annex ")
        return text.lstrip(".").replace(" .", " ")

    @property
    def sort_key(self) -> str:
        """Digits alone, so that every collation sorts alike: 9.10 after 9.9, annexes after the body.

        Five digits a level after the first one, so the key of a part begins with the key of its whole.
        """
        first = self.levels[0][0]
        place = {LevelKind.WHOLE: 0, LevelKind.NUMBER: 1, LevelKind.ANNEX: 2, LevelKind.TABLE: 3, LevelKind.FIGURE: 4}[
            first
        ]
        return f"{place}" + "".join(f"{kind.value}{value:04}" for kind, value in self.levels)

    @property
    def slug(self) -> str:
        """How an address writes it: 6.2.1-d-2, annex-b, b.1, 7.8.2.1-note-2."""
        return re.sub(r"[^a-z0-9.]+", "-", self.canonical.lower()).strip("-")

    @property
    def parent(self) -> "ClauseNumber | None":
        """What it is a part of."""
        own = 2 if self.levels[0][0] in (LevelKind.TABLE, LevelKind.FIGURE) else 1
        return ClauseNumber(self.levels[:-1]) if len(self.levels) > own else None

    @property
    def wholes(self) -> "list[ClauseNumber]":
        """All that it is a part of, the nearest first."""
        return [self.parent, *self.parent.wholes] if self.parent else []

    def nearest_in(self, listed: Mapping[str, Listed]) -> Listed | None:
        """What is listed by its number, or else by that of the nearest one above it."""
        return next((listed[one.canonical] for one in (self, *self.wholes) if one.canonical in listed), None)

    def __str__(self) -> str:
        return self.canonical


class NotAClause(ValueError):
    """A text that names no clause; ``suggestion`` is what was perhaps meant, ``message`` what its writer is told."""

    def __init__(self, text: str, suggestion: str | None = None, *, said: str = "") -> None:
        shown = "".join(character for character in text[:_SHOWN] if unicodedata.category(character)[0] != "C")
        self.text = f"{shown}…" if len(text) > _SHOWN else shown
        self.suggestion = suggestion
        self._said = said
        super().__init__(self.message)

    @property
    def message(self) -> str:
        if not self.text.strip():
            return gettext("Name a clause, for example 7.8.2.1, 6.2.1 d) or Annex B.")
        said = self._said or gettext("“%(text)s” is not a clause number.") % {"text": self.text}
        return f"{said} {gettext('Did you mean %s?') % self.suggestion}" if self.suggestion else said


def listed(numbers: Iterable[str]) -> str:
    """Numbers in their one form as one list, which ``clause_reader.parse_list`` reads as just these."""
    text = former = ""
    for number in numbers:
        if not former:
            between = ""
        elif (number.isdecimal() and " NOTE" in former) or (number[:2] != "An" and former.startswith(_FLOATS)):
            between = ", clause "  # "Table 1, 4" would be two tables, "7.1 NOTE 1, 4" two notes
        elif former == f"Annex {number[0]}" and number[1] == ".":
            between = " and "  # "Annex A, A.1" would be A.1 alone
        else:
            between = ", "
        text, former = text + between + number, number
    return text
