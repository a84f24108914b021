"""The editions of a standard as a drawing: bars in force, dotted tails in transition, today. Numbers, no colours."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from standards.catalogue.lineage import EditionLine
from standards.models.standing import StandingKind

WIDTH, MARGIN, ROW, TOP = 900, 20, 44, 40
_LABEL_SPACE = 170  # what a label beside the last bar needs


@dataclass(frozen=True)
class Bar:
    """One edition: from where to where it was in force, and how far its transition ran."""

    label: str
    y: int
    start: float
    end: float
    tail: float | None
    text_x: float
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A drawing of the width of 900; ``ticks`` are the years with their places."""

    bars: list[Bar]
    ticks: list[tuple[float, int]]
    today: float
    height: int

    @property
    def foot(self) -> int:
        return self.height - 30


def chart_of(lines: Sequence[EditionLine], *, at: datetime.date) -> Chart | None:
    """The editions that were published, oldest first; none where there is nothing to compare."""
    dated = [line for line in reversed(lines) if line.edition.published.earliest and not line.edition.supplement_type]
    if len(dated) < 2:
        return None
    ends = [_end(line, at) for line in dated]
    first = dated[0].edition.published.earliest or at
    last = max([at, *(tail or end for end, tail in ends)])
    years = range(first.year - 1, last.year + 2)
    scale = (WIDTH - 2 * MARGIN) / (len(years) - 1)

    def place(day: datetime.date) -> float:
        return round(MARGIN + (day.year - years[0] + (day.timetuple().tm_yday - 1) / 366) * scale, 1)

    bars = []
    for row, (line, (end, tail)) in enumerate(zip(dated, ends, strict=True)):
        start = place(line.edition.published.earliest or at)
        right = start > WIDTH - _LABEL_SPACE
        bars.append(
            Bar(
                label=line.edition.short,
                y=TOP + row * ROW,
                start=start,
                end=place(end),
                tail=place(tail) if tail else None,
                text_x=WIDTH - MARGIN if right else start,
                anchor="end" if right else "start",
            )
        )
    step = next(step for step in (1, 2, 4, 5, 10, 20, 50) if len(years) / step <= 12 or step == 50)
    ticks = [(place(datetime.date(year, 1, 1)), year) for year in years if year % step == 0]
    return Chart(bars, ticks, place(at), TOP + len(dated) * ROW + 18)


def _end(line: EditionLine, at: datetime.date) -> tuple[datetime.date, datetime.date | None]:
    """Until when an edition was in force, and until when it could still be used after that."""
    if line.standing.kind is StandingKind.CURRENT:
        return at, None
    replaced = [one.newer.published.earliest for one in line.successors if one.newer.published.earliest]
    begin = line.edition.published.earliest or at
    end = min([*replaced, *filter(None, [line.edition.withdrawn.earliest])], default=at)
    tail = line.usable_until.latest
    return max(begin, end), (tail if tail and tail > end else None)
