"""Who acts on a case: somebody signed in, a requester by the private link, or the software itself."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


class ActorKind(Enum):
    """How somebody came in: signed in, by the private link of a request, or as the software itself."""

    USER = "user"
    REQUESTER = "requester"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who acts.

    ``user`` is the signed-in person or ``None``; ``key`` is the opaque id that the journal keeps for ever: of the
    person, or of the clarification whose private link was used; ``on_behalf_of`` names the body a person acts for,
    where it is not their own.
    """

    kind: ActorKind
    name: str
    key: str
    user: "User | None" = None
    on_behalf_of: str = ""

    @property
    def person(self) -> "User":
        """The signed-in person. Raises ``TypeError`` for whoever came in otherwise; the map stops them before."""
        if self.user is None:
            raise TypeError(f"{self.name} is not signed in.")
        return self.user
