"""The clauses that somebody else names in words of their own: each as it is written, and its number where it is one."""

from collections.abc import Iterable
from typing import NamedTuple

from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse_list


class NamedClause(NamedTuple):
    """A clause as a body writes it, and its number and key where that is one."""

    said: str
    number: str = ""
    sort_key: str = ""


def named_clauses(said: Iterable[str]) -> list[NamedClause]:
    """The clauses that a body names, in its order; one text may name several, and some name none that we can read."""
    found: list[NamedClause] = []
    for text in said:
        try:
            found += [NamedClause(text, one.canonical, one.sort_key) for one in parse_list(text)]
        except NotAClause:
            found.append(NamedClause(text))
    return found
