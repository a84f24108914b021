"""What the data say that matters for the criteria, shown to whoever records findings."""

import datetime
from collections.abc import Iterator

from clarifications.case.models import Clarification
from standards.catalogue.responsible import Keeping, responsible
from standards.models.standing import StandingKind


def hints_of(clarification: Clarification, at: datetime.datetime) -> Iterator[str]:
    """A sentence each: who answers for another standard, how the edition stands."""
    if clarification.other_standard:
        yield from (
            answer.words for answer in responsible(clarification.other_standard) if answer.kind == Keeping.OTHER
        )
    if clarification.edition is None:
        return
    standing = clarification.edition.standing(at.date())
    if standing.kind is not StandingKind.CURRENT:
        yield f"{clarification.edition.reference}: {standing.label}."
