"""Lets robots ask for every public page, and watches how long somebody who is signed in waits meanwhile."""

import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.client import Connection, request_for
from bench.plan import CASE_FILE, DESK, Plan
from bench.serve import Server
from bench.submission import WrongPage

A_SECOND = 30  # pages that all robots ask for together
ROBOTS = 16  # connections; where all of them wait, fewer are asked for, and that is said
PAUSE = 0.5  # seconds between two pages of whoever is signed in
AIM = 0.3  # seconds that somebody signed in waits at the 95th percentile
SEED = 17000
_PLACE = re.compile(r"<loc>https?://[^/]+([^<]*)</loc>")
_LINK = re.compile(r'href="(/[^"#]*)')
LISTS = ("/clarifications/", "/topics/", "/standards/", "/search/?q=impartiality")  # whose links are followed, too


@dataclass
class Waited:
    """The seconds that answers took, and how many there were of each status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float, status: int) -> None:
        self.seconds.append(seconds)
        self.statuses[status] += 1

    def at(self, percent: int) -> float:
        """Seconds within which so many of a hundred were answered."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1]

    @property
    def wrong(self) -> int:
        """How many were answered with an error of ours, or not at all (status 0)."""
        return sum(number for status, number in self.statuses.items() if status == 0 or status >= 500)


def addresses(site: Server) -> list[str]:
    """Every public address that a robot finds: those of the sitemaps, and what the lists link to."""
    connection = Connection(site.port)

    def text(path: str) -> str:
        return connection.send(request_for(path)).body.decode("utf-8", "replace")

    maps, found = ["/sitemap.xml"], dict.fromkeys(LISTS)
    for path in maps:
        for place in _PLACE.findall(text(path)):
            if ".xml" in place:
                maps.append(place)
            else:
                found[place] = None
    for path in LISTS:
        found |= dict.fromkeys(link.replace("&amp;", "&") for link in _LINK.findall(text(path)))
    connection.close()
    return list(found)


def scrape(site: Server, plan: Plan, *, seconds: float) -> dict[str, Waited]:
    """Let robots and somebody of the secretariat ask for so long; what each waited for."""
    places, until = addresses(site), time.monotonic() + seconds
    robots = [Waited() for _number in range(ROBOTS)]
    signed_in = {name: Waited() for name in (DESK, CASE_FILE)}
    asked = [(_any_of(places, number), waited, ROBOTS / A_SECOND) for number, waited in enumerate(robots)]
    asked += [(_always(plan, name), waited, PAUSE) for name, waited in signed_in.items()]
    threads = [threading.Thread(target=_ask, args=[site, until, *one]) for one in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"robots": _together(robots), **signed_in}


def said(waited: dict[str, Waited], *, seconds: float) -> Iterator[str]:
    """A line for each: how many, how long, how many wrong; then what was missed."""
    for name, one in waited.items():
        times = ", ".join(f"{percent} % within {one.at(percent) * 1000:.0f} ms" for percent in (50, 95, 99))
        yield f"{name}: {len(one.seconds) / seconds:.1f} a second, {times}, {one.wrong} wrong; {_of_each(one.statuses)}"
    for name in (DESK, CASE_FILE):
        if waited[name].at(95) > AIM:
            yield f"missed: {name} within {waited[name].at(95) * 1000:.0f} ms, aim {AIM * 1000:.0f}"
    if wrong := sum(one.wrong for one in waited.values()):
        yield f"missed: {wrong} wrong answers, aim 0"


def _ask(site: Server, until: float, requests: Iterator[bytes], waited: Waited, every: float) -> None:
    """One connection: a page every so many seconds, or as soon as the one before has come."""
    connection, due = Connection(site.port), time.monotonic() + random.uniform(0, every)
    for request in requests:
        time.sleep(max(0.0, due - time.monotonic()))
        if time.monotonic() >= until:
            break
        began = time.monotonic()
        try:
            status = connection.send(request).status
        except (OSError, EOFError, WrongPage):
            connection.close()
            status = 0
        waited.add(time.monotonic() - began, status)
        due = max(due + every, time.monotonic())
    connection.close()


def _any_of(places: Sequence[str], number: int) -> Iterator[bytes]:
    """Any of the addresses, for ever; each robot in an order of its own, which is the same every time."""
    chance = random.Random(SEED + number)
    while True:
        yield request_for(chance.choice(places), headers={"Accept-Encoding": "gzip"})


def _always(plan: Plan, name: str) -> Iterator[bytes]:
    while True:
        yield request_for(plan.paths[name], headers={"Cookie": plan.cookie, "Accept-Encoding": "gzip"})


def _together(robots: Sequence[Waited]) -> Waited:
    together = Waited()
    for one in robots:
        together.seconds += one.seconds
        together.statuses += one.statuses
    return together


def _of_each(statuses: Counter[int]) -> str:
    return ", ".join(f"{number} × {status}" for status, number in sorted(statuses.items()))
