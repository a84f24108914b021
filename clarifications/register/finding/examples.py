"""Searches that are offered where nothing was typed yet: each is drawn from a record, so that each finds something."""

from collections.abc import Sequence

from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.rows import RecordRow
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse
from standards.reading.words import placed_words

OF_A_KIND = 2
_WORDS = 3  # of a title


def examples(rows: Sequence[RecordRow]) -> list[str]:
    """Some clauses of standards, then some words of titles; of different records as far as there are enough."""
    clauses = [said for row in rows if (said := _clause(row))][:OF_A_KIND]
    words = [said for row in rows[::-1] if (said := _words(row.title))][:OF_A_KIND]
    return list(dict.fromkeys([*clauses, *words]))


def _clause(row: RecordRow) -> str:
    """17025 7.8.6: the standard without its year, and the first clause, where there is one."""
    try:
        clause = parse(row.clauses[0]) if row.clauses else None
    except NotAClause:  # "general"
        return ""
    return f"{row.edition_short.partition(':')[0]} {clause}" if clause else ""


def _words(title: str) -> str:
    """The first words of a title that tell it from others, as they are written there."""
    telling = [title[start:end] for word, start, end in placed_words(title) if word.full not in GRAMMAR]
    return " ".join(dict.fromkeys(word.lower() for word in telling[:_WORDS]))
