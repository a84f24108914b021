"""Finds in a text where a person may be named: however the name is written, and never only a part of a word.

What it finds is looked at by people, so it finds rather too much. Knows no database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARKS = {"Mn", "Me", "Cf"}  # accents that stand alone, and what is not seen: José is found as Jose, and the other way
LEAST = 2  # letters of a part of a name that is looked for alone; an initial is not
TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof"))
EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
PHONE = re.compile(r"(?:(?:tel|phone|mobile|fax|call)\w*[\s.:]{0,3}|\+|\b00)\+?[(\d][\d\s()/.-]{5,18}\d", re.IGNORECASE)
BETWEEN = re.compile(r"[\W_]{1,3}")  # what stands between the parts of one name


@dataclass(frozen=True)
class Sought:
    """What a person is called: names, addresses, and phrases of which no part alone means anything.

    ``is_own``: the texts are the person's own, where any address and number may be theirs too.
    """

    names: frozenset[str]
    addresses: frozenset[str]
    phrases: frozenset[str] = frozenset()
    is_own: bool = False


def found(text: str, sought: Sought) -> list[tuple[int, int]]:
    """Where the person may be named: beginnings and ends, in order; what touches is one place."""
    folded, where = folding(text)
    spans = [
        (where[match.start()], where[match.end() - 1] + 1)
        for term in _terms(sought)
        for match in re.finditer(term, folded)
    ]
    spans += [match.span() for match in EMAIL.finditer(text) if _is_theirs(match, spans, sought)]
    if sought.is_own:
        spans += [match.span() for match in PHONE.finditer(text)]
    return _joined(text, sorted(spans))


def folding(text: str) -> tuple[str, list[int]]:
    """The text without accents, in small letters, and where in the text each of its signs stands."""
    signs, where = [], []
    for position, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign):
            if unicodedata.category(part) not in MARKS:
                for small in part.casefold():
                    signs.append(small)
                    where.append(position)
    return "".join(signs), where


def _terms(sought: Sought) -> Iterator[str]:
    """Patterns for folded text."""
    for phrase in (*sought.names, *sought.addresses, *sought.phrases):
        if parts := _parts(phrase):
            yield BETWEEN.pattern.join(_whole(part) for part in parts)
    for part in {part for name in sought.names for part in _parts(name)}:
        if len(part) >= LEAST and part not in TITLES:
            yield _whole(part)


def _parts(phrase: str) -> list[str]:
    return re.findall(r"[^\W_]+", folding(phrase)[0])


def _whole(part: str) -> str:
    """No part of a longer word, in scripts that part their words; others have no small letters."""
    before = r"(?<![^\W_])" if _parts_words(part[0]) else ""
    after = r"(?![^\W_])" if _parts_words(part[-1]) else ""
    return f"{before}{re.escape(part)}{after}"


def _parts_words(sign: str) -> bool:
    return sign.isdigit() or sign.upper() != sign.lower()


def _is_theirs(match: re.Match[str], spans: Iterable[tuple[int, int]], sought: Sought) -> bool:
    """Whether an address may be the person's: in their own texts, or where it holds their name."""
    return sought.is_own or any(match.start() <= start < match.end() for start, _end in spans)


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        while end < len(text) and unicodedata.category(text[end]) in MARKS:  # an accent belongs to its letter
            end += 1
        if joined and (start <= joined[-1][1] or BETWEEN.fullmatch(text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
