"""Mends what is misspelt, from the words of the register itself."""

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Q

from clarifications.register.finding.needles import GRAMMAR, cuts
from clarifications.register.finding.written import as_written
from clarifications.register.models import RegisterWord
from standards.catalogue import thesaurus
from standards.catalogue.headings import stands_in_catalogue, words_of_catalogue
from standards.reading.words import placed_words

MOST_MENDED = 4  # words of a search
SHORTEST = 5  # letters of a word that is mended: a shorter one is near to too many
_SURE = 7  # letters of a word whose first one may be wrong, too
_DENYING = ("un", "in", "im", "ir", "il", "non")
_LONG = 8  # letters of a word in which two may be wrong


def mended(words: Iterable[str]) -> dict[str, str]:
    """For each of these words the one of the register that is nearest to it, where one is near, or else the two of
    which the blank was forgotten, or else the nearest of the catalogue or the thesaurus; eight queries a word at most.

    A word of the catalogue or the thesaurus is no mistake, only one of which nothing is published.
    """
    plain = [word for word in dict.fromkeys(words) if word.isascii() and word.isalpha() and len(word) >= SHORTEST]
    plain = plain[:MOST_MENDED]
    of_field = _written_in_field(thesaurus.rings(), words_of_catalogue()) if plain else {}
    plain = [word for word in plain if word not in of_field]
    near = {word: found for word in plain if (found := _nearest(word) or _parted(word) or _best(word, of_field))}
    near = {word: found for word, found in near.items() if not stands_in_catalogue(word)}
    return {word: of_field.get(found) or (found if " " in found else as_written(found)) for word, found in near.items()}


def _nearest(word: str) -> str | None:
    """The nearest word; of equally near ones that of which most letters at both ends are the same, then the first."""
    most = _most(word)
    # Of one piece more than there may be mistakes at least one is right, wherever the mistakes are.
    size = len(word) // (most + 1)
    pieces = [word[start : start + size] for start in range(0, size * (most + 1), size)]
    # A swap across an edge spoils two of them: then the word with these two letters swapped is the one.
    swapped = [f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}" for at in range(size, len(word), size)]
    holds = reduce(or_, (Q(word__contains=piece) for piece in pieces), Q(word__in=swapped))
    return _best(word, RegisterWord.objects.filter(holds).values_list("word", flat=True))


def _best(word: str, others: Iterable[str]) -> str | None:
    near = []
    for other in others:
        is_other = other in GRAMMAR or _denies(word, other)  # what tells no record apart is not looked for
        if not is_other and (apart := _apart(word, other)) <= _most(word):
            near.append((apart, -_alike(word, other), other))
    return min(near)[2] if near else None


@lru_cache(maxsize=4)  # by the words themselves: they are read anew only when one of them changed
def _written_in_field(rings: tuple[tuple[str, ...], ...], of_catalogue: frozenset[str]) -> dict[str, str]:
    """The words of the catalogue's headings and titles and of the thesaurus; those of the latter as it writes them."""
    terms = [term for ring in rings for term in ring]
    return dict.fromkeys(of_catalogue, "") | {
        word.full: term[start:end] for term in terms for word, start, end in placed_words(term)
    }


def is_near(word: str, other: str) -> bool:
    """Whether one may be the other, misspelt."""
    return len(word) >= SHORTEST and _apart(word, other) <= _most(word)


def _denies(word: str, other: str) -> bool:
    """Whether one of two words says the contrary of the other: unannounced, announced."""
    short, long = sorted((word, other), key=len)
    return any(long == prefix + short for prefix in _DENYING)


def _most(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(word) >= _LONG else 1


def _apart(word: str, other: str) -> int:
    """How many letters of a word are wrong if the other one is meant; more than may be where it cannot be."""
    most = _most(word)
    if abs(len(other) - len(word)) > most or (other[0] != word[0] and len(word) < _SURE):
        return most + 1
    return distance(word, other, most=most)


def _parted(word: str) -> str | None:
    """A word of the register and the function word that was run together with it: body that."""
    held_by = {one: f"{first} {second}" for first, second in cuts(word) if (one := _beside_grammar(first, second))}
    known = RegisterWord.objects.filter(word__in=sorted(held_by)).values_list("word", flat=True) if held_by else ()
    longest = max(sorted(known), key=len, default=None)
    return held_by[longest] if longest else None


def _beside_grammar(first: str, second: str) -> str:
    """Of two parts the one that is no function word, where just one is."""
    words = [part for part in (first, second) if part not in GRAMMAR]
    return words[0] if len(words) == 1 else ""


def distance(one: str, other: str, *, most: int) -> int:
    """How many letters have to be put in, left out, changed or swapped with their neighbour; ``most + 1`` is "more"."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        older, before = before, row
        row = [place]
        for column, counted in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != counted))
            is_swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == counted
            row.append(min(cost, older[column - 2] + 1) if is_swapped else cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _alike(one: str, other: str) -> int:
    """How many letters both begin with, and end with."""
    return _begin_alike(one, other) + _begin_alike(one[::-1], other[::-1])


def _begin_alike(one: str, other: str) -> int:
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
