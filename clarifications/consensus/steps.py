"""Consensus: the convenor asks, members take positions, objections are handled, the convenor judges."""

import datetime
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from clarifications.case.models import Clarification
from clarifications.case.part import About, AnyPart, CaseChanged, Facts, Occasion, StepPart, StepRefused
from clarifications.case.roles import members_of
from clarifications.consensus.models import (
    Call,
    Conclusion,
    Ending,
    Handling,
    ObjectionStanding,
    Position,
    RollEntry,
    View,
)
from clarifications.map import steps
from clarifications.publication.content import prepare_public_text
from clarifications.review.models import Interest
from standards.models import MaintenanceGroup

# What a position holds of an objection that nobody has answered; what was answered before stays in the journal.
UNHANDLED = {"handling": "", "answer": "", "answer_by": None, "word": "", "account": "", "handled_at": None}


@dataclass(frozen=True)
class CallFacts(Facts):
    """The last day of the call, until 23:59 UTC."""

    ends_on: datetime.date


@dataclass(frozen=True)
class EndFacts(Facts):
    """The mark of the positions that were on the page of who ends the work."""

    positions: str


@dataclass(frozen=True)
class PositionFacts(Facts):
    """Where one stands on the draft of this call, and why."""

    call: Call
    view: str
    why: str = ""


@dataclass(frozen=True)
class ObjectionAnswerFacts(Facts):
    """The mark of the objection that was on the page, and what the convenor answers to it."""

    objection: str
    answer: str


@dataclass(frozen=True)
class WordFacts(Facts):
    """The mark of the own objection with the answer that was on the page, what becomes of it, and perhaps why."""

    objection: str
    handling: str
    word: str = ""


@dataclass(frozen=True)
class SustainFacts(Facts):
    """The mark of the objection that was on the page, and why there is consensus nevertheless, or what it means."""

    objection: str
    account: str


def call(clarification: Clarification, facts: CallFacts, how: Occasion) -> str:
    """Ask everybody who is not recused about the newest draft; roll and draft are frozen from now on."""
    decision = clarification.decisions.latest("number")  # the map says that there is one
    opened = Call.objects.create(
        clarification=clarification,
        decision=decision,
        group=cast(MaintenanceGroup, clarification.group),  # nobody else calls
        round=clarification.calls.count() + 1,
        opened_at=how.at,
        opened_by=how.by.person,
        ends_on=facts.ends_on,
    )
    interests = dict(clarification.declarations.values_list("user", "interest"))  # in order: the last one counts
    RollEntry.objects.bulk_create(
        RollEntry(
            call=opened, user=seat.user, body=seat.body, disclosed=interests.get(seat.user_id) == Interest.DISCLOSED
        )
        for seat in members_of(clarification, how.at)
    )
    return _("Round %(round)s on draft %(draft)s, until %(day)s, 23:59 UTC") % {
        "round": opened.round,
        "draft": decision.number,
        "day": format_date(facts.ends_on, "j F Y"),
    }


def lengthen_call(clarification: Clarification, facts: CallFacts, how: Occasion) -> str:
    """Let the open call last until a later day."""
    opened = clarification.calls.latest("round")  # the map says that it is open
    former = opened.ends_on
    if facts.ends_on <= former:
        raise StepRefused([_("A call can only be lengthened: name a later day.")])
    opened.ends_on = facts.ends_on
    opened.save(update_fields=["ends_on"])
    days = {"former": format_date(former, "j F Y"), "day": format_date(facts.ends_on, "j F Y")}
    return _("Until %(day)s, 23:59 UTC, instead of %(former)s") % days


def take_position(clarification: Clarification, facts: PositionFacts, how: Occasion) -> str:
    """Say where one stands on the draft of the open call; it can be changed until call or round ends."""
    _same_call(clarification, facts.call)
    if facts.view == View.OBJECT and not facts.why.strip():
        raise StepRefused([_("Say why you object.")])
    entry = RollEntry.objects.get(call=facts.call, user=how.by.person)
    said = {"view": facts.view, "reason": facts.why, "at": how.at, **UNHANDLED}
    # Nobody else writes it meanwhile: the case is locked.
    if not Position.objects.filter(entry=entry).update(**said):
        Position.objects.create(entry=entry, **said)
    return str(View(facts.view).label)


def handle_objection(clarification: Clarification, facts: ObjectionAnswerFacts, how: Occasion) -> About:
    """Answer an objection; who objects has some days to say whether that resolves it."""
    if not facts.answer.strip():
        raise StepRefused([_("Say what you answer.")])
    objection = _objection(clarification, facts.objection, ObjectionStanding.TO_ANSWER, how)
    objection.handling, objection.answer, objection.handled_at = Handling.ANSWERED, facts.answer, how.at
    objection.answer_by = how.at.date() + datetime.timedelta(days=settings.OBJECTION_DAYS)
    objection.save()
    return About(str(objection.entry.user.key), facts.answer)


def judge_answer(clarification: Clarification, facts: WordFacts, how: Occasion) -> str:
    """Who objects says whether the answer resolves the objection, or it is kept."""
    objection = _objection(clarification, facts.objection, ObjectionStanding.ASKED, how)
    if objection.entry.user_id != how.by.person.pk or facts.handling not in (Handling.RESOLVED, Handling.KEPT):
        raise StepRefused([_("Say of your own objection whether it is resolved or kept.")])
    objection.handling, objection.word, objection.handled_at = Handling(facts.handling), facts.word, how.at
    objection.save()
    return str(objection.get_handling_display())


def sustain_objection(clarification: Clarification, facts: SustainFacts, how: Occasion) -> About:
    """Record that an objection is sustained, and why that is not sustained opposition to a substantial issue.

    Source of the rule: ISO/IEC Guide 2, definition of consensus.
    """
    if not facts.account.strip():
        raise StepRefused([_("Say why the sustained objection does not stand against consensus.")])
    objection = _objection(clarification, facts.objection, ObjectionStanding.KEPT, how)
    objection.handling, objection.account, objection.handled_at = Handling.SUSTAINED, facts.account, how.at
    objection.save()
    return About(str(objection.entry.user.key), facts.account)


def conclude(clarification: Clarification, facts: EndFacts, how: Occasion) -> str:
    """There is general agreement without sustained opposition: the draft of the call becomes the decision."""
    return _end(clarification, Ending.CONSENSUS, facts, how)


def abandon(clarification: Clarification, facts: EndFacts, how: Occasion) -> str:
    """There is none: that is what will be published."""
    return _end(clarification, Ending.NO_CONSENSUS, facts, how)


def reopen(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """End the round and go back to drafting; positions and conclusion stay on the case."""
    _close_call(clarification, how.at)
    clarification.conclusions.filter(reopened_at__isnull=True).update(reopened_at=how.at)
    clarification.proposed_changes.unsettled().update(settled_at=how.at)
    clarification.decided_at = None


def _end(clarification: Clarification, ending: Ending, facts: EndFacts, how: Occasion) -> str:
    """End the work on exactly the positions that were on the page: another may have been taken since."""
    call = clarification.calls.latest("round")
    if facts.positions != call.mark:
        raise CaseChanged(clarification, by=how.by)
    _close_call(clarification, how.at)
    Conclusion.objects.create(
        clarification=clarification, call=call, ending=ending, reason=how.reason, by=how.by.person, at=how.at
    )
    clarification.decided_at = how.at
    prepare_public_text(clarification)
    return str(ending.label)


def _close_call(clarification: Clarification, at: datetime.datetime) -> None:
    clarification.calls.filter(closed_at__isnull=True).update(closed_at=at)


def _objection(clarification: Clarification, mark: str, standing: ObjectionStanding, how: Occasion) -> Position:
    """The objection that was on the page; who objects, or the convenor, may have been faster."""
    call = clarification.calls.latest("round")  # the map says that it has such an objection
    entries = call.roll.objections(how.at, standing).select_related("position", "user")
    found = [entry.position for entry in entries if entry.position.mark == mark]
    if not found:
        raise CaseChanged(clarification, by=how.by)
    return found[0]


def _same_call(clarification: Clarification, call: Call) -> None:
    if call.pk != clarification.calls.values_list("pk", flat=True).last() or call.closed_at is not None:
        raise StepRefused([_("This call is over; another may be open.")])


CALL = StepPart(steps.CALL, CallFacts, call)
LENGTHEN_CALL = StepPart(steps.LENGTHEN_CALL, CallFacts, lengthen_call)
TAKE_POSITION = StepPart(steps.TAKE_POSITION, PositionFacts, take_position)
HANDLE_OBJECTION = StepPart(steps.HANDLE_OBJECTION, ObjectionAnswerFacts, handle_objection)
JUDGE_ANSWER = StepPart(steps.JUDGE_ANSWER, WordFacts, judge_answer)
SUSTAIN_OBJECTION = StepPart(steps.SUSTAIN_OBJECTION, SustainFacts, sustain_objection)
CONCLUDE = StepPart(steps.CONCLUDE, EndFacts, conclude)
ABANDON = StepPart(steps.ABANDON, EndFacts, abandon)
REOPEN = StepPart(steps.REOPEN, Facts, reopen)
PARTS: tuple[AnyPart, ...] = (
    *(CALL, LENGTHEN_CALL, TAKE_POSITION, HANDLE_OBJECTION, JUDGE_ANSWER, SUSTAIN_OBJECTION),
    *(CONCLUDE, ABANDON, REOPEN),
)
