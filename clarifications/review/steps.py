"""Review: the group discusses, says whose body is concerned, and drafts its answer; others are consulted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from accounts.models import Body, Seat, SeatRole, User
from clarifications.case.models import Clarification
from clarifications.case.part import About, AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.consensus.models import RollEntry
from clarifications.intake.models import Question
from clarifications.map import steps
from clarifications.map.actors import Actor
from clarifications.review.models import (
    Answer,
    Comment,
    Consultation,
    Decision,
    Declaration,
    Interest,
    Outcome,
    Recusal,
)
from standards.models import MaintenanceGroup


@dataclass(frozen=True)
class DraftAnswer:
    """One answer of a draft: to the questions with these labels; outcome, position, the why, conditions."""

    questions: Sequence[str]
    outcome: str
    position: str
    considerations: str = ""
    conditions: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReassignFacts(Facts):
    """Which group takes it over."""

    group: MaintenanceGroup


@dataclass(frozen=True)
class ConsultedFacts(Facts):
    """All groups and bodies that are consulted from now on."""

    groups: Sequence[MaintenanceGroup] = ()
    bodies: Sequence[Body] = ()


@dataclass(frozen=True)
class MemberFacts(Facts):
    """The member of the group whom the step names."""

    member: User

    @property
    def named(self) -> User:
        return self.member


@dataclass(frozen=True)
class CommentFacts(Facts):
    """What is said, perhaps as a reply."""

    text: str
    reply_to: Comment | None = None


@dataclass(frozen=True)
class DraftFacts(Facts):
    """The answers, and what is new in this draft."""

    answers: Sequence[DraftAnswer]
    note: str = ""


@dataclass(frozen=True)
class InterestFacts(Facts):
    """How the own body is concerned."""

    note: str = ""


def hand_back(clarification: Clarification, facts: Facts, how: Occasion) -> str:
    """Give the request back to the secretariat: it is not for this group."""
    former = str(clarification.group)
    _leave_group(clarification)
    clarification.group = None
    return _("Group: %(group)s") % {"group": former}


def reassign(clarification: Clarification, facts: ReassignFacts, how: Occasion) -> str:
    """Another group takes the request over."""
    former = clarification.group
    _leave_group(clarification)
    lead(clarification, facts.group)
    return _("From %(former)s to %(group)s") % {"former": former, "group": facts.group}


def name_consulted(clarification: Clarification, facts: ConsultedFacts, how: Occasion) -> str:
    """Say who is consulted, all at once, so that the same step takes back what it said; the public text follows."""
    former, there = clarification.consulted, set(clarification.consultations.values_list("group", "body"))
    groups = [Consultation(group=group) for group in facts.groups]
    meant = {(row.group_id, row.body_id): row for row in [*groups, *(Consultation(body=body) for body in facts.bodies)]}
    if meant.keys() == there:
        raise StepRefused([_("Just these are consulted already.")])
    for group, body in there - meant.keys():
        clarification.consultations.filter(group=group, body=body).delete()
    for key in [key for key in meant if key not in there]:
        meant[key].clarification, meant[key].since = clarification, how.at
        meant[key].save()
    named = clarification.consulted
    if hasattr(clarification, "public_text"):
        prepared = clarification.public_text
        prepared.text = replace(prepared.text, consulted=named)
        prepared.save()
    return _("From %(former)s to %(named)s") % {"former": _in_words(former), "named": _in_words(named)}


def lead(clarification: Clarification, group: MaintenanceGroup) -> None:
    """Give a case its lead group, which is not consulted as well."""
    clarification.consultations.filter(group=group).delete()
    clarification.group = group


def name_drafter(clarification: Clarification, facts: MemberFacts, how: Occasion) -> About:
    """One member of the group writes the draft."""
    clarification.drafter = facts.member
    return About(str(facts.member.key))


def comment(clarification: Clarification, facts: CommentFacts, how: Occasion) -> None:
    """Add to the group's discussion, perhaps as a reply."""
    if facts.reply_to is not None and facts.reply_to.clarification_id != clarification.pk:
        raise StepRefused([_("The comment you reply to belongs to another case.")])
    last = clarification.comments.last()
    if last is not None and (last.by_id, last.text, last.reply_to) == (how.by.person.pk, facts.text, facts.reply_to):
        raise StepRefused([_("You said this already.")])  # one page, sent twice
    Comment.objects.create(
        clarification=clarification, by=how.by.person, at=how.at, text=facts.text, reply_to=facts.reply_to
    )


def draft(clarification: Clarification, facts: DraftFacts, how: Occasion) -> str:
    """Show a new version of the answer; earlier versions stay readable. A draft may still lack answers.

    Who saves it is its author, and drafts from now on; where somebody else is named to draft, there is a reason.
    """
    is_instead = clarification.is_drafted_by_somebody_else(how.by, how.at)
    if is_instead and not how.reason.strip():
        said = _("%(drafter)s is named to draft: ask first, or say why you write.")
        raise StepRefused([said % {"drafter": clarification.drafter}])
    if any(given.outcome == Outcome.YES_UNDER_CONDITIONS and not given.conditions for given in facts.answers):
        raise StepRefused([_("“Yes, under conditions” needs a condition.")])
    clarification.drafter = how.by.person
    questions = {question.label: question for question in clarification.questions.all()}
    last = clarification.decisions.last()
    decision = Decision.objects.create(
        clarification=clarification, number=last.number + 1 if last else 1, by=how.by.person, at=how.at, note=facts.note
    )
    for order, given in enumerate(facts.answers, start=1):
        row = Answer.objects.create(
            decision=decision,
            order=order,
            outcome=given.outcome,
            position=given.position,
            considerations=given.considerations,
            conditions=list(given.conditions),
        )
        row.questions.add(*_labelled(questions, given.questions))
    said = _("Draft %(number)s, though somebody else was named to draft") if is_instead else _("Draft %(number)s")
    return said % {"number": decision.number}


def ask_drafter(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """Ask who is named to draft whether somebody else may write; what is asked is the reason of the step."""


def declare_no_interest(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """The own body is not concerned; the case opens."""
    _declare(clarification, by=how.by, at=how.at, interest=Interest.NONE, note="")
    RollEntry.objects.filter(call__clarification=clarification, user=how.by.person).update(disclosed=False)


def disclose(clarification: Clarification, facts: InterestFacts, how: Occasion) -> str:
    """The own body is concerned: the member may act, and the case shows it."""
    _declare(clarification, by=how.by, at=how.at, interest=Interest.DISCLOSED, note=facts.note)
    RollEntry.objects.filter(call__clarification=clarification, user=how.by.person).update(disclosed=True)
    return facts.note


def recuse(clarification: Clarification, facts: InterestFacts, how: Occasion) -> str:
    """The member leaves the case: no content, no mail, not waited for; on a frozen roll the entry is marked."""
    Recusal.objects.create(clarification=clarification, user=how.by.person, note=facts.note, at=how.at)
    RollEntry.objects.filter(
        call__clarification=clarification, call__closed_at__isnull=True, user=how.by.person
    ).update(recused_at=how.at)
    if clarification.drafter_id == how.by.person.pk:
        clarification.drafter = None
    if clarification.acting_convenor_id == how.by.person.pk:
        clarification.acting_convenor = None
    return facts.note


def lift_recusal(clarification: Clarification, facts: MemberFacts, how: Occasion) -> About:
    """End a recusal made in error; the convenor of the group convenes the case again."""
    lifted = Recusal.objects.filter(clarification=clarification, user=facts.member, lifted_at__isnull=True).update(
        lifted_at=how.at
    )
    if not lifted:
        raise StepRefused([_("No recusal of this member stands.")])
    RollEntry.objects.filter(call__clarification=clarification, call__closed_at__isnull=True, user=facts.member).update(
        recused_at=None
    )
    seat = Seat.objects.on(how.at.date()).filter(user=facts.member, group=clarification.group_id).first()
    if seat is not None and seat.role == SeatRole.CONVENOR:
        clarification.acting_convenor = None
    return About(str(facts.member.key))


def name_acting_convenor(clarification: Clarification, facts: MemberFacts, how: Occasion) -> About:
    """A member who is not recused acts as convenor for this case."""
    clarification.acting_convenor = facts.member
    return About(str(facts.member.key))


def _declare(clarification: Clarification, *, by: Actor, at: datetime.datetime, interest: Interest, note: str) -> None:
    Declaration.objects.create(clarification=clarification, user=by.person, interest=interest, note=note, at=at)


def _leave_group(clarification: Clarification) -> None:
    clarification.drafter = None
    clarification.acting_convenor = None


def _in_words(names: Sequence[str]) -> str:
    return "; ".join(names) or _("nobody")


def _labelled(questions: dict[str, Question], labels: Sequence[str]) -> list[Question]:
    unknown = [label for label in labels if label not in questions]
    if unknown or not labels:
        raise StepRefused(
            [_("An answer names a question that was not asked: %(labels)s") % {"labels": ", ".join(unknown)}]
        )
    return [questions[label] for label in labels]


HAND_BACK = StepPart(steps.HAND_BACK, Facts, hand_back)
REASSIGN = StepPart(steps.REASSIGN, ReassignFacts, reassign)
NAME_CONSULTED = StepPart(steps.NAME_CONSULTED, ConsultedFacts, name_consulted)
NAME_DRAFTER = StepPart(steps.NAME_DRAFTER, MemberFacts, name_drafter)
COMMENT = StepPart(steps.COMMENT, CommentFacts, comment)
DRAFT = StepPart(steps.DRAFT, DraftFacts, draft)
ASK_DRAFTER = StepPart(steps.ASK_DRAFTER, Facts, ask_drafter)
DECLARE_NO_INTEREST = StepPart(steps.DECLARE_NO_INTEREST, Facts, declare_no_interest)
DISCLOSE = StepPart(steps.DISCLOSE, InterestFacts, disclose)
RECUSE = StepPart(steps.RECUSE, InterestFacts, recuse)
LIFT_RECUSAL = StepPart(steps.LIFT_RECUSAL, MemberFacts, lift_recusal)
NAME_ACTING_CONVENOR = StepPart(steps.NAME_ACTING_CONVENOR, MemberFacts, name_acting_convenor)
PARTS: tuple[AnyPart, ...] = (
    HAND_BACK,
    REASSIGN,
    NAME_CONSULTED,
    NAME_DRAFTER,
    COMMENT,
    DRAFT,
    ASK_DRAFTER,
    DECLARE_NO_INTEREST,
    DISCLOSE,
    RECUSE,
    LIFT_RECUSAL,
    NAME_ACTING_CONVENOR,
)
