"""`manage.py serve`: prepares, then serves with gunicorn and sends messages, until Ctrl-C; what `make run` ends in."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from types import FrameType

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

HOST = "127.0.0.1"
LONGEST_LINE = 8190  # bytes of an address with its method: the most that gunicorn can be told to read
GRACE = 10  # seconds that the children have to end by themselves
LONGEST_PAUSE = 60  # seconds before a worker that keeps ending is started again
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Django is loaded once; server and worker are forks of this process.
fork = multiprocessing.get_context("fork")


class Command(BaseCommand):
    """For one's own machine: production starts gunicorn and `manage.py work` by themselves (docs/operations.md)."""

    help = "Prepare, then serve the site with gunicorn and send messages, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The address is this machine's own; the port can be chosen."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, port: int, **options: object) -> None:
        """Prepare, serve, and end everything that was started."""
        for number in STOPS:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
                signal.signal(number, _interrupt)
        try:
            call_command("prepare", stdout=self.stdout)
            _load_every_page()
            with children(port) as (server, worker):
                self.supervise(server, worker)
        except KeyboardInterrupt:
            self.stdout.write("\nEnded.")

    def supervise(self, server: BaseProcess, worker: "Worker") -> None:
        """Keep both going until the server, or who called us, has ended."""
        caller = os.getppid()
        while os.getppid() == caller:
            if not server.is_alive():
                raise CommandError("The server ended by itself; what it said stands above.")
            if sentence := worker.tend(time.monotonic()):
                self.stderr.write(sentence)
            time.sleep(0.5)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The site in gunicorn."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """Two processes with threads; --no-control-socket, because it would lie outside the project."""
        wanted = {
            "bind": f"{HOST}:{self.port}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "control_socket_disable": True,
            "graceful_timeout": GRACE // 2,
            "limit_request_line": LONGEST_LINE,
            "loglevel": "warning",
            "when_ready": _say_where,
        }
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Made here, not before: WhiteNoise looks once at the static files, which are prepared by now."""
        return get_wsgi_application()


@dataclass
class Worker:
    """The process that sends messages; started again when it ends, after a growing pause."""

    start: Callable[[], BaseProcess]
    process: BaseProcess
    started: float
    pause: int = 1
    due: float | None = None

    def tend(self, now: float) -> str | None:
        """Start it again where it has ended and the pause is over; what is to be said about it."""
        if self.process.is_alive():
            return None
        if self.due is None:
            pause = 1 if now - self.started > LONGEST_PAUSE else self.pause
            self.due, self.pause = now + pause, min(2 * pause, LONGEST_PAUSE)
            return f"The worker that sends messages ended; it is started again in {pause} s."
        if now >= self.due:
            self.process, self.started, self.due = self.start(), now, None
        return None


@contextmanager
def children(port: int) -> Iterator[tuple[BaseProcess, Worker]]:
    """The server and the worker; both have ended when this block is left."""
    server = _start(lambda: Server(port).run())
    worker = Worker(_start_worker, _start_worker(), started=time.monotonic())
    try:
        yield server, worker
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        _end([server, worker.process])


def _load_every_page() -> None:
    """Before the processes part, so that it is done once."""
    get_resolver().url_patterns  # noqa: B018


def _start_worker() -> BaseProcess:
    return _start(lambda: call_command("work"))


def _start(task: Callable[[], object]) -> BaseProcess:
    """Do it in a fork, which takes no connection to the database with it and ends on signals as usual."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()

    def work() -> None:
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        task()

    process = fork.Process(target=work)
    process.start()
    return process


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        process.join(max(0.1, deadline - time.monotonic()))
        process.kill()
        process.join()


def _say_where(server: object) -> None:
    print(f"CASCO Clarifications, demonstration: {settings.SITE_URL}/   (Ctrl-C ends it)", flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
