"""The lineage of CASCO's editions: what follows one, what it follows, under other numbers too, and what amends it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Self

from standards.catalogue.lineage import newest_first
from standards.catalogue.once import kept_by_catalogue
from standards.catalogue.queries import CASCO
from standards.models.editions import Edition, Succession


class Descent:
    """The published editions of CASCO with the successions between them.

    An edition follows those that it replaces, and the earlier ones of its standard also where nobody has tied them.
    """

    def __init__(self, editions: Iterable[Edition], ties: Iterable[tuple[int, int]]) -> None:
        self._editions = {edition.pk: edition for edition in editions}
        self._newer, self._older = defaultdict(set), defaultdict(set)
        of_standard = defaultdict(list)
        for one in self._editions.values():
            if not one.supplement_type:
                of_standard[one.standard_id].append(one)
        own = [(a.pk, b.pk) for rows in of_standard.values() for a in rows for b in rows if a.published > b.published]
        for newer, older in (*ties, *own):
            self._newer[older].add(newer)
            self._older[newer].add(older)

    @classmethod
    @kept_by_catalogue
    def of_casco(cls) -> Self:
        """Two queries, however many editions there are; none where another request asked already."""
        editions = Edition.objects.of_committee(CASCO).ever_published().select_related("standard").order_by()
        return cls(editions, Succession.objects.filter(newer__in=editions.values("pk")).values_list("newer", "older"))

    @property
    def editions(self) -> list[Edition]:
        """All of them."""
        return list(self._editions.values())

    @property
    def in_use(self) -> list[Edition]:
        """The editions without supplements that are not withdrawn, in the order of their numbers."""
        main = (one for one in self._editions.values() if one.is_published and not one.supplement_type)
        return sorted(main, key=lambda edition: (edition.standard.sort_key, edition.published, edition.pk))

    def later(self, edition: Edition) -> list[Edition]:
        """The editions that follow one, and the supplements to it and to these, newest first."""
        base = edition.supplement_of_id or edition.pk
        near = self._reached(base, self._newer)
        return self._with_supplements(near | {base}, without={base, edition.pk})

    def earlier(self, edition: Edition) -> list[Edition]:
        """The editions that one follows, and the supplements to them, newest first."""
        return self._with_supplements(self._reached(edition.pk, self._older), without={edition.pk})

    def today(self, edition: Edition) -> Edition:
        """What readers use today where an edition was in use: what follows it and is in force, else the last of all."""
        after = [one for one in self.later(edition) if not one.supplement_type]
        return next((one for one in after if one.is_published), after[0] if after else edition)

    def _reached(self, start: int, following: Mapping[int, set[int]]) -> set[int]:
        reached: set[int] = set()
        waiting = {start}
        while waiting:
            waiting = {key for one in waiting for key in following.get(one, ())} - reached
            reached |= waiting
        return reached

    def _with_supplements(self, keys: set[int], *, without: set[int]) -> list[Edition]:
        found = [one for one in self._editions.values() if one.pk in keys or one.supplement_of_id in keys]
        return newest_first(one for one in found if one.pk not in without)
