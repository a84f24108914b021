"""Finds clauses of the toolbox's editions in force by their number or by words of their headings."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from standards.catalogue.queries import CASCO
from standards.models import Clause, Edition
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.words import Word

MOST = 100  # clauses that are counted


def clauses_found(
    words: Sequence[Word], numbers: Iterable[ClauseNumber], *, standards: Iterable[int] = ()
) -> list[Clause]:
    """The clauses with one of these numbers whose heading holds all of these words, each perhaps only begun.

    ``standards`` narrows them to those of these standards. None where neither a number nor a word is asked for.
    """
    sought = [Q(title__icontains=word.stem.removesuffix("i")) for word in words if not word.is_number]
    named = [Q(number=number.canonical) for number in numbers]
    if not (sought or named):
        return []
    editions = Edition.objects.main().published().of_committee(CASCO)
    if keys := list(standards):
        editions = editions.filter(standard__in=keys)
    found = Clause.objects.filter(edition__in=editions.order_by().values("pk")).exclude(title="")
    for part in (reduce(and_, sought) if sought else None, reduce(or_, named) if named else None):
        found = found.filter(part) if part is not None else found
    return list(found.select_related("edition__standard").order_by("edition__standard__sort_key", "sort_key")[:MOST])
