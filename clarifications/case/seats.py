"""Who is in the group of a case, and who convenes it: in one place, for roles, turns and mail, and in SQL for lists."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import DatedQuerySet, Seat, SeatRole

if TYPE_CHECKING:
    from clarifications.case.held import Rows
    from clarifications.case.models import Clarification
    from clarifications.case.ruled import Ruled


def seats_of(clarification: "Clarification", at: datetime.datetime) -> DatedQuerySet[Seat]:
    """The seats of the group whose holders can sign in and are not recused, the convenor's first."""
    return seats_in(clarification.group_id, clarification, at)


def seats_in(group: int | None, clarification: "Clarification", at: datetime.datetime) -> DatedQuerySet[Seat]:
    """The same of another group, such as the one that had the case before."""
    return seats_on(at.date(), group, clarification.pk).order_by("role", "pk")


def seats_on(day: datetime.date, group: int | None, case: int | OuterRef) -> DatedQuerySet[Seat]:
    """The same on a day, by keys; any of these may stand for what is known when it is asked (``prepared.py``)."""
    return Seat.objects.on(day).filter(group=group, user__is_active=True).exclude(user__in=_recused(case))


def each_once(seats: Sequence[Seat]) -> list[Seat]:
    """Two seats of one person may overlap for a time; the person is asked once, as convenor where one of them is."""
    return list({seat.user_id: seat for seat in reversed(seats)}.values())[::-1]


def convenor_among(seats: Sequence[Seat], clarification: "Ruled") -> int | None:
    """Who of ``seats_of`` convenes the case: the acting convenor where there is one, else the convenor."""
    if any(seat.user_id == clarification.acting_convenor_id for seat in seats):
        return int(clarification.acting_convenor_id)
    return next((seat.user_id for seat in seats if seat.role == SeatRole.CONVENOR), None)


def last_call(rows: "Rows") -> Any:
    """The last call of a case, or ``None``."""
    return rows["calls"][-1] if rows["calls"] else None


def last_roll(rows: "Rows") -> list[Any]:
    """Who was asked in it."""
    call = last_call(rows)
    return [entry for entry in rows["roll"] if call and entry.call_id == call.pk]


def convenor_of(clarification: "Ruled", at: datetime.datetime) -> int | None:
    """Who convenes the case at ``at``, as a key."""
    return convenor_among(clarification.held("seats", at=at)["seats"], clarification)


def asked_remain(clarification: "Ruled", at: datetime.datetime) -> set[int]:
    """Who of the roll of the last call is still of the group, as keys, without who asks for a change."""
    rows = clarification.held("seats", "calls", "roll", "proposed_changes", at=at)
    return _not_asking(rows) & {entry.user_id for entry in last_roll(rows)}


def may_act(clarification: "Ruled", at: datetime.datetime) -> set[int]:
    """Whom the secretariat may name to say whether agreed answers change, as keys: those who were asked in the call.

    Once they have all left it is everybody of the group, without who asks for the change.
    """
    rows = clarification.held("seats", "calls", "roll", "proposed_changes", at=at)
    return asked_remain(clarification, at) or _not_asking(rows)


def may_say(clarification: "Ruled", at: datetime.datetime) -> set[int]:
    """Whose word on changed answers counts, where they convene; of those who were not asked, whoever was named."""
    named = {clarification.acting_convenor_id} & may_act(clarification, at)
    return asked_remain(clarification, at) or {key for key in named if key is not None}


def asked_remain_column(at: datetime.datetime) -> Exists:
    """Whether somebody of the roll is left, ``asked_remain``, as a column of a list that has ``last_call``."""
    case = OuterRef(OuterRef("pk"))
    seats = Seat.objects.on(at.date()).filter(group=OuterRef(OuterRef("group")), user=OuterRef("user"))
    roll = apps.get_model("clarifications", "RollEntry")._default_manager.filter(call=OuterRef("last_call")).order_by()
    left = roll.exclude(user__in=_recused(case)).exclude(user__in=_asking(case))
    return Exists(left.filter(Exists(seats), user__is_active=True))


def convenor_column(at: datetime.datetime) -> Coalesce:
    """``convenor_of`` as a column of a list of cases."""
    seats = _seats_of_each(at)
    return Coalesce(
        Subquery(seats.filter(user=OuterRef("acting_convenor")).values("user")[:1]),
        Subquery(seats.filter(role=SeatRole.CONVENOR).order_by("pk").values("user")[:1]),
    )


def drafter_column(at: datetime.datetime) -> Subquery:
    """Who is named to draft and still of the group, as a column of a list of cases; a seat ends, somebody is erased."""
    return Subquery(_seats_of_each(at).filter(user=OuterRef("drafter")).values("user")[:1])


def _seats_of_each(at: datetime.datetime) -> DatedQuerySet[Seat]:
    """``seats_of`` for each case of a list."""
    seats = Seat.objects.on(at.date()).filter(group=OuterRef("group"), user__is_active=True)
    return seats.exclude(user__in=_recused(OuterRef(OuterRef("pk"))))


def _not_asking(rows: "Rows") -> set[int]:
    """Who is of the group, without who asks about changed answers."""
    asking = {change.by_id for change in rows["proposed_changes"] if change.settled_at is None}
    return {seat.user_id for seat in rows["seats"]} - asking


def _asking(clarification: int | OuterRef) -> "QuerySet[Model, object]":
    """Who asks about changed answers of a case."""
    changes = apps.get_model("clarifications", "ProposedChange")._default_manager
    return changes.filter(clarification=clarification, settled_at__isnull=True).values("by").order_by()


def _recused(clarification: int | OuterRef) -> "QuerySet[Model, object]":
    """The people who are recused from a case; the table is looked up by name, as the models import this module."""
    recusals = apps.get_model("clarifications", "Recusal")._default_manager
    return recusals.filter(clarification=clarification, lifted_at__isnull=True).values("user").order_by()
