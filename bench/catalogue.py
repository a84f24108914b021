"""Measures the catalogue: the import of all of ISO's deliverables, citations, and who answers, on both databases."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.serve import ROOT
from tools import postgres


@dataclass(frozen=True)
class Run:
    """What one command took: seconds on the clock, seconds of the processor in its process, the most memory it took."""

    wall: float
    cpu: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.wall:5.1f} s, {self.cpu:5.1f} s CPU, {self.megabytes:4.0f} MB"


def main() -> int:
    """SQLite, then PostgreSQL; prints a line for each figure."""
    with tempfile.TemporaryDirectory(prefix="casco-bench-") as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", folder)
    with tempfile.TemporaryDirectory(prefix="casco-bench-") as folder, postgres.cluster() as address:
        _measure("PostgreSQL", address, folder)
    return 0


def _measure(name: str, address: str, folder: str) -> None:
    environment = environment_of(address, folder)
    run_measured(["migrate", "--verbosity", "0"], environment)
    run_measured(["load_catalogue", "--verbosity", "0"], environment)
    print(f"{name}, import of everything:    {run_measured(['import_iso_open_data'], environment)}", flush=True)
    print(f"{name}, again, nothing changed:  {run_measured(['import_iso_open_data'], environment)}", flush=True)
    run_measured(["time_answers"], environment, shown=True)


def environment_of(address: str, folder: str) -> dict[str, str]:
    """The settings with which a command is measured on a database."""
    own = {"MODE": "development", "DATABASE_URL": address, "VAR_DIR": folder}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT)}


def run_measured(command: list[str], environment: dict[str, str], *, shown: bool = False) -> Run:
    """Run a command of Django and measure its process.

    Raises ``SystemExit`` where it fails.
    """
    begin = time.monotonic()
    output = None if shown else subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-m", "django", *command], cwd=ROOT, env=environment, stdout=output)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed, see above.")
    return Run(time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
