"""What the margin of the list offers: the values of each facet with how many records choosing one shows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_

from django.utils.translation import gettext as _

from clarifications.register.blocks import Bits
from clarifications.register.counts import APART
from clarifications.register.facets import CLAUSE, FACETS, LABEL, Facet, ValueOrder
from clarifications.register.models import RegisterCount
from clarifications.register.narrowing import from_sort_key
from standards.reading.clause_numbers import LEVEL, ROOT
from standards.reading.clause_reader import parse

SHOWN_AT_FIRST = 6  # values of a long facet; the rest are a click away
_FLOATS = "3"  # keys of tables and figures begin here, with two levels


@dataclass
class FacetCounts:
    """How many records the register holds, in all and with each value of each facet, as the register keeps it;
    ``retired`` are those that lists show only when asked, ``least`` the facets whose values may have more.
    """

    by: dict[str, Counter[str]] = field(default_factory=dict)
    retired: dict[str, Counter[str]] = field(default_factory=dict)
    least: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return self.of("edition").total()

    def of(self, facet: str) -> Counter[str]:
        return self.by.get(facet, Counter())

    def values(self, facet: str) -> set[str]:
        """The values of a facet that any record has."""
        return {*self.of(facet), *self.retired.get(facet, ())}

    def is_least(self, facet: str) -> bool:
        return facet in self.least


@dataclass(frozen=True)
class Option:
    """One value of a facet, with how many records have it, or at least have it; ``level`` is its depth, where values
    lie in each other, ``heading`` that of a clause, where it is known.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    level: int = 0
    heading: str = ""
    is_least: bool = False

    @property
    def number(self) -> str:
        """The count as it is written."""
        said = f"{self.count:,}".replace(",", "\N{NO-BREAK SPACE}")
        return _("at least %(number)s") % {"number": said} if self.is_least else said


@dataclass(frozen=True)
class OfferedFacet:
    """One facet in the margin: what it is called, what it offers, how many more values there are.

    ``opened`` are the facets that show all their values once this one does.
    """

    name: str
    label: str
    options: list[Option]
    more: int = 0
    opened: list[str] = field(default_factory=list)
    is_opened: bool = False


@dataclass(frozen=True)
class Narrowed:
    """What makes a list: the records of each facet that is set, and of the words; ``known`` are those of every value.

    ``opened`` are the keys of the clauses whose parts are offered; ``is_cut``: more records hold the words than are
    ranked, and no others are counted.
    """

    chosen: Mapping[str, int]
    known: Bits
    opened: frozenset[str]
    is_cut: bool = False

    @cached_property
    def listed(self) -> int:
        """The records of the list."""
        return self.without()

    def without(self, *names: str) -> int:
        """The records of the list without what these narrow; what is retired is listed to who asks for it alone."""
        left = {name: bits for name, bits in self.chosen.items() if name not in names}
        return reduce(and_, left.values(), self._everything if LABEL.name in left else self._shown)

    def beside(self, facet: Facet) -> int:
        """The records among which the values of a facet are counted; those of the label tell what is retired."""
        if facet is not LABEL:
            return self.without(facet.name)
        return reduce(and_, (bits for name, bits in self.chosen.items() if name != facet.name), self._everything)

    def is_narrowed_beside(self, facet: Facet) -> bool:
        """Whether anything but this facet narrows the list."""
        return any(name != facet.name for name in self.chosen)

    @cached_property
    def _everything(self) -> int:
        return self.known.everything()

    @cached_property
    def _shown(self) -> int:
        return self.known.shown()


def kept_counts() -> FacetCounts:
    """The counts that the database keeps (``counts.py``)."""
    counts = FacetCounts()
    for facet, value, number in RegisterCount.objects.values_list("facet", "value", "number"):
        if number:
            by = counts.retired if value.startswith(APART) else counts.by
            by.setdefault(facet, Counter())[value.removeprefix(APART)] = number
    return counts


def counts_of(narrowed: Narrowed, kept: FacetCounts) -> FacetCounts:
    """The counts of each facet in the list without its own choice."""
    # How many stand on a clause is kept by nobody; and without any choice no clause is offered.
    live = [
        facet
        for facet in FACETS
        if narrowed.is_narrowed_beside(facet) or (facet is CLAUSE and CLAUSE.name in narrowed.chosen)
    ]
    found = FacetCounts({facet.name: kept.of(facet.name) for facet in FACETS if facet not in live})
    for facet in live:
        own, values = narrowed.beside(facet), narrowed.known.values.get(facet.name, ())
        if facet is CLAUSE:
            values = _offered_clauses(values, narrowed.opened)
        numbers = {value: (own & narrowed.known.of(facet.name, value)).bit_count() for value in values}
        found.by[facet.name] = Counter({value: number for value, number in numbers.items() if number})
        if narrowed.is_cut:
            found.least.add(facet.name)
    return found


def _offered_clauses(keys: Iterable[str], opened: Collection[str]) -> list[str]:
    """Of the keys of clauses those at the top, and the parts of those that are opened."""
    # The key of a table or a figure at the top has two levels: its kind with the letter of its annex, and its number.
    return [key for key in keys if len(key) == ROOT + LEVEL * (key >= _FLOATS) or key[:-LEVEL] in opened]


def counts_without_each(narrowed: Narrowed) -> dict[str, int]:
    """How many records the list would hold without each of what narrows it."""
    return {name: narrowed.without(name).bit_count() for name in narrowed.chosen}


def offer(facet: Facet, options: Iterable[Option], *, shows_all: bool = False) -> OfferedFacet:
    """A facet with its first values and those that are chosen; values without any record are left out."""
    found = [option for option in options if option.count or option.is_chosen]
    if facet.needs_two and len(found) < 2 and not any(option.is_chosen for option in found):
        found = []
    if facet.order is ValueOrder.MOST_FIRST:
        found.sort(key=lambda option: -option.count)
    most = len(found) if shows_all or facet.shows_all else SHOWN_AT_FIRST
    shown = [option for place, option in enumerate(found) if place < most or option.is_chosen]
    return OfferedFacet(facet.name, str(facet.legend or facet.label), shown, more=len(found) - len(shown))


def clause_options(chosen: Iterable[str], narrowed: Narrowed, counts: FacetCounts) -> Iterator[Option]:
    """The clauses in their order: where a standard is chosen those at the top, and the parts of what is opened."""
    keys, numbers = {parse(value).sort_key for value in chosen}, counts.of(CLAUSE.name)
    has_place = "standard" in narrowed.chosen or "edition" in narrowed.chosen
    for key in sorted({*numbers, *keys}):
        number = from_sort_key(key)
        whole = number.parent.sort_key if number.parent else ""
        if key in narrowed.opened or whole in narrowed.opened or (has_place and not whole):
            said = number.canonical
            is_least = counts.is_least(CLAUSE.name)
            yield Option(said, said, numbers[key], key in keys, level=len(number.wholes), is_least=is_least)
