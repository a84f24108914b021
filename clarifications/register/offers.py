"""What the margin of the list offers: the values of each facet with how many records choosing one shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from clarifications.register.counts import APART
from clarifications.register.facets import CLAUSE, FACETS, UNKNOWN, Facet, ValueOrder
from clarifications.register.models import Record, RecordClause, RecordFacet, RegisterCount
from clarifications.register.narrowing import NOT_RETIRED, from_sort_key
from clarifications.register.totals import totals_of
from standards.reading.clause_numbers import LEVEL
from standards.reading.clause_reader import parse

MOST_COUNTED = 5_000  # records of a list that are counted one by one; of a longer one a count may say "about"
SHOWN_AT_FIRST = 6  # values of a long facet; the rest are a click away
_FLOATS = "3"  # keys of tables and figures begin here, with two levels


@dataclass
class FacetCounts:
    """How many records the register holds, in all and with each value of each facet, as the register keeps it;
    ``retired`` are those that lists show only when asked, ``rough`` the values of a facet of which a number is known
    only about.
    """

    by: dict[str, Counter[str]] = field(default_factory=dict)
    retired: dict[str, Counter[str]] = field(default_factory=dict)
    rough: dict[str, set[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.of("edition").total()

    def of(self, facet: str) -> Counter[str]:
        return self.by.get(facet, Counter())

    def values(self, facet: str) -> set[str]:
        """The values of a facet that any record has."""
        return {*self.of(facet), *self.retired.get(facet, ())}

    def is_rough(self, facet: str, value: str) -> bool:
        return value in self.rough.get(facet, ())


@dataclass(frozen=True)
class Option:
    """One value of a facet, with how many records have it, or about so many; ``level`` is its depth, where values lie
    in each other, ``heading`` that of a clause, where it is known.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    level: int = 0
    heading: str = ""
    is_rough: bool = False

    @property
    def number(self) -> str:
        """The count as it is written."""
        said = f"{self.count:,}".replace(",", "\N{NO-BREAK SPACE}")
        return _("about %(number)s") % {"number": said} if self.is_rough else said


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
    """What makes a list: the condition of each facet that is set, and of the words; ``opened`` are the keys of the
    clauses whose parts are offered.
    """

    conditions: Mapping[str, Q]
    opened: frozenset[str]

    @property
    def all(self) -> list[Q]:
        """Every condition; what is retired is listed to those alone who ask for it."""
        return [*self.conditions.values(), *([] if "label" in self.conditions else [NOT_RETIRED])]

    def without(self, facet: Facet) -> QuerySet[Record]:
        """The list without what this facet narrows."""
        left = {name: condition for name, condition in self.conditions.items() if name != facet.name}
        return _records(left.values() if facet.name == "label" else Narrowed(left, self.opened).all)

    def differs_without(self, facet: Facet) -> bool:
        """Whether this facet narrows the list, as that of the label always does: it leaves out what is retired."""
        return facet.name in self.conditions or facet.name == "label"

    def is_narrowed_beside(self, facet: Facet) -> bool:
        """Whether anything but this facet narrows the list."""
        return any(name != facet.name for name in self.conditions)


def kept_counts() -> FacetCounts:
    """The counts that the database keeps (``counts.py``)."""
    counts = FacetCounts()
    for facet, value, number in RegisterCount.objects.values_list("facet", "value", "number"):
        if number:
            by = counts.retired if value.startswith(APART) else counts.by
            by.setdefault(facet, Counter())[value.removeprefix(APART)] = number
    return counts


def counts_of(narrowed: Narrowed, kept: FacetCounts) -> FacetCounts:
    """The counts of each facet in the list without its own choice; one statement, none where nothing narrows it.

    Where the register holds more than ``MOST_COUNTED``, one statement more asks which of these lists do. In those,
    values that few records of the register have are counted; of the others some records, evenly taken, stand for all.
    """
    # How many stand on a clause is kept by nobody; and without any choice no clause is offered.
    live = [
        facet
        for facet in FACETS
        if narrowed.is_narrowed_beside(facet) or (facet is CLAUSE and CLAUSE.name in narrowed.conditions)
    ]
    found = FacetCounts({facet.name: kept.of(facet.name) for facet in FACETS if facet not in live})
    if live:
        step = -(-kept.total // MOST_COUNTED)
        long_ones = _long_ones(narrowed, live) if step > 1 else set()
        exact = [facet for facet in live if facet.name not in long_ones]
        sampled = [facet for facet in live if facet.name in long_ones]
        few = {facet.name: _few(kept.of(facet.name)) for facet in sampled}
        counted = [*_statements(narrowed, exact), *_long_statements(narrowed, sampled, few, step)]
        for facet, value, number in counted[0].union(*counted[1:], all=True):
            said = UNKNOWN if value is None else value
            is_rough = facet in few and said not in few[facet]
            found.by.setdefault(facet, Counter())[said] = _rounded(number * step) if is_rough else number
            if is_rough:
                found.rough.setdefault(facet, set()).add(said)
    return found


def _long_ones(narrowed: Narrowed, live: Sequence[Facet]) -> set[str]:
    """The facets whose lists are longer than what is counted one by one; clauses are, for nobody keeps how rare they
    are.
    """
    asked = [facet for facet in live if facet is not CLAUSE]
    sizes = totals_of({facet.name: narrowed.without(facet) for facet in asked}, most=MOST_COUNTED)
    return {name for name, number in sizes.items() if number > MOST_COUNTED}


def _few(kept: Counter[str]) -> set[str]:
    """The rarest values of a facet, which no more records have together than are counted one by one."""
    found, together = set(), 0
    for value, number in reversed(kept.most_common()):
        together += number
        if together > MOST_COUNTED:
            break
        found.add(value)
    return found


def _rounded(number: int) -> int:
    """To two digits that count: more would say more than is known."""
    return round(number, 2 - len(str(number))) if number > 99 else number


def counts_without_each(narrowed: Narrowed) -> dict[str, int]:
    """How many records the list would hold without each of what narrows it, as far as counted; one statement."""
    lists: dict[str, QuerySet[Record]] = {}
    for named in narrowed.conditions:
        left = {name: condition for name, condition in narrowed.conditions.items() if name != named}
        lists[named] = _records(Narrowed(left, narrowed.opened).all)
    return totals_of(lists)


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


def clause_options(chosen: Iterable[str], narrowed: Narrowed, counts: Counter[str]) -> Iterator[Option]:
    """The clauses in their order: where a standard is chosen those at the top, and the parts of what is opened."""
    keys = {parse(value).sort_key for value in chosen}
    has_place = "standard" in narrowed.conditions or "edition" in narrowed.conditions
    for key in sorted({*counts, *keys}):
        number = from_sort_key(key)
        whole = number.parent.sort_key if number.parent else ""
        if key in narrowed.opened or whole in narrowed.opened or (has_place and not whole):
            said = number.canonical
            yield Option(said, said, counts[key], key in keys, level=len(number.wholes))


def _statements(narrowed: Narrowed, live: Sequence[Facet]) -> Iterator[QuerySet[Any, Any]]:
    """What counts these facets: one SELECT for each, and one for all that stand in rows and count the whole list."""
    alike = [facet.name for facet in live if facet.read and not narrowed.differs_without(facet)]
    whole = _records(narrowed.all)
    if alike:
        yield _counted(RecordFacet.objects.filter(facet__in=alike, record__in=whole.values("pk")), F("facet"), "value")
    for facet in live:
        if facet.name in alike:
            continue
        own = narrowed.without(facet) if narrowed.differs_without(facet) else whole
        if facet.column:
            yield _counted(own, Value(facet.name), facet.column)
        elif facet.read:
            rows = RecordFacet.objects.filter(facet=facet.name, record__in=own.values("pk"))
            yield _counted(rows, Value(facet.name), "value")
        else:
            yield from _clause_statements(own, narrowed.opened)


def _long_statements(
    narrowed: Narrowed, facets: Sequence[Facet], few: Mapping[str, set[str]], step: int
) -> Iterator[QuerySet[Any, Any]]:
    """What counts these facets in long lists: of rare values every record, of the others every so many."""
    for facet in facets:
        own, rare = narrowed.without(facet), few[facet.name] - {UNKNOWN}
        some = own.alias(place=F("pk") % Value(step)).filter(place=0)
        if facet.column:
            is_rare = Q(**{f"{facet.column}__in": rare})
            is_rare |= Q(**{f"{facet.column}__isnull": True}) if UNKNOWN in few[facet.name] else Q()
            yield _counted(own.filter(is_rare), Value(facet.name), facet.column)
            yield _counted(some.exclude(is_rare), Value(facet.name), facet.column)
        else:
            rows = RecordFacet.objects.filter(facet=facet.name)
            is_rare = Q(value__in=few[facet.name])
            yield _counted(rows.filter(is_rare, record__in=own.values("pk")), Value(facet.name), "value")
            yield _counted(rows.filter(~is_rare, record__in=some.values("pk")), Value(facet.name), "value")


def _clause_statements(records: QuerySet[Record], opened: Iterable[str]) -> Iterator[QuerySet[Any, Any]]:
    """What counts the records on each clause at the top, and on each part of those that are opened."""
    clauses = RecordClause.objects.filter(record__in=records.values("pk"))
    # The key of a table or a figure at the top has two levels: its kind with the letter of its annex, and its number.
    top = Case(When(sort_key__gte=_FLOATS, then=1 + 2 * LEVEL), default=1 + LEVEL)
    yield _counted(clauses, Value(CLAUSE.name), Substr("sort_key", 1, top), Count("record", distinct=True))
    for key in sorted(opened):
        below = clauses.filter(sort_key__startswith=key, sort_key__gt=key)
        part = Substr("sort_key", 1, len(key) + LEVEL)
        yield _counted(below, Value(CLAUSE.name), part, Count("record", distinct=True))


def _counted(
    rows: QuerySet[Any], facet: Value | F, value: str | Substr, number: Count | None = None
) -> QuerySet[Any, Any]:
    """How many of these rows have each value."""
    named = Cast(facet, TextField()) if isinstance(facet, F) else Value(facet.value, output_field=TextField())
    grouped: QuerySet[Any, Any] = rows.order_by().values(of=named, said=Cast(value, TextField()))
    counted: QuerySet[Any, Any] = grouped.annotate(number=number or Count("pk")).values_list("of", "said", "number")
    return counted


def _records(conditions: Iterable[Q]) -> QuerySet[Record]:
    return Record.objects.filter(*conditions).order_by()
