"""Finds clauses of the toolbox's editions in force by their number or by words of their headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When

from standards.catalogue.once import kept_by_catalogue
from standards.catalogue.queries import CASCO
from standards.models import Clause, Edition
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.words import Word, read_words, written_words

MOST = 500  # clauses that are looked at


@dataclass(frozen=True)
class ClausesFound:
    """Clauses that answer; ``is_cut`` says that there are more than were looked at."""

    rows: Sequence[Clause] = ()
    is_cut: bool = False


def clauses_found(
    words: Sequence[Word], numbers: Iterable[ClauseNumber], *, standards: Iterable[int] = ()
) -> ClausesFound:
    """The clauses with one of these numbers, or else those whose headings hold most of these words.

    ``standards`` narrows them to those of these standards. None where neither a number nor a word is asked for.
    """
    stems = {word.stem for word in words if not word.is_number}
    held_in = [Q(title__icontains=stem.removesuffix("i")) for stem in sorted(stems)]
    sought = held_in or [Q(number=number.canonical) for number in numbers]
    if not sought:
        return ClausesFound()
    editions = Edition.objects.main().published().of_committee(CASCO)
    if keys := list(standards):
        editions = editions.filter(standard__in=keys)
    found = Clause.objects.filter(reduce(or_, sought), edition__in=editions.order_by().values("pk")).exclude(title="")
    # Those that hold the most words first, so that none of them is cut off.
    said = sum((Case(When(one, then=1), default=0) for one in held_in), Value(0))
    ordered = found.annotate(said=said).order_by("-said", "edition__standard__sort_key", "sort_key")
    looked_at = list(ordered.select_related("edition__standard")[: MOST + 1])
    rows = sorted(looked_at[:MOST], key=lambda clause: (clause.edition.standard.sort_key, clause.sort_key))
    held = [len(stems & {word.stem for word in read_words(clause.title)}) for clause in rows]
    most = max(held, default=0)
    best = [clause for clause, number in zip(rows, held, strict=True) if number == most and (most or not stems)]
    # Where the last one looked at is as good as the best there may be more of them.
    return ClausesFound(best, is_cut=len(looked_at) > MOST and _is_as_good(looked_at[MOST - 1], stems, most))


def _is_as_good(clause: Clause, stems: set[str], most: int) -> bool:
    return len(stems & {word.stem for word in read_words(clause.title)}) == most


@kept_by_catalogue
def words_of_catalogue() -> frozenset[str]:
    """The words of the headings and titles of the toolbox, as they are written (folded); two queries."""
    clauses = Clause.objects.filter(edition__standard__committee__reference=CASCO).exclude(title="")
    titles = Edition.objects.of_committee(CASCO).order_by().values_list("title", flat=True)
    said = {*clauses.order_by().values_list("title", flat=True), *titles}
    return frozenset(word for title in said for word in written_words(title))


def stands_in_catalogue(word: str) -> bool:
    """Whether a heading or a title of the toolbox holds a word, perhaps as part of another one."""
    of_casco = Edition.objects.of_committee(CASCO)
    return Clause.objects.filter(title__icontains=word).exists() or of_casco.filter(title__icontains=word).exists()
