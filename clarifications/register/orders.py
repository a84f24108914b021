"""In which order the list of records stands, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from clarifications.map.rule import Text
from clarifications.register.models import Record, RecordClause
from clarifications.register.narrowing import inside
from standards.reading.clause_numbers import ClauseNumber

BEST, NEWEST, BY_CLAUSE = "best", "newest", "clause"
SORTS: dict[str, Text] = {
    BEST: gettext_lazy("Best match"),
    NEWEST: gettext_lazy("Newest"),
    BY_CLAUSE: gettext_lazy("Clause"),
}


@dataclass(frozen=True)
class Sort:
    """One order of the list, and the address of the list in it."""

    label: str
    url: str
    is_chosen: bool


def by_clause(found: QuerySet[Record], clauses: Sequence[ClauseNumber]) -> QuerySet[Record]:
    """In the order of standards, then of clauses: by the first of a record, or by the first of those asked for."""
    first = "first_clause"
    if clauses:
        own = RecordClause.objects.filter(inside(clauses), record=OuterRef("pk")).order_by("sort_key")
        found = found.annotate(first_inside=Subquery(own.values("sort_key")[:1]))
        first = "first_inside"
    return found.order_by("standard__sort_key", first, "-published", "-pk")
