"""Turns text into the words of the index; the same for what is indexed and what is searched, on every database.

Accents are folded, "ISO/IEC" becomes two words, a number such as 7.8.2.1 one word that ends in ``x`` (``n7x8x2x1x``,
so that 7.8 is a beginning of it and of nothing in 7.80), and other words are cut to their stem. Every word is made of
a–z and 0–9 and begins with a letter: the parsers of SQLite and PostgreSQL keep such words whole.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse, islice
from threading import Lock
from typing import NamedTuple

import snowballstemmer

MOST_WORDS = 15_000  # of one text; PostgreSQL knows no place beyond 16 383
_LONGEST = 60  # letters of a word; no language of the field has longer ones
_ITEM = r"(?:\s?\(?(?:[a-z]|[0-9]{1,2}|[ivx]{2,4})\))"
# Chinese and Japanese put no blank between words, so that each sign is one.
_UNPARTED = r"\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_EDGE = rf"(?<![^\W_{_UNPARTED}])"  # not inside a word
_END = rf"(?![^\W_{_UNPARTED}])"
_PLAIN_WORD = rf"[{_UNPARTED}]|[^\W_{_UNPARTED}]+"
_WORD = re.compile(
    rf"{_EDGE}annex(?:es)?\s+(?P<annex>[a-z]){_END}(?!\.[0-9])"
    rf"|(?P<clause>{_EDGE}(?:[a-z]\.[0-9]+|[0-9]+\.[0-9]+)(?:\.[0-9]+)*(?:{_ITEM}+|[a-z]{_END}|{_END}))"
    rf"|(?P<number>{_EDGE}[0-9]{{4,5}}-[0-9]{{1,2}}{_END}|{_EDGE}[0-9]+{_END})"
    rf"|(?P<word>{_PLAIN_WORD})"
)
_PLAIN_WORDS = re.compile(_PLAIN_WORD)
_SPECIAL = re.compile(r"[0-9]|annex")  # a text without these holds plain words only, which are read faster
# Letters that Unicode does not take apart.
_WHOLE_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
_WHOLE_LETTERS["\N{LATIN SMALL LETTER DOTLESS I}"] = "i"
_WHOLE_LETTER = re.compile(f"[{''.join(_WHOLE_LETTERS)}]")
_stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
# The stemmer notes in itself what it is at: of two threads in it one breaks, or reads a wrong stem.
_STEMMING = Lock()


class Word(NamedTuple):
    """One word: as the index holds it, as it was written (folded), and whether it is a number."""

    stem: str
    full: str
    is_number: bool = False


def words(text: str) -> list[str]:
    """What the index holds of ``text``: its words in order, then once each what was written where a stem differs.

    The full forms are for the beginning of a word that somebody is still typing.
    """
    return words_in(list(islice(read_words(text), MOST_WORDS)))


def words_in(read: Sequence[Word]) -> list[str]:
    """The same of words that were read."""
    full = {word.full for word in read if word.full != word.stem}
    return [word.stem for word in read] + sorted(full)[: MOST_WORDS // 10]


def written_words(text: str) -> list[str]:
    """The words of ``text`` in order as they were written (folded): for an index that knows no stems."""
    folded = _folded(text)
    if folded.isascii() and not _SPECIAL.search(folded):
        return _PLAIN_WORDS.findall(folded)
    return [word.full for word in read_words(text)]


def read_words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order."""
    folded = _folded(text)
    if not _SPECIAL.search(folded):
        yield from map(_plain, _PLAIN_WORDS.findall(folded))
        return
    for found in _WORD.finditer(folded):
        kind, written = found.lastgroup, found[found.lastgroup or 0]
        if kind == "word":
            yield _plain(written)
            continue
        if kind == "annex":
            yield Word("annex", "annex")
        number = _number(written)
        yield Word(number, number, is_number=True)


def placed_words(text: str) -> Iterator[tuple[Word, int, int]]:
    """The words of ``text`` in order as ``read_words`` gives them, each with where it begins and ends there."""
    folded: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        signs = _folded(sign)
        folded.append(signs)
        places += [place] * len(signs)
    places.append(len(text))
    for found in _WORD.finditer("".join(folded)):
        start, end = places[found.start()], places[found.end() - 1] + 1
        for word in read_words(found[0]):
            yield word, start, end


def written(full: str) -> str:
    """How a number that the index holds (``Word.full``) is written with points; other words as they are."""
    found = re.fullmatch(r"n((?:(?:[0-9]+|[a-z])x)+)", full)
    return ".".join(found[1].removesuffix("x").split("x")) if found else full


def _folded(text: str) -> str:
    text = text.replace("—", " ")  # in nearly every title; without it, most are plain
    if text.isascii():
        return text.lower()
    # Taking apart can bring out capitals, and lower case can bring out what is to be taken apart.
    taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    without_accents = "".join(filterfalse(unicodedata.combining, taken_apart))
    return _WHOLE_LETTER.sub(lambda letter: _WHOLE_LETTERS[letter[0]], without_accents)


@lru_cache(65_536)  # the same few words stand in every text
def _plain(written: str) -> Word:
    with _STEMMING:
        stem = _stem(written)
    return Word(_safe(stem), _safe(written))


def _number(written: str) -> str:
    """7.8.2.1 is ``n7x8x2x1x``, 6.2.1 d) ``n6x2x1xdx``, Annex B ``nbx``, 17021-1 ``n17021x1x``."""
    levels = re.findall(r"[0-9]+|[a-z]+", written)
    return _safe("n" + "".join(f"{level.lstrip('0') or '0'}x" for level in levels))


def _safe(word: str) -> str:
    """Only a–z and 0–9, a letter first: other scripts are spelt by their code points."""
    spelt = word
    if not word.isascii():
        spelt = "".join(sign if sign.isascii() else f"u{ord(sign):x}" for sign in word[:_LONGEST])
    return (spelt if spelt[:1].isalpha() else f"n{spelt}")[:_LONGEST]
