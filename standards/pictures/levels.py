"""Who assesses whom, as a drawing: what is assessed, who assesses it, who accredits these, and their equals abroad."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

EDGE, HEIGHT, GAP, BETWEEN = 1, 52, 12, 44


@dataclass(frozen=True)
class LevelSize:
    """The measures of a drawing: ``columns`` of those who assess, room between those who accredit."""

    name: str
    width: int
    columns: int
    peers: int


WIDE, NARROW = LevelSize("wide", 672, 4, 150), LevelSize("narrow", 358, 2, 58)


@dataclass(frozen=True)
class LevelBox:
    """Somebody who assesses, or what is assessed; ``is_shown`` where the page is about it."""

    x: float
    y: float
    width: float
    name: str
    says: str
    is_shown: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def name_y(self) -> float:
        return self.y + 22

    @property
    def says_y(self) -> float:
        return self.y + 41


@dataclass(frozen=True)
class LevelDrawing:
    """All of it in one size; ``frame`` is around those who assess: its top and its height."""

    size: LevelSize
    boxes: list[LevelBox]
    frame: tuple[float, float]
    arrows: list[str]
    peers: str
    notes: list[tuple[float, float, str, str]]
    height: float

    @property
    def broad(self) -> int:
        return self.size.width - 2 * EDGE


def levels_of(slug: str) -> list[LevelDrawing]:
    """The drawing in both sizes, for the page at ``slug``."""
    return [_draw(size, slug) for size in (WIDE, NARROW)]


def _draw(size: LevelSize, slug: str) -> LevelDrawing:
    broad, first = size.width - 2 * EDGE, EDGE + HEIGHT + BETWEEN
    half = (broad - size.peers) / 2
    is_top = slug in ("accreditation", "mutual-recognition")
    one = LevelBox(EDGE, EDGE, half, _("Accreditation body"), _("in one country"), is_top)
    other = LevelBox(size.width - EDGE - half, EDGE, half, _("Accreditation body"), _("in another"), is_top)
    column = (broad - (size.columns + 1) * GAP) / size.columns
    assessors = []
    for place, (about, name, does) in enumerate(_assessors()):
        row, in_row = divmod(place, size.columns)
        x, y = EDGE + GAP + in_row * (column + GAP), first + GAP + row * (HEIGHT + GAP)
        assessors.append(LevelBox(x, y, column, name, does, about == slug))
    below = assessors[-1].y + HEIGHT + GAP
    what = _("product, process, service, system, person, claim")
    last = LevelBox(EDGE, below + BETWEEN, broad, _("What is assessed"), what, slug == "conformity-assessment")
    middle = size.width / 2
    return LevelDrawing(
        size,
        [one, other, *assessors, last],
        (first, below - first),
        [f"M{box.middle} {EDGE + HEIGHT}V{first - 3}" for box in (one, other)] + [f"M{middle} {below}V{last.y - 3}"],
        f"M{one.x + half + 3} {EDGE + HEIGHT / 2}H{other.x - 3}",
        [
            (middle, EDGE + HEIGHT / 2 - 8, _("peers"), "middle"),
            (one.middle + 10, first - BETWEEN / 2 + 5, _("accredits"), "start"),
            (other.middle + 10, first - BETWEEN / 2 + 5, _("accredits"), "start"),
            (middle + 10, below + BETWEEN / 2 + 5, _("assess"), "start"),
        ],
        last.y + HEIGHT + EDGE,
    )


def _assessors() -> list[tuple[str, str, str]]:
    """Those who assess, each with the page that is about it and what it does."""
    return [
        ("testing", _("Laboratory"), _("tests")),
        ("inspection", _("Inspection body"), _("inspects")),
        ("certification", _("Certification body"), _("certifies")),
        ("validation-and-verification", _("Validation body"), _("validates, verifies")),
    ]
