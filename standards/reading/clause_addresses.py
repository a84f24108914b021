"""Clause numbers as addresses write them: 6.2.1-d, annex-b, 7.8.2.1-note-2."""

from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse


def from_slug(slug: str) -> ClauseNumber:
    """The clause of an address.

    Raises ``NotAClause`` when the address is not exactly how we write one.
    """
    head, *rest = slug.split("-")
    if head in ("annex", "table", "figure"):
        head, rest = " ".join([head, *rest[:1]]), rest[1:]
    text, _note, number = "-".join(rest).partition("note")
    items = "".join(f" {item})" for item in text.split("-") if item)
    found = parse(head + items + (f" note {number.strip('-')}" if _note else ""))
    if found.slug != slug:
        raise NotAClause(slug, found.canonical)
    return found
