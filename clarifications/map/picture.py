"""The map of the process as a drawing, laid out from ``STEPS``: boxes, paths and lines of text; no colours.

Down the middle runs the way of an answered request; what leads back loops to the left, what jumps ahead to the right,
and further right stands how a request may end otherwise. A wide and a narrow drawing come from the same rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from django.utils.translation import gettext as _

from clarifications.map.steps import INCORPORATE, Step
from clarifications.map.whole import Map, the_map
from clarifications.map.words import Picture, StateWords

DASHES = {"work": "2 5", "clarification": "11 6", "standard": "", "ended": ""}


@dataclass(frozen=True)
class Size:
    """The measures of a drawing; all else follows from them."""

    name: str
    width: int
    left: int  # of the boxes on the way
    box: int  # their width
    height: int
    pitch: int  # from one box to the next
    side: int  # left of the boxes aside
    lane: int  # from a box to a line that runs beside the way
    letters: int  # of a line of words beside an arrow
    font: int
    is_wordy: bool  # words also in the boxes aside and on the left

    @property
    def middle(self) -> int:
        return self.left + self.box // 2

    @property
    def right(self) -> int:
        return self.left + self.box

    def top(self, place: int) -> int:
        return 56 + place * self.pitch


WIDE = Size("wide", 900, 210, 220, 52, 122, 632, 64, 20, 15, True)
NARROW = Size("narrow", 358, 44, 150, 44, 116, 256, 22, 11, 13, False)


@dataclass(frozen=True)
class StateBox:
    """A state."""

    x: int
    y: int
    width: int
    height: int
    line: str

    @property
    def dash(self) -> str:
        return DASHES[self.line]


@dataclass(frozen=True)
class Path:
    """A way from one box to another, or what joins several."""

    d: str
    line: str
    is_arrow: bool = True
    is_both: bool = False

    @property
    def dash(self) -> str:
        return DASHES[self.line]


@dataclass(frozen=True)
class TextLine:
    """One line of words; ``tone`` is bold, ink or soft."""

    x: int
    y: int
    text: str
    tone: str = "ink"
    anchor: str = "start"
    size: int = 13


@dataclass
class ProcessDrawing:
    """All that is drawn of a map."""

    size: Size
    whole: Map
    height: int = 0
    boxes: list[StateBox] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    words: list[TextLine] = field(default_factory=list)


def draw(size: Size) -> ProcessDrawing:
    """The drawing of the whole map in one size."""
    whole = the_map()
    drawing = ProcessDrawing(size, whole, height=size.top(len(whole.way)) + size.height + 16)
    for place, state in enumerate(whole.way):
        _box(drawing, place, str(state.label), whole.state(state).line)
    _box(drawing, len(whole.way), _("In the standard"), "standard")
    onward = _onward(whole)
    for place, steps in enumerate(onward):
        _down(drawing, place, steps)
    for step in whole.steps:
        if step.moves and step not in [one for steps in onward for one in steps]:
            _beside(drawing, step)
    _ends(drawing)
    return drawing


def _onward(whole: Map) -> list[list[Step]]:
    """For each box on the way, and for *in the standard* last, the steps that lead to it from the one before it."""
    first = [step for step in whole.steps if step.starts and step.to == whole.way[0]]
    between = [
        [step for step in whole.steps if step.to == after and list(step.origins) == [before]]
        for before, after in pairwise(whole.way)
    ]
    return [first, *between, [whole.step(INCORPORATE)]]


def _jumps_to(whole: Map) -> int:
    """The furthest place that a line on the right of the way leads to: of steps that leave out a box."""
    place = {state: number for number, state in enumerate(whole.way)}
    ways = [
        (place[step.to], place[one]) for step in whole.steps if step.to in place for one in step.origins if one in place
    ]
    return max((to for to, origin in ways if to - origin > 1), default=0)


def _box(drawing: ProcessDrawing, place: int, name: str, line: str) -> None:
    size = drawing.size
    top = size.top(place)
    drawing.boxes.append(StateBox(size.left, top, size.box, size.height, line))
    middle = top + size.height // 2 + 5
    drawing.words.append(TextLine(size.middle, middle, name, "bold", "middle", size.font))


def _down(drawing: ProcessDrawing, place: int, steps: list[Step]) -> None:
    size = drawing.size
    end = size.top(place) - 3
    start = end - 45 if place == 0 else size.top(place - 1) + size.height
    line = drawing.boxes[place].line if place else "work"
    drawing.paths.append(Path(f"M{size.middle} {start}V{end}", line))
    _label(drawing, size.middle + 12, (start + end) // 2, steps, is_free=place > _jumps_to(drawing.whole))


def _beside(drawing: ProcessDrawing, step: Step) -> None:
    """A step that leads back along the left, jumps ahead along the right, or begins further down."""
    size = drawing.size
    way = drawing.whole.way
    if step.to not in way:
        return
    to = way.index(step.to)
    origins = [way.index(origin) for origin in step.origins if origin in way]
    if step.starts:
        begins = [one for one in drawing.whole.steps if one.starts and one.to == step.to]
        if step is not begins[0]:
            return  # drawn with the first of them
        y = size.top(to) + size.height // 2
        drawing.paths.append(
            Path(f"M{size.right + size.lane}  {y}H{size.right + 3}", drawing.whole.state(step.to).line)
        )
        _label(drawing, size.right + size.lane + 8, y, begins, is_free=True)
    elif origins and to < min(origins):
        _loop(drawing, step, origins, to, x=size.left - min(size.lane, 44), edge=size.left)
    elif origins:
        _loop(drawing, step, origins, to, x=size.right + size.lane, edge=size.right)


def _loop(drawing: ProcessDrawing, step: Step, origins: list[int], to: int, *, x: int, edge: int) -> None:
    size, goes_back = drawing.size, x < edge
    down, up = size.height * 3 // 4, size.height // 4
    enters = size.top(to) + (down if goes_back else up)
    far = max(origins, key=lambda origin: abs(origin - to))
    for origin in origins:
        leaves = size.top(origin) + (up if goes_back else down)
        on = f"V{enters}H{edge - 3 if goes_back else edge + 3}" if origin == far else ""  # the others join the line
        drawing.paths.append(Path(f"M{edge} {leaves}H{x}{on}", "work", is_arrow=bool(on)))
    if goes_back and size.is_wordy:
        middle = (enters + size.top(max(origins)) + up) // 2
        _label(drawing, x - 12, middle, [step], anchor="end")
    elif not goes_back:
        _label(drawing, x + 8, enters - 30, [step])


def _label(
    drawing: ProcessDrawing, x: int, y: int, steps: list[Step], *, anchor: str = "start", is_free: bool = False
) -> None:
    """The names of steps, and who takes them, around the height ``y``; ``is_free``: no line runs to the right of it."""
    size = drawing.size
    letters = size.letters * 2 if is_free else size.letters
    lines = [TextLine(0, 0, text, "ink", anchor, size.font) for step in steps for text in wrap(str(step), letters)]
    lines.append(TextLine(0, 0, " · ".join({str(step.by.label): None for step in steps}), "soft", anchor))
    first = y - (len(lines) - 1) * 8 + 4
    drawing.words += [
        TextLine(x, first + 17 * place, line.text, line.tone, anchor, line.size) for place, line in enumerate(lines)
    ]


def _ends(drawing: ProcessDrawing) -> None:
    """How a request may wait or end otherwise, beside the way."""
    size, whole, y = drawing.size, drawing.whole, 60
    trunk = size.side - (44 if size.is_wordy else 12)
    start = size.top(0) + size.height // 2
    for state in sorted((one for one in whole.states if one.picture is not Picture.WAY), key=_waits_first):
        name = wrap(str(state.label), 60 if size.is_wordy else 13)
        said = list(_steps_around(whole, state)) if size.is_wordy else []
        height = 19 + 17 * len(name + said)
        drawing.boxes.append(StateBox(size.side, y, size.width - size.side - 2, height, state.line))
        lines = [(text, "ink", size.font) for text in name] + [(text, "soft", 13) for text in said]
        for n, (text, tone, font) in enumerate(lines):
            drawing.words.append(TextLine(size.side + 10, y + 22 + 17 * n, text, tone, size=font))
        if state.picture is Picture.WAIT:  # there and back
            drawing.paths.append(Path(f"M{size.right + 3} {start}H{size.side - 3}", state.line, is_both=True))
        elif any(list(step.origins) == [whole.way[0]] for step in whole.steps if step.to == state.state):
            drawing.paths.append(Path(f"M{trunk} {start}V{y + 18}H{size.side - 2}", state.line, is_arrow=False))
        y += height + 14
    if size.is_wordy:
        ended = set(whole.ended)
        again = [step for step in whole.steps if step.moves and step.origins and set(step.origins) <= ended]
        said = [_("from each: %(step)s · %(role)s") % {"step": step, "role": step.by.label} for step in again]
        drawing.words += [TextLine(size.side + 10, y + 8 + 17 * n, text, "soft") for n, text in enumerate(said)]


def _waits_first(state: StateWords) -> bool:
    return state.picture is not Picture.WAIT


def _steps_around(whole: Map, state: StateWords) -> Iterator[str]:
    """The steps that lead to a state beside the way, and out of it."""
    for step in whole.steps:
        if step.to == state.state:
            yield f"{step} · {step.by.label}"
            if len(step.origins) > 1:
                yield _("until: %(state)s") % {
                    "state": [origin for origin in whole.way if origin in step.origins][-1].label
                }
        elif list(step.origins) == [state.state] and step.moves:
            yield f"{step} · {step.by.label}"
