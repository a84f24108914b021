"""How many searches as people write them find the right record among the first three, by kind, on both databases.

``searches.csv`` was written before the search that it judges, from the records of the demonstration: for each search
the records of which one must come, best first where several would do.
"""

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.catalogue import environment_of, run_measured
from tools import postgres

TABLE = Path(__file__).with_name("searches.csv")
FIRST = 3  # among these the right record must be
AIM = 97  # per cent


@dataclass(frozen=True)
class Wanted:
    """A search as somebody writes it, and the addresses of the records of which one must come."""

    kind: str
    search: str
    records: tuple[str, ...]

    def is_answered_by(self, found: Iterable[str]) -> bool:
        """Whether one of the records is among the first."""
        return bool({*self.records} & {*list(found)[:FIRST]})


def wanted() -> Iterator[Wanted]:
    """The table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Wanted(row["kind"], row["search"], tuple(row["records"].split()))


def by_kind(answers: Iterable[tuple[Wanted, list[str]]]) -> dict[str, tuple[int, int]]:
    """For each kind how many searches found the right record, and of how many."""
    right, of = Counter[str](), Counter[str]()
    for row, found in answers:
        of[row.kind] += 1
        right[row.kind] += row.is_answered_by(found)
    return {kind: (right[kind], number) for kind, number in of.items()}


def main() -> int:
    """Load the demonstration into each database, ask everything, print; 1 where the aim is missed or orders differ."""
    answers: dict[str, list[list[str]]] = {}
    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="casco-bench-")))
        addresses = {
            "SQLite": f"sqlite:///{folder / 'found.sqlite3'}",
            "PostgreSQL": until_the_end.enter_context(postgres.cluster()),
        }
        for name, address in addresses.items():
            environment = environment_of(address, str(folder)) | {"MODE": "demo"}
            for command in (["migrate", "--verbosity", "0"], ["load_catalogue", "--verbosity", "0"], ["load_demo"]):
                run_measured(command, environment)
            place = folder / f"{name}.json"
            run = run_measured(["answer_searches", str(place)], environment)
            answers[name] = json.loads(place.read_text())
            print(f"{name}: {len(answers[name])} searches; {run}", flush=True)
    rows = list(wanted())
    kinds = by_kind(zip(rows, answers["PostgreSQL"], strict=True))
    for kind, (right, of) in kinds.items():
        print(f"{kind:22} {right:3} of {of:3}")
    right, of = (sum(numbers) for numbers in zip(*kinds.values(), strict=True))
    is_same = answers["SQLite"] == answers["PostgreSQL"]
    print(
        f"{'all':22} {right:3} of {of:3}, {100 * right / of:.1f} %; the orders are {'the same' if is_same else 'NOT'}"
    )
    return int(100 * right < AIM * of or not is_same)
