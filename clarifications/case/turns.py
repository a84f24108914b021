"""Whose turn it is in a case, for one reader: from what is kept with the case, in two statements for any number."""

import datetime
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.models import Seat
from clarifications.case.turn_models import NO_DAY, KeptTurn, TurnHolder
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.map.actors import Actor
from clarifications.map.steps import Role, Step
from clarifications.map.whole import OF_THE_GROUP, the_map
from clarifications.map.words import INTEREST
from clarifications.review.models import Declaration, Recusal

BY_THE_GROUP = [value for value in range(1, 1 << len(Role)) if Role(value) & OF_THE_GROUP]


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


def with_turns(cases: ClarificationQuerySet, *, by: Actor, at: datetime.datetime) -> ClarificationQuerySet:
    """The cases with what is kept of their turns, and what ``by`` holds of it."""
    person = by.person
    own = _held_by(by).filter(turn=OuterRef("pk")).order_by("awaited")
    seats = Seat.objects.on(at.date()).filter(group=OuterRef("group"), user=person)
    recused = {"clarification": OuterRef("pk"), "user": person}
    return cases.select_related("kept_turn", "drafter").annotate(
        declared=Exists(Declaration.objects.filter(clarification=OuterRef("pk"), user=person)),
        is_member=Exists(seats) & ~Exists(Recusal.objects.filter(**recused, lifted_at__isnull=True)),
        own=Subquery(own.values("awaited")[:1]),
        own_due=Subquery(own.values("due")[:1]),
    )


def _held_by(by: Actor) -> "QuerySet[TurnHolder]":
    """The turns of ``by``, as a person, as the secretariat, or as both."""
    holder = Q(person=by.person)
    return TurnHolder.objects.filter(holder | Q(person=None) if by.person.is_secretariat else holder)


def case_turn(case: Any, by: Actor) -> CaseTurn:
    """Where a case of ``with_turns`` stands for ``by``."""
    kept: KeptTurn | None = getattr(case, "kept_turn", None)
    may_read = case.declared or by.person.is_secretariat
    if kept is None:
        whose, turn = WhoseTurn.ENDED, None
    elif case.own is not None:
        whose, turn = WhoseTurn.MINE, _turn(case, kept, case.own, case.own_due)
    else:
        whose = WhoseTurn.GROUP if case.is_member and kept.by in BY_THE_GROUP else WhoseTurn.OTHERS
        turn = _turn(case, kept, kept.awaited, kept.due)
    if kept and case.is_member and kept.convenor_id == by.person.pk:
        may_read = may_read or not the_map().asks_interest(the_map().state(case.state))
    return CaseTurn(pk=case.pk, whose=whose, turn=turn, since=case.since, may_read=bool(may_read))


@dataclass(frozen=True)
class WaitingCases:
    """Those of ``visible`` that wait for somebody, in the lists of ``by``: what is due first, then what waits long."""

    visible: ClarificationQuerySet
    by: Actor
    at: datetime.datetime

    @property
    def all(self) -> "QuerySet[KeptTurn]":
        return KeptTurn.objects.filter(pk__in=self.visible.order_by().values("pk"))

    @property
    def mine(self) -> "QuerySet[TurnHolder]":
        held = _held_by(self.by).filter(turn__in=self.visible.order_by().values("pk"))
        if self.by.person.is_secretariat:  # who has both turns has them in the own row
            own = TurnHolder.objects.filter(turn=OuterRef("turn"), person=self.by.person)
            held = held.exclude(Q(person=None) & Exists(own))
        return held.order_by("due", "since", "turn")

    @property
    def group(self) -> "QuerySet[KeptTurn]":
        return self._not_mine.filter(self._of_group).order_by("due", "since", "pk")

    @property
    def others(self) -> "QuerySet[KeptTurn]":
        return self._not_mine.exclude(self._of_group).order_by("due", "since", "pk")

    @property
    def _not_mine(self) -> "QuerySet[KeptTurn]":
        return self.all.filter(~Exists(_held_by(self.by).filter(turn=OuterRef("pk"))))

    @property
    def _of_group(self) -> Q:
        groups = Seat.objects.on(self.at.date()).filter(user=self.by.person).values("group")
        return Q(by__in=BY_THE_GROUP, clarification__group__in=groups)


def _turn(case: Any, kept: KeptTurn, place: int, due: datetime.date) -> Turn:
    whole = the_map()
    awaited = INTEREST if place == TurnHolder.INTEREST else whole.state(case.state).awaits[place]
    step = whole.step(awaited.step)
    named = {
        "who": step.by.label,
        "drafter": case.drafter.name if case.drafter else "",
        "asked": kept.asked,
        "silent": kept.silent,
        "all": kept.on_roll,
    }
    return Turn(step.by, step, str(awaited.mine), str(awaited.others % named), None if due == NO_DAY else due)
