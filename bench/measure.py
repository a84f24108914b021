"""Measures operations in rounds: one connection for the latency, sixteen for the throughput, the yardstick between."""

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bench.client import Connection, request_for
from bench.plan import CONDITIONAL
from bench.serve import Database, Server
from bench.submission import WrongPage

CONNECTIONS = 16
MOST = 500  # times that an operation is done for one latency
LEAST = 5
YARDSTICK = 0.25  # seconds of the constant response before each operation, at one connection and at sixteen
CONSTANT = "constant"
PACKED = {"Accept-Encoding": "gzip"}  # compressing is a part of the price, as it is for every browser

Doing = Callable[[], float]  # does an operation once and says how many seconds it took
Operation = Callable[[Connection], Doing]  # prepared for one connection


@dataclass(frozen=True)
class Sample:
    """One operation in one round."""

    latency: float  # seconds, median at one connection
    times: float  # CPU of workers and database as multiples of that of the constant response in the round
    per_second: float
    cpu: float  # seconds of the workers a time
    database: float  # seconds of the database a time
    peak: float  # MB of a worker

    @property
    def cost(self) -> float:
        """Seconds of CPU a time, wherever they are spent."""
        return self.cpu + self.database


@dataclass(frozen=True)
class Round:
    """All operations once, and the load of the machine in that minute."""

    samples: dict[str, Sample]
    load: float


def page(path: str, *, cookie: str = "", status: int = 200) -> Operation:
    """To fetch a page; anything but ``status`` ends the measuring."""

    def prepared(connection: Connection) -> Doing:
        headers = {"Cookie": cookie}
        if status == 304:
            headers |= _validator(connection.send(request_for(path, headers=PACKED)).headers, path)
        request = request_for(path, headers=headers | PACKED)

        def fetch() -> float:
            answer = connection.send(request)
            if answer.status != status:
                raise WrongPage(f"{path} answered {answer.status} instead of {status}")
            return answer.seconds

        return fetch

    return prepared


def measure(
    operations: dict[str, Operation], *, site: Server, constant: Server, database: Database, rounds: int, seconds: float
) -> list[Round]:
    """Every operation in every round, for so many ``seconds`` at one connection and again at sixteen."""
    return [_round(operations, site, constant, database, seconds) for _number in range(rounds)]


def faults(operations: dict[str, Operation], site: Server, *, seconds: float) -> dict[str, str]:
    """Do all of them for a while, so that what is loaded at the first time is not measured; why some cannot be done."""
    found = {}
    for name, operation in operations.items():
        try:
            with prepared(operation, site) as doings:
                throughput(doings, seconds=seconds)
        except WrongPage as wrong:
            found[name] = str(wrong)
    return found


@contextmanager
def prepared(operation: Operation, server: Server) -> Iterator[list[Doing]]:
    """The operation on sixteen connections."""
    connections = [Connection(server.port) for _number in range(CONNECTIONS)]
    try:
        yield [operation(connection) for connection in connections]
    finally:
        for connection in connections:
            connection.close()


def latency(do: Doing, *, seconds: float) -> tuple[float, int]:
    """The median at one connection, and how many times that was."""
    deadline = time.monotonic() + seconds
    taken: list[float] = []
    while len(taken) < LEAST or (time.monotonic() < deadline and len(taken) < MOST):
        taken.append(do())
    return statistics.median(taken), len(taken)


def throughput(doings: Sequence[Doing], *, seconds: float) -> tuple[float, int]:
    """How many times a second when all do it at once, and how many times that was."""
    counts = [0] * len(doings)
    broken: list[Exception] = []
    began = time.monotonic()

    def repeat(number: int) -> None:
        try:
            while time.monotonic() < began + seconds and not broken:
                doings[number]()
                counts[number] += 1
        except Exception as fault:
            broken.append(fault)

    threads = [threading.Thread(target=repeat, args=[number]) for number in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return sum(counts) / (time.monotonic() - began), sum(counts)


def middle(samples: Sequence[Sample]) -> Sample:
    """The median of each figure over the rounds."""
    names = ("latency", "times", "per_second", "cpu", "database", "peak")
    return Sample(**{name: statistics.median(getattr(sample, name) for sample in samples) for name in names})


def _round(
    operations: dict[str, Operation], site: Server, constant: Server, database: Database, seconds: float
) -> Round:
    """The constant response is measured before each operation too: machines slow down and recover within minutes."""
    yardstick = page("/")
    raw, constants = {CONSTANT: _sample(yardstick, constant, database, seconds)}, []
    for name, operation in operations.items():
        constants.append(_sample(yardstick, constant, database, YARDSTICK).cpu)
        raw[name] = _sample(operation, site, database, seconds)
    one = statistics.median([raw[CONSTANT].cpu, *constants])
    samples = {name: replace(sample, times=sample.cost / one) for name, sample in raw.items()}
    samples[CONSTANT] = replace(samples[CONSTANT], database=0.0, times=samples[CONSTANT].cpu / one)
    return Round(samples, os.getloadavg()[0])


def _sample(operation: Operation, server: Server, database: Database, seconds: float) -> Sample:
    with prepared(operation, server) as doings:
        server.forget_peak()
        cpu, asked = server.cpu(), database.cpu()
        typical, first = latency(doings[0], seconds=seconds)
        per_second, then = throughput(doings, seconds=seconds)
        number = first + then
        spent, answered = server.cpu() - cpu, database.cpu() - asked
        return Sample(typical, 1.0, per_second, spent / number, answered / number, server.peak())


def _validator(headers: Callable[[str], list[str]], path: str) -> dict[str, str]:
    """What a browser sends that has the page already."""
    if tags := headers("ETag"):
        return {"If-None-Match": tags[0]}
    if days := headers("Last-Modified"):
        return {"If-Modified-Since": days[0]}
    raise WrongPage(f"{path} names neither ETag nor Last-Modified, so that there is no {CONDITIONAL}")
