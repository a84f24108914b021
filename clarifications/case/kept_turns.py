"""Keeps with each case whom it waits for, renews what holds no more, and compares what is kept with the map.

The door writes it in the transaction of the step. Seats and accounts change elsewhere: then the database itself marks
what is kept as stale (``turn_triggers.py``). Days pass: what is kept says until when it holds. Who reads asks for what
is stale first, so that nobody sees it; the worker is mostly faster.
"""

import datetime
import hashlib
import inspect
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from clarifications.case import seats, turn_finding, visibility
from clarifications.case.models import Clarification
from clarifications.case.turn_finding import FoundTurn, HeldTurn, find_turns, waits_for_somebody
from clarifications.case.turn_models import KeptTurn, TurnHolder
from clarifications.case.turns import CaseTurn, case_turn, with_turns
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.consensus import models as consensus
from clarifications.map import rule, rules, turn_rules
from clarifications.map.actors import Actor
from clarifications.map.steps import State
from clarifications.map.whole import Map, the_map
from clarifications.map.words import Awaited

AT_ONCE = 500  # cases that are renewed in one transaction
MADE_BY = (rule, rules, turn_rules, seats, visibility, consensus, turn_finding)  # beside the rows of the map
COLUMNS = ("awaited", "by", "due", "since", "convenor_id", "asked", "silent", "on_roll", "until", "mark")


def keep_turns(
    cases: Collection[int], *, at: datetime.datetime, known: State | str | None = None, are_new: bool = False
) -> None:
    """Write whom these cases wait for, as they are now; they are locked, or ``are_new``."""
    whole = the_map()
    kept: dict[int, KeptTurn] = {}
    if not are_new:
        # Locked before anything is looked at: a seat that ends at the same moment is seen, or marks what is written.
        rows = KeptTurn.objects.select_for_update().filter(pk__in=cases).order_by("pk")
        kept = {row.pk: row for row in rows.prefetch_related("holders")}
    found = find_turns(Clarification.objects.filter(pk__in=cases), whole, at=at, known=known)
    changed = {
        pk: turn for pk, turn in found.items() if turn and (pk not in kept or differences(kept[pk], turn, mark(whole)))
    }
    if over := [pk for pk, turn in found.items() if turn is None and pk in kept]:
        KeptTurn.objects.filter(pk__in=over).delete()
    if changed:
        _write(changed, mark(whole))


def renew_turns(*, at: datetime.datetime, only: Sequence[int] | None = None) -> int:
    """Write anew what is stale, or of the cases that are named; returns of how many."""
    stale = stale_turns(at=at) if only is None else sorted(only)
    for begin in range(0, len(stale), AT_ONCE):
        with transaction.atomic():
            cases = Clarification.objects.select_for_update().filter(pk__in=stale[begin : begin + AT_ONCE])
            keep_turns(list(cases.order_by("pk").values_list("pk", flat=True)), at=at)
    return len(stale)


def is_stale(case: Clarification, at: datetime.datetime) -> bool:
    """Whether what is kept of a case holds no more."""
    kept = getattr(case, "kept_turn", None)
    if kept is None:
        return case.standing.is_open
    return bool(kept.until < at.date() or kept.mark != mark(the_map()))


def stale_turns(*, at: datetime.datetime) -> list[int]:
    """The cases of which what is kept holds no more, or that wait and have nothing kept, as keys."""
    found = mark(the_map())
    # Not "other than this one", for which no index serves.
    turns = KeptTurn.objects.filter(Q(until__lt=at.date()) | Q(mark__lt=found) | Q(mark__gt=found))
    missing = Clarification.objects.filter(state__in=the_map().open, kept_turn=None)
    keys = turns.order_by().values_list("pk", flat=True).union(missing.order_by().values_list("pk", flat=True))
    return sorted(keys)


def fresh_turns(cases: ClarificationQuerySet, *, by: Actor, at: datetime.datetime) -> list[Clarification]:
    """``cases`` with their turns for ``by``; what is kept of them and holds no more is renewed before."""
    rows = list(with_turns(cases, by=by, at=at))
    if stale := [row.pk for row in rows if is_stale(row, at)]:
        renew_turns(at=at, only=stale)
        rows = list(with_turns(cases, by=by, at=at))
    return rows


def case_turns(cases: ClarificationQuerySet, *, by: Actor, at: datetime.datetime) -> list[CaseTurn]:
    """Where each of ``cases`` stands for ``by``."""
    return [case_turn(row, by) for row in fresh_turns(cases, by=by, at=at)]


def wrong_turns(*, at: datetime.datetime) -> Iterator[tuple[int, str]]:
    """The cases of which something else is kept than the map says, and how, in words; nothing is renewed before."""
    whole = the_map()
    waiting = Clarification.objects.filter(waits_for_somebody(whole, at)).values_list("pk", flat=True)
    keys = sorted({*waiting, *KeptTurn.objects.values_list("pk", flat=True)})
    for begin in range(0, len(keys), AT_ONCE):
        some = keys[begin : begin + AT_ONCE]
        kept = {row.pk: row for row in KeptTurn.objects.filter(pk__in=some).prefetch_related("holders")}
        for pk, turn in find_turns(Clarification.objects.filter(pk__in=some), whole, at=at).items():
            if pk not in kept:
                fault = ["is not kept"] if turn else []
            elif turn is None:
                fault = ["is kept, and nobody is waited for"]
            else:
                fault = differences(kept[pk], turn, mark(whole))
            if fault:
                yield pk, ", ".join(fault)


def differences(kept: KeptTurn, found: FoundTurn, made_by: str) -> list[str]:
    """In which columns a kept turn differs from what was found."""
    row = _row(kept.pk, found, made_by)
    held = {one.person_id: HeldTurn(one.awaited, one.due) for one in kept.holders.all()}
    differing = [name for name in COLUMNS if getattr(kept, name) != getattr(row, name)]
    return differing if held == found.holders else [*differing, "holders"]


@lru_cache(maxsize=8)
def mark(whole: Map) -> str:
    """Stands for all by which turns are found: with another map, or other rules, everything kept is stale."""
    awaited = [
        (
            state.value,
            [(one.step.verb, one.is_beside, one.is_occasional, one.due, _names(whole, one)) for one in awaits],
        )
        for state in whole.states
        for awaits in [state.awaits]
    ]
    steps = [(step.verb, step.by.value, [state.value for state in step.origins]) for step in whole.steps]
    digest = hashlib.sha256(repr((awaited, steps)).encode())
    for module in MADE_BY:
        digest.update(inspect.getsource(module).encode())
    return digest.hexdigest()[:16]


def _names(whole: Map, one: Awaited) -> list[str]:
    return [found.name for found in (*whole.conditions(one), *whole.personal(one))]


def _write(turns: dict[int, FoundTurn], made_by: str) -> None:
    rows = [_row(pk, turn, made_by) for pk, turn in turns.items()]
    KeptTurn.objects.bulk_create(rows, update_conflicts=True, unique_fields=["clarification"], update_fields=COLUMNS)
    TurnHolder.objects.filter(turn__in=turns).delete()
    TurnHolder.objects.bulk_create(
        TurnHolder(turn_id=pk, person_id=person, awaited=held.awaited, due=held.due, since=turn.since)
        for pk, turn in turns.items()
        for person, held in turn.holders.items()
    )


def _row(pk: int, turn: FoundTurn, made_by: str) -> KeptTurn:
    return KeptTurn(
        clarification_id=pk,
        awaited=turn.awaited,
        by=turn.by.value,
        due=turn.due,
        since=turn.since,
        convenor_id=turn.convenor,
        asked=turn.asked,
        silent=turn.silent,
        on_roll=turn.on_roll,
        until=turn.until,
        mark=made_by,
    )
