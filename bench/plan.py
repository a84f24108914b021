"""What is measured: the operations with their aims, and the addresses and texts that one database gives them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

PUBLIC_STATEMENTS, DESK_STATEMENTS = 6, 10  # at most, a page
PEAK_MEGABYTES = 130  # at most, a worker
EMPTY, SUBMISSION, CONDITIONAL = "empty view", "whole submission", "record page, answered 304"


@dataclass(frozen=True)
class Aim:
    """How many times the constant response an operation may take at 10 000 records, and its SQL statements."""

    times: float | None = None
    statements: int | None = PUBLIC_STATEMENTS


AIMS = {
    EMPTY: Aim(statements=None),
    "list": Aim(30),
    "filtered list": Aim(30),
    "list, page 40": Aim(30),
    "search, 1 % found": Aim(50),
    "search, 10 % found": Aim(50),
    "record page": Aim(25),
    CONDITIONAL: Aim(3),
    "clause page": Aim(),
    "standards": Aim(),
    "page of a standard": Aim(),
    "page of an edition": Aim(),
    "toolbox": Aim(),
    "who answers, by words": Aim(),
    "who answers, as JSON": Aim(),
    "citation, as JSON": Aim(),
    "50 editions, as JSON": Aim(),
    "desk queue": Aim(45, DESK_STATEMENTS),
    SUBMISSION: Aim(90, None),
}


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
        return self.cookie if AIMS[name].statements == DESK_STATEMENTS else ""

    def save(self, place: Path) -> None:
        place.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, place: Path) -> "Plan":
        data = json.loads(place.read_text())
        return cls(paths=data["paths"], cookie=data["cookie"], fields=Fields(**data["fields"]))
