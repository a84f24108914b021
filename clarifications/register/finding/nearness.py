"""How near the subject of a record is to a clause that is named."""

from dataclasses import dataclass
from enum import IntEnum


class Degree(IntEnum):
    """How near the subject of a record is to the clause that was named, the nearest highest."""

    INCLUDED = 1  # the edition that was named took it in there
    COUNTERPART = 2
    ABOVE = 3
    BELOW = 4
    EXACT = 5


@dataclass(frozen=True)
class OnClause:
    """How near a record is to the clause that was named, its own clause by which it is, and the levels between."""

    degree: Degree
    clause: str
    apart: int = 0

    @property
    def nearness(self) -> tuple[int, int]:
        """The nearer, the higher."""
        return self.degree, -self.apart
