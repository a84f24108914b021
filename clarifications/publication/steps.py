"""Publication: the decision becomes a public text, the secretariat checks it, and it enters the register for good."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from clarifications.case.models import Clarification, Counter
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.intake.questions import Asked, save_clauses, save_questions
from clarifications.map import steps
from clarifications.publication.content import content_of, dates_of
from clarifications.publication.models import PublicText
from clarifications.register import write
from clarifications.register.text import (
    Consensus,
    PublishedAnswer,
    PublishedDates,
    PublishedText,
    PublishedVote,
    RecordKind,
    UnknownQuestion,
)
from standards.models import Edition
from standards.reading.dates import PartialDate

UNKNOWN = PartialDate("")


@dataclass(frozen=True)
class WordingFacts(Facts):
    """The public text in the new wording."""

    content: PublishedText


@dataclass(frozen=True)
class RedactFacts(Facts):
    """The number of the version."""

    version: int


@dataclass(frozen=True)
class HistoricFacts(Facts):
    """A text of the former process as its source has it; what is not printed there is unknown."""

    edition: Edition
    title: str
    source: str
    clauses: str = ""
    questions: Sequence[Asked] = ()
    answers: Sequence[PublishedAnswer] = ()
    votes: Sequence[PublishedVote] = ()
    asked: PartialDate = UNKNOWN
    decided: PartialDate = UNKNOWN
    published: PartialDate = UNKNOWN


def edit_public_text(clarification: Clarification, facts: WordingFacts, how: Occasion) -> None:
    """Keep the secretariat’s wording of the public text; outcomes, labels and dates stay as they are."""
    prepared = clarification.public_text
    prepared.text = _checked(prepared.text.with_wording_of(facts.content))
    prepared.save()


def publish(clarification: Clarification, facts: Facts, how: Occasion) -> str:
    """Write the record and its first version in the transaction of the step; from now on the text never changes."""
    clarification.published_at = how.at
    return _publish(clarification, replace(clarification.public_text.text, dates=dates_of(clarification)), at=how.at)


def correct(clarification: Clarification, facts: WordingFacts, how: Occasion) -> str:
    """Publish a corrected text as a new version; the note says what and why, the former version stays reachable."""
    record = clarification.record
    former = record.text_in_force()
    corrected = _checked(former.with_wording_of(facts.content))
    if corrected == former:
        raise StepRefused([_("Nothing differs from the published text.")])
    prepared = clarification.public_text
    prepared.text = corrected
    prepared.save()
    write.add_version(record, corrected, at=how.at, note=how.reason)
    return _("Version %(number)s") % {"number": record.version}


def redact(clarification: Clarification, facts: RedactFacts, how: Occasion) -> str:
    """Empty the text of one version that must not be readable; its address, hash and this note stay.

    The newest version cannot be redacted: correct it first, so that the record keeps a text.
    """
    record = clarification.record
    if facts.version >= record.version:
        raise StepRefused([_("Correct the text first; the newest version is not redacted.")])
    if not write.redact(record, version=facts.version, reason=how.reason, at=how.at):
        raise StepRefused([_("There is no such version, or it is redacted already.")])
    return _("Version %(number)s") % {"number": facts.version}


def enter_historic(clarification: Clarification, facts: HistoricFacts, how: Occasion) -> str:
    """Enter a text of the former process, with its source; a title alone is a complete public text."""
    clarification.reference = f"HI-{how.at.year}-{Counter.next(f'HI-{how.at.year}'):04d}"
    clarification.kind = RecordKind.INTERPRETATION
    clarification.edition, clarification.subject, clarification.source = facts.edition, facts.title, facts.source
    clarification.submitted_at = clarification.published_at = how.at
    clarification.is_general = not facts.clauses.strip()
    clarification.save()
    save_clauses(clarification, facts.clauses, question=None)
    save_questions(clarification, facts.questions)
    text = replace(
        content_of(clarification),
        kind=RecordKind.INTERPRETATION,
        answers=tuple(facts.answers),
        consensus=Consensus("historic"),
        votes=tuple(facts.votes),
        dates=PublishedDates(asked=facts.asked.iso, decided=facts.decided.iso, published=facts.published.iso),
        source=facts.source,
    )
    PublicText.objects.create(clarification=clarification, content=_checked(text).to_json())
    _publish(clarification, text, at=how.at)
    return facts.source


def _publish(clarification: Clarification, text: PublishedText, *, at: datetime.datetime) -> str:
    """Open the record of a case with its first version; returns how it is cited."""
    if clarification.edition is None:  # of a historic text; the map asks for one after the step, too late for a record
        raise StepRefused([_("The request names no edition of a CASCO standard.")])
    edition = clarification.edition
    number = Counter.next(f"{text.kind} {edition.pk}")
    record = write.open_record(_checked(text), case=clarification.pk, edition=edition, number=number, at=at)
    write.add_version(record, text, at=at, note="")
    return record.name


def _checked(text: PublishedText) -> PublishedText:
    """The text, where a page can show it: once published it stays as it is for good."""
    try:
        text.check()
    except UnknownQuestion as wrong:
        said = _("The answers or votes name question %(label)s, and the text has no such question.")
        raise StepRefused([said % {"label": wrong.label}]) from wrong
    return text


EDIT_PUBLIC_TEXT = StepPart(steps.EDIT_PUBLIC_TEXT, WordingFacts, edit_public_text)
PUBLISH = StepPart(steps.PUBLISH, Facts, publish)
CORRECT = StepPart(steps.CORRECT, WordingFacts, correct)
REDACT = StepPart(steps.REDACT, RedactFacts, redact)
ENTER_HISTORIC = StepPart(steps.ENTER_HISTORIC, HistoricFacts, enter_historic)
PARTS: tuple[AnyPart, ...] = (EDIT_PUBLIC_TEXT, PUBLISH, CORRECT, REDACT, ENTER_HISTORIC)
