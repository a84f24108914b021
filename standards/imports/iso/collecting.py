"""Collects what several files of ISO Open Data say and checks it against each other; writes nothing."""

import datetime
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from standards.imports.iso.facts import (
    BadLine,
    CommitteeFact,
    DeliverableFact,
    committee,
    deliverable,
    is_deliverable,
    is_stub,
)
from standards.imports.iso.lines import BrokenFile, FileLine, Progress, Refusal, read


@dataclass
class Collected:
    """What the files say: each deliverable and committee once, and what had to be left out."""

    files: list[str] = field(default_factory=list)
    deliverables: dict[int, DeliverableFact] = field(default_factory=dict)
    committees: dict[str, CommitteeFact] = field(default_factory=dict)
    committee_ids: dict[int, str] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    stubs: int = 0

    @property
    def as_of(self) -> datetime.date | None:
        """The latest day that the facts speak of."""
        return max((fact.as_of for fact in self.deliverables.values() if fact.as_of), default=None)

    def pairs(self, *, without: Container[int] = ()) -> Iterator[tuple[int, int]]:
        """Which id replaces which, said from either end; one that the files do not hold may be in the catalogue."""
        for fact in self.deliverables.values():
            if fact.iso_id in without:
                continue
            yield from ((fact.iso_id, older) for older in fact.replaces)
            yield from ((newer, fact.iso_id) for newer in fact.replaced_by)


def collect(
    paths: Iterable[Path], *, as_of: datetime.date | None, progress: Progress = lambda share: None
) -> Collected:
    """Read all files; ``as_of`` is the day of facts whose line names none, else the day a file was written.

    Raises ``BrokenFile`` for a file that cannot be used at all.
    """
    collected, paths = Collected(), list(paths)
    for place, path in enumerate(paths):
        collected.files.append(path.name)
        before = len(collected.deliverables) + len(collected.committees) + len(collected.refused) + collected.stubs

        def report(share: float, place: int = place) -> None:
            progress((place + share) / len(paths))

        lines = read(path, progress=report)
        day = as_of or _written(path)
        source = f"ISO Open Data {day:%Y-%m-%d}"
        for line in lines:
            if isinstance(line, Refusal):
                collected.refused.append(line)
            else:
                _take(collected, line, source=source, as_of=day)
        if before == len(collected.deliverables) + len(collected.committees) + len(collected.refused) + collected.stubs:
            raise BrokenFile(f"{path.name}: there is nothing in it.")
    _refuse_same_references(collected)
    refuse_circles(collected, collected.pairs())
    collected.refused.sort(key=lambda refusal: (refusal.file, refusal.number))
    return collected


def _written(path: Path) -> datetime.date:
    """The day a file was last written; the official server sends the day of its data with it."""
    try:
        return datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC).date()
    except OSError as wrong:
        raise BrokenFile(f"{path.name}: {wrong.strerror}.") from wrong


def _take(collected: Collected, line: FileLine, *, source: str, as_of: datetime.date) -> None:
    try:
        if is_stub(line):
            collected.stubs += 1
        elif is_deliverable(line):
            fact = deliverable(line, source=source, as_of=as_of)
            if fact.iso_id in collected.deliverables:
                first = collected.deliverables[fact.iso_id]
                raise BadLine(f"the id {fact.iso_id} stands there twice, first in line {first.line} of {first.file}.")
            collected.deliverables[fact.iso_id] = fact
        else:
            _take_committee(collected, committee(line, source=source))
    except BadLine as wrong:
        collected.refused.append(Refusal(line.file, line.number, str(wrong)))


def _take_committee(collected: Collected, owner: CommitteeFact) -> None:
    if owner.reference in collected.committees:
        raise BadLine(f"the committee {owner.reference} stands there twice.")
    if owner.iso_id and (first := collected.committee_ids.setdefault(owner.iso_id, owner.reference)) != owner.reference:
        raise BadLine(f"the id {owner.iso_id} of {owner.reference} stands there twice, also with {first}.")
    collected.committees[owner.reference] = owner


def _refuse_same_references(collected: Collected) -> None:
    seen: dict[str, int] = {}
    for fact in list(collected.deliverables.values()):
        if (first := seen.setdefault(fact.reference, fact.iso_id)) != fact.iso_id:
            reason = f"the reference {fact.reference} stands there twice, also with the id {first}."
            collected.refused.append(Refusal(fact.file, fact.line, reason))
            del collected.deliverables[fact.iso_id]


def refuse_circles(collected: Collected, pairs: Iterable[tuple[int, int]]) -> bool:
    """No deliverable replaces itself, be it through others: of a circle, every line is left out; whether there was one.

    ``pairs`` says which id replaces which.
    """
    older: dict[int, list[int]] = {}
    for newer, one in pairs:
        older.setdefault(newer, []).append(one)
    before = len(collected.refused)
    for circle in _circles(older):
        names = [collected.deliverables[key].reference if key in collected.deliverables else str(key) for key in circle]
        for key in circle:
            if fact := collected.deliverables.pop(key, None):
                said = " → ".join([*names, names[0]])
                collected.refused.append(Refusal(fact.file, fact.line, f"it replaces itself, through others: {said}."))
    return len(collected.refused) > before


def _circles(older: dict[int, list[int]]) -> list[list[int]]:
    """The circles of a graph, each as the keys on it; walked without recursion, every key once."""
    found: list[list[int]] = []
    done: set[int] = set()
    for start in older:
        path: list[int] = []
        on_path: set[int] = set()
        waiting: list[tuple[int, bool]] = [(start, False)]
        while waiting:
            key, leaving = waiting.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(key)
            elif key in on_path:
                found.append(path[path.index(key) :])
            elif key not in done:
                path.append(key)
                on_path.add(key)
                waiting.append((key, True))
                waiting += [(one, False) for one in older.get(key, ())]
    return found
