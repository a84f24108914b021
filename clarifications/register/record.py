"""The text of a published version in the order of reading: the questions, each answer once, where it belongs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from clarifications.models.publication import PublicOutcome

Row = Mapping[str, Any]


@dataclass(frozen=True)
class ClauseLink:
    """A clause beside a question."""

    number: str
    url: str


@dataclass(frozen=True)
class Answer:
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
    answers: list[Answer] = field(default_factory=list)
    answer: Answer | None = None
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
class Page:
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


def page_of(rendered: Row, *, edition_url: str) -> Page:
    """Lay out the text of a version; ``edition_url`` is where the addresses of its clauses begin."""
    sections = list(_sections(rendered["questions"], edition_url))
    _place_answers(sections, rendered["answers"])
    votes = {vote["question"]: _vote(vote) for vote in rendered["votes"]}
    for section in sections:
        section.vote = votes.get(section.label)
    return Page(
        sections=sections,
        short=list(_in_short(sections)),
        clauses=list(dict.fromkeys(_links(rendered["clauses"], edition_url))),
        is_title_only=not sections and not rendered["answers"],
        has_no_consensus=rendered["consensus"]["kind"] == PublicOutcome.NO_CONSENSUS,
    )


def _sections(questions: Sequence[Row], edition_url: str) -> Iterator[Section]:
    for question in questions:
        alone = len(questions) == 1
        heading = _("Question") if alone else _("Question %(label)s") % {"label": question["label"]}
        yield _section(question, heading, edition_url, is_part=False)
        for part in question["parts"]:
            yield _section(part, part["label"], edition_url, is_part=True)


def _section(row: Row, heading: str, edition_url: str, *, is_part: bool) -> Section:
    return Section(
        label=row["label"],
        heading=heading,
        anchor=row["anchor"],
        text=row.get("text_html", ""),
        clauses=_links(row["clauses"], edition_url),
        is_stem=bool(row["parts"]),
        is_part=is_part,
    )


def _links(clauses: Iterable[Row], edition_url: str) -> list[ClauseLink]:
    return [ClauseLink(clause["number"], f"{edition_url}{clause['slug']}/") for clause in clauses]


def _place_answers(sections: list[Section], answers: Iterable[Row]) -> None:
    """Put each answer where its first question ends; the other questions lead there."""
    by_label = {section.label: section for section in sections}
    for row in answers:
        asked = [by_label[label] for label in row["questions"] if label in by_label]
        place = _end_of(asked[0], sections) if asked else (sections[0] if sections else None)
        if place is None:
            continue
        together = ", ".join(section.label for section in asked) if len(asked) > 1 or place is not asked[0] else ""
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


def _answer(row: Row, together: str) -> Answer:
    return Answer(
        outcome=row["outcome"],
        outcome_label=str(PublicOutcome(row["outcome"]).label),
        position=row.get("position_html", ""),
        conditions=row.get("conditions_html", []),
        considerations=row.get("considerations_html", ""),
        together=together,
    )


def _in_short(sections: Iterable[Section]) -> Iterator[Short]:
    for section in sections:
        if section.answer and section.answered_at:
            outcome, label = section.answer.outcome, section.answer.outcome_label
            yield Short(section.label, section.answered_at.anchor, outcome, label, section.clauses)


def _vote(row: Row) -> Vote:
    names = {"voting": _("voting"), "for": _("for"), "against": _("against"), "abstained": _("abstained")}
    unknown = _("not known")
    figures = [(name, unknown if row.get(key) is None else str(row[key])) for key, name in names.items()]
    if row.get("percentage"):
        figures.append((_("as printed"), row["percentage"]))
    return Vote(figures, row.get("note", ""))
