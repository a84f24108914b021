"""How deep a clause list goes, branch by branch: one line a branch, written and read; what no line says is not known.

Pure: knows neither database nor web. `all: headings`, `8: paragraphs from 8.1 to 8.6.3; the source is cut there`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from standards.reading.clause_numbers import ITEMS, ClauseNumber, LevelKind, NotAClause
from standards.reading.clause_reader import parse
from standards.reading.depth_kinds import DepthKind

MOST_OF_A_NOTE = 300
ALL = "all"  # the branch of everything that no other line speaks of
_LINE = re.compile(
    r"(?P<branch>[^:;]+):\s*(?P<kind>[a-z]+)(?:\s+to level (?P<level>[1-9]))?"
    r"(?:\s+from (?P<first>[^;]+?)\s+to (?P<last>[^;]+?))?\s*(?:;\s*(?P<note>.*))?",
    re.IGNORECASE,
)


class NotADepth(ValueError):
    """A line that says nothing of a branch; ``message`` is what its writer is told, ``part`` what is wrong with it."""

    def __init__(self, message: str, part: str = "branch") -> None:
        self.message, self.part = message, part
        super().__init__(message)


@dataclass(frozen=True)
class BranchDepth:
    """What is said of a branch: how deep the list goes there, and from which number to which one."""

    branch: str
    kind: DepthKind
    level: int | None = None
    first: str = ""
    last: str = ""
    note: str = ""

    def __str__(self) -> str:
        level = f" to level {self.level}" if self.level else ""
        between = f" from {self.first} to {self.last}" if self.first else ""
        return f"{self.branch or ALL}: {self.kind}{level}{between}" + (f"; {self.note}" if self.note else "")

    @property
    def sort_key(self) -> str:
        """Its place among the others; what is said of all the rest stands last."""
        return parse(self.branch).sort_key if self.branch else "9"

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if self.kind is DepthKind.PARAGRAPHS:
            said = gettext("All headings and all numbered paragraphs are listed.")
        elif self.kind is DepthKind.PARTIAL:
            said = gettext("The list is partial.")
        elif self.level:
            said = gettext("All headings to level %s are listed, but not all that lies deeper.") % self.level
        else:
            said = gettext("All headings are listed, but not all paragraphs without a heading.")
        between = gettext("This is so from %(first)s to %(last)s.") % {"first": self.first, "last": self.last}
        note = f"{self.note[0].upper()}{self.note[1:].rstrip('.')}." if self.note else ""
        return " ".join(filter(None, [said, between if self.first else "", note]))

    def proves_absent(self, number: ClauseNumber, *, has_headings_beside: bool) -> bool:
        """Whether a number of this branch that is not listed is not in the edition.

        Where headings alone are complete it would have to have one, as those beside it have.
        """
        if not self.holds(number):
            return False
        of_headings = has_headings_beside and len(number.levels) <= (self.level or len(number.levels))
        return self.kind is DepthKind.PARAGRAPHS or of_headings

    def holds(self, number: ClauseNumber) -> bool:
        """Whether what is said of this branch to be complete is said of the place of a number, too."""
        if self.kind is DepthKind.PARTIAL or number.levels[0][0] not in (LevelKind.NUMBER, LevelKind.ANNEX):
            return False
        if not self.first:
            return True
        # What lies below the last one is not within: the source may be cut there.
        return parse(self.first).sort_key <= number.sort_key <= parse(self.last).sort_key


def paragraph_of(number: ClauseNumber) -> ClauseNumber:
    """The numbered clause that listed items and notes belong to: no list goes to them."""
    levels = number.levels
    while len(levels) > 1 and levels[-1][0] in (*ITEMS, LevelKind.NOTE):
        levels = levels[:-1]
    return ClauseNumber(levels)


def depth_of(number: ClauseNumber, depths: Iterable[BranchDepth]) -> BranchDepth | None:
    """What is said of the nearest branch that a number is in."""
    said = {depth.branch: depth for depth in depths}
    return number.nearest_in(said) or said.get("")


def written(depths: Iterable[BranchDepth]) -> str:
    """One line a branch, in natural order."""
    return "\n".join(map(str, sorted(depths, key=lambda depth: depth.sort_key)))


def read_depths(text: str) -> list[BranchDepth]:
    """What the lines of a text say.

    Raises ``NotADepth`` for the first line that cannot be right.
    """
    found: dict[str, BranchDepth] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        depth = _read(line)
        if depth.branch in found:
            raise NotADepth(gettext("“%s” stands there twice.") % (depth.branch or ALL))
        found[depth.branch] = depth
    return sorted(found.values(), key=lambda depth: depth.sort_key)


def checked(depth: BranchDepth) -> BranchDepth:
    """The same with its numbers in their one form.

    Raises ``NotADepth`` when it cannot be right.
    """
    branch, first, last = (_number(depth, part) for part in ("branch", "first", "last"))
    if depth.level and depth.kind is not DepthKind.HEADINGS:
        raise NotADepth(gettext("A level goes with headings alone: “headings to level 2”."), "level")
    if bool(first) != bool(last):
        raise NotADepth(gettext("Name the first and the last number, or neither."), "last" if first else "first")
    if first and last and first.sort_key > last.sort_key:
        raise NotADepth(gettext("%(first)s comes after %(last)s.") % {"first": first, "last": last}, "last")
    for part, end in (("first", first), ("last", last)):
        if branch and end and not end.sort_key.startswith(branch.sort_key):
            said = gettext("%(number)s does not belong to %(branch)s.")
            raise NotADepth(said % {"number": end, "branch": branch}, part)
    if len(depth.note) > MOST_OF_A_NOTE:
        raise NotADepth(gettext("The note has %s characters; 300 are possible.") % len(depth.note), "note")
    names = [number.canonical if number else "" for number in (branch, first, last)]
    return BranchDepth(names[0], depth.kind, depth.level, names[1], names[2], depth.note)


def _read(line: str) -> BranchDepth:
    match = _LINE.fullmatch(line)
    kind = match["kind"].lower() if match else ""
    if match is None or kind not in list(DepthKind):
        said = gettext("“%s” cannot be read. Write a branch and what we have of it: “8: headings”, “all: partial”.")
        raise NotADepth(said % line[:60])
    branch, level = match["branch"].strip(), match["level"]
    return checked(
        BranchDepth(
            branch="" if branch.casefold() == ALL else branch,
            kind=DepthKind(kind),
            level=int(level) if level else None,
            first=match["first"] or "",
            last=match["last"] or "",
            note=match["note"] or "",
        )
    )


def _number(depth: BranchDepth, part: str) -> ClauseNumber | None:
    text: str = getattr(depth, part)
    try:
        return parse(text) if text else None
    except NotAClause as wrong:
        raise NotADepth(wrong.message, part) from wrong
