"""The toolbox as CASCO showed it in 2019, and as it is today: the same places, filled by following successions."""

import datetime
import functools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext

from standards.catalogue.in_force import InForce
from standards.models.editions import Edition, Standard
from standards.reading.dates import PartialDate
from standards.toolbox.shown import (
    Activity,
    Cell,
    MatrixPlace,
    MatrixRows,
    Other,
    Tick,
    ToolboxBody,
    ToolboxChange,
    ToolboxEntry,
)
from standards.toolbox.words import ACTIVITIES, BODIES, COLUMNS, GROUPS, OUTPUTS, PLACES, TICK_COLUMNS, TickColumn

_SOURCE = Path(__file__).parent.parent / "data" / "toolbox.json"


# ---------- the presentation, as our file has it ----------


class _PlaceData(TypedDict):
    editions: list[str]
    label: NotRequired[str]
    parts: NotRequired[bool]
    placed_by_us: NotRequired[bool]


class _CellData(TypedDict):
    columns: list[str] | Literal["all"]
    places: list[_PlaceData]


class _RowData(TypedDict):
    group: str
    cells: list[_CellData]


class _PartsData(TypedDict):
    number: str
    editions: list[str]


class _ActivityData(TypedDict):
    key: str
    editions: list[str]
    first: str
    second: str
    third: str
    stages: str
    surveillance: str
    output: str


class _Presentation(TypedDict):
    year: int
    columns: list[str]
    rows: list[_RowData]
    parts: _PartsData
    activities: list[_ActivityData]
    bodies: dict[str, str]


# ---------- what is shown ----------


class Toolbox:
    """The toolbox of a day: as in the presentation, or as today."""

    def __init__(self, *, at: datetime.date, is_as_then: bool) -> None:
        self._source = _read()
        self.year = str(self._source["year"])  # a name, not a number: never 2,019
        self.at = at
        self.is_as_then = is_as_then
        self.today = InForce.at(at)
        self._end_of_then = datetime.date(self._source["year"], 12, 31)
        self.groups = self._groups()
        self.parts = self._parts()
        self.activities = [self._activity(row) for row in self._source["activities"]]
        self.bodies = [
            ToolboxBody(key, BODIES[key], self._entries([name])[0]) for key, name in self._source["bodies"].items()
        ]
        self.not_in_the_matrix = self._not_in_the_matrix()
        self.changes = self._changes()

    @property
    def as_of(self) -> str:
        """The day of what is shown, in words."""
        if self.is_as_then:
            return gettext("As in %(year)s") % {"year": self.year}
        return gettext("As of %(day)s") % {"day": PartialDate.of(self.at)}

    @property
    def columns(self) -> list[Promise]:
        return [COLUMNS[key] for key in self._source["columns"]]

    @property
    def standards(self) -> list[Standard]:
        """Every standard that the pages show, once."""
        entries = [
            *self._in_matrix(),
            *self.not_in_the_matrix,
            *(entry for row in self.activities for entry in row.entries),
        ]
        shown = [entry.edition for entry in entries if entry.edition]
        return list({edition.standard_id: edition.standard for edition in shown}.values())

    def _groups(self) -> list[MatrixRows]:
        rows: dict[str, list[list[Cell]]] = {}
        for row in self._source["rows"]:
            rows.setdefault(row["group"], []).append(self._row(row["cells"]))
        return [MatrixRows(GROUPS[key], cells) for key, cells in rows.items()]

    def _row(self, filled: list[_CellData]) -> list[Cell]:
        """The cells in the order of the columns, empty ones too."""
        keys = list(self._source["columns"])
        cells: list[Cell] = []
        for key in keys:
            given = next((cell for cell in filled if cell["columns"] == "all" or key in cell["columns"]), None)
            if given is None:
                cells.append(Cell([COLUMNS[key]], []))
                continue
            spanned = keys if isinstance(given["columns"], str) else given["columns"]
            if spanned[0] == key:
                places = [self._place(place) for place in given["places"] if self._is_shown(place)]
                cells.append(Cell([COLUMNS[column] for column in spanned], places))
        return cells

    def _is_shown(self, place: _PlaceData) -> bool:
        return not (self.is_as_then and place.get("placed_by_us"))

    def _place(self, place: _PlaceData) -> MatrixPlace:
        by_us = bool(place.get("placed_by_us"))
        label = PLACES[place["label"]] if "label" in place else ""
        return MatrixPlace(label, self._entries(place["editions"], is_new=by_us), bool(place.get("parts")), by_us)

    def _entries(self, references: Iterable[str], *, is_new: bool = False) -> list[ToolboxEntry]:
        """What the presentation names, as it was or as it is; editions that one has replaced stand with it."""
        entries: list[ToolboxEntry] = []
        by_edition: dict[int, ToolboxEntry] = {}
        for reference in references:
            edition = self.today.named(reference)
            now = self.today.instead_of(edition) if edition else []
            if edition is None or self.is_as_then:
                others = [Other(one, "") for one in now if one != edition]
                entries.append(ToolboxEntry(reference, edition, others, is_gone=bool(edition) and not now))
                continue
            if not now:
                entries.append(ToolboxEntry(reference, edition, [], is_gone=True))
            for one in now:
                if one.pk not in by_edition:
                    by_edition[one.pk] = ToolboxEntry(one.reference, one, [], is_new=is_new)
                    entries.append(by_edition[one.pk])
                if one != edition and not is_new:
                    by_edition[one.pk].others.append(Other(edition, self.today.usable_until(edition)))
        return entries

    def _parts(self) -> list[ToolboxEntry]:
        """The parts that stand beside the first one: those of the presentation, and today those that came since."""
        then = self._source["parts"]["editions"]
        entries = self._entries(then)
        if self.is_as_then:
            return entries
        shown_already = {entry.edition.pk for entry in entries if entry.edition}
        number = self._source["parts"]["number"]
        later = [e for e in self.today.editions if e.standard.number == number and e.standard.part not in ("", "1")]
        return entries + [ToolboxEntry(e.reference, e, [], is_new=True) for e in later if e.pk not in shown_already]

    def _in_matrix(self) -> list[ToolboxEntry]:
        cells = (cell for group in self.groups for row in group.rows for cell in row)
        return [entry for cell in cells for place in cell.places for entry in place.entries] + self.parts

    def _not_in_the_matrix(self) -> list[ToolboxEntry]:
        """What CASCO had in force on the day and the matrix has no place for: nothing is lost."""
        in_force = InForce.at(self._end_of_then) if self.is_as_then else self.today
        placed = {entry.edition for entry in self._in_matrix()}
        left = [edition for edition in in_force.editions if edition not in placed]
        return [self._entry_beside(edition) for edition in left]

    def _entry_beside(self, edition: Edition) -> ToolboxEntry:
        now = self.today.instead_of(edition)
        others = [Other(one, "") for one in now if one != edition]
        return ToolboxEntry(edition.reference, edition, others, is_gone=not now, is_new=self._is_later(edition))

    def _is_later(self, edition: Edition) -> bool:
        return (edition.published.earliest or self._end_of_then) > self._end_of_then

    def _changes(self) -> list[ToolboxChange]:
        """What replaced what since the presentation, then what is new; in the order of today's numbers."""
        named = [self.today.named(reference) for reference in self._references()]
        then = [edition for edition in dict.fromkeys(named) if edition]
        replaced: dict[tuple[int, ...], ToolboxChange] = {}
        for edition in then:
            now = self.today.instead_of(edition)
            if now != [edition]:
                key = tuple(one.pk for one in now) or (-edition.pk,)  # what nothing replaced stands alone
                replaced.setdefault(key, ToolboxChange([], now)).then.append(edition)
        known = {one.pk for edition in then for one in self.today.instead_of(edition)}
        new = [ToolboxChange([], [one]) for one in self.today.editions if self._is_later(one) and one.pk not in known]
        return sorted(replaced.values(), key=_number) + new

    def _references(self) -> list[str]:
        cells = (cell for row in self._source["rows"] for cell in row["cells"])
        places = [place for cell in cells for place in cell["places"] if not place.get("placed_by_us")]
        return [*(name for place in places for name in place["editions"]), *self._source["parts"]["editions"]]

    def _activity(self, row: _ActivityData) -> Activity:
        ticks = [Tick(TICK_COLUMNS[key], row[key]) for key in self._tick_columns()]
        return Activity(ACTIVITIES[row["key"]], self._entries(row["editions"]), ticks, OUTPUTS[row["output"]])

    def _tick_columns(self) -> list[TickColumn]:
        """The columns of which something is known; the presentation has more, of which every tick is lost."""
        return [key for key in TICK_COLUMNS if any(row[key] != "unknown" for row in self._source["activities"])]

    @property
    def lost_columns(self) -> list[Promise]:
        """The columns that are left out."""
        return [label for key, label in TICK_COLUMNS.items() if key not in self._tick_columns()]

    @property
    def new_since(self) -> list[Edition]:
        """What has come since the presentation and replaced nothing of it."""
        return [edition for change in self.changes if not change.then for edition in change.now]


def _number(change: ToolboxChange) -> str:
    shown: Sequence[Edition] = change.now or change.then
    return shown[0].standard.sort_key


@functools.cache
def _read() -> _Presentation:
    source: _Presentation = json.loads(_SOURCE.read_text(encoding="utf-8"))
    return source
