"""The pages of a list of records: by number as far as lists are counted, from there on by the key of an entry.

A page far down costs what the first one costs: the database goes to the entry that its address names, instead of
passing all that stand before it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.http import QueryDict
from django.utils.translation import gettext as _

from clarifications.register.totals import MOST_KNOWN, Total
from standards.reading.dates import PartialDate

if TYPE_CHECKING:
    from clarifications.register.finding.order import InRank
    from clarifications.register.models import Record

ON_A_PAGE = 25
AFTER, BEFORE = "after", "before"  # in an address: the key of the entry that the page follows, or that follows it
PLACE = ("page", AFTER, BEFORE)  # what of an address says which page of a list it is
END = "end"  # what the last page stands before
_BETWEEN = "~"
_PART = re.compile(r"[^~\x00-\x1f\x7f]{0,200}")  # whatever an entry may be sorted by
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)

Way = Mapping[str, str]  # what an address says besides, to lead to a page of the list


@dataclass(frozen=True)
class Ways:
    """Where a page leads: each what the address of that page says, or nothing where there is none."""

    first: Way | None = None
    previous: Way | None = None
    next: Way | None = None
    last: Way | None = None


@dataclass(frozen=True)
class ListOrder:
    """In which order a list stands: by these names, ascending, and then the newest first."""

    lead: tuple[str, ...] = ()

    @property
    def forward(self) -> list[str]:
        return [*self.lead, "-published", "-pk"]

    @property
    def backward(self) -> list[str]:
        return [*(f"-{name}" for name in self.lead), "published", "pk"]

    def key_of(self, record: "Record") -> str:
        """The key of an entry: what it is sorted by."""
        lead = [str(getattr(record, name)) for name in self.lead]
        return _BETWEEN.join([*lead, record.published.sort_key, str(record.pk)])

    def read(self, key: str) -> tuple[list[str], PartialDate, int] | None:
        """What a key says; ``None`` where it is none of this order."""
        parts = key.split(_BETWEEN)
        if len(parts) != len(self.lead) + 2 or not all(map(_PART.fullmatch, parts)) or not _NUMBER.fullmatch(parts[-1]):
            return None
        *lead, published, pk = parts
        try:
            return lead, PartialDate.stored(published), int(pk)
        except ValueError:
            return None

    def beyond(self, key: tuple[list[str], PartialDate, int], *, backward: bool) -> Q:
        """What stands after an entry, or before it, whether or not it is still there."""
        lead, published, pk = key
        same = dict(zip(self.lead, lead, strict=True))
        alternatives = [Q(**same) & Q(_pair_beyond(published.sort_key, pk, backward=backward))]
        step = "lt" if backward else "gt"
        for place, name in enumerate(self.lead):
            above = {other: same[other] for other in self.lead[:place]}
            alternatives.append(Q(**above, **{f"{name}__{step}": same[name]}))
        # The same said of the first name alone lets an index begin there.
        first = Q(**{f"{self.lead[0]}__{step}e": lead[0]}) if self.lead else Q()
        return first & reduce(or_, alternatives)


NEWEST_FIRST = ListOrder()


class ListPage(Page[Any]):
    """A page of a list of records.

    ``place`` is what its own address says beyond that of the list; ``None`` where another address has its records too.
    ``said`` is what is to be said above it.
    """

    def __init__(
        self,
        records: "Sequence[Record]",
        paginator: "Numbered",
        *,
        number: int,
        ways: Ways,
        place: Way | None,
        said: str = "",
    ) -> None:
        super().__init__(records, number, paginator)
        self.total, self.ways, self.place, self.said = paginator.total, ways, place, said
        self.goes_on = paginator.goes_on  # whether there is more than the pages with numbers show

    @property
    def is_numbered(self) -> bool:
        return self.number > 0

    def has_next(self) -> bool:
        return self.ways.next is not None

    def has_previous(self) -> bool:
        return self.ways.previous is not None

    def end_index(self) -> int:
        return self.start_index() + len(self.object_list) - 1 if self.object_list else 0


class Numbered(Paginator[Any]):
    """The pages that have numbers: as many as hold what is counted of a list that nobody keeps count of."""

    def __init__(self, rows: Any, total: Total) -> None:
        super().__init__(rows, ON_A_PAGE)
        self.total = total
        # Ranked records are few, and have no key to go on by.
        self.count = min(total.number, MOST_KNOWN) if isinstance(rows, QuerySet) else total.number

    @property
    def goes_on(self) -> bool:
        """Whether there is more than the pages with numbers show."""
        return self.total.is_more or self.total.number > self.count


def page_of(
    rows: "QuerySet[Record] | InRank", total: Total, data: QueryDict, order: ListOrder = NEWEST_FIRST
) -> ListPage:
    """The page that an address names; one that is no page is the first, one too far the last that has a number."""
    numbered = Numbered(rows, total)
    after, before = data.get(AFTER, "").strip(), data.get(BEFORE, "").strip()
    if not isinstance(rows, QuerySet) or not (after or before):
        return _by_number(numbered, data, order)
    if after and (key := order.read(after)):
        found = list(rows.filter(order.beyond(key, backward=False))[: ON_A_PAGE + 1])
        if found:
            return _by_key(numbered, found[:ON_A_PAGE], order, place={AFTER: after}, goes_on=len(found) > ON_A_PAGE)
        before = END  # all that stood there is gone
    key = order.read(before)
    if not key and before != END:
        return _by_number(numbered, data, order)
    backward = rows.order_by(*order.backward)
    found = list((backward.filter(order.beyond(key, backward=True)) if key else backward)[: ON_A_PAGE + 1])
    if len(found) <= ON_A_PAGE:  # nothing stands before it: it is the first
        return _by_number(numbered, data, order)
    return _by_key(numbered, found[:ON_A_PAGE][::-1], order, place=None, goes_on=bool(key))


def without_place(data: QueryDict) -> QueryDict:
    """What an address says of a list, without which page of it."""
    kept = data.copy()
    for name in PLACE:
        kept.pop(name, None)
    return kept


def _by_number(numbered: Numbered, data: QueryDict, order: ListOrder) -> ListPage:
    asked, last = _asked(data.get("page", "")), numbered.num_pages
    number = min(asked, last)
    start = (number - 1) * ON_A_PAGE
    records = list(numbered.object_list[start : min(start + ON_A_PAGE, numbered.count)]) if numbered.count else []
    goes_on = numbered.goes_on and isinstance(numbered.object_list, QuerySet)
    on: Way | None = {"page": str(number + 1)} if number < last else None
    if goes_on and number == last and records:
        on = {AFTER: order.key_of(records[-1])}
    ways = Ways(
        previous=_numbered_way(number - 1) if number > 1 else None, next=on, last={BEFORE: END} if goes_on else None
    )
    too_far = _("Pages have numbers up to %(last)s, and this is the last of them.") % {"last": last}
    return ListPage(
        records,
        numbered,
        number=number,
        ways=ways,
        place=_numbered_way(number) if number > 1 else {},
        said=too_far if asked > last and numbered.goes_on else "",
    )


def _by_key(
    numbered: Numbered, records: "Sequence[Record]", order: ListOrder, *, place: Way | None, goes_on: bool
) -> ListPage:
    ways = Ways(
        first={},
        previous={BEFORE: order.key_of(records[0])},
        next={AFTER: order.key_of(records[-1])} if goes_on else None,
        last={BEFORE: END} if goes_on else None,
    )
    return ListPage(records, numbered, number=0, ways=ways, place=place)


def _pair_beyond(published: str, pk: int, *, backward: bool) -> CombinedExpression:
    """Compares day and key as one; Django takes such a pair apart for SQLite, whose index then cannot begin at it."""
    pair, key = (
        Func(*parts, template="(%(expressions)s)", output_field=TextField())
        for parts in ((F("published"), F("pk")), (Value(published, output_field=TextField()), Value(pk)))
    )
    return CombinedExpression(pair, ">" if backward else "<", key, output_field=BooleanField())


def _numbered_way(number: int) -> Way:
    return {"page": str(number)}


def _asked(typed: str) -> int:
    typed = typed.strip()
    return max(1, int(typed)) if re.fullmatch(r"[0-9]{1,20}", typed, re.ASCII) else 1
