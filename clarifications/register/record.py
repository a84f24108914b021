"""The text of a published version in the order of reading: the questions, each answer once, where it belongs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from clarifications.register.pieces import (
    PublishedAnswer,
    PublishedClause,
    PublishedPart,
    PublishedQuestion,
    PublishedVote,
)
from clarifications.register.text import RenderedText
from clarifications.register.vocabulary import Held


@dataclass(frozen=True)
class ClauseLink:
    """A clause beside a question; ``group`` numbers those that were asked together."""

    number: str
    url: str
    group: int = 0


@dataclass(frozen=True)
class PlacedAnswer:
    """An answer where it stands on the page; ``together`` names all its questions where they are several."""

    outcome: str
    outcome_label: str
    position: str
    conditions: list[str]
    considerations: str
    together: str
    held: str


@dataclass(frozen=True)
class Vote:
    """The voting on a question, each figure in words: unknown is not 0; ``printed`` is the percentage as printed."""

    figures: list[tuple[str, str]]
    printed: str
    note: str


@dataclass
class Section:
    """A question, a stem that several share, or one of its parts.

    ``answers`` stand here; ``answered`` are those to this question, each with the section in which it stands. What is
    not wholly ``held`` says so.
    """

    label: str
    heading: str
    anchor: str
    text: str
    clauses: list[ClauseLink]
    is_part: bool
    held: str
    parts: "list[Section]" = field(default_factory=list)
    answers: list[PlacedAnswer] = field(default_factory=list)
    answered: "list[tuple[PlacedAnswer, Section]]" = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)  # several where it was voted on more than once

    @property
    def is_stem(self) -> bool:
        return bool(self.parts)

    @property
    def answered_elsewhere(self) -> "list[Section]":
        """The other questions with which an answer to it stands; that to a stem alone follows its parts."""
        here = (self, *self.parts)
        return [place for _answer, place in self.answered if all(place is not one for one in here)]


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
    """What a version says, in its ``language``; ``asides`` are what is said beside the questions, by their names."""

    language: str
    sections: list[Section]
    short: list[Short]
    clauses: list[ClauseLink]
    is_title_only: bool
    has_no_consensus: bool
    asides: list[tuple[str, str]]

    @property
    def begins_in_short(self) -> bool:
        """Whether it begins with what it comes to."""
        return bool(self.short) or self.has_no_consensus or self.is_title_only

    @property
    def has_no_answer(self) -> bool:
        """Questions without an answer: a text of which only these are held."""
        answered = any(section.answers for section in self.sections)
        return bool(self.sections) and not answered and not self.has_no_consensus


def page_of(text: RenderedText, *, edition_url: str) -> RecordPage:
    """Lay out the text of a version; ``edition_url`` is where the addresses of its clauses begin."""
    sections = list(_sections(text.questions, edition_url))
    _place_answers(sections, text.answers)
    for section in sections:
        section.votes = [_vote(vote) for vote in text.votes if vote.question == section.label]
    return RecordPage(
        language=text.language,
        sections=sections,
        short=list(_in_short(sections)),
        clauses=list(dict.fromkeys(_links(text.clauses, edition_url))),
        is_title_only=not sections and not text.answers,
        has_no_consensus=text.has_no_consensus,
        asides=[(name, said) for name, said in _asides(text) if said],
    )


def contents_of(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts of the page of a record that shows this, each with its anchor; a redacted version has no text."""
    page: RecordPage | None = context.get("page")
    found = [("short", _("In short"))] if page and page.begins_in_short else []
    found += [(one.anchor, one.heading) for one in page.sections if not one.is_part] if page else []
    others = (
        ("relations", _("Other records"), context["relations"].rows),
        ("editions", _("My edition"), context["edition_rows"]),
        ("way", _("How it came about"), context.get("way", {}).get("timeline")),
        ("versions", _("Versions"), True),
    )
    return found + [(anchor, heading) for anchor, heading, is_there in others if is_there]


def _asides(text: RenderedText) -> list[tuple[str, str]]:
    """What is said beside the questions, each with its name."""
    return [
        (_("Background"), text.background),
        (_("Circumstance"), text.circumstance),
        (_("How whoever asked understands it"), text.understanding),
    ]


def _sections(questions: Sequence[PublishedQuestion], edition_url: str) -> Iterator[Section]:
    for question in questions:
        alone = len(questions) == 1 and question.label == "1"
        numbered = _("Question %(label)s") % {"label": question.label}
        heading = _("Question") if alone else numbered if question.label.isdecimal() else question.label
        parts = [_section(part, part.label, edition_url, is_part=True) for part in question.parts]
        yield _section(question, heading, edition_url, parts=parts)
        yield from parts


def _section(
    row: PublishedPart, heading: str, edition_url: str, *, is_part: bool = False, parts: Sequence[Section] = ()
) -> Section:
    return Section(
        label=row.label,
        heading=heading,
        anchor=row.anchor,
        text=row.text,
        clauses=_links(row.clauses, edition_url),
        is_part=is_part,
        held=_held(row.held),
        parts=list(parts),
    )


def _held(held: Held) -> str:
    """What is said where a text is not wholly held."""
    return "" if held is Held.WHOLE else str(held.label)


def _links(clauses: Iterable[PublishedClause], edition_url: str) -> list[ClauseLink]:
    return [ClauseLink(clause.number, f"{edition_url}{clause.slug}/", clause.group) for clause in clauses]


def _place_answers(sections: list[Section], answers: Iterable[PublishedAnswer]) -> None:
    """Put each answer where its first question ends; the other questions lead there."""
    by_label = {section.label: section for section in sections}
    for row in answers:
        asked = [by_label[label] for label in row.questions if label in by_label]
        place = [asked[0], *asked[0].parts][-1] if asked else (sections[0] if sections else None)
        if place is None:
            continue
        # One that names no question of the text could be published once; it says what it names.
        named = [section.label for section in asked] or row.questions
        together = "" if len(asked) == 1 and place is asked[0] else ", ".join(named)
        answer = _answer(row, together)
        place.answers.append(answer)
        for section in asked:
            # One to a stem alone stands below its parts; else each part says where the answer is.
            for one in (section,) if any(place is part for part in section.parts) else (section, *section.parts):
                one.answered.append((answer, place))


def _answer(row: PublishedAnswer, together: str) -> PlacedAnswer:
    return PlacedAnswer(
        outcome=row.outcome.value,
        outcome_label=str(row.outcome.label),
        position=row.position,
        conditions=list(row.conditions),
        considerations=row.considerations,
        together=together,
        held=_held(row.held),
    )


def _in_short(sections: Iterable[Section]) -> Iterator[Short]:
    for section in sections:
        for answer, place in section.answered:
            yield Short(section.label, place.anchor, answer.outcome, answer.outcome_label, section.clauses)


def _vote(row: PublishedVote) -> Vote:
    counted = (
        (_("Voting"), row.voting),
        (_("For"), row.in_favour),
        (_("Against"), row.against),
        (_("Abstained"), row.abstained),
    )
    figures = [(name, _("not known") if number is None else str(number)) for name, number in counted]
    return Vote(figures, row.percentage, row.note)
