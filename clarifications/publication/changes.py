"""What differs between two public texts, place by place: for the history, for mails, and to be shown with marks."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.map.rule import Text
from clarifications.publication.as_typed import typed_clauses
from clarifications.register.facts import dates_in_words, origin_facts, subject_facts
from clarifications.register.pieces import PublishedAnswer, PublishedPart, PublishedVote
from clarifications.register.text import PublishedText
from standards.reading.dates import PartialDate

NAMES: dict[str, Text] = {
    "title": gettext_lazy("Title"),
    "background": gettext_lazy("Background"),
    "understanding": gettext_lazy("Understanding of who asked"),
    "circumstance": gettext_lazy("Circumstance"),
    "group": gettext_lazy("Lead group"),
}


@dataclass(frozen=True)
class Change:
    """One place of a text, what stood there, what stands there now; empty where it is new or gone."""

    name: str
    former: str
    new: str


def changes(former: PublishedText, new: PublishedText) -> list[Change]:
    """What differs, place by place, in the order of reading."""
    return _between(_said_at(_places(former)), _said_at(_places(new)))


def changed_answers(former: PublishedText, new: PublishedText) -> list[Change]:
    """What differs in the answers."""
    return _between(_said_at(_answers(former)), _said_at(_answers(new)))


def in_words(changed: list[Change]) -> str:
    """The names of the places that changed."""
    return "; ".join(change.name for change in changed)


def _between(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    pairs = (Change(name, before.get(name, ""), after.get(name, "")) for name in dict.fromkeys([*after, *before]))
    return [change for change in pairs if change.former != change.new]


def _said_at(places: Iterator[tuple[str, str]]) -> dict[str, str]:
    """What a text says at each place, one below the other where it says several things there, such as two votes."""
    said: dict[str, list[str]] = {}
    for name, words in places:
        said.setdefault(name, []).append(words)
    return {name: "\n".join(filter(None, rows)) for name, rows in said.items()}


def _places(text: PublishedText) -> Iterator[tuple[str, str]]:
    yield _("Kind"), str(text.kind.label)
    yield _("Edition"), text.edition
    yield _("Clauses"), typed_clauses(text.clauses)
    for name, label in NAMES.items():
        yield str(label), getattr(text, name)
    for fact in (*subject_facts(text), *origin_facts(text)):
        yield fact.name, f"{fact.value} {fact.url}".strip()
    yield _("Dates"), ", ".join(dates_in_words(text.dates))
    yield _("Accepted"), str(PartialDate(text.dates.accepted))
    for question in text.all_questions:
        yield from _question(question)
    yield from _answers(text)
    for vote in text.votes:
        yield _("Vote on %(label)s") % {"label": vote.question}, _vote(vote)


def _answers(text: PublishedText) -> Iterator[tuple[str, str]]:
    for answer in text.answers:
        yield from _answer(answer)


def _question(question: PublishedPart) -> Iterator[tuple[str, str]]:
    of = {"label": question.label}
    yield _("Question %(label)s") % of, question.text
    yield _("Question %(label)s: clauses") % of, typed_clauses(question.clauses)
    yield _("Question %(label)s: held here") % of, str(question.held.label)


def _answer(answer: PublishedAnswer) -> Iterator[tuple[str, str]]:
    to = {"labels": ", ".join(answer.questions)}
    yield _("Answer to %(labels)s: outcome") % to, str(answer.outcome.label)
    yield _("Answer to %(labels)s") % to, answer.position
    yield _("Answer to %(labels)s: held here") % to, str(answer.held.label)
    yield _("Considerations on %(labels)s") % to, answer.considerations
    yield _("Conditions of the answer to %(labels)s") % to, "\n".join(answer.conditions)


def _vote(vote: PublishedVote) -> str:
    """The figures as they stand; what is unknown is a question mark."""
    figures = {name: value for name, value in asdict(vote).items() if name != "question"}
    said = ((name.replace("_", " "), "?" if value in (None, "") else value) for name, value in figures.items())
    return ", ".join(f"{name}: {value}" for name, value in said)
