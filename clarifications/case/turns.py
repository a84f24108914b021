"""Whose turn it is in a case, and what is to be done: from the map and what the case holds; two queries a list."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from typing import Any, TypeAlias

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Seat
from clarifications.case.models import Clarification
from clarifications.case.prepared import AT, USER, Prepared, prepare
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.consensus.models import Call, Handling, RollEntry
from clarifications.map.actors import Actor
from clarifications.map.rule import Rule, Where
from clarifications.map.steps import Role, State, Step
from clarifications.map.whole import OF_THE_GROUP, Map, the_map
from clarifications.map.words import INTEREST, Awaited
from clarifications.review.models import Declaration, Recusal
from clarifications.screening.models import ReturnQuestion

NO_DAY = Value(None, DateField())
UNREAD = ("newest_draft", "last_call", "asked_remain")  # columns that rules are made of, and nothing else
Situation: TypeAlias = Mapping[str, Any]  # a row of `situations`: its columns are chosen by the map


class WhoseTurn(Enum):
    """In which list of the desk a case stands."""

    MINE = "mine"
    GROUP = "group"
    OTHERS = "others"
    ENDED = "ended"


@dataclass(frozen=True)
class Turn:
    """One thing that a case waits for: what its holder has to do, and what everybody else reads."""

    by: Role
    step: Step
    todo: str
    others: str
    due: datetime.date | None = None


@dataclass(frozen=True)
class CaseTurn:
    """Where a case stands for one actor; ``may_read`` is false until a member has said whose body is concerned."""

    pk: int
    whose: WhoseTurn
    turn: Turn | None
    since: datetime.datetime
    may_read: bool

    @property
    def is_mine(self) -> bool:
        return self.whose is WhoseTurn.MINE

    @property
    def in_words(self) -> str:
        """To the holder what to do, to others what is waited for."""
        if self.turn is None:
            return _("Nobody is waited for")
        return self.turn.todo if self.is_mine else self.turn.others


def case_turns(
    cases: ClarificationQuerySet, *, by: Actor, at: datetime.datetime, known: State | str | None = None
) -> list[CaseTurn]:
    """Where each of ``cases`` stands for ``by``, the newest first; ``known``: the one state that they were all in."""
    groups = set(Seat.objects.on(at.date()).filter(user=by.person).values_list("group", flat=True))
    whole = the_map()
    rows = list(situations(cases, whole, by=by, at=at, known=known))
    if known is not None and any(row["state"] != known for row in rows):  # a step was taken meanwhile
        rows = list(situations(cases, whole, by=by, at=at))
    return [_for_one(row, whole, by=by, is_member=row["group_id"] in groups) for row in rows]


def waits_for_somebody(at: datetime.datetime) -> Q:
    """Which cases wait for anybody: those in a state that always does, and those in which something came up."""
    found = Q(state__in=the_map().open)
    for state, rules in the_map().occasional:
        found |= Q(*(rule.where(0, at) for rule in rules if rule.where is not None), state=state)
    return found


def situations(
    cases: ClarificationQuerySet, whole: Map, *, by: Actor, at: datetime.datetime, known: State | str | None = None
) -> Iterator[Situation]:
    """What turns are derived from, a plain row for each case: which rules hold, and what the words name."""
    return _asked(whole, known).rows(cases, user=by.person.pk, at=at)


@lru_cache(maxsize=64)
def _asked(whole: Map, known: State | str | None) -> Prepared:
    """The one statement of ``situations``; what is asked in other states than the ``known`` one is left out."""
    own = {"clarification": OuterRef("pk"), "user": USER}
    roll = RollEntry.objects.filter(call=OuterRef("last_call"), call__closed_at__isnull=True, recused_at__isnull=True)
    asked = ReturnQuestion.objects.filter(returned__clarification=OuterRef("pk"), returned__answered_at__isnull=True)
    asked = asked.filter(returned__is_inquiry=False)
    call = Call.objects.filter(pk=OuterRef("last_call"), closed_at__isnull=True)
    words = roll.filter(position__handling=Handling.ANSWERED, position__answer_by__gte=AT.date())
    words = words.order_by("position__answer_by")
    rows = Clarification.objects.for_rules(AT).annotate(
        recused=Exists(Recusal.objects.filter(**own, lifted_at__isnull=True)),
        declared=Exists(Declaration.objects.filter(**own)),
        asked=_in([State.RETURNED], lambda: _count(asked), Value(0), known),
        drafter_name=F("drafter__name"),
        call_ends=_in(_due_in(whole, "call_ends"), lambda: Subquery(call.values("ends_on")[:1]), NO_DAY, known),
        word_by=_in(
            _due_in(whole, "word_by"), lambda: Subquery(words.values("position__answer_by")[:1]), NO_DAY, known
        ),
        on_roll=_in([State.SEEKING_CONSENSUS], lambda: _count(roll), Value(0), known),
        silent=_in([State.SEEKING_CONSENSUS], lambda: _count(roll.filter(position__isnull=True)), Value(0), known),
    )
    rows = rows.annotate(
        **{
            rule.name: _in(states, partial(_column, rule.where), Value(False), known)
            for rule, states in _asked_of(whole).items()
            if rule.where is not None
        }
    )
    names = ("pk", "state", "since", "group_id", *(name for name in rows.query.annotations if name not in UNREAD))
    return prepare(rows.values(*names))


def turns(row: Situation, whole: Map) -> list[tuple[Awaited, Turn]]:
    """All that a case waits for now, the most pressing first."""
    found = whole.awaited(whole.state(row["state"]), lambda rule: _holds(rule, row))
    return [(one, _turn(one, row, whole)) for one in found]


def _for_one(row: Situation, whole: Map, *, by: Actor, is_member: bool) -> CaseTurn:
    is_member = is_member and not row["recused"]
    roles = _roles(row, whole, by=by, is_member=is_member)
    found = turns(row, whole)
    mine = next((turn for one, turn in found if _is_for(one, roles, row, whole)), None)
    if mine is None and is_member and not row["declared"] and whole.asks_interest(whole.state(row["state"])):
        mine = _turn(INTEREST, row, whole)
    first = mine or next((turn for _one, turn in found), None)
    if mine:
        whose = WhoseTurn.MINE
    elif first is None:
        whose = WhoseTurn.ENDED
    else:
        whose = WhoseTurn.GROUP if is_member and first.by & OF_THE_GROUP else WhoseTurn.OTHERS
    may_read = bool(row["declared"] or roles & (Role.SECRETARIAT | Role.CONVENOR))
    return CaseTurn(pk=row["pk"], whose=whose, turn=first, since=row["since"], may_read=may_read)


def _roles(row: Situation, whole: Map, *, by: Actor, is_member: bool) -> Role:
    """What ``by`` may act as; of a group, who has said whose body is concerned, where that is asked."""
    roles = Role.SECRETARIAT if by.person.is_secretariat else Role.NONE
    if is_member and (row["declared"] or not whole.asks_interest(whole.state(row["state"]))):
        roles |= Role.MEMBER
        roles |= Role.CONVENOR if row["convenor"] == by.person.pk else Role.NONE
    return roles


def _is_for(awaited: Awaited, roles: Role, row: Situation, whole: Map) -> bool:
    """Whether it is the actor, being ``roles``, whom a case waits for."""
    may_take = bool(whole.step(awaited.step).by & roles)
    return may_take and all(_holds(rule, row) for rule in whole.personal(awaited))


def _holds(rule: Rule, row: Situation) -> bool:
    """What no list can ask is asked when the step is taken."""
    return bool(row[rule.name]) if rule.where else True


def _turn(awaited: Awaited, row: Situation, whole: Map) -> Turn:
    step = whole.step(awaited.step)
    named = {
        "who": step.by.label,
        "drafter": row["drafter_name"],
        "asked": row["asked"],
        "silent": row["silent"],
        "all": row["on_roll"],
    }
    due = row[awaited.due] if awaited.due else None
    return Turn(step.by, step, str(awaited.mine), str(awaited.others % named), due)


def _asked_of(whole: Map) -> dict[Rule, list[str]]:
    """The rules that lists ask, each with the states that it is asked in."""
    asked: dict[Rule, list[str]] = {}
    for state in whole.states:
        for one in state.awaits:
            for rule in (*whole.conditions(one), *whole.personal(one)):
                asked.setdefault(rule, []).append(state.value)
    return asked


def _due_in(whole: Map, column: str) -> list[str]:
    """The states in which something is due by the day in this column."""
    return [state.value for state in whole.states if any(one.due == column for one in state.awaits)]


def _in(
    states: Sequence[str], make: Callable[[], Combinable], otherwise: Value, known: State | str | None
) -> Case | Value:
    """A column that is worked out for the cases in these states alone; the database skips it for all others."""
    if known is not None and known not in states:
        return otherwise
    return Case(When(state__in=list(dict.fromkeys(states)), then=make()), default=otherwise)


def _column(where: Where) -> "ExpressionWrapper[Q]":
    """Whether a rule holds, as a column."""
    return ExpressionWrapper(Q(where(USER, AT)), output_field=BooleanField())


def _count(rows: "QuerySet[Model]") -> Coalesce:
    """How many rows there are, as a column."""
    return Coalesce(Subquery(rows.order_by().annotate(counted=Func(F("pk"), function="COUNT")).values("counted")), 0)
