"""Publication: what stands beside a record: relations to others, translations, bulletins of other bodies, topics."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from clarifications.case.models import STANDS_FOR, Clarification, Counter
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.map import steps
from clarifications.publication.composing import BETWEEN_LABELS
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.register import write
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind, topics_of
from clarifications.register.models import Record
from clarifications.register.relations import EITHER_WAY, SUPERSEDING, superseded_through
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import language_name
from standards.reading.dates import PartialDate

UNKNOWN_DAY = PartialDate("")


@dataclass(frozen=True)
class RelateFacts(Facts):
    """What the record has to do with another one; which questions of that one it is about, where not all."""

    other: Record
    kind: RelationKind
    questions: tuple[str, ...] = ()
    note: str = ""

    @property
    def beside(self) -> Clarification:
        return self.other.clarification


@dataclass(frozen=True)
class EndRelationFacts(Facts):
    """The relation that does not hold."""

    relation: RecordRelation

    @property
    def beside(self) -> Clarification:
        return self.relation.other.clarification


@dataclass(frozen=True)
class TranslateFacts(Facts):
    """The newest text in another language, word for word; who translated it, where it is from, since when."""

    content: PublishedText
    language: str
    translator: str = ""
    source: str = ""
    made: PartialDate = UNKNOWN_DAY
    is_official: bool = False


@dataclass(frozen=True)
class EndTranslationFacts(Facts):
    """The translation that is wrong."""

    translation: RecordTranslation


@dataclass(frozen=True)
class BulletinFacts(Facts):
    """What another body published that builds on the record, and in one line what it adds."""

    body: str
    reference: str
    language: str
    published: PartialDate = UNKNOWN_DAY
    link: str = ""
    adds: str = ""


@dataclass(frozen=True)
class RemoveBulletinFacts(Facts):
    """The bulletin that was named in error."""

    bulletin: Bulletin


def relate(clarification: Clarification, facts: RelateFacts, how: Occasion) -> str:
    """Say what the record has to do with another one, which may be of another group."""
    record = clarification.record
    Counter.hold(STANDS_FOR)
    if fault := fault_of(record, facts):
        raise StepRefused([fault[1]])
    relation = RecordRelation.objects.create(
        record=record,
        other=facts.other,
        kind=facts.kind,
        questions=f"{BETWEEN_LABELS} ".join(facts.questions),
        note=facts.note,
        by=how.by.person,
        at=how.at,
    )
    _change(relation, at=how.at)
    return f"{relation.get_kind_display()}: {facts.other.name}"


def end_relation(clarification: Clarification, facts: EndRelationFacts, how: Occasion) -> str:
    """Take a relation back; it stays in the table, and no page shows it."""
    relation = facts.relation
    _end(relation, clarification, how)
    _change(relation, at=how.at)
    return f"{relation.get_kind_display()}: {relation.other.name}"


def translate(clarification: Clarification, facts: TranslateFacts, how: Occasion) -> str:
    """Publish the newest version in another language; what is no wording stays as it is."""
    record = clarification.record
    original = record.text_in_force()
    if facts.language == original.language:
        raise StepRefused([_("This is the language of the original.")])
    worded = replace(original.with_wording_of(facts.content), language=facts.language, markup="dialect")
    if any(said and not translated for said, translated in zip(_texts(original), _texts(worded), strict=True)):
        raise StepRefused([_("Something of the text is not translated.")])
    write.translate(
        record,
        worded.without_quotations(),
        translator=facts.translator,
        source=facts.source,
        made=facts.made,
        is_official=facts.is_official,
        by=how.by.person,
        at=how.at,
    )
    return language_name(facts.language)


def end_translation(clarification: Clarification, facts: EndTranslationFacts, how: Occasion) -> str:
    """Take a translation back; it stays in the table, and has no page."""
    _end(facts.translation, clarification, how)
    write.show_beside(clarification.record, at=how.at)
    return language_name(facts.translation.language)


def add_bulletin(clarification: Clarification, facts: BulletinFacts, how: Occasion) -> str:
    """Name what another body published that builds on the record; it stays the other body's."""
    record = clarification.record
    # Some bodies call all of theirs alike, and some publish one in two languages.
    named = {name: value for name, value in vars(facts).items() if name != "adds"}
    if Bulletin.objects.standing().filter(record=record, **named).exists():
        raise StepRefused([_("This bulletin is named already.")])
    made = Bulletin.objects.create(record=record, by=how.by.person, at=how.at, **vars(facts))
    write.show_beside(record, at=how.at)
    return str(made)


def remove_bulletin(clarification: Clarification, facts: RemoveBulletinFacts, how: Occasion) -> str:
    """A bulletin that was named in error is shown no longer."""
    _end(facts.bulletin, clarification, how)
    write.show_beside(clarification.record, at=how.at)
    return str(facts.bulletin)


def set_topics(clarification: Clarification, facts: TopicsFacts, how: Occasion) -> str:
    """Say what the record is about; topics are ours, so that its text stays as it is."""
    record = clarification.record
    if facts.topics == topics_of(record):
        raise StepRefused(
            [_("The record has these topics already.") if facts.topics else _("It has no topic already.")]
        )
    write.set_topics(record, facts.topics, by=how.by.person, at=how.at)
    return ", ".join(topic.label for topic in facts.topics) or str(_("No topic"))


def _end(row: RecordRelation | RecordTranslation | Bulletin, clarification: Clarification, how: Occasion) -> None:
    """Take back what stands beside a record; it stays in its table."""
    if row.record_id != clarification.record.pk or row.ended_at is not None:
        raise StepRefused([_("This is not of this record, or it was taken back already.")])
    row.ended_at = how.at
    row.save(update_fields=["ended_at"])


def _texts(text: PublishedText) -> list[str]:
    """Every text of it, in order; conditions as one."""
    found = [text.title, text.background, text.understanding, text.circumstance]
    found += [question.text for question in text.all_questions]
    for answer in text.answers:
        found += [answer.position, answer.considerations, "\n".join(answer.conditions)]
    return found


def fault_of(record: Record, facts: RelateFacts) -> tuple[str, str] | None:
    """What stands against a relation: the name of the fact and why; the form says it beside its field."""
    if facts.other == record:
        return "other", _("This is the record itself.")
    if _is_said(record, facts):
        return "other", _("This is said of the two records already.")
    if facts.kind in SUPERSEDING and record.pk in superseded_through(facts.other):
        return "other", _("That record supersedes this one; both cannot supersede each other.")
    if facts.kind == RelationKind.SUPERSEDES and facts.questions:
        return "questions", _("Name questions only where the other record is superseded in part.")
    if facts.kind == RelationKind.SUPERSEDES_IN_PART and not facts.questions:
        return "questions", _("Name the questions that are superseded.")
    known = {question.label for question in facts.other.text_in_force().all_questions}
    if unknown := [label for label in facts.questions if label not in known]:
        said = _("%(record)s has no question with this label: %(labels)s")
        return "questions", said % {"record": facts.other.name, "labels": f"{BETWEEN_LABELS} ".join(unknown)}
    return None


def _is_said(record: Record, facts: RelateFacts) -> bool:
    """Whether the two stand in this relation; one that is the same from both ends was perhaps said from the other."""
    kinds = SUPERSEDING if facts.kind in SUPERSEDING else (facts.kind,)
    ends = Q(record=record, other=facts.other)
    if facts.kind in EITHER_WAY:
        ends |= Q(record=facts.other, other=record)
    return RecordRelation.objects.standing().filter(ends, kind__in=kinds).exists()


def _change(relation: RecordRelation, *, at: datetime.datetime) -> None:
    """The pages of both records say something else now, and those that lead on to the current answer."""
    changed: Iterable[int] = {relation.record_id, relation.other_id} | superseded_through(relation.other)
    write.touch(changed, at=at)


RELATE = StepPart(steps.RELATE, RelateFacts, relate)
END_RELATION = StepPart(steps.END_RELATION, EndRelationFacts, end_relation)
TRANSLATE = StepPart(steps.TRANSLATE, TranslateFacts, translate)
END_TRANSLATION = StepPart(steps.END_TRANSLATION, EndTranslationFacts, end_translation)
ADD_BULLETIN = StepPart(steps.ADD_BULLETIN, BulletinFacts, add_bulletin)
REMOVE_BULLETIN = StepPart(steps.REMOVE_BULLETIN, RemoveBulletinFacts, remove_bulletin)
SET_TOPICS = StepPart(steps.SET_TOPICS, TopicsFacts, set_topics)
PARTS: tuple[AnyPart, ...] = (
    *(RELATE, END_RELATION, TRANSLATE, END_TRANSLATION),
    *(ADD_BULLETIN, REMOVE_BULLETIN, SET_TOPICS),
)
