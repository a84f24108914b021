"""A family of editions as a drawing: generations from left to right, a lane a standard, arrows; no colours.

Lines say how much a text binds, as everywhere: solid in force, thin and grey withdrawn, dotted a project.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from django.utils.translation import gettext as _

from standards.catalogue.lineage import EditionLine
from standards.models.editions import Edition, Succession
from standards.models.standing import StandingKind

BOX, HEIGHT, GAP, PITCH, EDGE = 148, 48, 48, 76, 2  # five generations fit a wide page
_TOP = 20  # for what is noted above an arrow
_LETTERS, _WITHIN = 17, 130  # of a name that fit a box, and how wide a longer one is drawn
_TRACK, _TRACKS = 7, 4  # how far apart arrows run that lead to different editions, and how many do
_Ties = dict[int, set[int]]
LINES = {
    StandingKind.CURRENT: "standard",
    StandingKind.TRANSITION: "standard",
    StandingKind.WITHDRAWN: "ended",
    StandingKind.DEVELOPMENT: "work",
}


@dataclass(frozen=True)
class EditionBox:
    """An edition; ``line`` is standard, work or ended; a long name is drawn ``squeezed`` to that width."""

    x: int
    y: int
    label: str
    standing: str
    url: str
    line: str
    is_shown: bool
    squeezed: int | None = None


@dataclass(frozen=True)
class Arrow:
    """From an edition to the one that replaced it; ``note`` stands above its head, around ``x``."""

    d: str
    line: str
    x: int
    y: int
    note: str


@dataclass(frozen=True)
class FamilyDrawing:
    """All of it, with its measures."""

    boxes: list[EditionBox]
    arrows: list[Arrow]
    width: int
    height: int


@dataclass(frozen=True)
class GridPlace:
    """Where an edition stands: which generation from the left, which row from the top."""

    column: int
    row: int

    @property
    def left(self) -> int:
        return EDGE + self.column * (BOX + GAP)

    @property
    def right(self) -> int:
        return self.left + BOX

    @property
    def middle(self) -> int:
        return _TOP + self.row * PITCH + HEIGHT // 2


def drawing_of(lines: Sequence[EditionLine], *, shown: Edition | None = None) -> FamilyDrawing | None:
    """The family as a drawing; none where no edition replaced another."""
    known, successions, places = ties_of(lines)
    if not successions:
        return None
    last = GridPlace(max(place.column for place in places.values()), max(place.row for place in places.values()))
    tracks = _tracks(places, successions)
    taken = set(places.values())
    in_order = sorted(known, key=lambda key: (places[key].column, places[key].row))
    return FamilyDrawing(
        [_box(known[key], places[key], shown) for key in in_order],
        [
            _arrow(one, known[one.newer_id], places[one.older_id], places[one.newer_id], tracks[one.newer_id], taken)
            for one in successions
        ],
        last.right + EDGE,
        last.middle + HEIGHT // 2 + EDGE,
    )


def ties_of(
    lines: Sequence[EditionLine],
) -> tuple[dict[int, EditionLine], list[Succession], dict[int, GridPlace]]:
    """The editions by their keys, what replaced what among them, and where each stands; nowhere without any tie."""
    known = {line.edition.pk: line for line in lines}
    successions = [one for line in lines for one in line.replaces if one.older_id in known]
    return known, successions, _places(known, successions) if successions else {}


def _box(line: EditionLine, place: GridPlace, shown: Edition | None) -> EditionBox:
    edition, label = line.edition, line.edition.short
    return EditionBox(
        x=place.left,
        y=place.middle - HEIGHT // 2,
        label=label,
        standing=str(line.standing.kind.label),
        url=edition.get_absolute_url(),
        line=LINES[line.standing.kind],
        is_shown=edition == shown,
        squeezed=_WITHIN if len(label) > _LETTERS else None,
    )


def _tracks(places: dict[int, GridPlace], successions: Iterable[Succession]) -> dict[int, int]:
    """Where arrows turn before each edition: apart from those to its neighbours, so that no two are taken for one."""
    turning: dict[int, dict[int, None]] = defaultdict(dict)
    for one in sorted(successions, key=lambda one: places[one.newer_id].row):
        if places[one.older_id].row != places[one.newer_id].row:
            turning[places[one.newer_id].column][one.newer_id] = None
    track = {key: place % _TRACKS for column in turning.values() for place, key in enumerate(column)}
    return {key: place.left - GAP // 3 - track.get(key, 0) * _TRACK for key, place in places.items()}


def _arrow(
    one: Succession, newer: EditionLine, start: GridPlace, end: GridPlace, turn: int, taken: set[GridPlace]
) -> Arrow:
    """Straight where nothing stands between; else through the space between rows, never through a box."""
    leaves = start.middle + HEIGHT // 4  # below the middle, where arrows to the box beside it run
    between = {GridPlace(column, start.row) for column in range(start.column + 1, end.column)}
    if between & taken:
        space = start.middle + (PITCH // 2 if end.row >= start.row else -PITCH // 2)
        d = f"M{start.right} {leaves}h8V{space}H{turn}V{end.middle}H{end.left}"
    elif start.row == end.row:
        d = f"M{start.right} {start.middle}H{end.left}"
    else:
        d = f"M{start.right} {leaves}H{turn}V{end.middle}H{end.left}"
    note = _("inferred") if one.is_inferred else ""
    return Arrow(d, LINES[newer.standing.kind], end.left - GAP // 2, end.middle - HEIGHT // 2 - 5, note)


# ---------- who stands where ----------


def _places(known: dict[int, EditionLine], successions: Iterable[Succession]) -> dict[int, GridPlace]:
    older: _Ties = defaultdict(set)
    newer: _Ties = defaultdict(set)
    for one in successions:
        older[one.newer_id].add(one.older_id)
        newer[one.older_id].add(one.newer_id)
    columns = _columns(list(known), older, newer)
    rows: dict[int, int] = {}
    free: list[set[int]] = []  # for each row, the columns that are taken
    for lane in _backwards(_lanes(known, columns), older):
        near = [rows[other] for key in lane for other in older[key] | newer[key] if other in rows]
        span = set(range(columns[lane[0]], columns[lane[-1]] + 1))
        fitting = [row for row, used in enumerate(free) if not used & span] + [len(free)]
        row = min(fitting, key=lambda row: (abs(row - mean(near)), -row)) if near else fitting[-1]
        if row == len(free):
            free.append(set())
        free[row] |= span
        rows |= dict.fromkeys(lane, row)
    return {key: GridPlace(columns[key], rows[key]) for key in known}


def _backwards(lanes: list[list[int]], older: _Ties) -> list[list[int]]:
    """The lanes, each followed by those that led to it, so that they come to stand beside it."""
    lane_of = {key: lane for lane in lanes for key in lane}
    found: dict[int, list[int]] = {}
    waiting = lanes[::-1]
    while waiting:
        lane = waiting.pop()
        if lane[0] not in found:
            found[lane[0]] = lane
            waiting += [lane_of[before] for key in lane for before in sorted(older[key], reverse=True)]
    return list(found.values())


def _columns(keys: list[int], older: _Ties, newer: _Ties) -> dict[int, int]:
    """Generations: after all that an edition replaced, and as near as can be to what replaced it."""
    order = _in_order(keys, older)
    column: dict[int, int] = {}
    for key in order:
        column[key] = max((column[before] + 1 for before in older[key] if before in column), default=0)
    for key in reversed(order):
        after = [column[later] for later in newer[key] if column[later] > column[key]]
        column[key] = min(after) - 1 if after else column[key]
    used = {was: place for place, was in enumerate(sorted(set(column.values())))}
    return {key: used[was] for key, was in column.items()}


def _in_order(keys: list[int], older: _Ties) -> list[int]:
    """Each edition after those that it replaced; a circle, which would be a mistake of the data, is cut somewhere."""
    order: list[int] = []
    waiting = dict.fromkeys(keys)
    while waiting:
        ready = [key for key in waiting if not older[key] & waiting.keys()] or [next(iter(waiting))]
        order += ready
        for key in ready:
            del waiting[key]
    return order


def _lanes(known: dict[int, EditionLine], columns: dict[int, int]) -> list[list[int]]:
    """The editions of a standard one after another; two of one generation cannot stand in the same lane."""
    lanes: dict[int, list[list[int]]] = defaultdict(list)
    for key in sorted(known, key=lambda key: (columns[key], known[key].edition.reference)):
        own = lanes[known[key].edition.standard_id]
        lane = next((lane for lane in own if columns[lane[-1]] < columns[key]), None)
        if lane is None:
            own.append([key])
        else:
            lane.append(key)
    every = [lane for own in lanes.values() for lane in own]
    return sorted(every, key=lambda lane: (-columns[lane[-1]], known[lane[0]].edition.standard.sort_key))
