"""Whether a number is a clause of an edition, as far as our list of it goes: listed, perhaps deeper, or not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.models.clauses import Clause, ClauseDepth
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.depth_kinds import DepthKind
from standards.reading.depths import BranchDepth, depth_of, paragraph_of, written


class ClauseListing(models.TextChoices):
    """What our list of an edition says of a number."""

    LISTED = "listed", _("Listed")
    DEEPER = "deeper", _("Not listed, but our list does not go so deep")
    ABSENT = "absent", _("Not in this edition")


@dataclass(frozen=True)
class ClauseLists:
    """The clause lists of some editions: their numbers, and how deep they go in each branch."""

    numbers: Mapping[int, set[str]] = field(default_factory=dict)
    depths: Mapping[int, list[BranchDepth]] = field(default_factory=dict)

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> "ClauseLists":
        """Those of some editions; two queries."""
        keys = {edition.pk for edition in editions}
        if not keys:
            return cls()
        numbers: dict[int, set[str]] = {key: set() for key in keys}
        for key, number in Clause.objects.filter(edition__in=keys).order_by().values_list("edition", "number"):
            numbers[key].add(number)
        return cls(numbers, depths_of(keys))

    @classmethod
    def of_one(cls, edition: Edition) -> "ClauseLists":
        """That of one edition; no query where another request asked already."""
        return _lists_of(edition.pk)

    def listing(self, number: ClauseNumber, edition: Edition) -> ClauseListing:
        """What the list of an edition says of a number."""
        listed = self.numbers.get(edition.pk)
        if listed and number.canonical in listed:
            return ClauseListing.LISTED
        paragraph = paragraph_of(number)
        said = depth_of(paragraph, self.depths.get(edition.pk, ()))
        is_absent = listed and paragraph.canonical not in listed and said and said.proves_absent(paragraph)
        return ClauseListing.ABSENT if is_absent else ClauseListing.DEEPER

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
            sentences.append(_t("We hold no list of the clauses of %s.") % edition.reference)
        elif deeper:
            sentences.append(_perhaps_there(deeper, edition))
        return sentences


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
    if any(depth.kind is DepthKind.PARAGRAPHS for depth in depths):
        return ListDepth(rows, _t("Where not all paragraphs are listed, a clause that is not listed may exist."))
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


def _perhaps_there(numbers: list[str], edition: Edition) -> str:
    said = ngettext(
        "%(numbers)s is not in our list of %(edition)s. The list does not go so deep, so it may exist.",
        "%(numbers)s are not in our list of %(edition)s. The list does not go so deep, so they may exist.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers), "edition": edition.reference}


def _not_there(numbers: list[str], edition: Edition) -> str:
    said = ngettext(
        "%(numbers)s is not in %(edition)s: our list has every numbered paragraph there.",
        "%(numbers)s are not in %(edition)s: our list has every numbered paragraph there.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers), "edition": edition.reference}
