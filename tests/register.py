"""Published records about what a test names, all made by one cast, each walked through the door."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from clarifications.case.models import Clarification
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.composing import TypedQuestion, clauses_of, questions_of
from clarifications.register.finding.search import search
from clarifications.register.models import Record
from clarifications.register.pieces import Origin, PublishedAnswer, PublishedDates, PublishedVote
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import RecordKind, Scope
from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.models import Correspondence, Edition, Succession
from tests.builders import (
    SHARED,
    Case,
    cast,
    decided,
    drafted,
    published,
    received,
    seeking_consensus,
    under_review,
)
from tests.factories import EditionFactory
from tests.kept import once

SUBJECT, STILL_OPEN = "Images", "Still with the group"


def found(text: str) -> list[Record]:
    """The records that answer to a search, best first."""
    keys = search(text).records
    records = Record.objects.in_bulk(keys)
    return [records[key] for key in keys]


@once
def pending_case() -> Case:
    """The first case that a register has pending, where a test says nothing of it."""
    return under_review(received(cast(), subject=STILL_OPEN, clauses="7.1.5"))


@once
def published_case() -> Case:
    """The first one that it publishes."""
    case = under_review(received(cast(), subject=SUBJECT, clauses="7.1.5"))
    return published(decided(seeking_consensus(drafted(case))))


def as_entered(
    edition: Edition | None,
    title: str = "Decision by one person",
    *,
    source: str = "Interpretations (Example), page 14",
    clauses: str = "",
    questions: Sequence[Asked] = (),
    answers: Sequence[PublishedAnswer] = (),
    votes: Sequence[PublishedVote] = (),
    **facts: Any,
) -> dict[str, Any]:
    """The facts of a text that was published before this system: by default an interpretation."""
    filed = edition or EditionFactory()
    days = {name: facts.pop(name).iso for name in ("asked", "decided", "published") if name in facts}
    blank = PublishedText(RecordKind.INTERPRETATION, title, "", "", origin=Origin(source), dates=PublishedDates(**days))
    content = replace(
        blank,
        scope=Scope.CLAUSES if clauses else Scope.GENERAL,
        clauses=clauses_of(clauses, filed),
        questions=questions_of(labelled(questions), filed),
        answers=tuple(answers),
        votes=tuple(votes),
    )
    return {"edition": edition, "content": replace(content, **facts)}


def followed_by(older: Edition, **given: Any) -> Edition:
    """A later edition that replaces ``older``, under another number unless ``standard`` is given."""
    newer = EditionFactory(**given)
    Succession.objects.create(newer=newer, older=older)
    return newer


def compared(older: Edition, newer: Edition, **entries: dict[str, str]) -> None:
    """A comparison: ``compared(a, b, moved={"7.1.5": "7.1.6"})``."""
    said = {
        number: ConcordanceEntry(Correspondence(kind), tuple(now.split()))
        for kind, numbers in entries.items()
        for number, now in numbers.items()
    }
    save(older, newer, said, source="Example Body", note="")


def labelled(questions: Sequence[Asked]) -> Iterator[TypedQuestion]:
    """Questions labelled as the form labels them: 1, 1 a), 1 b), 2 …"""
    for number, asked in enumerate(questions, start=1):
        yield TypedQuestion(str(number), asked.text, asked.clauses)
        for letter, part in zip("abcdef", asked.parts, strict=False):
            yield TypedQuestion(f"{number} {letter})", part.text, part.clauses, is_part=True)


class Register:
    """``Register().add("Images", clauses="7.1.5")``: the same Sam, Connie, Max and Mina for every record."""

    def __init__(self) -> None:
        self.shared: dict[str, Any] = {}

    def case(self, edition: Any = None) -> Case:
        """A case of the one cast, of which nothing is asked yet, an hour after the last one."""
        case = cast(**(self.shared | {"edition": edition or self.shared.get("edition") or EditionFactory()}))
        self.shared = {name: getattr(case, name) for name in SHARED} | {"at": case.at} | self.shared
        return case

    def pending(self, subject: str = STILL_OPEN, *, clauses: str = "7.1.5", edition: Any = None, **given: Any) -> Case:
        """A case that a group has taken up."""
        if not self.shared and (subject, clauses, edition, given) == (STILL_OPEN, "7.1.5", None, {}):
            return self._begun_by(pending_case())
        return self._begun_by(under_review(received(self.case(edition), subject=subject, clauses=clauses, **given)))

    def published(self, subject: str = SUBJECT, *, answers: Any = None, **given: Any) -> Case:
        """A case that was published, by way of a draft with ``answers``."""
        if not self.shared and (subject, answers, given) == (SUBJECT, None, {}):
            return self._begun_by(published_case())
        case = self.pending(subject, **given)
        case = published(decided(seeking_consensus(drafted(case, **({"answers": answers} if answers else {})))))
        return self._begun_by(case)

    def _begun_by(self, case: Case) -> Case:
        """The next case has the same cast and comes later."""
        self.shared = {name: getattr(case, name) for name in SHARED} | self.shared | {"at": case.at}
        return case

    def add(self, subject: str = SUBJECT, **given: Any) -> Record:
        """A published record."""
        return self.published(subject, **given).clarification.record

    def without_consensus(self, subject: str = SUBJECT, **given: Any) -> Record:
        """A record of a case on which the group reached no consensus."""
        case = seeking_consensus(drafted(self.pending(subject, **given)))
        case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="It is not.")
        case.agree(case.connie, case.mina)
        case.sustain(case.max)
        case.at += datetime.timedelta(days=22)
        case.take(steps.ABANDON, case.connie)
        case.take(steps.PUBLISH, case.sam)
        self.shared["at"] = case.at
        return case.clarification.record

    def historic(self, title: str = "Decision by one person", *, edition: Any = None, **facts: Any) -> Record:
        """A text of the former process."""
        return self.entered(title, edition=edition, **facts).clarification.record

    def entered(self, title: str = "Decision by one person", *, edition: Any = None, **facts: Any) -> Case:
        """The case of a text of the former process."""
        case = self.case(edition)
        case.clarification = Clarification()
        case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, title, **facts))
        self.shared["at"] = case.at
        return case
