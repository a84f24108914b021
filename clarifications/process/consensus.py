"""Consensus: the convenor asks, members take positions, objections are handled, the convenor judges."""

import datetime
from typing import cast

from django.utils.translation import gettext as _

from clarifications.lifecycle import ABANDON, CALL, CONCLUDE, HANDLE, POSITION, REOPEN
from clarifications.models import Call, Clarification, Conclusion, Ending, Handling, Interest, Position, RollEntry, View
from clarifications.process.publication import prepare_public_text
from clarifications.process.roles import members_of
from clarifications.process.steps import StepRefused, carries_out
from clarifications.rules import Actor
from standards.models import MaintenanceGroup


@carries_out(CALL)
def call(clarification: Clarification, *, ends_on: datetime.date, by: Actor, at: datetime.datetime) -> str:
    """Ask everybody who is not recused about the newest draft; roll and draft are frozen from now on."""
    decision = clarification.decisions.latest("number")  # the map says that there is one
    opened = Call.objects.create(
        clarification=clarification,
        decision=decision,
        group=cast(MaintenanceGroup, clarification.group),  # nobody else calls
        round=clarification.calls.count() + 1,
        opened_at=at,
        opened_by=by.user,
        ends_on=ends_on,
    )
    interests = dict(clarification.declarations.values_list("user", "interest"))  # in order: the last one counts
    RollEntry.objects.bulk_create(
        RollEntry(
            call=opened, user=seat.user, body=seat.body, disclosed=interests.get(seat.user_id) == Interest.DISCLOSED
        )
        for seat in members_of(clarification, at)
    )
    return _("Round %(round)s on draft %(draft)s, until %(day)s, 23:59 UTC") % {
        "round": opened.round,
        "draft": decision.number,
        "day": ends_on.isoformat(),
    }


@carries_out(POSITION)
def take_position(
    clarification: Clarification, *, call: Call, view: str, by: Actor, at: datetime.datetime, why: str = ""
) -> str:
    """Say where one stands on the draft of the open call; until the call ends it can be changed."""
    _same_call(clarification, call)
    if view == View.OBJECT and not why.strip():
        raise StepRefused([_("Say why you object.")])
    entry = RollEntry.objects.get(call=call, user=by.user)
    said = {"view": view, "reason": why, "at": at, "handling": "", "account": ""}
    # Nobody else writes it meanwhile: the case is locked.
    if not Position.objects.filter(entry=entry).update(**said):
        Position.objects.create(entry=entry, **said)
    return str(View(view).label)


@carries_out(HANDLE)
def handle_objection(
    clarification: Clarification,
    *,
    call: Call,
    objection: Position,
    handling: str,
    at: datetime.datetime,
    account: str = "",
) -> str:
    """Record that an objection is resolved, or that it is sustained and why that is not sustained opposition.

    Source of the rule: ISO/IEC Guide 2, definition of consensus.
    """
    _same_call(clarification, call)
    objection.refresh_from_db()  # whoever objected may have changed the position since the page was opened
    if objection.view != View.OBJECT or objection.entry.call_id != call.pk:
        raise StepRefused([_("This is no objection to the draft of the call.")])
    objection.handling = Handling(handling)
    objection.account = account
    objection.handled_at = at
    objection.save()
    return f"{objection.entry.user.name}: {objection.get_handling_display()}"


@carries_out(CONCLUDE)
def conclude(clarification: Clarification, *, reason: str, by: Actor, at: datetime.datetime) -> str:
    """There is general agreement without sustained opposition: the draft of the call becomes the decision."""
    return _end(clarification, ending=Ending.CONSENSUS, reason=reason, by=by, at=at)


@carries_out(ABANDON)
def abandon(clarification: Clarification, *, reason: str, by: Actor, at: datetime.datetime) -> str:
    """There is none: that is what will be published."""
    return _end(clarification, ending=Ending.NO_CONSENSUS, reason=reason, by=by, at=at)


@carries_out(REOPEN)
def reopen(clarification: Clarification, *, at: datetime.datetime) -> None:
    """End the round and go back to drafting; positions and conclusion stay on the case."""
    _close_call(clarification, at)
    clarification.conclusions.filter(reopened_at__isnull=True).update(reopened_at=at)
    clarification.decided_at = None


def _end(clarification: Clarification, *, ending: Ending, reason: str, by: Actor, at: datetime.datetime) -> str:
    _close_call(clarification, at)
    Conclusion.objects.create(
        clarification=clarification,
        call=clarification.calls.latest("round"),
        ending=ending,
        reason=reason,
        by=by.user,
        at=at,
    )
    clarification.decided_at = at
    prepare_public_text(clarification)
    return str(ending.label)


def _close_call(clarification: Clarification, at: datetime.datetime) -> None:
    clarification.calls.filter(closed_at__isnull=True).update(closed_at=at)


def _same_call(clarification: Clarification, call: Call) -> None:
    if call.pk != clarification.calls.values_list("pk", flat=True).last() or call.closed_at is not None:
        raise StepRefused([_("This call is over; another may be open.")])
