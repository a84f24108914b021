"""What each word of a search looks for: itself in any form and spelling, and what means the same in the field."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standards.reading.terms import stems_of
from standards.reading.words import Word, read_words

if TYPE_CHECKING:
    from clarifications.register.finding.asked import TypedSearch, Words

MOST_OF_A_RING = 5  # words of a term of the thesaurus
_SHORTEST_PIECE = 2  # letters of a part of a word that is written in one: e-mail, re-certification
# Words of grammar and of asking: they tell no record from another.
GRAMMAR = frozenset(
    re.findall(
        r"[a-z]+",
        """
        a about after again all also am an and any are as at be because been before being between both but by
        can could did do does doing done during each else ever for from get gets give given go got had has have
        having he her here his how however i if in into is it its itself just let like made make makes many may
        me might more most much must my need needed needs never no nor not of off on once one only or other
        others our out over own per please possible rather really s same say says shall she should so some
        someone somebody something still such t than that the their them then there these they thing things this
        those through to too under until up us use used uses using very want wants was we were what when where
        whether which while who whom whose why will with within without would yet you your
        """,
    )
)
# Endings that British and American English write differently, each way round.
_SPELLINGS = (
    *(("is" + end, "iz" + end) for end in ("e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational")),
    *(("ys" + end, "yz" + end) for end in ("e", "ed", "es", "er", "ing")),
    *(("our" + end, "or" + end) for end in ("", "s", "ed", "ing", "able", "ite", "al")),
    *(("re" + end, "er" + end) for end in ("", "s")),
    *(("ogue" + end, "og" + end) for end in ("", "s")),
    *(("ence" + end, "ense" + end) for end in ("", "s")),
    *(("ice" + end, "ise" + end) for end in ("", "d", "s")),
    *(("ll" + end, "l" + end) for end in ("ed", "ing", "er", "ment", "")),
    *(("amme" + end, "am" + end) for end in ("", "s")),
    *(("gement" + end, "gment" + end) for end in ("", "s")),
    ("ageing", "aging"),
)


@dataclass(frozen=True)
class Form:
    """These words after each other; or, where ``begun`` is set, also any word that begins so."""

    words: tuple[str, ...] = ()
    begun: str = ""

    @property
    def for_sqlite(self) -> str:
        whole, begun = f'"{" ".join(self.words)}"' if self.words else "", f'"{self.begun}"*' if self.begun else ""
        return f"({whole} OR {begun})" if whole and begun else whole or begun

    @property
    def for_postgresql(self) -> str:
        whole = " <-> ".join(f"'{word}'" for word in self.words)
        begun = f"'{self.begun}':*" if self.begun else ""
        return f"({' | '.join(filter(None, [whole, begun]))})"


Forms = tuple[Form, ...]


@dataclass(frozen=True)
class Needle:
    """One thing that is looked for: ``own`` are its forms and spellings, ``kin`` is what means the same.

    ``split`` is one word as the two that it may be written in; the index cannot tell whether they stand beside one
    another (``joined.py``). ``is_number`` marks a number or reference, ``is_count`` a short one or a
    single letter: 2 of "2 years" tells records apart only beside the words.
    """

    said: str
    own: Forms
    kin: Forms = ()
    split: Forms = ()
    is_count: bool = False
    is_number: bool = False

    @property
    def all(self) -> Forms:
        return self.own + self.kin + self.split


def phrase(words: "Words") -> Form:
    """Words that must follow each other."""
    return Form(tuple(word.stem for word in words))


def needles(asked: "TypedSearch", rings: Mapping[tuple[str, ...], Forms], *, mended: Mapping[str, str]) -> list[Needle]:
    """What the phrases, references and words of a search look for.

    ``rings`` gives for the stems of a term what means the same, ``mended`` for a misspelt word what was meant.
    """
    words = [_mended(word, mended) for word in asked.words]
    kin = _kin(words, rings)
    last = len(words) - 1
    is_beside = bool(asked.citation or asked.clauses or asked.phrases or asked.references)
    is_all_there_is = not is_beside and all(word.full in GRAMMAR for word in words)
    found = [Needle(" ".join(word.full for word in one), (phrase(one),)) for one in asked.phrases]
    found += [Needle(one, (phrase(tuple(read_words(one))),), is_number=True) for one in asked.references]
    for place, word in enumerate(words):
        if word.full in GRAMMAR and not kin.get(place) and not is_all_there_is:
            continue
        own = [*_own(word, is_begun=place == last and asked.is_begun)]
        own += [_joined(*pair) for pair in ((words[place - 1 : place + 1]), words[place : place + 2]) if len(pair) == 2]
        found.append(
            Needle(
                word.full,
                tuple(dict.fromkeys(own)),
                kin.get(place, ()),
                tuple(dict.fromkeys(_split(word))),
                is_count=_is_count(word) or len(word.full) == 1,
                is_number=word.is_number,
            )
        )
    return found


def spellings(written: str) -> set[str]:
    """How a word is written on the other side of the Atlantic, as far as its ending tells."""
    found = set()
    for pair in _SPELLINGS:
        for here, there in (pair, pair[::-1]):
            if written.endswith(here) and len(written) > len(here) + 2:
                found.add(f"{written[: -len(here)] if here else written}{there}")
    return found - {written}


def rings_of(terms: Iterable[Sequence[str]]) -> dict[tuple[str, ...], Forms]:
    """For each term what means the same; ``terms`` are the rings, each with all of its terms."""
    found: dict[tuple[str, ...], Forms] = {}
    for ring in terms:
        stems = list(dict.fromkeys(filter(None, map(stems_of, ring))))
        for one in stems:
            found[one] = (*found.get(one, ()), *(Form(other) for other in stems if other != one))
    return found


def _mended(word: Word, mended: Mapping[str, str]) -> Word:
    meant = list(read_words(mended.get(word.full, "")))
    return next((one for one in meant if one.full not in GRAMMAR), word)


def _kin(words: Sequence[Word], rings: Mapping[tuple[str, ...], Forms]) -> dict[int, Forms]:
    """By the place of each word what means the same as the longest term that it is part of."""
    stems, place = [word.stem for word in words], 0
    found: dict[int, Forms] = {}
    while place < len(words):
        ends = range(min(len(words), place + MOST_OF_A_RING), place, -1)
        end = next((end for end in ends if tuple(stems[place:end]) in rings), None)
        if end is None:
            place += 1
            continue
        found |= dict.fromkeys(range(place, end), rings[tuple(stems[place:end])])
        place = end
    return found


def _own(word: Word, *, is_begun: bool) -> Iterator[Form]:
    """A word in its spellings. Of a single letter nothing is begun: too much begins with it; nor of a short number: 2
    is not 25.
    """
    if word.is_number:
        yield Form((word.stem,)) if _is_count(word) else Form(begun=word.stem)
        return
    yield Form((word.stem,), begun=word.full if is_begun and len(word.full) > 1 else "")
    for other in spellings(word.full):
        yield from (Form((one.stem,)) for one in read_words(other))


def cuts(written: str) -> Iterator[tuple[str, str]]:
    """The two parts that a word may be written in, at each place where it can be cut."""
    for cut in range(_SHORTEST_PIECE, len(written) - _SHORTEST_PIECE + 1):
        yield written[:cut], written[cut:]


def _split(word: Word) -> Iterator[Form]:
    if word.full.isascii() and not word.is_number:
        for parts in cuts(word.full):
            yield Form(tuple(one.stem for part in parts for one in read_words(part)))


def _is_count(word: Word) -> bool:
    """Whether a number is neither that of a clause nor of a standard."""
    return word.is_number and word.stem.count("x") == 1 and len(word.stem) <= len("n999x")


def _joined(first: Word, second: Word) -> Form:
    """Two words that follow each other, written as one: sub contractor, re-certification."""
    return Form(tuple(word.stem for word in read_words(first.full + second.full)))
