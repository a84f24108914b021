"""Dates as precise as the sources are: a day, a month, a year, before or after one, between two, or unknown."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Self

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

PERIOD = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
WRITTEN = rf"[<>]?{PERIOD}|{PERIOD}/{PERIOD}"
LONGEST = len("2017-11-30/2018-03-27")
# The database keeps digits and hyphens at fixed places, so that its text sorts as time goes whatever the collation.
BEFORE = "-99"  # "before 2017" is kept as "2016-99": after all of 2016, ahead of 2017
AFTER = "-99-99"  # "after 2016" is kept as "2016-99-99": after "before 2017", ahead of 2017
BETWEEN = "-00-"  # "between 2016 and 2018" is kept as "2016-00-2018": after 2016, ahead of its months
_ISO = re.compile(WRITTEN)
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", re.ASCII)
_ONE_DAY = datetime.timedelta(days=1)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of the precision known: ``2017-11-30``, ``2017-11`` or ``2017``; ``<2017-11`` before such a one,
    ``>2017-11`` after it, ``2017-11/2019`` between two; or nothing.

    Raises ``ValueError`` when the text is none of these or no day of the calendar.
    """

    iso: str = ""

    def __post_init__(self) -> None:
        if not self.iso:
            return
        if _ISO.fullmatch(self.iso) is None:
            raise ValueError(f"{self.iso!r} is not a date like 2017-11-30, 2017-11, 2017, <2017, >2017 or 2017/2019.")
        try:
            # The calendar refuses month 13, 30 February, the year 0000, and what is before or after all its days.
            _ = self.earliest, self.latest
        except OverflowError as wrong:
            raise ValueError(f"{self.iso!r} is outside the calendar.") from wrong
        first, between, second = self.iso.partition("/")
        if between and _last_day(first) >= _first_day(second):
            raise ValueError(f"{self.iso!r} does not name the earlier date first.")

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """The value of a whole day."""
        return cls(f"{day.year:04}-{day.month:02}-{day.day:02}")

    @classmethod
    def stored(cls, text: str) -> Self:
        """The value of what the database keeps."""
        if text.endswith(AFTER):
            return cls(f">{text.removesuffix(AFTER)}")
        if text.endswith(BEFORE):
            return cls(f"<{_moved(text.removesuffix(BEFORE), by=1)}")
        return cls(text.replace(BETWEEN, "/"))

    @property
    def sort_key(self) -> str:
        """What the database keeps: text that sorts as time goes; the unknown comes first."""
        if self.is_before:
            return _moved(self.iso[1:], by=-1) + BEFORE
        return self.iso[1:] + AFTER if self.is_after else self.iso.replace("/", BETWEEN)

    @property
    def is_before(self) -> bool:
        return self.iso.startswith("<")

    @property
    def is_after(self) -> bool:
        return self.iso.startswith(">")

    @property
    def is_period(self) -> bool:
        """Whether it is a day, a month or a year."""
        return self.iso[:1].isdigit() and "/" not in self.iso

    @property
    def is_a_day(self) -> bool:
        """Whether it is one day."""
        return _DAY.fullmatch(self.iso) is not None

    @property
    def year(self) -> int | None:
        """The year, where one is known to be meant."""
        first, last = self.earliest, self.latest
        return first.year if first and last and first.year == last.year else None

    @property
    def earliest(self) -> datetime.date | None:
        """The first day it can be; ``None`` where there is no first day."""
        if not self.iso or self.is_before:
            return None
        return _last_day(self.iso[1:]) + _ONE_DAY if self.is_after else _first_day(self.iso.partition("/")[0])

    @property
    def latest(self) -> datetime.date | None:
        """The last day it can be; ``None`` where there is no last day."""
        if not self.iso or self.is_after:
            return None
        return _first_day(self.iso[1:]) - _ONE_DAY if self.is_before else _last_day(self.iso.rpartition("/")[2])

    def is_known_after(self, other: "PartialDate") -> bool:
        """Whether every day it can be is later than every day the other one can be."""
        return bool(self.earliest and other.latest and self.earliest > other.latest)

    def is_known_not_after(self, other: "PartialDate") -> bool:
        """Whether no day it can be is later than any day the other one can be."""
        return bool(self.latest and other.earliest and self.latest <= other.earliest)

    def differs_from(self, other: "PartialDate") -> bool:
        """Whether both are known, and no day is both."""
        return self.is_known_after(other) or other.is_known_after(self)

    def __bool__(self) -> bool:
        return bool(self.iso)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        if not self.iso:
            return gettext("unknown date")
        if self.is_before:
            return gettext("before %(date)s") % {"date": _in_words(self.iso[1:])}
        if self.is_after:
            return gettext("after %(date)s") % {"date": _in_words(self.iso[1:])}
        first, between, second = self.iso.partition("/")
        if not between:
            return _in_words(first)
        return gettext("between %(first)s and %(second)s") % {"first": _in_words(first), "second": _in_words(second)}


def _parts(period: str) -> tuple[int, int, int]:
    year, month, day, *_rest = [*(int(part) for part in period.split("-")), 0, 0]
    return year, month, day


def _first_day(period: str) -> datetime.date:
    year, month, day = _parts(period)
    return datetime.date(year, month or 1, day or 1)


def _last_day(period: str) -> datetime.date:
    year, month, day = _parts(period)
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _moved(period: str, *, by: int) -> str:
    """The next or the last day, month or year. Raises ``ValueError`` where the calendar has none."""
    year, month, day = _parts(period)
    if day:
        try:
            return (datetime.date(year, month, day) + by * _ONE_DAY).isoformat()
        except OverflowError as wrong:
            raise ValueError(f"{period!r} is the first or the last day of the calendar.") from wrong
    if not month:
        return f"{year + by:04}"
    months = year * 12 + month - 1 + by
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _in_words(period: str) -> str:
    year, month, day = _parts(period)
    if not month:
        return str(year)
    # Translators: Django's date format; keep day, month in words, year.
    return format_date(_first_day(period), "j F Y" if day else "F Y")


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
