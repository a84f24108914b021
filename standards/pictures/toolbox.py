"""How the bodies of the toolbox fit together, as a drawing: boxes and words with their places; no colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from standards.toolbox.shown import ToolboxBody, ToolboxEntry

WIDTH, BOX, GAP = 900, 143, 8
_LETTERS, _LINE = 18, 18  # letters in a line of a narrow box, and from one line to the next
_WIDE = 280


@dataclass(frozen=True)
class PlacedText:
    """A line of text around a point in the middle."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class ToolboxBox:
    """A body with its standard, or what stands at the end."""

    x: int
    y: int
    width: int
    height: int
    name: str
    words: list[PlacedText]
    entry: ToolboxEntry | None = None

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def reference_at(self) -> int:
        """Where the reference of the standard stands."""
        return self.words[-1].y + 20

    @property
    def published_at(self) -> int:
        """Where the number of clarifications stands; what is pending one line below."""
        return self.reference_at + 18

    @property
    def pending_at(self) -> int:
        return self.published_at + 17


@dataclass(frozen=True)
class ToolboxDrawing:
    """The bodies from above to below: who assesses whom, who does what, and what stands then."""

    groups: ToolboxBox
    accreditation: ToolboxBox
    bodies: list[ToolboxBox]
    outcomes: list[ToolboxBox]
    verbs: list[PlacedText]
    rail: int  # the height of the line from which the arrows to the bodies hang
    height: int

    @property
    def arrows(self) -> list[str]:
        down = [f"M{self.groups.middle} {self.groups.bottom}V{self.accreditation.y}"]
        down += [f"M{box.middle} {self.rail}V{box.y}" for box in self.bodies]
        return down + [f"M{box.middle} {box.y - 28}V{box.y}" for box in self.outcomes]

    @property
    def joint(self) -> str:
        """What the arrows to the bodies hang from."""
        first, last = self.bodies[0].middle, self.bodies[-1].middle
        return f"M{self.accreditation.middle} {self.accreditation.bottom}V{self.rail}M{first} {self.rail}H{last}"


def draw(bodies: Sequence[ToolboxBody]) -> ToolboxDrawing:
    """The first two stand above each other in the middle, the others side by side below them."""
    left = (WIDTH - _WIDE) // 2
    above = _body(bodies[0], left, 1, width=_WIDE, letters=38)
    middle = _body(bodies[1], left, above.bottom + 44, width=_WIDE, letters=38)
    rail = middle.bottom + 34
    row = [_body(body, 1 + place * (BOX + GAP), rail + 26) for place, body in enumerate(bodies[2:])]
    row = [_stretched(box, max(box.height for box in row)) for box in row]
    said = [(box, wrap(str(body.words.does), _LETTERS)) for box, body in zip(row, bodies[2:], strict=True)]
    verbs = [
        PlacedText(box.middle, box.bottom + 24 + n * 17, line) for box, lines in said for n, line in enumerate(lines)
    ]
    top = max(verb.y for verb in verbs) + 38
    ends = [_outcome(box, str(body.words.outcome), top) for box, body in zip(row, bodies[2:], strict=True)]
    ends = [_stretched(box, max(box.height for box in ends)) for box in ends]
    return ToolboxDrawing(above, middle, row, ends, verbs, rail, ends[0].bottom + 1)


def _body(body: ToolboxBody, x: int, y: int, *, width: int = BOX, letters: int = _LETTERS) -> ToolboxBox:
    name = str(body.words.name)
    words = _lines(wrap(name, letters), x + width // 2, y)
    return ToolboxBox(x, y, width, words[-1].y - y + 20 + 18 + 17 + 14, name, words, body.entry)


def _outcome(above: ToolboxBox, text: str, y: int) -> ToolboxBox:
    words = _lines(wrap(text, _LETTERS), above.middle, y)
    return ToolboxBox(above.x, y, BOX, words[-1].y - y + 14, text, words)


def _lines(lines: Sequence[str], x: int, y: int) -> list[PlacedText]:
    return [PlacedText(x, y + 24 + number * _LINE, line) for number, line in enumerate(lines)]


def _stretched(box: ToolboxBox, height: int) -> ToolboxBox:
    return ToolboxBox(box.x, box.y, box.width, height, box.name, box.words, box.entry)
