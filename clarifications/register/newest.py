"""The newest records of several groups, and how many each has, without reading all where there are many.

Of each group as many are looked at as lists are counted; where
there are more, so many belong to it that the newest are soon found in the order of lists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from clarifications.register.counts import RETIRED
from clarifications.register.models import Record, RecordClause
from clarifications.register.narrowing import NOT_RETIRED, among
from clarifications.register.totals import MOST_KNOWN, Total


@dataclass(frozen=True)
class Group:
    """What belongs to a group: the records on these clauses of these editions, or these very ones."""

    clauses: Q = field(default_factory=Q)
    editions: tuple[int, ...] = ()
    records: tuple[int, ...] = ()

    @property
    def some(self) -> QuerySet[Record]:
        """One more of its records than are counted, if there are so many."""
        if not self.editions:
            return Record.objects.filter(NOT_RETIRED, among(self.records))
        named = RecordClause.objects.filter(self.clauses).exclude(record__label=RETIRED).order_by()
        return Record.objects.filter(pk__in=named.values("record").distinct()[: MOST_KNOWN + 1])

    def newest(self, most: int, *, but: Iterable[int]) -> list[int]:
        """The keys of its newest, found on the way through the list; for a group that is long."""
        named = RecordClause.objects.filter(self.clauses, record=OuterRef("pk"))
        records = Record.objects.filter(NOT_RETIRED, Exists(named), edition__in=self.editions)
        left = [*but]
        return list((records.exclude(among(left)) if left else records).values_list("pk", flat=True)[:most])


@dataclass(frozen=True)
class Newest:
    """The newest records of a group, and how many it has."""

    records: list[Record]
    total: Total


def newest_of(
    groups: Mapping[str, Group], shown: QuerySet[Record], *, most: int, once: bool = False
) -> dict[str, Newest]:
    """The newest ``most`` of each group; two statements, and one for each that is long.

    ``shown`` says what is read of them; ``once``: a record stands in the first group alone that it belongs to.
    """
    found = _some_of(groups)
    keys: dict[str, list[int]] = {}
    totals: dict[str, Total] = {}
    taken: set[int] = set()
    for name, group in groups.items():
        own = [pk for pk in found.get(name, ()) if pk not in taken]
        if group.editions and len(found.get(name, ())) > MOST_KNOWN:
            keys[name], totals[name] = group.newest(most, but=taken), Total(MOST_KNOWN, is_more=True)
        else:
            keys[name], totals[name] = own[:most], Total(len(own))
        taken |= {*own, *keys[name]} if once else set()
    read = shown.in_bulk([pk for own in keys.values() for pk in own])
    return {name: Newest([read[pk] for pk in own], totals[name]) for name, own in keys.items()}


def _some_of(groups: Mapping[str, Group]) -> dict[str, list[int]]:
    """The keys of some records of each group, the newest first; one statement."""
    asked: list[QuerySet[Any, Any]] = []
    for name, group in groups.items():
        named: QuerySet[Any, Any] = group.some.order_by().annotate(of=Value(name, output_field=TextField()))
        asked.append(named.values_list("of", Cast("published", TextField()), "pk"))
    rows = sorted(asked[0].union(*asked[1:], all=True), reverse=True) if asked else []
    found: dict[str, list[int]] = {}
    for name, _day, pk in rows:
        found.setdefault(name, []).append(pk)
    return found
