"""What is measured: the operations with their aims, and the addresses and texts that one database gives them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

PEAK_MEGABYTES = 160  # at most, a worker with its copies
EMPTY, SUBMISSION, CONDITIONAL = "empty view", "whole submission", "record page, answered 304"
DESK, CASE_FILE = "desk queue", "case file"
KEPT = ", kept"  # an operation of which the site has a copy
PRIVATE = (DESK, CASE_FILE)  # asked for with the cookie of the secretariat
NEVER_KEPT = (EMPTY, *PRIVATE, "first page of the form", SUBMISSION)


@dataclass(frozen=True)
class Aim:
    """How much CPU of worker and database an operation may take, in constant responses, and how many statements."""

    times: float | None = None
    statements: int | None = None


ALWAYS = Aim(3.5, 1)  # of whatever is kept
AIMS = {
    EMPTY: Aim(),
    "home": Aim(20),
    "list": Aim(12),
    "filtered list": Aim(40),
    "list, page 40": Aim(12),
    "search, 1 % found": Aim(80),
    "search, 10 % found": Aim(150),
    "record page": Aim(8),
    CONDITIONAL: ALWAYS,
    "clause page": Aim(20),
    "feed": Aim(20),
    "pending": Aim(20),
    "process": Aim(20),
    "standards": Aim(80),
    "page of a standard": Aim(80),
    "page of an edition": Aim(80),
    "toolbox": Aim(80),
    "who answers, by words": Aim(),
    "who answers, as JSON": Aim(),
    "citation, as JSON": Aim(),
    "50 editions, as JSON": Aim(60),
    "an edition, as JSON": Aim(15),
    DESK: Aim(60),
    CASE_FILE: Aim(120, 12),
    "first page of the form": Aim(60),
    SUBMISSION: Aim(700),
}


def aim_of(name: str) -> Aim:
    """What is aimed at for an operation, also for one that is kept."""
    return ALWAYS if name.endswith(KEPT) else AIMS.get(name, Aim())


def growth_of(name: str) -> float:
    """How many times dearer an operation may be with 100 000 records than with 1 000."""
    return 2 if name.startswith("search") else 1.5


@dataclass(frozen=True)
class Fields:
    """What is typed on the pages of the request form."""

    edition: str
    body: str
    clauses: str
    subject: str
    question: str
    background: str
    understanding: str


@dataclass(frozen=True)
class Plan:
    """The address of each operation, the cookie of the secretariat, and the request that is sent."""

    paths: dict[str, str]
    cookie: str
    fields: Fields

    def cookie_for(self, name: str) -> str:
        return self.cookie if name in PRIVATE else ""

    def save(self, place: Path) -> None:
        place.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, place: Path) -> "Plan":
        data = json.loads(place.read_text())
        return cls(paths=data["paths"], cookie=data["cookie"], fields=Fields(**data["fields"]))
