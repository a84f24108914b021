"""How the clauses of a public text are typed, and where its questions stand on a page; knows no catalogue."""

from collections.abc import Sequence

from clarifications.register.pieces import PublishedClause
from standards.reading.clause_numbers import listed

BETWEEN_GROUPS = ";"  # of clauses that were asked together


def typed_clauses(clauses: Sequence[PublishedClause]) -> str:
    """Clauses as ``clauses_of`` reads them again."""
    groups = dict.fromkeys(clause.group for clause in clauses)
    named = (listed(clause.number for clause in clauses if clause.group == group) for group in groups)
    return f"{BETWEEN_GROUPS} ".join(named)


def anchor_of(label: str) -> str:
    """The place of a question on its page: ``1 a)`` is ``q1a``."""
    return "q" + "".join(sign for sign in label.lower() if sign.isalnum())
