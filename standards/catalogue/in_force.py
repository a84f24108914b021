"""What is in force, and what took the place of an edition that no longer is: found by following successions."""

import datetime
from collections.abc import Sequence
from typing import Self

from django.utils import timezone

from standards.catalogue.lineage import EditionLine, lines_of
from standards.catalogue.once import kept_by_catalogue
from standards.catalogue.queries import CASCO
from standards.models.editions import Edition
from standards.models.standing import StandingKind


class InForce:
    """The editions of CASCO's standards at a date, without supplements, each with what came after it."""

    def __init__(self, lines: Sequence[EditionLine]) -> None:
        self._lines = {line.edition.pk: line for line in lines}
        self._by_reference = {line.edition.reference: line.edition for line in lines}

    @classmethod
    def at(cls, day: datetime.date) -> Self:
        """Two queries, however many editions there are."""
        editions = Edition.objects.of_committee(CASCO).main().select_related("standard")
        return cls(lines_of(list(editions.order_by("standard__sort_key", "published")), at=day))

    def named(self, reference: str) -> Edition | None:
        """The edition of this reference; none where the catalogue does not hold it."""
        return self._by_reference.get(reference)

    @property
    def editions(self) -> list[Edition]:
        """All that are in force, in the order of their numbers."""
        return [line.edition for line in self._lines.values() if line.standing.kind is StandingKind.CURRENT]

    def instead_of(self, edition: Edition) -> list[Edition]:
        """Itself where it is in force; else what is, at the end of its successions; nothing where nothing followed."""
        found: list[Edition] = []
        seen: set[int] = set()
        waiting = [edition]
        while waiting:
            one = waiting.pop(0)
            if one.pk in seen:
                continue
            seen.add(one.pk)
            line = self._lines.get(one.pk)
            if line is None or line.standing.kind is StandingKind.CURRENT:
                # One of another committee ends the line here: its own successors are not CASCO's to tell.
                found.append(one)
            else:
                waiting += [succession.newer for succession in line.successors]
        return found

    def is_withdrawn(self, edition: Edition) -> bool:
        """Whether it may not be used any more, not even in a transition; a supplement as its stage says."""
        line = self._lines.get(edition.pk)
        return line.standing.kind is StandingKind.WITHDRAWN if line else edition.is_withdrawn

    def usable_until(self, edition: Edition) -> str:
        """Until when an edition that was replaced may be used, marked where it is second-hand; empty where unknown."""
        line = self._lines.get(edition.pk)
        return line.standing.end.in_words if line and line.standing.end else ""


@kept_by_catalogue
def in_force_today() -> InForce:
    """The same as it stands today; two queries at most."""
    return InForce.at(timezone.localdate())
