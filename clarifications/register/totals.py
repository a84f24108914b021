"""How many records a list has: what nobody keeps count of is counted up to a bound, so that it costs no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, QuerySet, TextField, Value
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from clarifications.register.models import Record

MOST_KNOWN = 1_000  # records; of a longer list only that it is longer, unless its number is kept


@dataclass(frozen=True)
class Total:
    """A number of records, or that there are more than it."""

    number: int
    is_more: bool = False

    @classmethod
    def counted(cls, number: int) -> Self:
        """Of what was counted as far as one beyond the bound."""
        return cls(min(number, MOST_KNOWN), number > MOST_KNOWN)

    @property
    def least(self) -> int:
        """How many there are at least."""
        return self.number + self.is_more

    def __str__(self) -> str:
        """The number as it is written."""
        said = f"{self.number:,}".replace(",", "\N{NO-BREAK SPACE}")
        return _("more than %(number)s") % {"number": said} if self.is_more else said


def total_of(rows: QuerySet[Any]) -> Total:
    """How many there are, as far as the bound; one statement."""
    return Total.counted(rows.order_by().values("pk")[: MOST_KNOWN + 1].count())


def totals_of(lists: "Mapping[str, QuerySet[Record]]", *, most: int = MOST_KNOWN) -> dict[str, int]:
    """The same of several lists, each by its name, as far as one beyond ``most``; one statement."""
    counted = [_counted(name, rows, most) for name, rows in lists.items()]
    return dict(counted[0].union(*counted[1:], all=True)) if counted else {}


def _counted(name: str, rows: "QuerySet[Record]", most: int) -> QuerySet[Any, Any]:
    some = rows.model._default_manager.filter(pk__in=rows.values("pk")[: most + 1]).order_by()
    named: QuerySet[Any, Any] = some.values(of=Value(name, output_field=TextField()))
    counted: QuerySet[Any, Any] = named.annotate(number=Count("pk")).values_list("of", "number")
    return counted
