"""Publication: the decision becomes a public text, the secretariat checks it, and it enters the register for good."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from clarifications.case.models import STANDS_FOR, Clarification, Counter
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.incorporation.lineage import why_not_true
from clarifications.intake.questions import save_numbers
from clarifications.map import steps
from clarifications.publication.changes import changed_answers, changes, in_words
from clarifications.publication.composing import BETWEEN_LABELS, labels_in
from clarifications.publication.content import content_of, dates_of
from clarifications.publication.models import ChangeOutcome, ProposedChange, PublicText
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.register import write
from clarifications.register.models import Record, Verdict
from clarifications.register.pieces import NOTHING_CONCLUDED, Consensus
from clarifications.register.relations import naming
from clarifications.register.text import DoubleLabel, PublishedText, UnknownQuestion
from clarifications.register.vocabulary import Scope
from standards.catalogue.queries import is_casco
from standards.models import Edition
from standards.reading.clause_reader import parse


@dataclass(frozen=True)
class WordingFacts(Facts):
    """The public text in the new wording."""

    content: PublishedText


@dataclass(frozen=True)
class RedactFacts(Facts):
    """The number of the version."""

    version: int


@dataclass(frozen=True)
class RetireFacts(Facts):
    """The record that stands in its place, if there is one."""

    replacement: Record | None = None


@dataclass(frozen=True)
class TextFacts(Facts):
    """A whole public text, and the edition that it is filed under; a correction without one leaves it where it is."""

    content: PublishedText
    edition: Edition | None = None


@dataclass(frozen=True)
class EntryFacts(TopicsFacts, TextFacts):
    """A whole public text that was published before, the edition that it is filed under, and its topics."""


def edit_public_text(clarification: Clarification, facts: WordingFacts, how: Occasion) -> str:
    """Keep the secretariat’s wording of the public text; outcomes, labels and dates stay as they are.

    What the convenor was asked about before is not asked any more, where the answers are others now.
    """
    prepared = clarification.public_text
    former = prepared.text
    prepared.text = _checked(former.with_wording_of(facts.content).without_quotations())
    prepared.save()
    asked = clarification.proposed_changes.asked()
    asked.exclude(answers_hash=prepared.answers_hash).update(settled_at=how.at)
    return in_words(changes(former, prepared.text))


def ask_convenor(clarification: Clarification, facts: TextFacts, how: Occasion) -> str:
    """Put answers that differ from the agreed ones to the convenor; a question asked before is settled by it.

    Before publication the prepared text is what is asked about, of a record the correction.
    """
    edition, proposed = None, clarification.public_text.text
    agreed = agreed_text(clarification)
    if clarification.standing.is_published:
        edition, proposed = _corrected(clarification, facts, former=agreed)
    if proposed.answers_hash == agreed.answers_hash:
        raise StepRefused([_("The answers are as agreed; there is nothing to ask.")])
    clarification.proposed_changes.unsettled().update(settled_at=how.at)
    ProposedChange.objects.create(
        clarification=clarification,
        agreed=agreed.to_json(),
        content=proposed.to_json(),
        answers_hash=proposed.answers_hash,
        edition=edition,
        reason=how.reason,
        by=how.by.person,
        at=how.at,
    )
    return in_words(changed_answers(agreed, proposed))


def agree(clarification: Clarification, facts: Facts, how: Occasion) -> str:
    """The changed answers may be published as they were proposed, sign by sign."""
    return _answer(clarification, ChangeOutcome.AGREED, how)


def refuse(clarification: Clarification, facts: Facts, how: Occasion) -> str:
    """They may not; the secretariat reads why."""
    return _answer(clarification, ChangeOutcome.REFUSED, how)


def agreed_text(clarification: Clarification) -> PublishedText:
    """The text with the agreed answers: in force, or as the convenor agreed to it, or as the group concluded."""
    if hasattr(clarification, "record"):
        return clarification.record.text_in_force()
    agreed = clarification.proposed_changes.agreed().first()
    return agreed.text if agreed else content_of(clarification).without_quotations()


def publish(clarification: Clarification, facts: TopicsFacts, how: Occasion) -> str:
    """Write the record and its first version in the transaction of the step; from now on the text never changes."""
    assert clarification.edition is not None  # the map asks for one before the step
    clarification.published_at = how.at
    text = _checked(replace(clarification.public_text.text, dates=dates_of(clarification)))
    return _publish(clarification, text, facts, how, edition=clarification.edition)


def correct(clarification: Clarification, facts: TextFacts, how: Occasion) -> str:
    """Publish a corrected text as a new version; the note says what and why, the former version stays reachable.

    Another edition, or another kind of what was published before this system, gives it a new number and address. It
    ends a proposed change that is not what is published now, or that is in force already.
    """
    record = clarification.record
    Counter.hold(STANDS_FOR)
    former = record.text_in_force()
    edition, corrected = _corrected(clarification, facts, former=former)
    _refuse_lost_questions(record, corrected)
    spent = ~Q(answers_hash=corrected.answers_hash) | Q(answers_hash=former.answers_hash)
    clarification.proposed_changes.unsettled().filter(spent).update(settled_at=how.at)
    given = _true_verdicts(record)
    clarification.edition = edition
    if corrected.was_published_before:  # else the case keeps what was asked
        clarification.kind, clarification.subject = corrected.kind, corrected.title
    prepared = clarification.public_text
    # A record that was imported may have been made by a group that nobody knows here: then no convenor can be asked.
    is_of_group = clarification.group_id is not None and not corrected.was_published_before
    prepared.agreed_hash = former.answers_hash if is_of_group else ""
    prepared.text = corrected
    prepared.save()
    if (edition, corrected.kind) != (record.edition, record.kind):
        write.rename(record, corrected, edition=edition, number=_number(corrected, edition))
    record.news_at = how.at
    write.add_version(record, corrected, at=how.at, note=how.reason)
    write.touch(naming(record), at=how.at)
    _refuse_untrue(record, given)
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


def retire(clarification: Clarification, facts: RetireFacts, how: Occasion) -> str:
    """Take the record out of the lists, with the reason and what replaces it; nothing of it is lost."""
    record = clarification.record
    Counter.hold(STANDS_FOR)
    standing = Record.objects.filter(retired_at__isnull=True).exclude(pk=record.pk)
    if facts.replacement is not None and not standing.filter(pk=facts.replacement.pk).exists():
        raise StepRefused([_("Name another record that stands, or none.")])
    write.retire(record, reason=how.reason, replacement=facts.replacement, at=how.at)
    write.touch(naming(record), at=how.at)
    return facts.replacement.name if facts.replacement else ""


def restore(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """Bring a record back that was retired in error."""
    write.restore(clarification.record, at=how.at)
    write.touch(naming(clarification.record), at=how.at)


def enter_historic(clarification: Clarification, facts: EntryFacts, how: Occasion) -> str:
    """Enter a text that was published before this system, with its source; a title alone is a complete public text.

    Nobody asked for it here and no group was called: the case holds what the text says and no more.
    """
    edition, text = _filed(facts, facts.edition, consensus=NOTHING_CONCLUDED)
    source = text.origin.source if text.origin else ""
    clarification.reference = f"HI-{how.at.year}-{Counter.next(f'HI-{how.at.year}'):04d}"
    clarification.kind = text.kind
    clarification.edition, clarification.subject, clarification.source = edition, text.title, source
    clarification.submitted_at = clarification.published_at = how.at
    clarification.is_general = text.scope == Scope.GENERAL
    clarification.save()
    numbers = [(clause.number, parse(clause.number)) for clause in text.all_clauses]
    save_numbers(clarification, numbers, question=None)
    prepared = PublicText(clarification=clarification)
    prepared.text = text
    prepared.save()
    _publish(clarification, text, facts, how, edition=edition)
    return source


def _corrected(
    clarification: Clarification, facts: TextFacts, *, former: PublishedText
) -> tuple[Edition, PublishedText]:
    """The edition and the corrected text of a record, where it may be corrected so; ``former`` is that in force."""
    record = clarification.record
    edition, corrected = _filed(facts, facts.edition or record.edition, consensus=former.consensus)
    if corrected.was_published_before != former.was_published_before:
        raise StepRefused([_("A text stays what it is: made here, or published before.")])
    if not corrected.was_published_before and corrected.kind != former.kind:
        raise StepRefused([_("What was made here is a clarification.")])
    if corrected.as_html() == replace(former.as_html(), markup=corrected.markup):
        raise StepRefused([_("Nothing differs from the published text.")])
    if record.translations.standing().filter(language=corrected.language).exists():
        raise StepRefused([_("A translation in this language stands. Take it back, if the original is in it.")])
    return edition, corrected


def _answer(clarification: Clarification, outcome: ChangeOutcome, how: Occasion) -> str:
    change = clarification.proposed_changes.asked().get()  # the map says that there is one
    change.outcome, change.account = outcome, how.reason
    change.answered_by, change.answered_at = how.by.person, how.at
    change.settled_at = how.at if outcome == ChangeOutcome.REFUSED else None
    change.save()
    return in_words(changed_answers(change.former, change.text))


def _filed(facts: TextFacts, edition: Edition | None, *, consensus: Consensus) -> tuple[Edition, PublishedText]:
    """The edition, which is one of CASCO's, and the text filed under it, sound and without the words of a standard."""
    if edition is None:  # the map asks for one after the step, too late for a record
        raise StepRefused([_("The request names no edition of a CASCO standard.")])
    if not is_casco(edition.standard):
        raise StepRefused([_("%(edition)s is the standard of another committee.") % {"edition": edition.reference}])
    text = replace(
        facts.content,
        standard=edition.standard.designation,
        edition=edition.reference,
        consensus=consensus,
        markup="dialect",
    )
    return edition, _checked(text.without_quotations())


def _true_verdicts(record: Record) -> list[Verdict]:
    """What stands of editions and could be said of the record today; former releases took more than that."""
    standing = record.verdicts.standing().select_related("edition__standard")
    return [verdict for verdict in standing if not why_not_true(record, verdict)]


def _refuse_untrue(record: Record, given: Iterable[Verdict]) -> None:
    """Refuse a correction after which the register would say of an edition what is not true."""
    for verdict in given:
        if why := why_not_true(record, verdict):
            said = _("The verdict “%(verdict)s” would not be true any more; withdraw it first. %(why)s")
            raise StepRefused([said % {"verdict": verdict.name, "why": why}])


def _refuse_lost_questions(record: Record, corrected: PublishedText) -> None:
    """Refuse a correction after which a relation would be about a question that the record no longer has."""
    known = {question.label for question in corrected.all_questions}
    for relation in record.relations_from_others.standing().select_related("record__edition__standard"):
        if gone := [label for label in labels_in(relation.questions) if label not in known]:
            said = _("A relation of %(record)s names question %(labels)s, which would be gone; end it first.")
            named = {"record": relation.record.name, "labels": f"{BETWEEN_LABELS} ".join(gone)}
            raise StepRefused([said % named])


def _publish(
    clarification: Clarification, text: PublishedText, facts: TopicsFacts, how: Occasion, *, edition: Edition
) -> str:
    """Open the record of a case with its first version, and give it its topics; returns how it is cited."""
    number = _number(text, edition)
    record = write.open_record(text, case=clarification.pk, edition=edition, number=number, at=how.at)
    if facts.topics:
        write.set_topics(record, facts.topics, by=how.by.person, at=how.at)
    return record.name


def _number(text: PublishedText, edition: Edition) -> int:
    """The next number of its kind in an edition; none is given twice."""
    return Counter.next(f"{text.kind} {edition.pk}")


def _checked(text: PublishedText) -> PublishedText:
    """The text, where a page can show it: once published it stays as it is for good."""
    try:
        text.check()
    except UnknownQuestion as wrong:
        said = _("The answers or votes name question %(label)s, and the text has no such question.")
        raise StepRefused([said % {"label": wrong.label}]) from wrong
    except DoubleLabel as wrong:
        said = _("Two questions have the label %(label)s; each needs its own.")
        raise StepRefused([said % {"label": wrong.label}]) from wrong
    if text.lacks_a_condition:
        raise StepRefused([_("“Yes, under conditions” needs a condition.")])
    return text


EDIT_PUBLIC_TEXT = StepPart(steps.EDIT_PUBLIC_TEXT, WordingFacts, edit_public_text)
ASK_CONVENOR = StepPart(steps.ASK_CONVENOR, TextFacts, ask_convenor)
AGREE = StepPart(steps.AGREE, Facts, agree)
REFUSE = StepPart(steps.REFUSE, Facts, refuse)
PUBLISH = StepPart(steps.PUBLISH, TopicsFacts, publish)
CORRECT = StepPart(steps.CORRECT, TextFacts, correct)
REDACT = StepPart(steps.REDACT, RedactFacts, redact)
RETIRE = StepPart(steps.RETIRE, RetireFacts, retire)
RESTORE = StepPart(steps.RESTORE, Facts, restore)
ENTER_HISTORIC = StepPart(steps.ENTER_HISTORIC, EntryFacts, enter_historic)
PARTS: tuple[AnyPart, ...] = (
    *(EDIT_PUBLIC_TEXT, ASK_CONVENOR, AGREE, REFUSE, PUBLISH),
    *(CORRECT, REDACT, RETIRE, RESTORE, ENTER_HISTORIC),
)
