"""The thesaurus of the field, as a search asks it: for each term what means the same."""

from functools import lru_cache

from clarifications.register.finding.needles import Forms, rings_of
from standards.catalogue import thesaurus


def rings() -> dict[tuple[str, ...], Forms]:
    """For each term, by its stems, what means the same; one query. What an administrator changed shows at once."""
    return _read(thesaurus.rings())


@lru_cache(maxsize=4)  # by the terms themselves: they are read anew only when one of them changed
def _read(terms: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], Forms]:
    return rings_of(terms)
