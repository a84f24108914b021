"""How many records a list has: what nobody keeps count of is counted up to a bound, so that it costs no more."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext as _

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
