"""How many records there are of standards and editions, as the database keeps it (``counts.py``)."""

from collections.abc import Iterable

from clarifications.register.counts import APART
from clarifications.register.models import RegisterCount


def kept_numbers(facet: str, keys: Iterable[int] | None = None) -> dict[int, int]:
    """How many records lists show of each standard or edition: of these ``keys``, or of all; one statement."""
    kept = RegisterCount.objects.filter(facet=facet, number__gt=0).exclude(value__startswith=APART)
    if keys is not None:
        kept = kept.filter(value__in=map(str, keys))
    return {int(value): number for value, number in kept.values_list("value", "number")}


def kept_number(facet: str, value: str) -> int:
    """How many records lists show with one value of a facet; one statement."""
    kept = RegisterCount.objects.filter(facet=facet, value=value).values_list("number", flat=True)
    return next(iter(kept), 0)
