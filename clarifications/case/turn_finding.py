"""Whom cases wait for: from the map and what the cases hold, in two statements for any number; nothing of it is kept.

``kept_turns.py`` keeps what is found here, ``turns.py`` reads it.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from accounts.models import DatedQuerySet, Seat
from clarifications.case.models import Clarification
from clarifications.case.prepared import AT, MEMBER, TODAY, Prepared, counted, prepare
from clarifications.case.turn_models import NO_DAY, TurnHolder
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.consensus.models import Call, Handling, RollEntry
from clarifications.map.rule import Rule, Where
from clarifications.map.steps import Role, State
from clarifications.map.whole import Map
from clarifications.map.words import Awaited
from clarifications.review.models import Declaration, Recusal
from clarifications.screening.models import ReturnQuestion

NO_DATE = Value(None, DateField())
ONE_DAY = datetime.timedelta(days=1)
# Columns that rules are made of, and nothing else.
UNREAD = ("newest_draft", "last_call", "asked_remain", "present_drafter")
Situation: TypeAlias = Mapping[str, Any]  # a row of a list of cases: its columns are chosen by the map


@dataclass(frozen=True)
class HeldTurn:
    """What a holder has to do: its place among what the state waits for, and by when."""

    awaited: int
    due: datetime.date = NO_DAY


@dataclass(frozen=True)
class FoundTurn:
    """Whom a case waits for: what comes first, who of the group holds it, and as ``None`` whoever is secretariat."""

    awaited: int
    by: Role
    due: datetime.date
    since: datetime.datetime
    convenor: int | None
    asked: int
    silent: int
    on_roll: int
    until: datetime.date
    holders: Mapping[int | None, HeldTurn]


def find_turns(
    cases: ClarificationQuerySet, whole: Map, *, at: datetime.datetime, known: State | str | None = None
) -> dict[int, FoundTurn | None]:
    """Whom each of ``cases`` waits for, by its key, ``None`` for nobody; ``known``: the one state that they are in.

    A case that is in another one all the same is left out.
    """
    rows = list(_situations(whole, known).rows(cases, user=0, at=at))
    people: dict[int, dict[int, Situation]] = {}
    if any(row["group_id"] for row in rows):
        for person in _people(whole, known).rows(cases, user=0, at=at):
            people.setdefault(person["pk"], {})[person["member"]] = person
    return {
        row["pk"]: _found(row, people.get(row["pk"], {}).values(), whole, at)
        for row in rows
        if known is None or row["state"] == known
    }


def _found(row: Situation, people: Iterable[Situation], whole: Map, at: datetime.datetime) -> FoundTurn | None:
    state = whole.state(row["state"])
    awaited = [_place(one, state.awaits) for one in whole.awaited(state, lambda rule: _holds(rule, row))]
    if not awaited:
        return None
    holders: dict[int | None, HeldTurn] = {}
    for person in people:
        if not person["recused"] and (held := _held_by(person, row, awaited, whole)):
            holders[person["member"]] = held
    # What the secretariat does depends on nobody's person (`map/whole.py` sees to it): one row stands for all of them.
    if held := _first(row, awaited, lambda one: Role.SECRETARIAT in whole.step(one.step).by, whole):
        holders[None] = held
    first = state.awaits[awaited[0]]
    return FoundTurn(
        awaited=awaited[0],
        by=whole.step(first.step).by,
        due=_due(first, row),
        since=row["since"],
        convenor=row["convenor"],
        asked=row["asked"],
        silent=row["silent"],
        on_roll=row["on_roll"],
        until=_until(row, at.date()),
        holders=holders,
    )


def _held_by(person: Situation, row: Situation, awaited: Sequence[int], whole: Map) -> HeldTurn | None:
    """What a case waits for of somebody in the group: first of all that they say whose body is concerned."""
    asks = whole.asks_interest(whole.state(row["state"]))
    roles = Role.SECRETARIAT if person["is_secretariat"] else Role.NONE
    if person["declared"] or not asks:
        roles |= Role.MEMBER
        roles |= Role.CONVENOR if row["convenor"] == person["member"] else Role.NONE

    def is_theirs(one: Awaited) -> bool:
        return bool(whole.step(one.step).by & roles) and all(_holds(rule, person) for rule in whole.personal(one))

    held = _first(row, awaited, is_theirs, whole)
    return HeldTurn(TurnHolder.INTEREST) if held is None and asks and not person["declared"] else held


def _first(row: Situation, awaited: Sequence[int], is_theirs: Callable[[Awaited], bool], whole: Map) -> HeldTurn | None:
    awaits = whole.state(row["state"]).awaits
    place = next((place for place in awaited if is_theirs(awaits[place])), None)
    return None if place is None else HeldTurn(place, _due(awaits[place], row))


def _place(awaited: Awaited, awaits: Sequence[Awaited]) -> int:
    return next(place for place, one in enumerate(awaits) if one is awaited)


def _due(awaited: Awaited, row: Situation) -> datetime.date:
    return (row[awaited.due] if awaited.due else None) or NO_DAY


def _until(row: Situation, today: datetime.date) -> datetime.date:
    """The last day on which what was found holds by itself: seats begin and end, calls end, and days to answer."""
    days = [row["seat_ends"], row["word_by"], row["call_ends"]]
    if row["seat_begins"]:
        days.append(row["seat_begins"] - ONE_DAY)
    return min((day for day in days if day and day >= today), default=NO_DAY)


def waits_for_somebody(whole: Map, at: datetime.datetime) -> Q:
    """Which cases wait for anybody: those in a state that always does, and those in which something came up."""
    found = Q(state__in=whole.open)
    for state, rules in whole.occasional:
        found |= Q(*(rule.where(0, at) for rule in rules if rule.where is not None), state=state)
    return found


@lru_cache(maxsize=64)
def _situations(whole: Map, known: State | str | None) -> Prepared:
    """What is asked of the cases themselves; what is asked in other states than the ``known`` one is left out."""
    roll = RollEntry.objects.filter(call=OuterRef("last_call"), call__closed_at__isnull=True, recused_at__isnull=True)
    asked = ReturnQuestion.objects.filter(returned__clarification=OuterRef("pk"), returned__answered_at__isnull=True)
    asked = asked.filter(returned__is_inquiry=False)
    call = Call.objects.filter(pk=OuterRef("last_call"), closed_at__isnull=True)
    words = roll.filter(position__handling=Handling.ANSWERED, position__answer_by__gte=AT.date())
    words = words.order_by("position__answer_by")
    seats = Seat.objects.filter(group=OuterRef("group")).order_by()
    rows = Clarification.objects.for_rules(AT).annotate(
        asked=_in([State.RETURNED], lambda: counted(asked), Value(0), known),
        call_ends=_in(_due_in(whole, "call_ends"), lambda: Subquery(call.values("ends_on")[:1]), NO_DATE, known),
        word_by=_in(
            _due_in(whole, "word_by"), lambda: Subquery(words.values("position__answer_by")[:1]), NO_DATE, known
        ),
        on_roll=_in([State.SEEKING_CONSENSUS], lambda: counted(roll), Value(0), known),
        silent=_in([State.SEEKING_CONSENSUS], lambda: counted(roll.filter(position__isnull=True)), Value(0), known),
        seat_begins=_least(seats.filter(since__gt=TODAY), "since"),
        seat_ends=_least(seats.filter(until__gte=TODAY), "until"),
    )
    rows = rows.annotate(**_columns(_asked_of(whole, whole.conditions), known))
    names = ("pk", "state", "since", "group_id", *(name for name in rows.query.annotations if name not in UNREAD))
    return prepare(rows.values(*names))


@lru_cache(maxsize=64)
def _people(whole: Map, known: State | str | None) -> Prepared:
    """What is asked of each person in the group of a case."""
    own: dict[str, Any] = {"clarification": OuterRef("pk"), "user": MEMBER}
    rows = Clarification.objects.filter(
        Q(group__seats__until__isnull=True) | Q(group__seats__until__gte=TODAY),
        group__seats__since__lte=TODAY,
        group__seats__user__is_active=True,
    )
    rows = rows.for_rules(AT).annotate(
        member=F("group__seats__user"),
        is_secretariat=F("group__seats__user__is_secretariat"),
        recused=Exists(Recusal.objects.filter(**own, lifted_at__isnull=True)),
        declared=Exists(Declaration.objects.filter(**own)),
    )
    rows = rows.annotate(**_columns(_asked_of(whole, whole.personal), known))
    names = ("pk", *(name for name in rows.query.annotations if name not in (*UNREAD, "convenor")))
    return prepare(rows.values(*names))


def _holds(rule: Rule, row: Situation) -> bool:
    """What no list can ask is asked when the step is taken."""
    return bool(row[rule.name]) if rule.where else True


def _asked_of(whole: Map, rules: Callable[[Awaited], list[Rule]]) -> dict[Rule, list[str]]:
    """The rules that lists ask, each with the states that it is asked in."""
    asked: dict[Rule, list[str]] = {}
    for state in whole.states:
        for one in state.awaits:
            for rule in rules(one):
                asked.setdefault(rule, []).append(state.value)
    return asked


def _columns(asked: dict[Rule, list[str]], known: State | str | None) -> dict[str, Case | Value]:
    return {
        rule.name: _in(states, partial(_column, rule.where), Value(False), known)
        for rule, states in asked.items()
        if rule.where is not None
    }


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
    return ExpressionWrapper(Q(where(MEMBER, AT)), output_field=BooleanField())


def _least(rows: "DatedQuerySet[Seat]", day: str) -> Subquery:
    """The first of some days, as a column."""
    return Subquery(rows.annotate(least=Func(F(day), function="MIN")).values("least"))
