"""Says what was measured: a table for the terminal, the same for docs/performance.md, and which aims were missed."""

import datetime
import os
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import CONSTANT, Round, Sample, middle
from bench.plan import PEAK_MEGABYTES, SUBMISSION, aim_of, growth_of

PLACE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
HEAD = (
    *("operation", "median ms", "CPU ms", "of the database", "× constant", "aim"),
    *("per second at 16", "SQL", "worker MB"),
)
AIMED_AT = 100_000  # records that the aims are for; who misses one with fewer misses it with as many


@dataclass(frozen=True)
class Figures:
    """What one size of the register gave."""

    records: int
    rounds: Sequence[Round]
    statements: dict[str, int]
    faults: dict[str, str] = field(default_factory=dict)  # why an operation could not be measured

    @property
    def samples(self) -> dict[str, Sample]:
        """The median of the rounds of every operation."""
        names = dict.fromkeys(name for one in self.rounds for name in one.samples)
        return {name: middle([one.samples[name] for one in self.rounds if name in one.samples]) for name in names}

    @property
    def peak(self) -> float:
        """The most memory that a worker of the site ever took."""
        return max(sample.peak for one in self.rounds for name, sample in one.samples.items() if name != CONSTANT)

    @property
    def no_aim_missed(self) -> str:
        """What is said where no aim was missed; nothing is called good that others have slowed, or sped up."""
        if self.is_disturbed:
            return "No aim was missed, but the machine had other work: measure once more"
        return "Every aim is met" if self.records >= AIMED_AT else f"No aim for {AIMED_AT:,} records is missed yet"

    @property
    def is_disturbed(self) -> bool:
        """More wanted to compute than there are processors, and two for what asks."""
        return any(one.load > (os.cpu_count() or 1) + 2 for one in self.rounds)

    @property
    def missed(self) -> Iterator[str]:
        """Every aim that was missed, and by how much; the times hold for the size they were set for."""
        yield from (f"{name}: not measured, {fault}" for name, fault in self.faults.items())
        for name, sample in self.samples.items():
            aim = aim_of(name)
            if aim.times and sample.times > aim.times:
                yield f"{name}: {sample.times:.1f} × constant, aim {aim.times:g}"
            if aim.statements and self.statements.get(name, 0) > aim.statements:
                yield f"{name}: {self.statements[name]} SQL statements, aim {aim.statements}"
        if self.rounds and self.peak > PEAK_MEGABYTES:
            yield f"memory of a worker: {self.peak:.0f} MB, aim {PEAK_MEGABYTES}"


def table(figures: Figures) -> list[list[str]]:
    """The rows of the table, the head first."""
    return [list(HEAD), *(_row(name, sample, figures) for name, sample in figures.samples.items())]


def growth(small: Figures, large: Figures) -> list[list[str]]:
    """The rows of a table, the head first: how many times dearer each operation is in the larger register."""
    head = ["operation", *(f"× constant, {one.records}" for one in (small, large)), "grows", "aim"]
    both = {
        name: (small.samples[name].times, sample.times)
        for name, sample in large.samples.items()
        if name in small.samples
    }
    return [head, *(_grown(name, before, after) for name, (before, after) in both.items() if name != CONSTANT)]


def printed(figures: Figures) -> str:
    """For the terminal."""
    missed = [f"missed: {sentence}" for sentence in figures.missed] or [figures.no_aim_missed]
    return "\n".join([_title(figures), in_columns(table(figures)), *missed])


def in_columns(rows: Sequence[Sequence[str]]) -> str:
    """A table for the terminal."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(_aligned(cell, widths[i], i) for i, cell in enumerate(row)).rstrip() for row in rows)


def write(all_figures: Sequence[Figures], *, command: str, place: Path = PLACE) -> None:
    """Put the figures of the day in the place of those before, between the two marks."""
    day = datetime.datetime.now(tz=datetime.UTC).date()
    said = [f"{day.day} {day:%B %Y}, `{command}`, {_machine()}."]
    for figures in all_figures:
        said += [f"### {figures.records:,} records".replace(",", " "), f"{_title(figures)}.", _markdown(table(figures))]
        said.append("\n".join(f"- Missed: {sentence}." for sentence in figures.missed) or f"{figures.no_aim_missed}.")
    if len(all_figures) > 1:
        said += ["### Growth", _markdown(growth(all_figures[0], all_figures[-1]))]
    text = place.read_text(encoding="utf-8")
    block = f"{BEGIN}\n\n" + "\n\n".join(said) + f"\n\n{END}"
    place.write_text(re.sub(f"{BEGIN}.*{END}", lambda _found: block, text, flags=re.S), encoding="utf-8")


def _row(name: str, sample: Sample, figures: Figures) -> list[str]:
    aim = aim_of(name)
    statements = figures.statements.get(name)
    return [
        name,
        f"{sample.latency * 1000:.2f}",
        f"{sample.cost * 1000:.2f}",
        f"{sample.database * 1000:.2f}",
        f"{sample.times:.1f}",
        f"{aim.times:g}" if aim.times else "",
        f"{sample.per_second:.0f}" if name != SUBMISSION else f"{sample.per_second:.1f}",
        "" if statements is None else str(statements),
        f"{sample.peak:.0f}",
    ]


def _title(figures: Figures) -> str:
    loads = [one.load for one in figures.rounds]
    return f"{figures.records} records, medians of the rounds, load {min(loads):.1f} to {max(loads):.1f}"


def _grown(name: str, before: float, after: float) -> list[str]:
    grows, aim = after / before, growth_of(name)
    return [name, f"{before:.1f}", f"{after:.1f}", f"{grows:.2f}{' (missed)' if grows > aim else ''}", f"{aim:g}"]


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    line = ["---", *("---:" for _column in rows[0][1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], line, *rows[1:]))


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}"
