"""The clauses of an edition in reading order, ready to be shown with what there is on each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

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
        """A paragraph without heading: its number is all there is to show."""
        return not self.clause.title and self.clause.depth > 1


@dataclass
class ClauseLine:
    """A line of the tree: a clause with its heading, and the paragraphs without one that follow it."""

    head: ClauseRow | None
    paragraphs: list[ClauseRow] = field(default_factory=list)

    @property
    def level(self) -> str:
        return self.head.level if self.head else self.paragraphs[0].level

    @property
    def runs(self) -> list[list[ClauseRow]]:
        """Its paragraphs in their order; numbers that were inferred stand apart from those that were read."""
        return [list(run) for _inferred, run in groupby(self.paragraphs, lambda row: row.clause.number_inferred)]

    def takes(self, row: ClauseRow) -> bool:
        """Whether a row that follows belongs on this line: a paragraph of the same clause, or of none that is named."""
        return row.is_bare and (self.head is None or row.clause.sort_key.startswith(self.head.clause.sort_key))


@dataclass
class ClauseBranch:
    """A clause of the first level, and the lines below it; without a head, lines that stand below none."""

    head: ClauseRow | None
    lines: list[ClauseLine] = field(default_factory=list)

    def takes(self, line: ClauseLine) -> bool:
        """Whether a line that follows stands below it."""
        first = line.head or line.paragraphs[0]
        return self.head is not None and first.clause.sort_key.startswith(self.head.clause.sort_key)

    @property
    def rows(self) -> list[ClauseRow]:
        """The clauses below the first one."""
        return [row for line in self.lines for row in (line.head, *line.paragraphs) if row]

    @property
    def published(self) -> int:
        return sum(row.published for row in self.rows)

    @property
    def pending(self) -> int:
        return sum(row.pending for row in self.rows)


def tree_of(clauses: Iterable[Clause], *, edition: Edition) -> list[ClauseRow]:
    """The rows in natural order: 9.10 after 9.9, annexes after the body."""
    address = edition.get_absolute_url()
    ordered = sorted(clauses, key=lambda clause: clause.sort_key)
    return [ClauseRow(clause, f"{address}{clause.slug}/") for clause in ordered]


def lines_of(rows: Iterable[ClauseRow]) -> list[ClauseLine]:
    """The tree line by line: a number without a heading takes none of its own, it stands with the clause above it."""
    lines: list[ClauseLine] = []
    for row in rows:
        if lines and lines[-1].takes(row):
            lines[-1].paragraphs.append(row)
        elif row.is_bare:
            lines.append(ClauseLine(None, [row]))
        else:
            lines.append(ClauseLine(row))
    return lines


def branches_of(rows: Iterable[ClauseRow]) -> list[ClauseBranch]:
    """The lines of the tree, by the clause of the first level that they stand below."""
    branches: list[ClauseBranch] = []
    for line in lines_of(rows):
        if line.head and line.level == "d1":
            bare = ClauseLine(None, line.paragraphs)
            branches.append(ClauseBranch(line.head, [bare] if line.paragraphs else []))
        elif branches and branches[-1].takes(line):
            branches[-1].lines.append(line)
        else:
            branches.append(ClauseBranch(None, [line]))
    return branches
