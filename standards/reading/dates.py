"""Dates as precise as the sources are: a day, a month, a year, before a year, or unknown."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Self

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

_ISO = re.compile(r"(?P<before><)?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", re.ASCII)
_BEFORE = "-99"  # "before 2017" is stored as "2016-99": after all of 2016, ahead of 2017, whatever the collation


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of the precision known: ``2017-11-30``, ``2017-11``, ``2017``, ``<2017`` or nothing.

    Raises ``ValueError`` when the text is none of these or no day of the calendar.
    """

    iso: str = ""

    def __post_init__(self) -> None:
        if self.iso:
            match = _ISO.fullmatch(self.iso)
            if match is None or (match["before"] and match["month"]):
                raise ValueError(f"{self.iso!r} is not a date like 2017-11-30, 2017-11, 2017 or <2017.")
            # The calendar refuses month 13, 30 February and the year 0000.
            datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """The value of a whole day."""
        return cls(f"{day.year:04}-{day.month:02}-{day.day:02}")

    @classmethod
    def stored(cls, text: str) -> Self:
        """The value of what the database keeps."""
        return cls(f"<{int(text[:4]) + 1:04}") if text.endswith(_BEFORE) else cls(text)

    @property
    def sort_key(self) -> str:
        """What the database keeps: text that sorts as time goes; the unknown comes first."""
        return f"{int(self.iso[1:]) - 1:04}{_BEFORE}" if self.is_before else self.iso

    @property
    def is_before(self) -> bool:
        return self.iso.startswith("<")

    @property
    def year(self) -> int | None:
        """The year, where one is known to be meant."""
        return int(self.iso[:4]) if self.iso and not self.is_before else None

    @property
    def earliest(self) -> datetime.date | None:
        """The first day it can be; ``None`` where there is no first day."""
        if not self.iso or self.is_before:
            return None
        year, month, day = self._parts()
        return datetime.date(year, month or 1, day or 1)

    @property
    def latest(self) -> datetime.date | None:
        """The last day it can be."""
        if not self.iso:
            return None
        if self.is_before:
            return datetime.date(int(self.iso[1:]), 1, 1) - datetime.timedelta(days=1)
        year, month, day = self._parts()
        month = month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])

    def __bool__(self) -> bool:
        return bool(self.iso)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        if not self.iso:
            return gettext("unknown date")
        if self.is_before:
            return gettext("before %(year)s") % {"year": self.iso[1:]}
        year, month, day = self._parts()
        if not month:
            return str(year)
        # Translators: Django's date format; keep day, month in words, year.
        pattern = "j F Y" if day else "F Y"
        return format_date(datetime.date(year, month, day or 1), pattern)

    def _parts(self) -> tuple[int, int, int]:
        year, month, day, *_rest = [*(int(part) for part in self.iso.split("-")), 0, 0]
        return year, month, day


@lru_cache(1000)
def day_in(text: str) -> datetime.date | None:
    """The latest day that a text names: the state of what it speaks of."""
    try:
        return max((datetime.date.fromisoformat(day) for day in _DAY.findall(text)), default=None)
    except ValueError:
        return None


def is_later(source: str, other: str) -> bool:
    """Whether a text names a later day than another one, which names one too."""
    day, before = day_in(source), day_in(other)
    return day is not None and before is not None and day > before
