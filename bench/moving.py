"""Measures the register on its way out into files and in again, on both databases: time and the most memory."""

import filecmp
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.catalogue import environment_of, run_measured
from bench.multiply import multiply
from tools import postgres

FILLED = 2_000  # records; where more are wanted these are written many times over
SECRETARIAT = "sam@bench.example"
PERSON = f"""
from accounts.models import User
User.objects.create_user("{SECRETARIAT}", name="Sam Example", is_secretariat=True)
"""


def main(sizes: Sequence[int]) -> int:
    """For each size: a register is filled on PostgreSQL, taken out, multiplied, then moved in and out again on each."""
    for number in sizes:
        with ExitStack() as until_the_end:
            folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="casco-bench-")))
            filled = environment_of(until_the_end.enter_context(postgres.cluster()), str(folder))
            _prepare(filled)
            few = min(number, FILLED)
            run_measured(["fill_register", str(few), str(folder / "plan.json")], filled)
            _say(few, "out of PostgreSQL", run_measured(["export_register", str(folder / "few")], filled))
            multiply(folder / "few", folder / "first", number=number)
            addresses = {
                "SQLite": f"sqlite:///{folder / 'second.sqlite3'}",
                "PostgreSQL": until_the_end.enter_context(postgres.cluster()),
            }
            for name, address in addresses.items():
                _move(number, name, environment_of(address, str(folder)), folder)
    return 0


def _move(number: int, name: str, empty: dict[str, str], folder: Path) -> None:
    """Into an empty database and out again; the files have to be the same."""
    _prepare(empty)
    run_measured(["shell", "--command", PERSON], empty)
    first, again = folder / "first", folder / f"again-{name}"
    _say(number, f"checked for {name}", run_measured(["import_register", str(first), "--check"], empty))
    _say(number, f"into {name}", run_measured(["import_register", str(first), "--by", SECRETARIAT], empty))
    _say(number, f"out of {name} again", run_measured(["export_register", str(again)], empty))
    for file in first.iterdir():
        if not filecmp.cmp(file, again / file.name, shallow=False):
            raise SystemExit(f"{file.name} is another one after the way through {name}.")


def _prepare(environment: dict[str, str]) -> None:
    """The tables and CASCO's own part of the catalogue, which is all that records name."""
    run_measured(["migrate", "--verbosity", "0"], environment)
    run_measured(["load_catalogue", "--verbosity", "0"], environment)


def _say(number: int, what: str, run: object) -> None:
    print(f"{number} records, {what + ':':25} {run}", flush=True)
