"""A list of records by their rank, for a paginator."""

from collections.abc import Iterable

from django.db.models import QuerySet

from clarifications.register.models import Record
from clarifications.register.narrowing import among
from clarifications.register.totals import Total, total_of


class InRank:
    """Records by their rank, and behind them the newest of those that were not ranked.

    A page costs two queries, and one for those that were ranked.
    """

    def __init__(self, found: QuerySet[Record], ranked: Iterable[int], *, has_more: bool) -> None:
        """``found`` are the records of the list, ``ranked`` keys, best first; ``has_more`` says they are not all."""
        ranked = list(ranked)
        kept = set(found.filter(among(ranked)).order_by().values_list("pk", flat=True)) if ranked else set()
        self._ranked = [pk for pk in ranked if pk in kept]
        self._found = found
        self._has_more = has_more
        self._others = found.exclude(among(self._ranked)) if has_more else found.none()

    def total(self) -> Total:
        """How many there are; of those that were not ranked no more are counted than in any list."""
        ranked = len(self._ranked)
        return Total.counted(ranked + total_of(self._others).least) if self._has_more else Total(ranked)

    def __getitem__(self, wanted: slice, /) -> list[Record]:
        start, stop = wanted.start or 0, wanted.stop
        keys = self._ranked[start:stop]
        by_key = self._found.in_bulk(keys) if keys else {}
        found = [by_key[key] for key in keys if key in by_key]  # one may have been retired a moment ago
        beyond = len(self._ranked)
        if stop > beyond:
            found += self._others[max(0, start - beyond) : stop - beyond]
        return found
