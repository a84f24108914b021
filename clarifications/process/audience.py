"""Whom a step will ask or tell, said on its page before it is taken."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clarifications.lifecycle import ACCEPT, CALL, REASSIGN, Step
from clarifications.models import Clarification
from clarifications.notifications import TOLD, Audience
from clarifications.process.roles import members_of
from clarifications.rules import Actor


def told_by(step: Step, clarification: Clarification, *, by: Actor, at: datetime.datetime) -> str:
    """“Tells the requester and 3 experts.”; empty where nobody is told."""
    named = [name for audience in TOLD[step.verb] if (name := _named(audience, step, clarification, by=by, at=at))]
    if not named:
        return ""
    *others, last = named
    everybody = _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last
    said = _("Asks %(everybody)s.") if step is CALL else _("Tells %(everybody)s.")
    return said % {"everybody": everybody}


def _named(audience: Audience, step: Step, clarification: Clarification, *, by: Actor, at: datetime.datetime) -> str:
    if audience is Audience.REQUESTER:
        return _("the requester") if hasattr(clarification, "identity") else ""
    if audience is Audience.MEMBER and step in (ACCEPT, REASSIGN):
        return _("everybody in the group")
    if audience is Audience.MEMBER:
        own = by.user.pk if by.user and step is not CALL else None  # who calls is on the roll too
        experts = sum(seat.user_id != own for seat in members_of(clarification, at)) if clarification.group_id else 0
        return ngettext("%(number)s expert", "%(number)s experts", experts) % {"number": experts} if experts else ""
    plain = {
        Audience.SECRETARIAT: _("the secretariat"),
        Audience.CONVENOR: _("the convenor"),
        Audience.NAMED: _("the member named"),
    }
    return plain[audience]
