"""Terms of the field, as the search compares them: two that have the same stems are one."""

from collections.abc import Iterable

from standards.reading.words import read_words

Stems = tuple[str, ...]


def stems_of(term: str) -> Stems:
    """A term as its stems; empty where it holds no word."""
    return tuple(word.stem for word in read_words(term))


def alike(terms: Iterable[str]) -> list[tuple[str, str]]:
    """The terms that are one with an earlier one of these, each behind that one."""
    first: dict[Stems, str] = {}
    return [(earlier, term) for term in terms if (earlier := first.setdefault(stems_of(term), term)) is not term]
