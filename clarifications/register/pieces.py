"""The pieces of a public text: clauses, questions and answers, votes, dates, where it comes from."""

from dataclasses import dataclass, fields, replace
from typing import Literal, Self

from clarifications.register.quotations import without_quotations
from clarifications.register.vocabulary import DecidedBy, DecidingBody, Held, PublicOutcome
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class PublishedClause:
    """A clause as it was cited: its number, the word of its address, what it sorts by, its heading in our list.

    ``group`` numbers those that were asked together, from 0 on.
    """

    number: str
    slug: str
    sort_key: str
    title: str = ""
    group: int = 0


@dataclass(frozen=True)
class CitedDocument:
    """A document of any publisher that a text cites beside its subject, perhaps with clauses of it, as printed."""

    reference: str
    clauses: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a text stands that was published before this system, what it is called there, who decided it and how."""

    source: str
    link: str = ""
    identifier: str = ""
    body: DecidingBody = DecidingBody.UNKNOWN
    body_name: str = ""
    decided_by: DecidedBy = DecidedBy.UNKNOWN

    def without_quotations(self) -> Self:
        """The same without the words that are marked as those of a standard."""
        return replace(
            self,
            source=without_quotations(self.source),
            identifier=without_quotations(self.identifier),
            body_name=without_quotations(self.body_name),
        )


@dataclass(frozen=True)
class PublishedPart:
    """A question, or a part of one; ``anchor`` is its place on the page."""

    label: str
    anchor: str
    text: str
    clauses: tuple[PublishedClause, ...] = ()
    held: Held = Held.WHOLE


@dataclass(frozen=True)
class PublishedQuestion(PublishedPart):
    """A question with its parts."""

    parts: tuple[PublishedPart, ...] = ()


@dataclass(frozen=True)
class PublishedAnswer:
    """An answer to the questions with these labels: what it comes to, the text, the why, the conditions.

    That to a question with parts is one to all of them.
    """

    questions: tuple[str, ...]
    outcome: PublicOutcome
    position: str
    considerations: str = ""
    conditions: tuple[str, ...] = ()
    held: Held = Held.WHOLE

    @property
    def lacks_a_condition(self) -> bool:
        """Whether it is “yes, under conditions” and names none, though its text is held."""
        under_conditions = self.outcome == PublicOutcome.YES_UNDER_CONDITIONS
        return under_conditions and not self.conditions and self.held != Held.NOTHING


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

    kind: Literal["", "consensus", "no-consensus"] = ""
    figures: Figures | None = None


NOTHING_CONCLUDED = Consensus()


@dataclass(frozen=True)
class PublishedVote:
    """The voting on a question or a part of one, as printed; what is not printed is unknown, which is not 0."""

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
    issued: str = ""
    effective: str = ""
    published: str = ""
    revised: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            PartialDate(getattr(self, field.name))  # refuses what is no date


NO_DATES = PublishedDates()
