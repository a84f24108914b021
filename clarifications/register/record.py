"""The text of a published version in the order of reading: the questions, each answer once, where it belongs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clarifications.register.text import (
    PublishedAnswer,
    PublishedClause,
    PublishedPart,
    PublishedQuestion,
    PublishedVote,
    RenderedText,
)


@dataclass(frozen=True)
class ClauseLink:
    """A clause beside a question."""

    number: str
    url: str


@dataclass(frozen=True)
class PlacedAnswer:
    """An answer where it stands on the page; ``together`` names all its questions where they are several."""

    outcome: str
    outcome_label: str
    position: str
    conditions: list[str]
    considerations: str
    together: str


@dataclass(frozen=True)
class Vote:
    """The voting on a question of a historic text, each figure in words: unknown is not 0."""

    figures: list[tuple[str, str]]
    note: str


@dataclass
class Section:
    """A question, a stem that several share, or one of its parts.

    ``answers`` stand here; ``answer`` is the one to this question, which stands in the section ``answered_at``.
    """

    label: str
    heading: str
    anchor: str
    text: str
    clauses: list[ClauseLink]
    is_stem: bool
    is_part: bool
    answers: list[PlacedAnswer] = field(default_factory=list)
    answer: PlacedAnswer | None = None
    answered_at: "Section | None" = None
    vote: Vote | None = None

    @property
    def is_answered_elsewhere(self) -> bool:
        """Whether its answer stands with another question; that of a stem always follows its parts."""
        return self.answered_at not in (None, self) and not self.is_stem


@dataclass(frozen=True)
class Short:
    """A row of *In short*: a question, what the answer comes to, the clauses."""

    label: str
    anchor: str
    outcome: str
    outcome_label: str
    clauses: list[ClauseLink]


@dataclass(frozen=True)
class RecordPage:
    """What a version says."""

    sections: list[Section]
    short: list[Short]
    clauses: list[ClauseLink]
    is_title_only: bool
    has_no_consensus: bool

    @property
    def has_no_answer(self) -> bool:
        """Questions without an answer: a historic text of which only these are held."""
        answered = any(section.answers for section in self.sections)
        return bool(self.sections) and not answered and not self.has_no_consensus


def page_of(text: RenderedText, *, edition_url: str) -> RecordPage:
    """Lay out the text of a version; ``edition_url`` is where the addresses of its clauses begin."""
    sections = list(_sections(text.questions, edition_url))
    _place_answers(sections, text.answers)
    votes = {vote.question: _vote(vote) for vote in text.votes}
    for section in sections:
        section.vote = votes.get(section.label)
    return RecordPage(
        sections=sections,
        short=list(_in_short(sections)),
        clauses=list(dict.fromkeys(_links(text.clauses, edition_url))),
        is_title_only=not sections and not text.answers,
        has_no_consensus=text.has_no_consensus,
    )


def _sections(questions: Sequence[PublishedQuestion], edition_url: str) -> Iterator[Section]:
    for question in questions:
        alone = len(questions) == 1
        heading = _("Question") if alone else _("Question %(label)s") % {"label": question.label}
        yield _section(question, heading, edition_url, is_stem=bool(question.parts))
        for part in question.parts:
            yield _section(part, part.label, edition_url, is_part=True)


def _section(
    row: PublishedPart, heading: str, edition_url: str, *, is_stem: bool = False, is_part: bool = False
) -> Section:
    return Section(
        label=row.label,
        heading=heading,
        anchor=row.anchor,
        text=row.text,
        clauses=_links(row.clauses, edition_url),
        is_stem=is_stem,
        is_part=is_part,
    )


def _links(clauses: Iterable[PublishedClause], edition_url: str) -> list[ClauseLink]:
    return [ClauseLink(clause.number, f"{edition_url}{clause.slug}/") for clause in clauses]


def _place_answers(sections: list[Section], answers: Iterable[PublishedAnswer]) -> None:
    """Put each answer where its first question ends; the other questions lead there."""
    by_label = {section.label: section for section in sections}
    for row in answers:
        asked = [by_label[label] for label in row.questions if label in by_label]
        place = _end_of(asked[0], sections) if asked else (sections[0] if sections else None)
        if place is None:
            continue
        # One that names no question of the text could be published once; it says what it names.
        named = [section.label for section in asked] or row.questions
        together = "" if len(asked) == 1 and place is asked[0] else ", ".join(named)
        answer = _answer(row, together)
        place.answers.append(answer)
        for section in asked:
            section.answer, section.answered_at = answer, place


def _end_of(section: Section, sections: list[Section]) -> Section:
    """A question itself; of a stem its last part."""
    place = section
    if section.is_stem:
        for following in sections[sections.index(section) + 1 :]:
            if not following.is_part:
                break
            place = following
    return place


def _answer(row: PublishedAnswer, together: str) -> PlacedAnswer:
    return PlacedAnswer(
        outcome=row.outcome.value,
        outcome_label=str(row.outcome.label),
        position=row.position,
        conditions=list(row.conditions),
        considerations=row.considerations,
        together=together,
    )


def _in_short(sections: Iterable[Section]) -> Iterator[Short]:
    for section in sections:
        if section.answer and section.answered_at:
            outcome, label = section.answer.outcome, section.answer.outcome_label
            yield Short(section.label, section.answered_at.anchor, outcome, label, section.clauses)


def _vote(row: PublishedVote) -> Vote:
    counted = (
        (_("voting"), row.voting),
        (_("for"), row.in_favour),
        (_("against"), row.against),
        (_("abstained"), row.abstained),
    )
    figures = [(name, _("not known") if number is None else str(number)) for name, number in counted]
    if row.percentage:
        figures.append((_("as printed"), row.percentage))
    return Vote(figures, row.note)
