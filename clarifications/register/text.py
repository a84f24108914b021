"""The public text of a record: a type with a number, and the one place that knows the JSON which the register freezes.

What was published is never rewritten: a text of an older format is upgraded to today's in memory, whenever it is read.
A new format is a higher ``FORMAT``, one more function in ``formats.py`` and one more frozen file among the tests.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import ClassVar, Literal, Self, TypeVar

import msgspec
from django.db.models import TextChoices

from clarifications.markdown import to_html
from clarifications.register import formats
from clarifications.register.formats import Json
from clarifications.register.pieces import (
    NO_DATES,
    NOTHING_CONCLUDED,
    CitedDocument,
    Consensus,
    Origin,
    PublishedAnswer,
    PublishedClause,
    PublishedDates,
    PublishedPart,
    PublishedQuestion,
    PublishedVote,
)
from clarifications.register.quotations import lines_without_quotations, without_quotations
from clarifications.register.vocabulary import Fate, PublicOutcome, RecordKind, Scope
from clarifications.wording import dialect_to_html, plain_to_html
from standards.reading.dates import PartialDate

FORMAT = 2
Change = Callable[[str], str]
Row = TypeVar("Row")
AnyText = TypeVar("AnyText", bound="PublishedText")


class NotAText(ValueError):
    """What is stored is no public text; the message names the place."""


class UnknownQuestion(NotAText):
    """An answer or a vote names a question that the text does not have."""

    def __init__(self, label: str) -> None:
        self.label = label
        super().__init__(f"The text has no question {label!r}.")


class DoubleLabel(NotAText):
    """Two questions or parts are labelled alike, so that an answer could belong to either."""

    def __init__(self, label: str) -> None:
        self.label = label
        super().__init__(f"Two questions have the label {label!r}.")


@dataclass(frozen=True)
class RedactedText:
    """Stands where a text was taken out of the register for good: nothing of it is left."""


@dataclass(frozen=True)
class PublishedText:
    """What a version says.

    Its subject is ``edition``, where ``names_edition`` the one that the text itself names: as it is known in
    ``adoption`` (EN ISO/IEC 17025:2017), in the corrected version of ``corrected``. ``origin`` is there for what was
    published before this system. Who reads it as what: ``markup``.
    """

    kind: RecordKind
    title: str
    standard: str
    edition: str
    names_edition: bool = True
    corrected: str = ""
    adoption: str = ""
    scope: Scope = Scope.CLAUSES
    clauses: tuple[PublishedClause, ...] = ()
    cited: tuple[CitedDocument, ...] = ()
    background: str = ""
    understanding: str = ""
    circumstance: str = ""
    questions: tuple[PublishedQuestion, ...] = ()
    answers: tuple[PublishedAnswer, ...] = ()
    consensus: Consensus = NOTHING_CONCLUDED
    votes: tuple[PublishedVote, ...] = ()
    dates: PublishedDates = NO_DATES
    group: str = ""
    consulted: tuple[str, ...] = ()
    origin: Origin | None = None
    fate: Fate = Fate.DECIDED
    fate_since: str = ""
    language: str = "en"
    markup: Literal["dialect", "markdown"] = "dialect"
    format: Literal[2] = 2

    upgrades: ClassVar[tuple[Callable[[Json], Json], ...]]  # each brings a format to the next one; the first is 0

    def __post_init__(self) -> None:
        for day in (self.corrected, self.fate_since):
            PartialDate(day)  # refuses what is no date

    # ---------- to and from JSON ----------

    @classmethod
    def from_json(cls, stored: object) -> Self | RedactedText:
        """The text that is stored, of whichever format; ``{}`` is a redacted one. Raises ``NotAText``."""
        if stored == {}:
            return RedactedText()
        if isinstance(stored, dict) and (number := stored.get("format", 0)) in range(FORMAT):
            for upgrade in cls.upgrades[number:]:
                stored = upgrade(stored)
        try:
            return msgspec.convert(stored, cls)
        except msgspec.ValidationError as wrong:
            raise NotAText(str(wrong)) from wrong

    def to_json(self) -> Json:
        """What is stored, in today's format. Raises ``UnknownQuestion`` for a text that no page could show."""
        self.check()
        made: Json = json.loads(json.dumps(msgspec.to_builtins(self)))  # as the database gives it back
        return made

    def check(self) -> None:
        """Refuse labels that lead nowhere or to two places: a published text stays as it is for good."""
        known = Counter(question.label for question in self.all_questions)
        if twice := next((label for label, number in known.items() if number > 1), None):
            raise DoubleLabel(twice)
        named = [label for answer in self.answers for label in answer.questions]
        for label in [*named, *(vote.question for vote in self.votes)]:
            if label not in known:
                raise UnknownQuestion(label)

    # ---------- what it says ----------

    @property
    def all_questions(self) -> list[PublishedPart]:
        """Every question and part, in order."""
        return [part for question in self.questions for part in (question, *question.parts)]

    @property
    def all_clauses(self) -> list[PublishedClause]:
        """The clauses of the text and those of its questions, each once."""
        rows = [*self.clauses, *(clause for question in self.all_questions for clause in question.clauses)]
        return list({row.slug: row for row in rows}.values())

    @property
    def outcomes(self) -> list[list[str]]:
        """Pairs of label and outcome for lists, in the order of the questions."""
        if self.has_no_consensus:
            return [["", PublicOutcome.NO_CONSENSUS.value]]
        pairs = [[", ".join(answer.questions), answer.outcome.value] for answer in self.answers]
        return pairs or [["", PublicOutcome.UNKNOWN.value]]

    @property
    def answers_hash(self) -> str:
        """The same for the same answers: the questions they are to, outcome, texts and conditions, sign by sign."""
        said = [
            [answer.questions, answer.outcome, answer.position, answer.considerations, answer.conditions]
            for answer in self.answers
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def was_published_before(self) -> bool:
        """Whether it was published before this system."""
        return self.origin is not None

    @property
    def lacks_a_condition(self) -> bool:
        """Whether “yes, under conditions” names none; a source of before this system may leave them in its text."""
        return not self.was_published_before and any(answer.lacks_a_condition for answer in self.answers)

    @property
    def has_no_consensus(self) -> bool:
        return self.consensus.kind == "no-consensus"

    @property
    def is_complete(self) -> bool:
        """Whether there is a title, and a text for every question and answer; of what was published before, a title
        alone is complete."""
        if not self.title.strip():
            return False
        if self.was_published_before:
            return True  # what its source does not say is left unknown
        texts = [*(question.text for question in self.all_questions), *(answer.position for answer in self.answers)]
        return all(text.strip() for text in texts) and bool(self.questions)

    # ---------- its wording ----------

    def with_wording_of(self, edited: "PublishedText") -> Self:
        """This text in the words of ``edited``, matched by place; everything that is not wording stays as it is."""
        return replace(
            self,
            title=edited.title,
            background=edited.background,
            understanding=edited.understanding,
            circumstance=edited.circumstance,
            questions=_by_place(self.questions, edited.questions, _reworded_question),
            answers=_by_place(self.answers, edited.answers, _reworded_answer),
        )

    def mapped(self, typed: Change, marked: Change) -> Self:
        """This text with every text changed: ``typed`` those of who asks, ``marked`` those that answer."""
        return replace(
            self,
            background=typed(self.background),
            understanding=typed(self.understanding),
            circumstance=typed(self.circumstance),
            questions=tuple(
                replace(
                    question,
                    text=typed(question.text),
                    parts=tuple(replace(part, text=typed(part.text)) for part in question.parts),
                )
                for question in self.questions
            ),
            answers=tuple(
                replace(
                    answer,
                    position=marked(answer.position),
                    considerations=marked(answer.considerations),
                    conditions=tuple(map(marked, answer.conditions)),
                )
                for answer in self.answers
            ),
        )

    def without_quotations(self) -> Self:
        """The same without the words that are marked as those of a standard: ``[[…]]``."""
        said = self.mapped(without_quotations, without_quotations)
        return replace(
            said,
            title=without_quotations(self.title),
            adoption=without_quotations(self.adoption),
            group=without_quotations(self.group),
            consulted=tuple(map(without_quotations, self.consulted)),
            origin=self.origin and self.origin.without_quotations(),
            cited=tuple(CitedDocument(*map(without_quotations, (one.reference, one.clauses))) for one in self.cited),
            answers=tuple(
                replace(answer, conditions=lines_without_quotations(typed.conditions))
                for answer, typed in zip(said.answers, self.answers, strict=True)
            ),
            votes=tuple(replace(vote, note=without_quotations(vote.note)) for vote in self.votes),
        )

    def as_html(self) -> "RenderedText":
        """The same with safe HTML for every text, read as it was when it was published."""
        as_written = (to_html, to_html) if self.markup == "markdown" else (_plain, dialect_to_html)
        made = self.mapped(*as_written)
        return RenderedText(**{field.name: getattr(made, field.name) for field in fields(made)})


@dataclass(frozen=True)
class RenderedText(PublishedText):
    """A public text whose questions and answers are safe HTML, for its page; it can be made again from the text."""

    def check(self) -> None:
        """It repeats what was checked when it was published, or was published before anything was checked."""


def holds_an_answer(outcomes: list[list[str]]) -> bool:
    """Whether pairs of label and outcome, as lists keep them, hold an answer that could apply to an edition."""
    return any(outcome not in (PublicOutcome.UNKNOWN, PublicOutcome.NO_CONSENSUS) for _label, outcome in outcomes)


def not_redacted(text: AnyText | RedactedText) -> AnyText:
    """The text where there must be one, as in the newest version."""
    if isinstance(text, RedactedText):
        raise NotAText("This text was redacted.")
    return text


def schema() -> Json:
    """The JSON Schema of a public text in today's format."""
    drawn = msgspec.json.schema(PublishedText, schema_hook=_enumerated)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **drawn}


def _enumerated(choices: type) -> Json:
    """Django's choices are no plain enumerations for msgspec, which otherwise reads them as such."""
    if not issubclass(choices, TextChoices):
        raise NotImplementedError  # so msgspec is told that it has to know the type itself
    return {"title": choices.__name__, "enum": choices.values}


def _plain(text: str) -> str:
    return plain_to_html(text) if text else ""


def _by_place(old: tuple[Row, ...], new: tuple[Row, ...], merged: Callable[[Row, Row], Row]) -> tuple[Row, ...]:
    return tuple(merged(one, other) for one, other in zip(old, new, strict=False)) + old[len(new) :]


def _reworded_part(old: PublishedPart, new: PublishedPart) -> PublishedPart:
    return replace(old, text=new.text)


def _reworded_question(old: PublishedQuestion, new: PublishedQuestion) -> PublishedQuestion:
    return replace(old, text=new.text, parts=_by_place(old.parts, new.parts, _reworded_part))


def _reworded_answer(old: PublishedAnswer, new: PublishedAnswer) -> PublishedAnswer:
    return replace(old, position=new.position, considerations=new.considerations, conditions=new.conditions)


PublishedText.upgrades = (formats.from_0, formats.from_1)
RenderedText.upgrades = (formats.rendered_from_0, formats.from_1)
