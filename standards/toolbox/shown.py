"""What the pages of the toolbox show: places with their standards, activities, bodies, changes."""

from dataclasses import dataclass

from django.utils.functional import Promise

from standards.models.editions import Edition
from standards.toolbox.words import COLUMNS, TICKS, BodyWords


@dataclass(frozen=True)
class Other:
    """The edition on the other side of the years: what was replaced, or what is in force instead."""

    edition: Edition
    usable_until: str  # in words; empty where nobody has said it


@dataclass(frozen=True)
class ToolboxEntry:
    """A standard in a place: the edition of the day that is shown, and the others of its line."""

    reference: str
    edition: Edition | None
    others: list[Other]
    is_gone: bool = False  # withdrawn since, and nothing took its place
    is_new: bool = False  # not in the presentation: it came later


@dataclass(frozen=True)
class MatrixPlace:
    """What the presentation names a place, and what stands there."""

    label: Promise | str
    entries: list[ToolboxEntry]
    has_parts: bool
    is_placed_by_us: bool


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix, over one or more columns."""

    columns: list[Promise]
    places: list[MatrixPlace]

    @property
    def is_for_all(self) -> bool:
        return len(self.columns) == len(COLUMNS)


@dataclass(frozen=True)
class MatrixRows:
    """Rows of the matrix under one heading."""

    label: Promise
    rows: list[list[Cell]]


@dataclass(frozen=True)
class ToolboxChange:
    """What replaced what since the presentation; ``then`` is empty for what is new."""

    then: list[Edition]
    now: list[Edition]


@dataclass(frozen=True)
class Tick:
    """What the table says in a column: yes, no, or that our source does not let one know."""

    column: Promise
    value: str

    @property
    def label(self) -> Promise:
        return TICKS[self.value]

    @property
    def is_known(self) -> bool:
        return self.value != "unknown"


@dataclass(frozen=True)
class Activity:
    """A row of the table of activities."""

    label: Promise
    entries: list[ToolboxEntry]
    ticks: list[Tick]
    output: Promise


@dataclass(frozen=True)
class ToolboxBody:
    """A kind of body and the standard it works by."""

    key: str
    words: BodyWords
    entry: ToolboxEntry
