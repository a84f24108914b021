"""What the register holds by each filter of its list, for the margin beside the list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from clarifications.models.publication import Record, RecordAnswer

SHOWN_AT_FIRST = 6  # values of a long filter; the rest are a click away
UNKNOWN_YEAR = "unknown"


@dataclass
class Held:
    """How many records the register holds, in all and by each filter."""

    editions: Counter[int] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.editions.total()


@dataclass(frozen=True)
class Option:
    """One value of a filter, with how many records have it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter in the margin: what it is called, what it offers, how many more values there are."""

    name: str
    label: str
    options: list[Option]
    more: int = 0


def count_held() -> Held:
    """All counts in one statement."""
    records, held = Record.objects.order_by(), Held()
    rows = _counted(records, "edition_id").union(
        _counted(records, "year"),
        _counted(records, "label"),
        _counted(RecordAnswer.objects.order_by(), "outcome"),
        all=True,
    )
    for column, key, number in rows:
        match column:
            case "edition_id":
                held.editions[int(key)] = number
            case "year":
                held.years[key or UNKNOWN_YEAR] = number
            case "label":
                held.labels[key] = number
            case _:
                held.outcomes[key] = number
    return held


def facet(name: str, label: str, choices: Iterable[tuple[str, str, int]], *, chosen: Iterable[str], most: int) -> Facet:
    """A filter with its first ``most`` values and those that are chosen; values without any record are left out."""
    chosen = set(chosen)
    options = [
        Option(value, text, count, value in chosen) for value, text, count in choices if count or value in chosen
    ]
    shown = [option for place, option in enumerate(options) if place < most or option.is_chosen]
    return Facet(name, label, shown, more=len(options) - len(shown))


def _counted(rows: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    grouped = rows.values(key=Cast(F(column), TextField())).annotate(column=Value(column), number=Count("*"))
    listed: QuerySet[Any, Any] = grouped.values_list("column", "key", "number")
    return listed
