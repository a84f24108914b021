"""Enters texts that were published before this system from a file that somebody wrote: each by the step for one."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import User
from clarifications.case.door import take
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.moving.checking import keep_origins
from clarifications.moving.reading import LineFault, Progress
from clarifications.moving.stage import Stage
from clarifications.moving.typed_texts import TypedText, read_texts
from clarifications.publication.steps import ENTER_HISTORIC, EntryFacts

Report = Callable[[LineFault], None]


@dataclass
class TextsFromFile:
    """The texts of a file that are not here yet; ``faults`` counts what was told, ``standing`` those that are here."""

    place: Path
    report: Report
    faults: int = 0
    standing: int = 0

    def check(self) -> list[TypedText]:
        """Read every text; those that are new. Raises ``NotImported`` where the file cannot be read."""
        new: list[TypedText] = []
        with Stage() as stage:
            keep_origins(stage)
            here: dict[tuple[str, str], str] = {}
            for found in read_texts(self.place):
                if isinstance(found, LineFault):
                    self._tell(found)
                    continue
                origin = found.text.without_quotations().origin
                assert origin is not None
                mark = (origin.source, origin.identifier)
                if mark in here:
                    self._tell(LineFault(self.place.name, f"is {here[mark]} once more", field=found.place))
                elif stage.from_there(*mark):
                    self.standing += 1
                else:
                    new.append(found)
                here[mark] = found.place
        return new

    @transaction.atomic
    def enter(self, texts: list[TypedText], *, by: User, at: datetime.datetime, progress: Progress) -> None:
        """Enter them all, or none. Raises ``StepRefused``, as where ``by`` is nobody of the secretariat any more."""
        actor, reason = user_actor(by), f"From the file {self.place.name}."
        for number, one in enumerate(texts, start=1):
            facts = EntryFacts(one.text, one.edition)
            take(ENTER_HISTORIC, Clarification(), facts, by=actor, seen_version=None, at=at, reason=reason)
            progress(number / len(texts))

    def _tell(self, fault: LineFault) -> None:
        self.faults += 1
        self.report(fault)
