"""Serves the site, and the constant response beside it, with gunicorn as `make run` does; and watches its workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.client import HOST, Connection, request_for

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 4
START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")
_FORGET_THE_PEAK = "5"  # proc(5), clear_refs
OPTIONS = (
    *("--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS), "--preload"),
    *("--limit-request-line", "8190", "--no-control-socket", "--log-level", "warning"),
)


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its port and the process that started its workers."""

    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def cpu(self) -> float:
        """Seconds of CPU that the workers have used so far, in the program and in the kernel."""
        return sum(int(ticks) for pid in self.workers for ticks in _stat(pid)[11:13]) / TICKS

    def peak(self) -> float:
        """The most memory that a worker took since ``forget_peak``, in MB."""
        statuses = [Path(f"/proc/{pid}/status").read_text() for pid in self.workers]
        return max(int(status.partition("VmHWM:")[2].split()[0]) for status in statuses) / 1024

    def forget_peak(self) -> None:
        """Begin to look for the peak anew; where the system does not let us, the peak is that of the whole run."""
        for pid in self.workers:
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text(_FORGET_THE_PEAK)


@dataclass(frozen=True)
class Database:
    """A running PostgreSQL on this machine: the process that starts one for each connection."""

    pid: int

    @classmethod
    def at(cls, address: str) -> "Database":
        """The one that answers at ``address``."""
        with connected(address) as connection:
            return cls(int(_stat(connection.info.backend_pid)[1]))

    def cpu(self) -> float:
        """Seconds of CPU that it has used so far, also in connections that have ended."""
        ended = sum(map(int, _stat(self.pid)[13:15]))
        running = 0
        for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split():
            with suppress(OSError):  # it has ended meanwhile
                running += sum(map(int, _stat(int(pid))[11:13]))
        return (ended + running) / TICKS


def connected(address: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection to the database at ``address``, which is written as in DATABASE_URL, with a folder for the host."""
    host, _slash, name = urlsplit(address).path[1:].rpartition("/")
    return psycopg.connect(host=host, dbname=name, user=urlsplit(address).username, autocommit=True)


def _stat(pid: int) -> list[str]:
    """What the system says of a process, from its state on: proc(5)."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


@contextmanager
def serving(application: str, *, environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    """``application`` in gunicorn, until the block is left."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}", *OPTIONS]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
    try:
        _await(process, port, log)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with suppress(OSError, EOFError):
            connection = Connection(port)
            connection.send(request_for("/healthz"))
            connection.close()
            return
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"gunicorn did not start: {log.read_text()[-2000:]}")
        time.sleep(0.1)
