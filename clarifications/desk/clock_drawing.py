"""Where a case spent its time, as a drawing: a bar for each holder along the days, with its name and its days."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from clarifications.case.clock import Stretch

LEAST = 6  # a short stretch is still seen
_DAYS = 80  # for the words at the end of a bar
_LETTER = 7


@dataclass(frozen=True)
class ClockSize:
    """The measures of a drawing: names stand beside the bars, or above each where there is no room."""

    name: str
    width: int
    row: int
    names_beside: bool


WIDE, NARROW = ClockSize("wide", 672, 28, True), ClockSize("narrow", 358, 42, False)


@dataclass(frozen=True)
class ClockBar:
    """One stretch."""

    of: Stretch
    days: str
    y: int
    name_y: int
    start: float
    end: float

    @property
    def width(self) -> float:
        return round(self.end - self.start, 1)

    @property
    def text_x(self) -> float:
        return self.end + 8


@dataclass(frozen=True)
class ClockDrawing:
    """All of it in one size."""

    size: ClockSize
    bars: list[ClockBar]
    height: int


def clock_drawings(stretches: Sequence[Stretch]) -> list[ClockDrawing]:
    """The clock for wide screens, and for narrow ones and paper; nothing where no time was spent."""
    return [_draw(stretches, size) for size in (WIDE, NARROW)] if stretches else []


def _draw(stretches: Sequence[Stretch], size: ClockSize) -> ClockDrawing:
    left = max(len(one.holder) for one in stretches) * _LETTER + 16 if size.names_beside else 0
    first = stretches[0].begins
    whole = (stretches[-1].ends - first).total_seconds() or 1
    scale = (size.width - left - _DAYS - LEAST) / whole
    bars = []
    for row, one in enumerate(stretches):
        start = left + (one.begins - first).total_seconds() * scale
        end = start + max((one.ends - one.begins).total_seconds() * scale, LEAST)
        y = row * size.row + (16 if size.names_beside else 30)
        days = ngettext("%(number)s day", "%(number)s days", one.days) % {"number": one.days}
        bars.append(ClockBar(one, days, y, y + (5 if size.names_beside else -14), round(start, 1), round(end, 1)))
    return ClockDrawing(size, bars, bars[-1].y + 14)
