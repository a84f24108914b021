"""Review: the group discusses, says whose body is concerned, and drafts its answer in versions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import Seat, SeatRole, User
from clarifications.lifecycle import (
    ACTING,
    COMMENT,
    DISCLOSE,
    DRAFT,
    HAND_BACK,
    NAME_DRAFTER,
    NO_INTEREST,
    READMIT,
    REASSIGN,
    RECUSE,
)
from clarifications.models import (
    Answer,
    Clarification,
    Comment,
    Decision,
    Declaration,
    Interest,
    Question,
    Recusal,
    RollEntry,
)
from clarifications.process.steps import StepRefused, carries_out
from clarifications.rules import Actor
from standards.models import MaintenanceGroup


@dataclass(frozen=True)
class DraftAnswer:
    """One answer of a draft: to the questions with these labels; outcome, position, the why, conditions."""

    questions: Sequence[str]
    outcome: str
    position: str
    considerations: str = ""
    conditions: Sequence[str] = field(default_factory=list)


@carries_out(HAND_BACK)
def hand_back(clarification: Clarification) -> str:
    """Give the request back to the secretariat: it is not for this group."""
    former = str(clarification.group)
    _leave_group(clarification)
    clarification.group = None
    return _("Group: %(group)s") % {"group": former}


@carries_out(REASSIGN)
def reassign(clarification: Clarification, *, group: MaintenanceGroup) -> str:
    """Another group takes the request over."""
    former = clarification.group
    _leave_group(clarification)
    clarification.group = group
    return _("From %(former)s to %(group)s") % {"former": former, "group": group}


@carries_out(NAME_DRAFTER)
def name_drafter(clarification: Clarification, *, member: User) -> str:
    """One member of the group writes the draft."""
    clarification.drafter = member
    return member.name


@carries_out(COMMENT)
def comment(
    clarification: Clarification, *, text: str, reply_to: Comment | None = None, by: Actor, at: datetime.datetime
) -> None:
    """Add to the group's discussion, perhaps as a reply."""
    if reply_to is not None and reply_to.clarification_id != clarification.pk:
        raise StepRefused([_("The comment you reply to belongs to another case.")])
    last = clarification.comments.last()
    if last is not None and (last.by_id, last.text, last.reply_to) == (by.user.pk, text, reply_to):
        raise StepRefused([_("You said this already.")])  # one page, sent twice
    Comment.objects.create(clarification=clarification, by=by.user, at=at, text=text, reply_to=reply_to)


@carries_out(DRAFT)
def draft(
    clarification: Clarification, *, answers: Sequence[DraftAnswer], note: str = "", by: Actor, at: datetime.datetime
) -> str:
    """Keep a new version of the answer; earlier versions stay readable. A draft may still lack answers."""
    questions = {question.label: question for question in clarification.questions.all()}
    last = clarification.decisions.last()
    decision = Decision.objects.create(
        clarification=clarification, number=last.number + 1 if last else 1, by=by.user, at=at, note=note
    )
    for order, given in enumerate(answers, start=1):
        row = Answer.objects.create(
            decision=decision,
            order=order,
            outcome=given.outcome,
            position=given.position,
            considerations=given.considerations,
            conditions=list(given.conditions),
        )
        row.questions.add(*_labelled(questions, given.questions))
    return _("Draft %(number)s") % {"number": decision.number}


@carries_out(NO_INTEREST)
def declare_no_interest(clarification: Clarification, *, by: Actor, at: datetime.datetime) -> None:
    """The own body is not concerned; the case opens."""
    _declare(clarification, by=by, at=at, interest=Interest.NONE, note="")
    RollEntry.objects.filter(call__clarification=clarification, user=by.user).update(disclosed=False)


@carries_out(DISCLOSE)
def disclose(clarification: Clarification, *, note: str = "", by: Actor, at: datetime.datetime) -> str:
    """The own body is concerned: the member may act, and the case shows it."""
    _declare(clarification, by=by, at=at, interest=Interest.DISCLOSED, note=note)
    RollEntry.objects.filter(call__clarification=clarification, user=by.user).update(disclosed=True)
    return note


@carries_out(RECUSE)
def recuse(clarification: Clarification, *, by: Actor, at: datetime.datetime) -> None:
    """The member leaves the case: no content, no mail, not waited for; on a frozen roll the entry is marked."""
    Recusal.objects.create(clarification=clarification, user=by.user, at=at)
    RollEntry.objects.filter(call__clarification=clarification, call__closed_at__isnull=True, user=by.user).update(
        recused_at=at
    )
    if clarification.drafter_id == by.user.pk:
        clarification.drafter = None
    if clarification.acting_convenor_id == by.user.pk:
        clarification.acting_convenor = None


@carries_out(READMIT)
def lift_recusal(clarification: Clarification, *, member: User, at: datetime.datetime) -> str:
    """End a recusal made in error; the convenor of the group convenes the case again."""
    lifted = Recusal.objects.filter(clarification=clarification, user=member, lifted_at__isnull=True).update(
        lifted_at=at
    )
    if not lifted:
        raise StepRefused([_("No recusal of this member stands.")])
    RollEntry.objects.filter(call__clarification=clarification, call__closed_at__isnull=True, user=member).update(
        recused_at=None
    )
    seat = Seat.objects.on(at.date()).filter(user=member, group=clarification.group_id).first()
    if seat is not None and seat.role == SeatRole.CONVENOR:
        clarification.acting_convenor = None
    return member.name


@carries_out(ACTING)
def name_acting_convenor(clarification: Clarification, *, member: User) -> str:
    """A member who is not recused acts as convenor for this case."""
    clarification.acting_convenor = member
    return member.name


def _declare(clarification: Clarification, *, by: Actor, at: datetime.datetime, interest: Interest, note: str) -> None:
    Declaration.objects.create(clarification=clarification, user=by.user, interest=interest, note=note, at=at)


def _leave_group(clarification: Clarification) -> None:
    clarification.drafter = None
    clarification.acting_convenor = None


def _labelled(questions: dict[str, Question], labels: Sequence[str]) -> list[Question]:
    unknown = [label for label in labels if label not in questions]
    if unknown or not labels:
        raise StepRefused(
            [_("An answer names a question that was not asked: %(labels)s") % {"labels": ", ".join(unknown)}]
        )
    return [questions[label] for label in labels]
