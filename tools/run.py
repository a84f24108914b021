"""`make run`: prepare the demonstration and serve it, with the worker that sends messages, until Ctrl-C."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TypeAlias

from tools import venv

HOST = "127.0.0.1"
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10  # seconds that the children have to end by themselves
LONGEST_PAUSE = 60  # seconds before a worker that keeps ending is started again
SERVER = (
    *("-m", "gunicorn", "casco_site.wsgi:application", "--worker-class", "gthread", "--workers", "2", "--threads", "4"),
    *("--preload", "--no-control-socket", "--graceful-timeout", "5", "--log-level", "warning"),
)
WORKER = ("manage.py", "work")
Process: TypeAlias = "subprocess.Popen[bytes]"


def main() -> int:
    """Prepare, serve, and end everything that was started."""
    for number in STOPS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
            signal.signal(number, _interrupt)
    try:
        port = port_from(os.environ)
        refuse_taken(port)
        venv.ensure(venv.RUNTIME)
        environment = environment_for(port, os.environ)
        if prepare(environment):
            return 1
        with children(environment, port) as (server, worker):
            return supervise(server, worker, port)
    except KeyboardInterrupt:
        print("\nEnded.", flush=True)
        return 0


def port_from(environment: Mapping[str, str]) -> int:
    """The port to serve on: PORT, else 8000."""
    typed = environment.get("PORT") or "8000"
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 65536):
        raise SystemExit(f"PORT is {typed!r}; it can be a number from 1 to 65535.")
    return int(typed)


def refuse_taken(port: int) -> None:
    """One sentence where the port cannot be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise SystemExit(
                f"Port {port} cannot be used ({reason}). Name another one: make run PORT={port % 65535 + 1}"
            ) from None


def environment_for(port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The settings of the demonstration; DATABASE_URL and VAR_DIR are obeyed."""
    folder = Path(given.get("VAR_DIR") or venv.ROOT / "var")
    wanted = {
        "DJANGO_SETTINGS_MODULE": "casco_site.settings",
        "MODE": "demo",
        "DEBUG": "off",
        "SECRET_KEY": given.get("SECRET_KEY") or secret_key(folder),
        "SITE_URL": f"http://{HOST}:{port}",
        "VAR_DIR": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    return {name: value for name, value in {**given, **wanted}.items() if (name, value) != ("DATABASE_URL", "")}


def secret_key(folder: Path) -> str:
    """The key of this installation: made once, readable by its owner only."""
    place = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        contextlib.suppress(FileExistsError),
        open(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file,
    ):
        file.write(secrets.token_urlsafe(64))
    return place.read_text()


def prepare(environment: dict[str, str]) -> int:
    """Bring database and static files up to date; in a group of its own, so that Ctrl-C reaches it once, through us."""
    process = _start(("manage.py", "prepare"), environment, process_group=0)
    try:
        return process.wait()
    except KeyboardInterrupt:
        _end([process])
        raise


@dataclass
class Worker:
    """The process that sends messages; started again when it ends, after a growing pause."""

    start: Callable[[], Process]
    process: Process
    started: float
    pause: int = 1
    due: float | None = None

    def tend(self, now: float) -> None:
        """Start it again where it has ended and the pause is over."""
        if self.process.poll() is None:
            return
        if self.due is None:
            if now - self.started > LONGEST_PAUSE:
                self.pause = 1
            _warn(f"The worker that sends messages ended; it is started again in {self.pause} s.")
            self.due, self.pause = now + self.pause, min(2 * self.pause, LONGEST_PAUSE)
        elif now >= self.due:
            self.process, self.started, self.due = self.start(), now, None


@contextlib.contextmanager
def children(environment: dict[str, str], port: int) -> Iterator[tuple[Process, Worker]]:
    """The server and the worker; both have ended when this block is left."""
    start_worker = partial(_start, WORKER, environment)
    server = _start((*SERVER, "--bind", f"{HOST}:{port}"), environment)
    worker = Worker(start_worker, start_worker(), started=time.monotonic())
    try:
        yield server, worker
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        _end([server, worker.process])


def supervise(server: Process, worker: Worker, port: int) -> int:
    """Keep both going; say where to go once the server answers. Ends with the server, or with who called us."""
    caller, announced = os.getppid(), False
    while os.getppid() == caller:
        if server.poll() is not None:
            _warn("The server ended by itself; what it said stands above.")
            return 1
        if not announced and answers(port):
            announced = True
            print(f"CASCO Clarifications, demonstration: http://{HOST}:{port}/   (Ctrl-C ends it)", flush=True)
        worker.tend(time.monotonic())
        time.sleep(0.5 if announced else 0.1)
    return 0


def answers(port: int) -> bool:
    """Whether the server answers that it lives."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _start(arguments: tuple[str, ...], environment: dict[str, str], process_group: int | None = None) -> Process:
    command = [venv.PYTHON, *arguments]
    return subprocess.Popen(
        command, cwd=venv.ROOT, env=environment, stdin=subprocess.DEVNULL, process_group=process_group
    )


def _end(processes: list[Process]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _warn(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
