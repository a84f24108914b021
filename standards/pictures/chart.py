"""Editions over the years, drawn wide and narrow: bars in force, dotted tails in transition, today. No colours."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from standards.catalogue.lineage import EditionLine
from standards.models.standing import StandingKind

EDGE, FOOT = 2, 34
LEAST = 24  # so long that the bar of an edition of this year is seen as one
ARROW = 9  # on a bar that goes on
_LETTER = 7  # the width of one, as text is set beside a bar
_Place = Callable[[datetime.date], float]


@dataclass(frozen=True)
class ChartSize:
    """The measures of a drawing: names stand in a column of their own, or above each bar where there is no room."""

    name: str
    width: int
    row: int
    years: int  # that are written below, at most
    names_beside: bool


WIDE = ChartSize("wide", 900, 36, 10, True)
NARROW = ChartSize("narrow", 358, 46, 5, False)


@dataclass(frozen=True)
class Bar:
    """One edition: from where to where it was in force, how far its transition ran, and how it stands in words."""

    label: str
    says: str
    y: int
    start: float
    end: float
    tail: float | None
    goes_on: bool
    text_x: float  # of ``says``, where it stands beside the bar


@dataclass(frozen=True)
class ChartDrawing:
    """The chart in one size; ``ticks`` are the years with their places."""

    size: ChartSize
    bars: list[Bar]
    ticks: list[tuple[float, int]]
    today: float
    height: int

    @property
    def foot(self) -> int:
        return self.height - FOOT + 10


@dataclass(frozen=True)
class Chart:
    """The same editions, for wide screens, and for narrow ones and paper."""

    drawings: list[ChartDrawing]


def chart_of(lines: Sequence[EditionLine], *, at: datetime.date) -> Chart | None:
    """The editions of a standard that were published, oldest first; none where there is nothing to compare."""
    return time_line_of([line for line in reversed(lines) if not line.edition.supplement_type], at=at)


def time_line_of(lines: Sequence[EditionLine], *, at: datetime.date) -> Chart | None:
    """Editions of any standards in the order that is given; none where fewer than two have a date."""
    dated = [line for line in lines if line.edition.published.earliest]
    if len(dated) < 2:
        return None
    return Chart([_draw(dated, size, at) for size in (WIDE, NARROW)])


def _draw(dated: Sequence[EditionLine], size: ChartSize, at: datetime.date) -> ChartDrawing:
    begins = [line.edition.published.earliest or at for line in dated]
    ends = [_end(line, at) for line in dated]
    says = [_says(line) for line in dated]
    labels = max(len(line.edition.short) for line in dated) * (_LETTER + 1) + 24
    beside = max((len(text) for text in says), default=0) * _LETTER + LEAST + ARROW + 8
    left, right = (labels, size.width - beside) if size.names_beside else (EDGE, size.width - ARROW - EDGE)
    first, last = min(begins), max([at, *(tail or end for end, tail in ends)])
    days = max((last - first).days, 1)

    def place(day: datetime.date) -> float:
        return round(left + (day - first).days / days * (right - left), 1)

    bars = []
    for row, (line, begin, (end, tail), said) in enumerate(zip(dated, begins, ends, says, strict=True)):
        goes_on = line.standing.kind is StandingKind.CURRENT
        start, stop = place(begin), place(end)
        if goes_on and stop - start < LEAST:  # the arrow says that it goes on; it begins where it began
            stop = min(start + LEAST, size.width - ARROW - EDGE)
            start = stop - LEAST if stop - start < LEAST else start
        far = max(stop + ARROW, place(tail) if tail else 0, place(at))
        y = 30 + row * size.row + (0 if size.names_beside else 18)
        bars.append(Bar(line.edition.short, said, y, start, stop, place(tail) if tail else None, goes_on, far + 8))
    return ChartDrawing(size, bars, _years(first, last, size, place), place(at), bars[-1].y + 12 + FOOT)


def _years(first: datetime.date, last: datetime.date, size: ChartSize, place: _Place) -> list[tuple[float, int]]:
    """The years that are written below: so many that they do not touch."""
    years = range(first.year + 1, last.year + 1)
    step = next(step for step in (1, 2, 4, 5, 10, 20, 50) if len(years) / step <= size.years or step == 50)
    return [(place(datetime.date(year, 1, 1)), year) for year in years if year % step == 0]


def _says(line: EditionLine) -> str:
    """How an edition stands, where it may be used; nothing of one that is withdrawn."""
    standing = line.standing
    if standing.kind is StandingKind.CURRENT:
        return _("in force")
    if standing.kind is not StandingKind.TRANSITION:
        return ""
    return _("until %(date)s") % {"date": standing.end.in_words} if standing.end else _("until when is not known")


def _end(line: EditionLine, at: datetime.date) -> tuple[datetime.date, datetime.date | None]:
    """Until when an edition was in force, and until when it could still be used after that."""
    if line.standing.kind is StandingKind.CURRENT:
        return at, None
    replaced = [one.newer.published.earliest for one in line.successors if one.newer.published.earliest]
    begin = line.edition.published.earliest or at
    end = min([*replaced, *filter(None, [line.edition.withdrawn.earliest])], default=at)
    tail = line.usable_until.latest
    return max(begin, end), (tail if tail and tail > end else None)
