"""What an import did, or would have to leave out, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from standards.imports.iso.lines import Refusal


@dataclass
class ImportReport:
    """What became of the catalogue; each line is one sentence on one row."""

    files: list[str] = field(default_factory=list)
    added: int = 0
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    succeeded: list[str] = field(default_factory=list)
    committees_added: list[str] = field(default_factory=list)
    committees_changed: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)  # between an import and what CASCO's own file says
    news: list[str] = field(default_factory=list)  # what it means for our work
    refused: list[Refusal] = field(default_factory=list)
    older: int = 0  # lines whose facts are of an earlier day than ours
    unchanged: int = 0
    stubs: int = 0
    unknown_ends: int = 0  # relations to ids that nobody holds

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.succeeded or self.committees_added or self.committees_changed)

    def lines(self, *, most: int | None) -> Iterator[str]:
        """The report; of each kind at most so many rows by name."""
        yield (
            f"{self.added} added, {len(self.changed)} changed, {len(self.withdrawn)} withdrawn, "
            f"{len(self.succeeded)} with a new successor, {self.unchanged} as before"
        )
        yield f"{len(self.committees_added)} committees added, {len(self.committees_changed)} changed"
        if self.stubs:
            yield f"{self.stubs} stubs of projects that were deleted early left out"
        if self.unknown_ends:
            yield f"{self.unknown_ends} relations to deliverables that nobody holds left out"
        if self.older:
            yield f"{self.older} lines left out, because what we hold is of a later day"
        for name, rows in (
            ("Changed", self.changed),
            ("Withdrawn", self.withdrawn),
            ("With a new successor", self.succeeded),
            ("Committees changed", self.committees_changed),
        ):
            yield from _some(name, rows, most)
        yield from _some("Differs from the file of CASCO's standards", self.differences, None)
        yield from _some("For our work", self.news, None)


def _some(name: str, rows: list[str], most: int | None) -> Iterator[str]:
    if rows:
        yield f"{name}:"
    yield from (f"  {row}" for row in rows[:most])
    if most is not None and len(rows) > most:
        yield f"  … and {len(rows) - most} more (-v 2 names them all)"
