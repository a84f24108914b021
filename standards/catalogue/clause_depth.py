"""Whether a number is a clause of an edition, as far as our list of it goes: listed, perhaps deeper, or not there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.models.clauses import Clause, ClauseDepth
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber, LevelKind
from standards.reading.clause_reader import parse
from standards.reading.depth_kinds import DepthKind
from standards.reading.depths import BranchDepth, depth_of, paragraph_of, written


class ClauseListing(models.TextChoices):
    """What our list of an edition says of a number."""

    LISTED = "listed", _("Listed")
    DEEPER = "deeper", _("Not listed, but it may exist")
    ABSENT = "absent", _("Not in this edition")


@dataclass(frozen=True)
class ClauseLists:
    """The clause lists of some editions: their numbers, with whether each has a heading, and how deep they go."""

    numbers: Mapping[int, Mapping[str, bool]] = field(default_factory=dict)
    depths: Mapping[int, list[BranchDepth]] = field(default_factory=dict)

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> "ClauseLists":
        """Those of some editions; two queries."""
        keys = {edition.pk for edition in editions}
        if not keys:
            return cls()
        numbers: dict[int, dict[str, bool]] = {key: {} for key in keys}
        rows = Clause.objects.filter(edition__in=keys).order_by().values_list("edition", "number", "title")
        for key, number, title in rows:
            numbers[key][number] = bool(title)
        return cls(numbers, depths_of(keys))

    @classmethod
    def of_one(cls, edition: Edition) -> "ClauseLists":
        """That of one edition; no query where another request asked already."""
        return _lists_of(edition.pk)

    def listing(self, number: ClauseNumber, edition: Edition) -> ClauseListing:
        """What the list of an edition says of a number; where a whole is not in the edition, its parts are not."""
        if number.canonical in self.numbers.get(edition.pk, ()):
            return ClauseListing.LISTED
        paragraph = paragraph_of(number)
        is_absent = any(self._proves_absent(one, edition.pk) for one in (paragraph, *paragraph.wholes))
        return ClauseListing.ABSENT if is_absent else ClauseListing.DEEPER

    def _proves_absent(self, number: ClauseNumber, edition: int) -> bool:
        listed = self.numbers.get(edition, {})
        said = depth_of(number, self.depths.get(edition, ()))
        if said is None or number.canonical in listed or not self._has_part_of(number, edition):
            return False
        # Where one subclause has a heading all beside it have (ISO/IEC Directives, Part 2); a clause always has.
        beside = f"{number.parent.canonical.removeprefix('Annex ')}." if number.parent else ""
        has_headings = any(
            titled and one.startswith(beside) and one.count(".") == beside.count(".") for one, titled in listed.items()
        )
        return said.proves_absent(number, has_headings_beside=not beside or has_headings)

    def _has_part_of(self, number: ClauseNumber, edition: int) -> bool:
        """Whether anything is listed of the part of an edition that a number is in: the body, or the annexes."""
        is_body = number.levels[0][0] is LevelKind.NUMBER
        own = re.compile(r"[0-9]" if is_body else r"(?:Annex )?[A-Z](?:\.|$)")
        return any(own.match(one) for one in self.numbers.get(edition, ()))

    def absent(self, numbers: Iterable[ClauseNumber], edition: Edition) -> list[ClauseNumber]:
        """Those of some numbers that are not in an edition."""
        return [number for number in numbers if self.listing(number, edition) is ClauseListing.ABSENT]

    def words(self, numbers: Iterable[ClauseNumber], edition: Edition) -> list[str]:
        """What is to be said of numbers that are not listed: a sentence for those that may exist, one for the others.

        The only place that says it, so that no page contradicts another.
        """
        asked = {number.canonical: self.listing(number, edition) for number in numbers}
        deeper = [number for number, listing in asked.items() if listing is ClauseListing.DEEPER]
        absent = [number for number, listing in asked.items() if listing is ClauseListing.ABSENT]
        sentences = [_not_there(absent, edition)] if absent else []
        if deeper and not self.numbers.get(edition.pk):
            return [*sentences, _t("We hold no list of the clauses of %s.") % edition.reference]
        of_body = [one for one in deeper if parse(one).levels[0][0] is LevelKind.NUMBER]
        if of_body and not self._has_part_of(parse(of_body[0]), edition.pk):
            sentences.append(_t("Of the clauses of %s our list has those of its annexes alone.") % edition.reference)
            deeper = [one for one in deeper if one not in of_body]
        far = [one for one in deeper if self._goes_so_far(parse(one), edition.pk)]
        near = [one for one in deeper if one not in far]
        sentences += [_perhaps_deeper(far, edition)] if far else []
        return sentences + ([_perhaps_there(near, edition)] if near else [])

    def _goes_so_far(self, number: ClauseNumber, edition: int) -> bool:
        """Whether the list is complete around a number, only not so deep."""
        said = depth_of(number, self.depths.get(edition, ()))
        is_within = any(whole.canonical in self.numbers[edition] for whole in number.wholes)
        return is_within and said is not None and said.holds(paragraph_of(number))


@once_a_request
@kept_by_catalogue
def _lists_of(edition: int) -> ClauseLists:
    return ClauseLists.of([Edition(pk=edition)])


@dataclass(frozen=True)
class DepthRow:
    """Branches of which the same is said, and what that is in words; none where it is all the rest."""

    branches: str
    words: str


@dataclass(frozen=True)
class ListDepth:
    """How deep the list of an edition goes, for its page, and what a number means that is not in it."""

    rows: list[DepthRow]
    gap: str


def list_depth(edition: Edition) -> ListDepth:
    """What is said of the list of an edition; one query."""
    depths = depths_of([edition.pk]).get(edition.pk, [])
    together: dict[str, list[str]] = {}
    for depth in sorted(depths, key=lambda depth: depth.sort_key):
        together.setdefault(depth.words, []).append(depth.branch)
    rows = [DepthRow(", ".join(filter(None, branches)), words) for words, branches in together.items()]
    if not depths:
        return ListDepth([], _t("How deep this list goes is not known. A clause that is not listed may exist."))
    if any(depth.kind is not DepthKind.PARTIAL for depth in depths):
        return ListDepth(rows, _t("Where the list is not complete, a clause that is not listed may exist."))
    return ListDepth(rows, _t("A clause that is not listed may exist."))


def depths_of(editions: Iterable[int]) -> dict[int, list[BranchDepth]]:
    """How deep the lists of some editions (keys) go; one query."""
    found: dict[int, list[BranchDepth]] = {}
    for row in ClauseDepth.objects.filter(edition__in=editions).order_by("edition", "sort_key"):
        found.setdefault(row.edition_id, []).append(branch_depth(row))
    return found


def branch_depth(row: ClauseDepth) -> BranchDepth:
    """What a row says."""
    return BranchDepth(row.branch, DepthKind(row.kind), row.level, row.first, row.last, row.note)


def depth_lines(edition: Edition) -> str:
    """The same for an edition, a line a branch; one query, or none where its rows were fetched before."""
    return written(branch_depth(row) for row in edition.clause_depths.all())


def refusal(numbers: Iterable[ClauseNumber], edition: Edition, lists: ClauseLists | None = None) -> str:
    """Why some of these numbers cannot be taken; empty where all can. Two queries, none with ``lists`` at hand."""
    lists = lists or ClauseLists.of_one(edition)
    absent = [number.canonical for number in lists.absent(numbers, edition)]
    return _not_there(absent, edition) if absent else ""


def unlisted_words(numbers: Iterable[ClauseNumber], edition: Edition | None) -> list[str]:
    """What is to be said of numbers that the list of an edition does not have; two queries, none without a number."""
    asked = list(numbers)
    return ClauseLists.of_one(edition).words(asked, edition) if edition and asked else []


def _perhaps_deeper(numbers: list[str], edition: Edition) -> str:
    said = ngettext(
        "%(numbers)s is not in our list of %(edition)s. The list does not go so deep, so it may exist.",
        "%(numbers)s are not in our list of %(edition)s. The list does not go so deep, so they may exist.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers), "edition": edition.reference}


def _perhaps_there(numbers: list[str], edition: Edition) -> str:
    said = ngettext(
        "%(numbers)s is not in our list of %(edition)s. The list may not be complete there, so it may exist.",
        "%(numbers)s are not in our list of %(edition)s. The list may not be complete there, so they may exist.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers), "edition": edition.reference}


def _not_there(numbers: list[str], edition: Edition) -> str:
    said = ngettext(
        "%(numbers)s is not in %(edition)s: our list is complete there.",
        "%(numbers)s are not in %(edition)s: our list is complete there.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers), "edition": edition.reference}
