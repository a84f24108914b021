"""Published records about what a test names, all made by one cast, each walked through the door."""

from typing import Any

from clarifications.models import Record
from tests.builders import (
    SHARED,
    Case,
    cast,
    decided,
    drafted,
    published,
    received,
    seeking_consensus,
    under_review,
)
from tests.factories import EditionFactory


class Register:
    """``Register().add("Images", clauses="7.1.5")``: the same Sam, Connie, Max and Mina for every record."""

    def __init__(self) -> None:
        self.shared: dict[str, Any] = {}

    def pending(self, subject: str = "Still with the group", *, clauses: str = "7.1.5", edition: Any = None) -> Case:
        """A case that a group has taken up."""
        given = self.shared | {"edition": edition or self.shared.get("edition") or EditionFactory()}
        case = cast(**given)
        self.shared = self.shared or {name: getattr(case, name) for name in SHARED}
        if self.shared.get("at"):
            case.at = self.shared["at"]
        case = under_review(received(case, subject=subject, clauses=clauses))
        self.shared["at"] = case.at
        return case

    def published(self, subject: str = "Images", *, answers: Any = None, **given: Any) -> Case:
        """A case that was published, by way of a draft with ``answers``."""
        case = self.pending(subject, **given)
        case = published(decided(seeking_consensus(drafted(case, **({"answers": answers} if answers else {})))))
        self.shared["at"] = case.at
        return case

    def add(self, subject: str = "Images", **given: Any) -> Record:
        """A published record."""
        return self.published(subject, **given).clarification.record
