"""What pages of steps show beside their form: the public text as it will be read, what a correction changes of it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.desk.differences import Difference, differences
from clarifications.disclaimer import not_included
from clarifications.forms.base import AnyStepForm
from clarifications.map.rule import Text
from clarifications.publication.composing import typed_clauses
from clarifications.register.facts import origin_facts, subject_facts
from clarifications.register.pieces import PublishedAnswer, PublishedPart, PublishedVote
from clarifications.register.provenance import consensus_in_words, dates_in_words
from clarifications.register.record import page_of
from clarifications.register.text import PublishedText
from standards.models import Edition
from standards.reading.dates import PartialDate

NAMES: dict[str, Text] = {
    "title": gettext_lazy("Title"),
    "background": gettext_lazy("Background"),
    "understanding": gettext_lazy("Understanding of who asked"),
    "circumstance": gettext_lazy("Circumstance"),
    "group": gettext_lazy("Lead group"),
}


@dataclass(frozen=True)
class Changed:
    """One place of a text with what changes there."""

    name: str
    pieces: list[Difference]


def as_read(text: PublishedText, edition: Edition | None) -> dict[str, object]:
    """A public text laid out as the register lays it out."""
    return {
        "content": text,
        "page": page_of(text.as_html(), edition_url=edition.get_absolute_url() if edition else ""),
        "consensus": consensus_in_words(text.consensus),
        "subject": subject_facts(text),
        "origin": origin_facts(text),
        "dates": dates_in_words(text.dates),
        "disclaimer": not_included(edition.standard.designation if edition else ""),
    }


def preview_of(form: AnyStepForm, edition: Edition | None) -> dict[str, object]:
    """The public text as it was typed, where a page is asked for it; of a correction also what it changes."""
    text: PublishedText | None = getattr(form, "previewed", None)
    if text is None:
        return {}
    typed = getattr(form, "cleaned_data", {}).get("edition") or edition
    former: PublishedText | None = getattr(form, "former", None)
    return {"preview": as_read(text, typed)} | ({"changes": changes(former, text)} if former else {})


def status_of(form: AnyStepForm) -> int:
    """The status of a page with this form on it."""
    return 503 if form.is_faulty else 409 if form.is_refused else 200


def changes(former: PublishedText, new: PublishedText) -> list[Changed]:
    """What differs, place by place, in the order of reading; a place that is gone or new is wholly struck or added."""
    before, after = _said_at(former), _said_at(new)
    names = list(dict.fromkeys([*after, *before]))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [Changed(name, differences(old, said)) for name, old, said in pairs if old != said]


def _said_at(text: PublishedText) -> dict[str, str]:
    """What a text says at each place, one below the other where it says several things there, such as two votes."""
    said: dict[str, list[str]] = {}
    for name, words in _places(text):
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
    for answer in text.answers:
        yield from _answer(answer)
    for vote in text.votes:
        yield _("Vote on %(label)s") % {"label": vote.question}, _vote(vote)


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
