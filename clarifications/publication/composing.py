"""Makes a public text from what the secretariat types of it: labels as printed, clauses, documents that it cites."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clarifications.publication.as_typed import BETWEEN_GROUPS, anchor_of, typed_clauses
from clarifications.register.pieces import CitedDocument, PublishedClause, PublishedPart, PublishedQuestion
from clarifications.register.vocabulary import Held
from standards.catalogue.queries import listed_clauses
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse_list

if TYPE_CHECKING:
    from standards.models import Edition

TITLE_LIMIT = 200
BETWEEN_LABELS = ";"


@dataclass(frozen=True)
class TypedQuestion:
    """A question, or a part of the one before it: its label as printed, its text, the clauses it names, as typed."""

    label: str
    text: str
    clauses: str = ""
    is_part: bool = False
    held: Held = Held.WHOLE


def clauses_of(typed: str, edition: "Edition") -> tuple[PublishedClause, ...]:
    """The clauses that ``typed`` names, in order; a semicolon stands between those not asked together.

    One that was asked together with others, and then with others again, stands in both groups.

    Raises ``NotAClause``.
    """
    numbers = [(number, group) for group, row in enumerate(clause_groups(typed)) for number in row]
    found = listed_clauses(edition, [number.canonical for number, _group in numbers])
    titles = {number: clause.title for number, clause in found.items()}
    return tuple(
        PublishedClause(number.canonical, number.slug, number.sort_key, titles.get(number.canonical, ""), group)
        for number, group in numbers
    )


def clause_groups(typed: str) -> list[list[ClauseNumber]]:
    """The clauses that ``typed`` names, those apart that were not asked together.

    Raises ``NotAClause``.
    """
    groups: list[list[ClauseNumber]] = []
    for part in filter(str.strip, typed.split(BETWEEN_GROUPS)):
        try:
            groups.append(parse_list(part))
        except NotAClause:
            if not groups:
                raise
            last = groups[-1][-1]
            groups.append(parse_list(f"{last},{part}")[1:] or [last])  # "6.2.1 d); e)"
    return groups


def questions_of(rows: Iterable[TypedQuestion], edition: "Edition") -> tuple[PublishedQuestion, ...]:
    """The questions with their parts; a part without a question before it is a question."""
    made: list[PublishedQuestion] = []
    taken: set[str] = set()
    for row in rows:
        anchor = free_anchor(anchor_of(row.label), taken)
        taken.add(anchor)
        clauses = clauses_of(row.clauses, edition)
        if row.is_part and made:
            part = PublishedPart(row.label, anchor, row.text, clauses, row.held)
            made[-1] = replace(made[-1], parts=(*made[-1].parts, part))
        else:
            made.append(PublishedQuestion(row.label, anchor, row.text, clauses, row.held))
    return tuple(made)


def typed_questions(questions: Iterable[PublishedQuestion]) -> Iterator[TypedQuestion]:
    """Questions as ``questions_of`` reads them again."""
    for question in questions:
        yield TypedQuestion(question.label, question.text, typed_clauses(question.clauses), held=question.held)
        for part in question.parts:
            clauses = typed_clauses(part.clauses)
            yield TypedQuestion(part.label, part.text, clauses, is_part=True, held=part.held)


def labels_in(typed: str) -> tuple[str, ...]:
    """The labels that ``typed`` names, with semicolons between them, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, typed.split(BETWEEN_LABELS)))))


def cited_in(lines: Iterable[str]) -> tuple[CitedDocument, ...]:
    """The documents that lines name, one a line; clauses of it after a semicolon."""
    parted = (line.partition(BETWEEN_GROUPS) for line in lines)
    return tuple(CitedDocument(reference.strip(), clauses.strip()) for reference, _sign, clauses in parted)


def cited_lines(cited: Iterable[CitedDocument]) -> list[str]:
    """Cited documents as ``cited_in`` reads them again."""
    return [BETWEEN_GROUPS.join(filter(None, [one.reference, one.clauses and f" {one.clauses}"])) for one in cited]


def free_anchor(anchor: str, taken: set[str]) -> str:
    """An anchor that no other question has: labels may differ in signs alone."""
    number = 2
    found = anchor
    while found in taken:
        found, number = f"{anchor}-{number}", number + 1
    return found
