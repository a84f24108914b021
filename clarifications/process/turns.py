"""Whose turn it is in a case, and what is to be done: from the map and what the case holds; two queries a list."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Seat, SeatRole
from clarifications import lifecycle as steps
from clarifications.lifecycle import ENDED, State, Step
from clarifications.models import (
    Answer,
    Call,
    Clarification,
    Criterion,
    Decision,
    Declaration,
    Finding,
    Question,
    Recusal,
    ReturnQuestion,
    RollEntry,
)
from clarifications.rules import Actor

OPEN_STATES = tuple(state for state in State if state not in ENDED and state is not State.PUBLISHED)
ASKED_FOR_INTEREST = (State.UNDER_REVIEW, State.SEEKING_CONSENSUS)


class Holder(Enum):
    """Who is to act."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"
    CONVENOR = "convenor"
    DRAFTER = "drafter"
    MEMBERS = "members"  # everybody on the roll who has not answered


class Place(Enum):
    """In which list of the desk a case stands."""

    MINE = "mine"
    GROUP = "group"
    OTHERS = "others"
    ENDED = "ended"


@dataclass(frozen=True)
class Turn:
    """One thing that a case waits for: what its holder is told to do, and what everybody else is told."""

    holder: Holder
    step: Step
    todo: str
    told: str
    due: datetime.date | None = None


@dataclass(frozen=True)
class Waiting:
    """Where a case stands for one actor; ``may_read`` is false until a member has said whose body is concerned."""

    pk: int
    place: Place
    turn: Turn | None
    since: datetime.datetime
    may_read: bool

    @property
    def is_mine(self) -> bool:
        return self.place is Place.MINE

    @property
    def said(self) -> str:
        """To the holder what to do, to others what is waited for."""
        if self.turn is None:
            return _("Nobody is waited for")
        return self.turn.todo if self.is_mine else self.turn.told


def waiting(cases: "QuerySet[Clarification]", *, by: Actor, at: datetime.datetime) -> list[Waiting]:
    """Where each of ``cases`` stands for ``by``, in their order."""
    groups = set(Seat.objects.on(at.date()).filter(user=by.user).values_list("group", flat=True))
    return [_for_one(case, by=by, is_member=case["group_id"] in groups) for case in situations(cases, by=by, at=at)]


def situations(cases: "QuerySet[Clarification]", *, by: Actor, at: datetime.datetime) -> Iterator[dict[str, Any]]:
    """What turns are derived from, a plain row for each case."""
    own = {"clarification": OuterRef("pk"), "user": by.user}
    calls = Call.objects.filter(clarification=OuterRef("pk"), closed_at__isnull=True)  # while seeking consensus: one
    drafts = Decision.objects.filter(clarification=OuterRef("pk")).order_by("-number")
    roll = RollEntry.objects.filter(
        call__clarification=OuterRef("pk"), call__closed_at__isnull=True, recused_at__isnull=True
    )
    waited_for = roll.filter(position__isnull=True)
    unhandled = roll.filter(position__view="object", position__handling="")
    unmet = Finding.objects.filter(clarification=OuterRef("pk"), result="not-met")
    leaves = Question.objects.filter(clarification=OuterRef("pk"), parts__isnull=True)
    of_draft = Answer.objects.filter(decision=OuterRef(OuterRef("draft_pk")))
    answered = Exists(of_draft.filter(Q(questions=OuterRef("pk")) | Q(questions=OuterRef("stem"))))
    asked = ReturnQuestion.objects.filter(returned__clarification=OuterRef("pk"), returned__answered_at__isnull=True)
    rows = cases.annotate(
        recused=Exists(Recusal.objects.filter(**own, lifted_at__isnull=True)),
        declared=Exists(Declaration.objects.filter(**own)),
        criteria=_in(State.RECEIVED, _count(Criterion.objects.filter(criteria_set=OuterRef("criteria_set"))), 0),
        found=_in(State.RECEIVED, _count(Finding.objects.filter(clarification=OuterRef("pk"))), 0),
        blocked=_in(State.RECEIVED, Exists(unmet.filter(criterion__blocks=True)), False),
        asked=_in(State.RETURNED, _count(asked), 0),
        convenor=_convenor(at),
        drafter_name=F("drafter__name"),
        draft_pk=Subquery(drafts.values("pk")[:1]),
        draft_called=_in(State.UNDER_REVIEW, Exists(Call.objects.filter(decision=OuterRef("draft_pk"))), False),
        draft_lacks=_in(State.UNDER_REVIEW, Exists(leaves.filter(~answered)), False),
        call_ends=Subquery(calls.values("ends_on")[:1]),
        on_roll=_in(State.SEEKING_CONSENSUS, _count(roll), 0),
        silent=_in(State.SEEKING_CONSENSUS, _count(waited_for), 0),
        owed=_in(State.SEEKING_CONSENSUS, Exists(waited_for.filter(user=by.user)), False),
        objected=_in(State.SEEKING_CONSENSUS, Exists(unhandled), False),
    )
    screened = Finding.objects.filter(clarification=OuterRef("pk"), by=OuterRef("convenor"))
    rows = rows.annotate(convenor_screened=_in(State.SEEKING_CONSENSUS, Exists(screened), False))
    today = at.date()
    names = ("pk", "state", "since", "group_id", "edition_id", "drafter_id", "screened_by_id", *rows.query.annotations)
    for row in rows.values(*names):
        row["call_over"] = row["call_ends"] is not None and (row["call_ends"] < today or not row["silent"])
        yield row


def turns(case: Mapping[str, Any]) -> Iterator[Turn]:
    """All that a case waits for now, the most pressing first."""
    yield from FROM_STATE.get(State(case["state"]), _nothing)(case)


def _for_one(case: Mapping[str, Any], *, by: Actor, is_member: bool) -> Waiting:
    is_member = is_member and not case["recused"]
    open_turns = list(turns(case))
    mine = next((turn for turn in open_turns if _holds(turn, case, by, may_act=is_member and case["declared"])), None)
    if mine is None and is_member and not case["declared"] and case["state"] in ASKED_FOR_INTEREST:
        mine = _interest()
    first = mine or next(iter(open_turns), None)
    if mine:
        place = Place.MINE
    elif first is None:
        place = Place.ENDED
    else:
        in_group = first.holder not in (Holder.REQUESTER, Holder.SECRETARIAT)
        place = Place.GROUP if is_member and in_group else Place.OTHERS
    may_read = by.user.is_secretariat or case["declared"]
    return Waiting(pk=case["pk"], place=place, turn=first, since=case["since"], may_read=may_read)


def _holds(turn: Turn, case: Mapping[str, Any], by: Actor, *, may_act: bool) -> bool:
    """Whether ``by`` is whom the turn waits for; ``may_act``: a member who has said whose body is concerned."""
    if turn.holder is Holder.SECRETARIAT:
        return bool(by.user.is_secretariat)
    held = {
        Holder.CONVENOR: case["convenor"] == by.user.pk,
        Holder.DRAFTER: case["drafter_id"] == by.user.pk,
        Holder.MEMBERS: case["owed"],
    }
    return may_act and held.get(turn.holder, False)


def _interest() -> Turn:
    said = _("Say whether your body is concerned")
    return Turn(Holder.MEMBERS, steps.NO_INTEREST, said, said)


def _received(case: Mapping[str, Any]) -> Iterator[Turn]:
    secretariat = Holder.SECRETARIAT
    if case["edition_id"] is None:
        yield Turn(secretariat, steps.REFER, _("Refer the request"), _("Secretariat refers the request"))
    elif not case["criteria"] or case["found"] < case["criteria"]:
        yield Turn(secretariat, steps.FIND, _("Check the criteria"), _("Secretariat checks the criteria"))
    elif case["blocked"]:
        yield Turn(
            secretariat,
            steps.NOT_ACCEPT,
            _("Say why it is not accepted, or return it"),
            _("Secretariat decides on the request"),
        )
    else:
        yield Turn(secretariat, steps.ACCEPT, _("Accept the request"), _("Secretariat hands it to a group"))


def _returned(case: Mapping[str, Any]) -> Iterator[Turn]:
    number = case["asked"]
    told = ngettext("Requester answers a question", "Requester answers %(number)s questions", number)
    yield Turn(Holder.REQUESTER, steps.RESUBMIT, _("Answer and send again"), told % {"number": number})


def _under_review(case: Mapping[str, Any]) -> Iterator[Turn]:
    if case["convenor"] is None:
        yield _acting(_("nobody convenes this case"))
        return
    drafts = _("%(name)s drafts the answer") % {"name": case["drafter_name"]}
    if case["draft_pk"] is None or case["draft_called"]:
        if case["drafter_id"] is None:
            yield Turn(Holder.CONVENOR, steps.NAME_DRAFTER, _("Name a drafter"), _("Convenor names a drafter"))
        else:
            yield Turn(Holder.DRAFTER, steps.DRAFT, _("Draft the answer"), drafts)
    elif not case["draft_lacks"]:
        yield Turn(Holder.CONVENOR, steps.CALL, _("Call for consensus"), _("Convenor calls for consensus"))
    elif case["drafter_id"] is not None:
        yield Turn(Holder.DRAFTER, steps.DRAFT, _("Complete the draft"), drafts)
    else:
        yield Turn(Holder.CONVENOR, steps.NAME_DRAFTER, _("Name a drafter"), _("Convenor names a drafter"))


def _seeking_consensus(case: Mapping[str, Any]) -> Iterator[Turn]:
    due = case["call_ends"]
    over = case["call_over"]
    if case["convenor"] is None:
        yield _acting(_("nobody convenes this case"))
    if not over:
        told = _("%(silent)s of %(all)s have not answered") % {"silent": case["silent"], "all": case["on_roll"]}
        yield Turn(Holder.MEMBERS, steps.POSITION, _("Take your position"), told, due)
    if case["convenor"] is not None:
        yield from _convenors(case, due=due, over=over)


def _convenors(case: Mapping[str, Any], *, due: datetime.date, over: bool) -> Iterator[Turn]:
    """What a call leaves to the convenor."""
    if case["objected"]:
        told = _("Convenor handles an objection")
        yield Turn(Holder.CONVENOR, steps.HANDLE, _("Handle the objection"), told, due)
    elif over and (case["convenor"] == case["screened_by_id"] or case["convenor_screened"]):
        yield _acting(_("the convenor screened this request"))
    elif over:
        told = _("Convenor says whether there is consensus")
        yield Turn(Holder.CONVENOR, steps.CONCLUDE, _("Say whether there is consensus"), told, due)


def _decided(case: Mapping[str, Any]) -> Iterator[Turn]:
    yield Turn(Holder.SECRETARIAT, steps.PUBLISH, _("Check the text and publish it"), _("Secretariat publishes"))


def _nothing(case: Mapping[str, Any]) -> Iterator[Turn]:
    yield from ()


def _acting(why: str) -> Turn:
    told = _("Secretariat names an acting convenor")
    return Turn(Holder.SECRETARIAT, steps.ACTING, _("Name an acting convenor: %(why)s") % {"why": why}, told)


def _convenor(at: datetime.datetime) -> Coalesce:
    """Who convenes: the acting convenor with a seat, else the convenor of the group, unless recused."""
    recused = Recusal.objects.filter(clarification=OuterRef(OuterRef("pk")), lifted_at__isnull=True).values("user")
    seats = Seat.objects.on(at.date()).filter(group=OuterRef("group"), user__is_active=True).exclude(user__in=recused)
    return Coalesce(
        Subquery(seats.filter(user=OuterRef("acting_convenor")).values("user")[:1]),
        Subquery(seats.filter(role=SeatRole.CONVENOR).order_by("pk").values("user")[:1]),
    )


def _in(state: State, column: Any, otherwise: Any) -> Case:
    """A column that is worked out for the cases in one state alone; the database skips it for all others."""
    return Case(When(state=state, then=column), default=Value(otherwise))


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many rows there are, as a column."""
    return Coalesce(Subquery(rows.order_by().annotate(counted=Func(F("pk"), function="COUNT")).values("counted")), 0)


FROM_STATE = {
    State.RECEIVED: _received,
    State.RETURNED: _returned,
    State.UNDER_REVIEW: _under_review,
    State.SEEKING_CONSENSUS: _seeking_consensus,
    State.DECIDED: _decided,
}
