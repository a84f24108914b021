"""A family of editions down the page, for narrow screens and paper: a row each, the oldest first, ties at the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from standards.catalogue.lineage import EditionLine
from standards.models.editions import Edition
from standards.pictures.family import LINES, FamilyDrawing, drawing_of, ties_of

WIDTH, ROW, LANE, SPOT = 358, 24, 18, 6  # rows as low as a finger hits them still
_MOST = 150  # that all lanes take together
_LETTER = 8  # the width of one


@dataclass(frozen=True)
class RailStop:
    """An edition; ``line`` is standard, work or ended; what is longer than its row is ``squeezed`` to that width."""

    x: float
    y: int
    label: str
    standing: str
    url: str
    line: str
    is_shown: bool
    squeezed: int | None = None


@dataclass(frozen=True)
class RailTie:
    """From an edition down to the one that replaced it."""

    d: str
    line: str


@dataclass(frozen=True)
class RailDrawing:
    """All of it; names stand to the right of ``names``."""

    stops: list[RailStop]
    ties: list[RailTie]
    names: float
    height: int
    width: int = WIDTH


@dataclass(frozen=True)
class FamilyPictures:
    """The family from left to right, and down the page."""

    wide: FamilyDrawing
    narrow: RailDrawing


def family_pictures(lines: Sequence[EditionLine], *, shown: Edition | None = None) -> FamilyPictures | None:
    """Both drawings; none where no edition replaced another."""
    wide, narrow = drawing_of(lines, shown=shown), rails_of(lines, shown=shown)
    return FamilyPictures(wide, narrow) if wide and narrow else None


def rails_of(lines: Sequence[EditionLine], *, shown: Edition | None = None) -> RailDrawing | None:
    """The family as rows; none where no edition replaced another."""
    known, successions, places = ties_of(lines)
    if not successions:
        return None
    order = sorted(known, key=lambda key: (places[key].column, places[key].row))
    lanes = max(place.row for place in places.values()) + 1
    pitch = min(LANE, _MOST / lanes)
    names = SPOT + 2 + (lanes - 1) * pitch + 2 * SPOT + 4
    spots = {key: (SPOT + 2 + places[key].row * pitch, ROW // 2 + row * ROW) for row, key in enumerate(order)}
    return RailDrawing(
        [_stop(known[key], *spots[key], shown, room=int(WIDTH - names)) for key in order],
        [
            RailTie(_way(one.older_id, one.newer_id, spots, pitch), LINES[known[one.newer_id].standing.kind])
            for one in successions
        ],
        names,
        len(order) * ROW,
    )


def _stop(line: EditionLine, x: float, y: int, shown: Edition | None, *, room: int) -> RailStop:
    edition, standing = line.edition, str(line.standing.kind.label)
    return RailStop(
        x=x,
        y=y,
        label=edition.short,
        standing=standing,
        url=edition.get_absolute_url(),
        line=LINES[line.standing.kind],
        is_shown=edition == shown,
        squeezed=room if (len(edition.short) + 1 + len(standing)) * _LETTER > room else None,
    )


def _way(older: int, newer: int, spots: dict[int, tuple[float, int]], pitch: float) -> str:
    """Down its own lane and across, or across and down the other; between the lanes where both are taken."""
    (x, y), (to_x, to_y) = spots[older], spots[newer]

    def is_free(lane: float) -> bool:
        return not any(at == lane and y < row < to_y for at, row in spots.values())

    start, end = f"M{x} {y + SPOT}", f"V{to_y - SPOT - 1}"
    if is_free(x):
        return f"{start}{end}" if x == to_x else f"{start}V{to_y - ROW // 2}H{to_x}{end}"
    if x != to_x and is_free(to_x):
        return f"{start}V{y + ROW // 2}H{to_x}{end}"
    return f"{start}V{y + ROW // 2}H{x + pitch / 2}V{to_y - ROW // 2}H{to_x}{end}"
