"""The one door: nothing writes to a case but ``take()``, which obeys the map and leaves one event and its messages.

``begin_all()`` is the same door for cases that begin many at once.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from clarifications.case.journal import write_event, write_first_events
from clarifications.case.kept_turns import keep_turns
from clarifications.case.models import Clarification
from clarifications.case.part import Begun, CaseChanged, F, Occasion, StepPart, StepRefused
from clarifications.case.pending import update_pending
from clarifications.case.roles import roles_of
from clarifications.mail.announce import announce, people_before
from clarifications.map.actors import Actor
from clarifications.map.rule import Text
from clarifications.map.steps import Step
from clarifications.map.whole import the_map


def take(
    part: StepPart[F],
    clarification: Clarification,
    facts: F,
    *,
    by: Actor,
    seen_version: int | None,
    at: datetime.datetime,
    reason: str = "",
) -> Clarification:
    """Take a step: lock the case, compare its version, check state, role and needs, move, let the part do its work,
    check what it gives, save, write the event, queue the messages; all or nothing. Returns the case as it is now.

    ``seen_version`` is the version that was on the actor's page; steps that only add a row of the actor's own, and
    steps that start a case, ignore it. ``at`` is the moment of the step.

    Raises ``StepRefused`` with reasons fit for people, or ``CaseChanged`` when somebody else was faster.
    """
    step = the_map().step(part.step)
    with transaction.atomic():
        if step.starts and clarification.pk is not None:
            _refuse([_("This case has begun already.")])
        if not step.starts:
            # Its own row alone: PostgreSQL locks no table that an outer join may leave without a row.
            cases = Clarification.objects.select_for_update(of=("self",)).select_related("edition__standard", "group")
            clarification = cases.get(pk=clarification.pk)
            if not step.adds_only and seen_version != clarification.version:
                raise CaseChanged(clarification, by=by)
        # As they are before the step: who recuses acts as a member, and is none any more when it is written down.
        roles = roles_of(by, clarification, at)
        before, people = clarification.state, people_before(step, clarification, by=by, at=at)
        _refuse(the_map().refusals(step, clarification, by, roles, at))
        if step.reason and not reason.strip():
            _refuse([_("Give a reason.")])
        stored = _columns(clarification)
        # Moved before the part, so that the part sees the case as it will be (docs/decisions/0001-one-map-one-door.md).
        _move(step, clarification, at)
        detail = part.work(clarification, facts, Occasion(by, at, reason)) or ""
        _refuse(the_map().missing(step, clarification, by, at))
        _save(clarification, stored=None if step.starts else stored)
        if step.moves:
            update_pending(clarification)
        keep_turns([clarification.pk], at=at, known=clarification.state, are_new=step.starts)
        event = write_event(step, clarification, by=by, roles=roles, before=before, at=at, reason=reason, detail=detail)
        announce(step, clarification, event=event, by=by, facts=facts, before=people, at=at)
    return clarification


def begin_all(part: StepPart[F], begun: Sequence[Begun[F]], *, by: Actor, at: datetime.datetime, reason: str) -> None:
    """Take the step that starts a case for many cases as ``take()`` does for one, each table written once for all.

    Such a step tells nobody. Raises ``StepRefused``, after which nothing is written.
    """
    step = the_map().step(part.step)
    assert step.starts
    assert part.work_all is not None
    assert not the_map().words_of(step.verb).audiences
    with transaction.atomic():
        roles = roles_of(by, Clarification(), at)  # what they are to a case without a group
        for one in begun:
            if one.clarification.pk is not None:
                _refuse([_("This case has begun already.")])
            _refuse(the_map().refusals(step, one.clarification, by, roles, at))
            _move(step, one.clarification, at)
        details = part.work_all(begun, Occasion(by, at, reason))
        for one in begun:
            _refuse(the_map().missing(step, one.clarification, by, at))
        keep_turns([one.clarification.pk for one in begun], at=at, are_new=True)
        cases = [(one.clarification, detail) for one, detail in zip(begun, details, strict=True)]
        write_first_events(step, cases, by=by, roles=roles, at=at, reason=reason)


def _move(step: Step, clarification: Clarification, at: datetime.datetime) -> None:
    if step.to is not None:
        clarification.state = step.to.value
        clarification.since = at
    if not step.starts and (step.to is not None or not step.adds_only):
        clarification.version += 1


def _columns(clarification: Clarification) -> dict[str, object]:
    return {field.attname: getattr(clarification, field.attname) for field in clarification._meta.concrete_fields}


def _save(clarification: Clarification, *, stored: dict[str, object] | None) -> None:
    """Write what the step changed on the case itself; the locked row holds ``stored``, ``None`` where it is new."""
    if stored is None:
        clarification.save()
    # A comment, a position or a word on one's interest changes nothing on the case: then nothing is written.
    elif changed := [name for name, value in _columns(clarification).items() if value != stored[name]]:
        clarification.save(update_fields=changed)


def _refuse(reasons: list[Text]) -> None:
    if reasons:
        raise StepRefused(reasons)
