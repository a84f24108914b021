"""Turns what the files of the demonstration say of a step into the facts of that step."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clarifications.case.door import Facts
from clarifications.case.models import Clarification
from clarifications.consensus.steps import CallFacts, HandleFacts, PositionFacts
from clarifications.incorporation.steps import IncorporateFacts, NoLongerFacts
from clarifications.intake.steps import Asked, Requester, ResubmitFacts, Submission
from clarifications.publication.steps import HistoricFacts, WordingFacts
from clarifications.register.text import PublishedVote
from clarifications.review.steps import CommentFacts, DiscloseFacts, DraftAnswer, DraftFacts, MemberFacts, ReassignFacts
from clarifications.screening.steps import (
    AcceptFacts,
    AnswerFacts,
    FindFacts,
    NotAcceptFacts,
    ReferFacts,
    SendBackFacts,
)
from standards.models import Committee, Edition
from standards.reading.dates import PartialDate

if TYPE_CHECKING:
    from clarifications.demo.walk import Told, Walk

Entry = dict[str, Any]


def _none(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return Facts()


def _submit(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    data = told.data
    contact = data["contact"]
    body = walk.cast.bodies[data["body"]]
    return Submission(
        subject=data["subject"],
        questions=[_asked(row) for row in data["questions"]],
        requester=Requester(
            claimed_kind=body.kind,
            contact=contact["name"],
            email=contact["email"],
            position=contact["position"],
            body=body,
        ),
        edition=_edition(data["edition"]) if data["edition"] else None,
        other_standard=data.get("other_standard", ""),
        clauses=data["clauses"],
        is_general=data.get("general", False),
        background=data["background"],
        understanding=data["understanding"],
        confirmed_at=None if entry["by"] != "requester" else walk.clock,
    )


def _historic(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return HistoricFacts(
        edition=_edition(told.data["edition"]),
        title=entry["title"],
        source=entry["source"],
        clauses=told.data["clauses"],
        questions=[_asked(row) for row in told.data["questions"]],
        answers=[_answer(row) for row in entry["answers"]],
        votes=[_vote(row) for row in entry["votes"]],
        asked=PartialDate(entry["asked"]),
        decided=PartialDate(entry["decided"]),
        published=PartialDate(entry["published"]),
    )


def _resubmit(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return ResubmitFacts(
        answers=dict(enumerate(entry["answers"], start=1)),
        rewordings=entry.get("rewordings", {}),
    )


def _findings(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return FindFacts(findings={int(number): tuple(found) for number, found in entry["findings"].items()})


def _accept(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return AcceptFacts(group=walk.cast.groups[entry["group"]], requester_kind=told.clarification.identity.claimed_kind)


def _group(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return ReassignFacts(group=walk.cast.groups[entry["group"]])


def _member(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return MemberFacts(member=walk.cast.people[entry.get("member") or entry["of"]])


def _draft(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return DraftFacts(answers=[_answer(row) for row in entry["answers"]], note=entry.get("note", ""))


def _call(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return CallFacts(ends_on=walk.date(entry["ends"]))


def _position(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    call = told.clarification.calls.latest("round")
    return PositionFacts(call=call, view=entry["kind"], why=entry.get("reason", ""))


def _handle(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    call = told.clarification.calls.latest("round")
    objector = call.roll.get(user=walk.cast.people[entry["of"]])
    return HandleFacts(
        call=call,
        objection=objector.position,
        handling=entry["handled"],
        account=entry.get("account", ""),
    )


def _edit(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return WordingFacts(content=replace(told.clarification.public_text.text, title=entry["title"]))


def _correct(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    former = told.clarification.record.text_in_force()
    return WordingFacts(content=former.mapped(lambda text: text.replace(*entry["replace"])))


def _incorporate(walk: "Walk", told: "Told", entry: Entry) -> Facts:
    return IncorporateFacts(
        edition=_edition(entry["edition"]),
        clause=entry["clause"],
        in_force=PartialDate(entry["from"]),
        note=entry.get("note", ""),
    )


FACTS: dict[str, Callable[["Walk", "Told", Entry], Facts]] = {
    "submit": _submit,
    "enter-historic": _historic,
    "send-back": lambda walk, told, entry: SendBackFacts(entry["questions"]),
    "resubmit": _resubmit,
    "record-finding": _findings,
    "not-accept": lambda walk, told, entry: NotAcceptFacts(entry["code"]),
    "refer": lambda walk, told, entry: ReferFacts(Committee.objects.get(reference=entry["committee"])),
    "answer": lambda walk, told, entry: AnswerFacts(_case(walk, entry["record"]).record),
    "accept": _accept,
    "hand-back": _none,
    "reassign": _group,
    "name-drafter": _member,
    "comment": lambda walk, told, entry: CommentFacts(entry["text"]),
    "draft": _draft,
    "call": _call,
    "take-position": _position,
    "handle-objection": _handle,
    "conclude": _none,
    "abandon": _none,
    "reopen": _none,
    "edit-public-text": _edit,
    "publish": _none,
    "correct": _correct,
    "incorporate": _incorporate,
    "no-longer-applies": lambda walk, told, entry: NoLongerFacts(_edition(entry["edition"])),
    "withdraw": _none,
    "reconsider": _none,
    "declare-no-interest": _none,
    "disclose": lambda walk, told, entry: DiscloseFacts(entry.get("note", "")),
    "recuse": _none,
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


def _vote(row: Entry) -> PublishedVote:
    return PublishedVote(in_favour=row["for"], **{name: value for name, value in row.items() if name != "for"})
