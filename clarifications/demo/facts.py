"""Turns what the files of the demonstration say of a step into the facts of that step."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from clarifications.case.models import Clarification
from clarifications.case.part import Facts
from clarifications.consensus.steps import (
    CallFacts,
    EndFacts,
    ObjectionAnswerFacts,
    PositionFacts,
    SustainFacts,
    WordFacts,
)
from clarifications.incorporation.steps import IncorporateFacts, NoLongerFacts, StillFacts, VerdictFacts
from clarifications.intake.correction_steps import RequestFacts
from clarifications.intake.questions import Asked
from clarifications.intake.steps import InquiryFacts, Requester, ResubmitFacts, Submission
from clarifications.publication.beside_steps import (
    BulletinFacts,
    EndRelationFacts,
    EndTranslationFacts,
    RelateFacts,
    RemoveBulletinFacts,
    TranslateFacts,
)
from clarifications.publication.composing import TypedQuestion, cited_in, clauses_of, questions_of
from clarifications.publication.steps import EntryFacts, RetireFacts, TextFacts, WordingFacts
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind, Topic
from clarifications.register.pieces import Origin, PublishedAnswer, PublishedDates, PublishedVote
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import DecidedBy, DecidingBody, Fate, PublicOutcome, RecordKind, Scope
from clarifications.review.steps import (
    CommentFacts,
    ConsultedFacts,
    DraftAnswer,
    DraftFacts,
    InterestFacts,
    MemberFacts,
    ReassignFacts,
)
from clarifications.screening.steps import (
    AcceptFacts,
    AnswerFacts,
    AskFacts,
    FindFacts,
    NotAcceptFacts,
    ReferFacts,
)
from standards.models import Committee, Edition
from standards.reading.dates import PartialDate

TOPICS = tuple(field.name for field in fields(TopicsFacts))

if TYPE_CHECKING:
    from clarifications.demo.walk import DemoCase, Walk

Entry = dict[str, Any]


def _none(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return Facts()


def _submit(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    data = case.data
    contact = data["contact"]
    body, mail = walk.cast.bodies[data["body"]], entry.get("mail")
    return Submission(
        subject=data["subject"],
        questions=[_asked(row) for row in data["questions"]],
        requester=Requester(
            claimed_kind=body.kind,
            contact=contact["name"],
            email=contact["email"],
            position=contact["position"],
            body=body,
            received_on=walk.date(mail["day"]) if mail else None,
            original_mail=mail["text"] if mail else "",
        ),
        edition=_edition(data["edition"]) if data["edition"] else None,
        other_standard=data.get("other_standard", ""),
        clauses=data["clauses"],
        is_general=data.get("general", False),
        background=data["background"],
        understanding=data["understanding"],
        confirmed_at=None if entry["by"] != "requester" else walk.clock,
    )


def _historic(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    edition = _edition(case.data["edition"])
    text = PublishedText(
        kind=RecordKind(entry["kind"]),
        title=entry["title"],
        standard="",
        edition="",
        scope=Scope.GENERAL if case.data["general"] else Scope.CLAUSES if case.data["clauses"] else Scope.UNKNOWN,
        clauses=clauses_of(case.data["clauses"], edition),
        questions=questions_of(_labelled(case.data["questions"]), edition),
        answers=tuple(_published_answer(row) for row in entry["answers"]),
        votes=tuple(_vote(row) for row in entry["votes"]),
        dates=PublishedDates(**{field.name: entry.get(field.name, "") for field in fields(PublishedDates)}),
        origin=Origin(
            entry["source"],
            identifier=entry.get("identifier", ""),
            body=DecidingBody(entry.get("body", "")),
            body_name=entry.get("body_name", ""),
            decided_by=DecidedBy(entry.get("decided_by", "")),
        ),
        cited=cited_in(entry.get("cited", [])),
        **{name: entry.get(name, "") for name in ("corrected", "adoption", "background", "circumstance", "group")},
        consulted=tuple(entry.get("consulted", [])),
        fate=Fate(entry.get("fate", Fate.DECIDED)),
        fate_since=entry.get("fate_since", ""),
    )
    return EntryFacts(text, edition, **_topics(entry))


def _publish(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return TopicsFacts(**_topics(entry))


def _topics(entry: Entry) -> dict[str, Topic]:
    known = Topic.objects.in_bulk(entry.get("topics", ()), field_name="key")
    return {name: known[key] for name, key in zip(TOPICS, entry.get("topics", ()), strict=False)}


def _retire(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return RetireFacts(_case(walk, entry["by_record"]).record if "by_record" in entry else None)


def _labelled(questions: list[Entry]) -> Iterator[TypedQuestion]:
    """The questions as the request form labels them, where a file does not say how the source does."""
    for number, asked in enumerate(questions, start=1):
        yield TypedQuestion(asked.get("label", str(number)), asked["text"], asked.get("clauses", ""))
        for letter, part in zip("abcdefgh", asked.get("parts", []), strict=False):
            label = part.get("label", f"{number} {letter})")
            yield TypedQuestion(label, part["text"], part.get("clauses", ""), is_part=True)


def _resubmit(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return ResubmitFacts(
        answers=dict(enumerate(entry["answers"], start=1)),
        rewordings=entry.get("rewordings", {}),
    )


def _corrected(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    """What the file asks, but for what the entry puts right."""
    said = {name: entry.get(name, case.data[name]) for name in ("subject", "clauses", "background", "understanding")}
    return RequestFacts(edition=case.clarification.edition, is_general=case.data["general"], **said)


def _findings(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return FindFacts(findings={int(number): tuple(found) for number, found in entry["findings"].items()})


def _accept(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return AcceptFacts(group=walk.cast.groups[entry["group"]], requester_kind=case.clarification.identity.claimed_kind)


def _group(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return ReassignFacts(group=walk.cast.groups[entry["group"]])


def _consulted(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    cast = walk.cast
    return ConsultedFacts([cast.groups[key] for key in entry["groups"]], [cast.bodies[key] for key in entry["bodies"]])


def _member(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return MemberFacts(member=walk.cast.people[entry.get("member") or entry["of"]])


def _draft(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return DraftFacts(answers=[_answer(row) for row in entry["answers"]], note=entry.get("note", ""))


def _call(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return CallFacts(ends_on=walk.date(entry["ends"]))


def _position(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    call = case.clarification.calls.latest("round")
    return PositionFacts(call=call, view=entry["kind"], why=entry.get("reason", ""))


def _answer_objection(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return ObjectionAnswerFacts(objection=_objection(walk, case, entry["of"]), answer=entry["answer"])


def _judge_answer(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return WordFacts(_objection(walk, case, entry["by"]), handling=entry["handling"], word=entry.get("word", ""))


def _sustain(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return SustainFacts(_objection(walk, case, entry["of"]), account=entry["account"])


def _objection(walk: "Walk", case: "DemoCase", of: str) -> str:
    """The mark of somebody's objection, as it stands."""
    mark: str = case.clarification.calls.latest("round").roll.get(user=walk.cast.people[of]).position.mark
    return mark


def _end(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return EndFacts(case.clarification.calls.latest("round").mark)


def _edit(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    text = replace(case.clarification.public_text.text, title=entry["title"])
    return WordingFacts(_replaced(text, entry) if "replace" in entry else text)


def _ask_convenor(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return _correct(walk, case, entry) if "replace" in entry else TextFacts(case.clarification.public_text.text)


def _correct(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return TextFacts(_replaced(case.clarification.record.text_in_force(), entry))


def _replaced(text: PublishedText, entry: Entry) -> PublishedText:
    def corrected(typed: str) -> str:
        return typed.replace(*entry["replace"])

    return text.mapped(corrected, corrected)


def _incorporate(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return IncorporateFacts(
        edition=_edition(entry["edition"]),
        clause=entry["clause"],
        in_force=PartialDate(entry["from"]),
        note=entry.get("note", ""),
    )


def _review(entry: Entry) -> dict[str, Any]:
    named = {"edition": _edition(entry["edition"]), "decided_on": PartialDate(entry["decided"])}
    return named | {name: entry[name] for name in ("group", "resolution")}


def _verdict(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return VerdictFacts(case.clarification.record.verdicts.standing().get(edition__reference=entry["edition"]))


def _relate(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    return RelateFacts(
        other=_case(walk, entry["record"]).record,
        kind=RelationKind(entry["kind"]),
        questions=tuple(entry.get("questions", ())),
        note=entry["note"],
    )


def _end_relation(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    standing = RecordRelation.objects.standing().filter(record=case.clarification.record)
    return EndRelationFacts(standing.get(other=_case(walk, entry["record"]).record))


def _translate(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    said = iter(entry["texts"])  # those that there are, in order: title, questions with their parts, answers
    original = replace(case.clarification.record.text_in_force(), title=next(said))

    def in_turn(text: str) -> str:
        return str(next(said)) if text else ""

    return TranslateFacts(
        content=original.mapped(in_turn, in_turn), language=entry["language"], translator=entry["translator"]
    )


def _end_translation(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    standing = RecordTranslation.objects.standing().filter(record=case.clarification.record)
    return EndTranslationFacts(standing.get(language=entry["language"]))


def _bulletin(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    named = {name: entry[name] for name in ("body", "reference", "language", "link", "adds")}
    return BulletinFacts(published=PartialDate(entry["published"]), **named)


def _remove_bulletin(walk: "Walk", case: "DemoCase", entry: Entry) -> Facts:
    standing = Bulletin.objects.standing().filter(record=case.clarification.record)
    return RemoveBulletinFacts(standing.get(reference=entry["reference"]))


FACTS: dict[str, Callable[["Walk", "DemoCase", Entry], Facts]] = {
    "submit": _submit,
    "enter-historic": _historic,
    "send-back": lambda walk, case, entry: AskFacts(entry["questions"]),
    "resubmit": _resubmit,
    "ask-requester": lambda walk, case, entry: AskFacts(entry["questions"]),
    "answer-inquiry": lambda walk, case, entry: InquiryFacts(dict(enumerate(entry["answers"], start=1))),
    "correct-own-request": _corrected,
    "correct-request": _corrected,
    "take-back": _none,
    "record-finding": _findings,
    "not-accept": lambda walk, case, entry: NotAcceptFacts(entry["code"]),
    "refer": lambda walk, case, entry: ReferFacts(Committee.objects.get(reference=entry["committee"])),
    "answer": lambda walk, case, entry: AnswerFacts([_case(walk, key).record for key in entry["records"]]),
    "accept": _accept,
    "hand-back": _none,
    "reassign": _group,
    "name-consulted": _consulted,
    "name-drafter": _member,
    "comment": lambda walk, case, entry: CommentFacts(entry["text"]),
    "draft": _draft,
    "ask-drafter": _none,
    "call": _call,
    "lengthen-call": _call,
    "take-position": _position,
    "handle-objection": _answer_objection,
    "judge-answer": _judge_answer,
    "sustain-objection": _sustain,
    "conclude": _end,
    "abandon": _end,
    "reopen": _none,
    "edit-public-text": _edit,
    "ask-convenor": _ask_convenor,
    "agree": _none,
    "refuse": _none,
    "publish": _publish,
    "correct": _correct,
    "retire": _retire,
    "restore": _none,
    "incorporate": _incorporate,
    "no-longer-applies": lambda walk, case, entry: NoLongerFacts(**_review(entry)),
    "still-applies": lambda walk, case, entry: StillFacts(**_review(entry), note=entry["note"]),
    "ask-withdrawal": _verdict,
    "withdraw-verdict": _verdict,
    "keep-verdict": _verdict,
    "relate": _relate,
    "end-relation": _end_relation,
    "translate": _translate,
    "end-translation": _end_translation,
    "add-bulletin": _bulletin,
    "remove-bulletin": _remove_bulletin,
    "set-topics": _publish,
    "withdraw": _none,
    "reconsider": _none,
    "declare-no-interest": _none,
    "disclose": lambda walk, case, entry: InterestFacts(entry.get("note", "")),
    "recuse": lambda walk, case, entry: InterestFacts(entry.get("note", "")),
    "lift-recusal": _member,
    "name-acting-convenor": _member,
}


def _edition(reference: str) -> Edition:
    return Edition.objects.select_related("standard").get(reference=reference)


def _case(walk: "Walk", key: str) -> Clarification:
    return walk.cases[key].clarification


def _asked(row: Entry) -> Asked:
    return Asked(
        text=row["text"], clauses=row.get("clauses", ""), parts=[_asked(part) for part in row.get("parts", [])]
    )


def _answer(row: Entry) -> DraftAnswer:
    return DraftAnswer(
        questions=row["questions"],
        outcome=row["outcome"],
        position=row["position"],
        considerations=row["considerations"],
        conditions=row["conditions"],
    )


def _published_answer(row: Entry) -> PublishedAnswer:
    return PublishedAnswer(
        questions=tuple(row["questions"]),
        outcome=PublicOutcome(row["outcome"]),
        position=row["position"],
        considerations=row["considerations"],
        conditions=tuple(row["conditions"]),
    )


def _vote(row: Entry) -> PublishedVote:
    return PublishedVote(in_favour=row["for"], **{name: value for name, value in row.items() if name != "for"})
