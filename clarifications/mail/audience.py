"""Who will get a message about a step, in words for its page before it is taken."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Seat
from clarifications.case.consulted import Consulted
from clarifications.case.models import Clarification
from clarifications.case.seats import convenor_among
from clarifications.mail.announce import NAMES, audiences_of
from clarifications.map.actors import Actor
from clarifications.map.rules import group_assigned
from clarifications.map.step_words import Audience
from clarifications.map.steps import ASK_CONVENOR, LIFT_RECUSAL, NAME_CONSULTED, Step
from clarifications.map.whole import the_map


def audience_in_words(
    step: Step,
    clarification: Clarification,
    *,
    by: Actor,
    at: datetime.datetime,
    members: Sequence[Seat],
    consulted: Sequence[Consulted],
) -> str:
    """“Tells the requester and 3 experts.”; empty where nobody gets a message. ``members`` are those of the case."""
    audiences = dict.fromkeys(audience for _said, audience in audiences_of(step, clarification, by=by, at=at))
    if step != NAME_CONSULTED and not any(one.people for one in consulted):
        audiences.pop(Audience.CONSULTED, None)  # nobody is known to write to
    if Audience.DRAFTER in audiences and not clarification.is_drafted_by_somebody_else(by, at):
        del audiences[Audience.DRAFTER]  # nobody waits to be asked
    if step == ASK_CONVENOR and clarification.has_convenor_who_can_say(at):
        audiences = {Audience.CONVENOR: None}  # whose turn it is once they are asked
    convenes = convenor_among(members, clarification)
    if convenes is None or (step == LIFT_RECUSAL and convenes != clarification.acting_convenor_id):
        audiences.pop(Audience.REPLACED, None)  # nobody convenes, or whoever does goes on
    named = [name for audience in audiences if (name := _named(audience, step, clarification, by, members))]
    if not named:
        return ""
    *others, last = named
    everybody = _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last
    said = _("Asks %(everybody)s.") if the_map().words_of(step.verb).asks else _("Tells %(everybody)s.")
    return said % {"everybody": everybody}


def _named(audience: Audience, step: Step, clarification: Clarification, by: Actor, members: Sequence[Seat]) -> str:
    if audience is Audience.REQUESTER and not hasattr(clarification, "identity"):
        return ""
    if audience is Audience.CONSULTED and step == NAME_CONSULTED:
        return _("who is newly consulted")
    if audience is Audience.MEMBER and group_assigned in step.gives:  # the group to come
        return _("everybody in the group")
    if audience is Audience.MEMBER:
        own = by.user.pk if by.user and not the_map().words_of(step.verb).asks else None
        experts = sum(seat.user_id != own for seat in members)
        return ngettext("%(number)s expert", "%(number)s experts", experts) % {"number": experts} if experts else ""
    return str(NAMES[audience])
