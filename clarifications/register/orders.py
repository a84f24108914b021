"""In which order the list of records stands, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from clarifications.map.rule import Text
from clarifications.register.models import Record, RecordClause
from clarifications.register.narrowing import inside
from clarifications.register.paging import ListOrder
from standards.reading.clause_numbers import ClauseNumber

BEST, NEWEST, BY_CLAUSE = "best", "newest", "clause"
SORTS: dict[str, Text] = {
    BEST: gettext_lazy("Best match"),
    NEWEST: gettext_lazy("Newest"),
    BY_CLAUSE: gettext_lazy("Clause"),
}
IN_CLAUSE_ORDER = ListOrder(("of_standard", "of_clause"))
IN_CLAUSE_ORDER_OF_ONE = ListOrder(("of_clause",))  # of one standard; an index has its records in this order


@dataclass(frozen=True)
class Sort:
    """One order of the list, and the address of the list in it."""

    label: str
    url: str
    is_chosen: bool


def by_clause(found: QuerySet[Record], clauses: Sequence[ClauseNumber], order: ListOrder) -> QuerySet[Record]:
    """In the order of standards, then of clauses: by the first of a record, or by the first of those asked for."""
    first: F | Subquery = F("first_clause")
    if clauses:
        own = RecordClause.objects.filter(inside(clauses), record=OuterRef("pk")).order_by("sort_key")
        first = Subquery(own.values("sort_key")[:1])
    keyed = found.annotate(of_clause=first)
    if order is IN_CLAUSE_ORDER:
        keyed = keyed.annotate(of_standard=F("standard__sort_key"))
    return keyed.order_by(*order.forward)
