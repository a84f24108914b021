"""Questions put to the catalogue."""

from standards.models import Clause, Edition


def find_clause(edition: Edition, canonical: str) -> Clause | None:
    """The clause of an edition by its number as we write it, or ``None`` where our list does not have it."""
    return Clause.objects.filter(edition=edition, number=canonical).first()
