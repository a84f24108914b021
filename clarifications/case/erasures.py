"""The list of erasures: a file outside of the database, so that one that is restored forgets the same people again.

Every step that empties what a case says of a person calls ``remember_erasure`` (``erase_person`` does, in the room of
``erasure``), and names how it is repeated in ``REPEATED`` of ``clarifications/restored.py``.
"""

import datetime
import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from clarifications.case.part import Occasion, StepRefused
from clarifications.map.steps import Step

OPAQUE = re.compile(r"[A-Za-z0-9:._-]+")  # neither a blank nor an @: no name, no address


@dataclass(frozen=True)
class Erasure:
    """One line: when, in the case with which key, by which step, what (an opaque id), by whom (the key of a person)."""

    at: datetime.datetime
    case: str
    verb: str
    what: str
    by: str

    def __str__(self) -> str:
        return " ".join((self.at.isoformat(), self.case, self.verb, self.what, self.by))


def remember_erasure(step: Step, case: str, *, what: str, how: Occasion) -> None:
    """Add a line to the list, within the transaction of the erasure: what cannot be remembered is not done.

    ``case`` is the key of the case; ``what`` an opaque id, such as the key of a person. A line stands there once.
    Raises ``StepRefused`` where the list cannot be written.
    """
    erasure = Erasure(how.at, case, step.verb, what, how.by.key)
    if not all(map(OPAQUE.fullmatch, (case, what, how.by.key))):
        raise ValueError("The list of erasures holds opaque ids, no names.")
    try:
        if erasure not in remembered():
            _append(settings.ERASURES_FILE, str(erasure))
    except OSError as problem:
        said = _(
            "Nothing was erased, because the list of erasures could not be written (%(fault)s). Tell who runs the site."
        )
        raise StepRefused([said % {"fault": problem.strerror}]) from problem


def remembered() -> list[Erasure]:
    """All erasures of the list, in the order they were done; none where there is no list."""
    return [erasure for line in _lines() if (erasure := _read(line))]


def unreadable() -> int:
    """How many lines of the list are none: of erasures that were refused because the disk was full, or damaged."""
    return sum(_read(line) is None for line in _lines())


def _lines() -> list[str]:
    place: Path = settings.ERASURES_FILE
    return [line for line in place.read_text("utf-8", "replace").splitlines() if line] if place.exists() else []


def _read(line: str) -> Erasure | None:
    at, *others = line.split(" ")
    try:
        return Erasure(datetime.datetime.fromisoformat(at), *others)
    except (ValueError, TypeError):
        return None


def _append(place: Path, line: str) -> None:
    """One write at the end of the file, on the disk before it returns; the file is its owner's alone."""
    file = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # What a full disk cut off before stays a line of its own.
        written = f"\n{line}\n".encode("ascii")
        if os.write(file, written) < len(written):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    finally:
        os.close(file)
