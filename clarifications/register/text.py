"""The public text of a record: a type with a number, and the one place that knows the JSON which the register freezes.

What was published is never rewritten: a text of an older format is upgraded to today's in memory, whenever it is read.
A new format is a higher ``FORMAT``, one more function in ``upgrades`` and one more frozen file among the tests.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import ClassVar, Literal, Self, TypeVar

import msgspec
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clarifications.markdown import to_html
from standards.reading.dates import PartialDate

FORMAT = 1
Json = dict[str, object]
Row = TypeVar("Row")
AnyText = TypeVar("AnyText", bound="PublishedText")


class NotAText(ValueError):
    """What is stored is no public text; the message names the place."""


class UnknownQuestion(NotAText):
    """An answer or a vote names a question that the text does not have."""

    def __init__(self, label: str) -> None:
        self.label = label
        super().__init__(f"The text has no question {label!r}.")


class RecordKind(TextChoices):
    """A clarification, or a text of the process before this one."""

    CLARIFICATION = "clarification", _("Clarification")
    INTERPRETATION = "interpretation", _("Historic interpretation")


class PublicOutcome(TextChoices):
    """What an answer comes to, as readers filter by it; the first nine are those of the group's answers."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    YES_BUT_NOT_ONLY = "yes-but-not-only", _("Yes, but not only so")
    YES_UNDER_CONDITIONS = "yes-under-conditions", _("Yes, under conditions")
    NOT_SPECIFIED = "not-specified", _("Intentionally not specified")
    SILENT = "silent", _("The standard is silent")
    AMBIGUOUS = "ambiguous", _("Ambiguous, to be considered in revision")
    DEFECT = "defect", _("Defect, to be corrected")
    SEE_TEXT = "see-text", _("See text")
    NO_CONSENSUS = "no-consensus", _("No consensus")
    UNKNOWN = "unknown", _("Answer not held")


@dataclass(frozen=True)
class PublishedClause:
    """A clause as it was cited: its number, the word of its address, what it sorts by, its heading in our list."""

    number: str
    slug: str
    sort_key: str
    title: str = ""


@dataclass(frozen=True)
class PublishedPart:
    """A question, or a part of one; ``anchor`` is its place on the page."""

    label: str
    anchor: str
    text: str
    clauses: tuple[PublishedClause, ...] = ()


@dataclass(frozen=True)
class PublishedQuestion(PublishedPart):
    """A question with its parts."""

    parts: tuple[PublishedPart, ...] = ()


@dataclass(frozen=True)
class PublishedAnswer:
    """An answer to the questions with these labels: what it comes to, the text, the why, the conditions."""

    questions: tuple[str, ...]
    outcome: PublicOutcome
    position: str
    considerations: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """How consensus was reached, as numbers without names."""

    rounds: int
    entitled: int
    answered: int
    agreed: int
    agreed_editorial: int
    objected: int
    abstained: int
    disclosed: int
    objections: int
    sustained: int


@dataclass(frozen=True)
class Consensus:
    """How the work ended, and its figures where there was a call; empty while it goes on."""

    kind: Literal["", "consensus", "no-consensus", "historic"] = ""
    figures: Figures | None = None


@dataclass(frozen=True)
class PublishedVote:
    """The voting on a question of a historic text, as printed; what is not printed is unknown, which is not 0."""

    question: str
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    voting: int | None = None
    percentage: str = ""
    note: str = ""


@dataclass(frozen=True)
class PublishedDates:
    """The days of a text, each as precise as it is known (``standards.reading.dates``), empty where it is not."""

    asked: str = ""
    accepted: str = ""
    decided: str = ""
    published: str = ""

    def __post_init__(self) -> None:
        for day in (self.asked, self.accepted, self.decided, self.published):
            PartialDate(day)  # refuses what is no date


@dataclass(frozen=True)
class RedactedText:
    """Stands where a text was taken out of the register for good: nothing of it is left."""


@dataclass(frozen=True)
class PublishedText:
    """What a version says."""

    kind: RecordKind
    title: str
    standard: str
    edition: str
    clauses: tuple[PublishedClause, ...] = ()
    questions: tuple[PublishedQuestion, ...] = ()
    answers: tuple[PublishedAnswer, ...] = ()
    consensus: Consensus = Consensus()
    votes: tuple[PublishedVote, ...] = ()
    dates: PublishedDates = PublishedDates()
    group: str = ""
    source: str = ""
    format: Literal[1] = 1

    upgrades: ClassVar[tuple[Callable[[Json], Json], ...]]  # each brings a format to the next one; the first is 0

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
        made: Json = json.loads(json.dumps(asdict(self)))  # as the database gives it back: lists and plain strings
        return made

    def check(self) -> None:
        """Refuse an answer to a question that is not there: a published text stays as it is for good."""
        known = {question.label for question in self.all_questions}
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
    def has_no_consensus(self) -> bool:
        return self.consensus.kind == "no-consensus"

    @property
    def is_complete(self) -> bool:
        """Whether there is a title, and a text for every question and answer; a historic title alone is complete."""
        if not self.title.strip():
            return False
        if self.kind == RecordKind.INTERPRETATION:
            return True  # what its source does not say is left unknown
        texts = [*(question.text for question in self.all_questions), *(answer.position for answer in self.answers)]
        return all(text.strip() for text in texts) and bool(self.questions)

    # ---------- its wording ----------

    def with_wording_of(self, edited: "PublishedText") -> Self:
        """This text in the words of ``edited``, matched by place; everything that is not wording stays as it is."""
        return replace(
            self,
            title=edited.title,
            questions=_by_place(self.questions, edited.questions, _reworded_question),
            answers=_by_place(self.answers, edited.answers, _reworded_answer),
        )

    def mapped(self, change: Callable[[str], str]) -> Self:
        """This text with every text of a question or answer changed."""
        return replace(
            self,
            questions=tuple(
                replace(
                    question,
                    text=change(question.text),
                    parts=tuple(replace(part, text=change(part.text)) for part in question.parts),
                )
                for question in self.questions
            ),
            answers=tuple(
                replace(
                    answer,
                    position=change(answer.position),
                    considerations=change(answer.considerations),
                    conditions=tuple(map(change, answer.conditions)),
                )
                for answer in self.answers
            ),
        )

    def as_html(self) -> "RenderedText":
        """The same with safe HTML for every text of a question or answer."""
        made = self.mapped(to_html)
        return RenderedText(**{field.name: getattr(made, field.name) for field in fields(made)})


@dataclass(frozen=True)
class RenderedText(PublishedText):
    """A public text whose questions and answers are safe HTML, for its page; it can be made again from the text."""

    def check(self) -> None:
        """It repeats what was checked when it was published, or was published before anything was checked."""


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


def _by_place(old: tuple[Row, ...], new: tuple[Row, ...], merged: Callable[[Row, Row], Row]) -> tuple[Row, ...]:
    return tuple(merged(one, other) for one, other in zip(old, new, strict=False)) + old[len(new) :]


def _reworded_part(old: PublishedPart, new: PublishedPart) -> PublishedPart:
    return replace(old, text=new.text)


def _reworded_question(old: PublishedQuestion, new: PublishedQuestion) -> PublishedQuestion:
    return replace(old, text=new.text, parts=_by_place(old.parts, new.parts, _reworded_part))


def _reworded_answer(old: PublishedAnswer, new: PublishedAnswer) -> PublishedAnswer:
    return replace(old, position=new.position, considerations=new.considerations, conditions=new.conditions)


# ---------- older formats ----------


def _from_0(stored: Json) -> Json:
    """Format 0 had no number, the figures of a call beside their kind, and the votes in favour under ``for``."""
    consensus = stored.get("consensus")
    if isinstance(consensus, dict):
        figures = consensus if "entitled" in consensus else None
        stored = stored | {"consensus": {"kind": consensus.get("kind", ""), "figures": figures}}
    votes = _each(stored.get("votes", []), lambda vote: vote | {"in_favour": vote.get("for")})
    return stored | {"votes": votes, "format": 1}


def _rendered_from_0(stored: Json) -> Json:
    """Format 0 kept the HTML of each text beside it, where there was a text."""

    def with_html(row: Json) -> Json:
        names = {"text", "position", "considerations"} & row.keys()
        made = row | {name: row.get(f"{name}_html", "") for name in names}
        if "conditions" in row:
            made["conditions"] = row.get("conditions_html", [])
        return made | ({"parts": _each(row["parts"], with_html)} if "parts" in row else {})

    rows = {name: _each(stored.get(name), with_html) for name in ("questions", "answers")}
    return _from_0(stored | rows)


def _each(rows: object, change: Callable[[Json], Json]) -> object:
    """The rows changed; what is no row is left for the type to complain of."""
    return [change(row) if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows


PublishedText.upgrades = (_from_0,)
RenderedText.upgrades = (_rendered_from_0,)
