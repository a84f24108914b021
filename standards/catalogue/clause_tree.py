"""The clauses of an edition in reading order, ready to be shown with what there is on each."""

from collections.abc import Iterable
from dataclasses import dataclass

from standards.models.clauses import Clause
from standards.models.editions import Edition


@dataclass
class ClauseRow:
    """A clause in the tree; the counts are filled in by the room that knows the register."""

    clause: Clause
    url: str
    published: int = 0
    pending: int = 0

    @property
    def level(self) -> str:
        """Its depth as the style sheet knows it."""
        return f"d{min(self.clause.depth, 5)}"

    @property
    def is_bare(self) -> bool:
        """A paragraph without heading on which there is nothing: its number is all there is to show."""
        return not (self.clause.title or self.published or self.pending) and self.clause.depth > 1


def tree_of(clauses: Iterable[Clause], *, edition: Edition) -> list[ClauseRow]:
    """The rows in natural order: 9.10 after 9.9, annexes after the body."""
    address = edition.get_absolute_url()
    ordered = sorted(clauses, key=lambda clause: clause.sort_key)
    return [ClauseRow(clause, f"{address}{clause.slug}/") for clause in ordered]


def runs_of(rows: Iterable[ClauseRow]) -> list[list[ClauseRow]]:
    """The rows one by one, but bare paragraphs that follow each other together, to be shown on one line.

    Numbers that were inferred stand apart from those that were read.
    """
    runs: list[list[ClauseRow]] = []
    for row in rows:
        before = runs[-1][0] if runs else None
        alike = before and before.clause.number_inferred == row.clause.number_inferred
        if row.is_bare and before and before.is_bare and alike:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
