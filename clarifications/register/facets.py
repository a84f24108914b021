"""What the register holds by each filter of its list, for the margin beside the list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from clarifications.register.counts import RETIRED
from clarifications.register.models import RegisterCount

SHOWN_AT_FIRST = 6  # values of a long filter; the rest are a click away


@dataclass
class FacetCounts:
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
    """One filter in the margin: what it is called, what it offers, how many more values there are.

    ``opened`` are the filters that show all their values once this one does.
    """

    name: str
    label: str
    options: list[Option]
    more: int = 0
    opened: list[str] = field(default_factory=list)


def facet_counts() -> FacetCounts:
    """The counts that the database keeps (``counts.py``)."""
    counts = FacetCounts()
    columns = {"year": counts.years, "label": counts.labels, "outcome": counts.outcomes}
    for facet, value, number in RegisterCount.objects.values_list("facet", "value", "number"):
        if not number or (value == RETIRED and facet != "label"):
            continue
        if facet == "edition":
            counts.editions[int(value)] = number
        else:
            columns[facet][value] = number
    return counts


def facet(name: str, label: str, choices: Iterable[tuple[str, str, int]], *, chosen: Iterable[str], most: int) -> Facet:
    """A filter with its first ``most`` values and those that are chosen; values without any record are left out."""
    chosen = set(chosen)
    options = [
        Option(value, text, count, value in chosen) for value, text, count in choices if count or value in chosen
    ]
    shown = [option for place, option in enumerate(options) if place < most or option.is_chosen]
    return Facet(name, label, shown, more=len(options) - len(shown))
