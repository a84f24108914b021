"""Who may speak for a body that is asked to endorse a request, and the link that opens the request to each of them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Body, BodyKind, Representative, User
from accounts.successions import fault_of_former
from clarifications.intake.endorsement_models import BodyAddress, Endorsement, EndorsementStanding
from clarifications.intake.likeness import look_alike, names_of, speaks_of
from clarifications.intake.models import Draft
from clarifications.screening.models import CriteriaSet, criteria_in_force

OVER = (EndorsementStanding.DECLINED, EndorsementStanding.RAN_OUT)
SALT = "clarifications.endorsement"


@dataclass(frozen=True)
class Endorser:
    """Somebody who may say what the body says: a representative who signs in here, or whoever reads an address.

    ``mark`` tells them apart in links; ``state`` is what a link hangs on besides: it ends with the address.
    """

    email: str
    name: str
    mark: str
    state: str
    user: User | None = None


def criteria_asking(draft: Draft, *, at: datetime.datetime) -> CriteriaSet | None:
    """The criteria in force, where they ask for an endorsement; of what the secretariat enters they ask none."""
    if draft.entered_by_id is not None:
        return None
    in_force = criteria_in_force(at.date())
    return in_force if in_force and in_force.needs_endorsement else None


def representatives_of(body: Body | None, *, at: datetime.datetime) -> list[Endorser]:
    """Who speaks for a body today and can sign in."""
    if body is None:
        return []
    rows = Representative.objects.on(at.date()).filter(body=body, user__is_active=True).select_related("user")
    people = {row.user_id: row.user for row in rows.order_by("user_id")}
    return [
        Endorser(user.email, user.name, f"u{user.pk}", f"{user.email}|{user.entry_state}", user)
        for user in people.values()
    ]


def addresses_of(body: Body | None, body_name: str) -> QuerySet[BodyAddress]:
    """The addresses of a body that the secretariat has confirmed and not taken back."""
    return BodyAddress.objects.filter(body=body, body_name=body_name, ended_at=None, confirmed_at__isnull=False)


def endorsers_of(endorsement: Endorsement, *, at: datetime.datetime) -> list[Endorser]:
    """Who may speak for the body asked; whoever asks speaks for nobody but the own body."""
    own = endorsement.requester.casefold()
    found = [*representatives_of(endorsement.body, at=at), *_at_the_address(endorsement)]
    return [one for one in found if endorsement.is_own or one.email.casefold() != own]


def link_path(endorsement: Endorsement, endorser: Endorser) -> str:
    """Where this person reads the request and says what the body says; nothing of it is stored."""
    signature = Signer(salt=SALT).signature(_signed(endorsement, endorser))
    return reverse("clarifications:endorse", args=[f"{endorsement.key}-{endorser.mark}-{signature}"])


def by_link(link: str, *, at: datetime.datetime) -> tuple[Endorsement, Endorser] | None:
    """What a link opens, and for whom; ``None`` where it is none of ours, or its reader speaks for the body no more."""
    key, _dash, rest = link.partition("-")
    mark, _dash, signature = rest.partition("-")
    rows = Endorsement.objects.select_related("draft__clarification", "body", "address", "said_by")
    endorsement = rows.filter(key=key).first()
    if endorsement is None:
        return None
    for endorser in endorsers_of(endorsement, at=at):
        if endorser.mark == mark and _is_good(_signed(endorsement, endorser), signature):
            return endorsement, endorser
    return None


def may_send_without(endorsement: Endorsement, *, at: datetime.datetime) -> bool:
    """Whether the criteria take a request that was declined or not answered in time."""
    criteria = criteria_in_force(at.date())
    return endorsement.standing in OVER and criteria is not None and criteria.takes_unendorsed


def fault_of_another_body(endorsement: Endorsement, name: str, *, at: datetime.datetime) -> str:
    """Why a name cannot be that of who asks, once a body said that the request is not its own; empty where it can."""
    if not name:
        return _("Say who asks instead.")
    disowned = names_of(endorsement.body) if endorsement.body else (endorsement.body_name,)
    if look_alike(name, *disowned) or speaks_of(name, *disowned):
        return _("%(body)s said that the request is not its own.") % {"body": endorsement.body_shown}
    if listed := _listed(name):
        if former := fault_of_former(listed, at=timezone.localdate(at)):
            return former
        said = _("%(body)s has to be asked whether the request is its own: choose it on the page “Who asks”.")
        return said % {"body": listed}
    return ""


def faults_of(who: Mapping[str, Any], *, at: datetime.datetime) -> Iterator[tuple[str, str]]:
    """What is missing for an endorsement in what a page says of who asks, each with its field."""
    is_other = not who.get("body") and who.get("claimed_kind") == BodyKind.OTHER
    endorsing, name = who.get("endorsing_body"), who.get("body_name", "")
    if is_other and not endorsing:
        yield "endorsing_body", _("Another body needs one that endorses its request: choose it.")
        return
    if endorsing and not is_other:
        yield "endorsing_body", _("Only another body needs one. Leave this empty.")
        return
    if name and not is_other and (listed := _listed(name)):
        there = _("%(body)s is in the list of bodies: name it above.") % {"body": listed}
        yield "body_name", fault_of_former(listed, at=timezone.localdate(at)) or there
        return
    chosen = endorsing or who.get("body")
    body = Body.objects.filter(pk=chosen).first() if chosen else None
    own, given = str(who.get("email", "")).casefold(), str(who.get("endorser_email", "")).casefold()
    speaks = any(representatives_of(body, at=at)) or addresses_of(body, "" if body else name).exists()
    if is_other and given and given == own:
        yield "endorser_email", _("Nobody endorses the own request: give an address of the body that does.")
    elif not speaks and not given:
        said = _("Nobody speaks for %(body)s here yet. Give an address of it: the secretariat confirms it once.")
        yield "endorser_email", said % {"body": body or name}


def _at_the_address(endorsement: Endorsement) -> Iterator[Endorser]:
    address = endorsement.address
    if address is not None and address.confirmed_at is not None and address.ended_at is None:
        yield Endorser(address.email, "", f"a{address.pk}", address.email)


def _signed(endorsement: Endorsement, endorser: Endorser) -> str:
    return f"{endorsement.key}:{endorser.mark}:{endorser.state}"


def _is_good(signed: str, signature: str) -> bool:
    try:
        Signer(salt=SALT).unsign(f"{signed}:{signature}")
    except BadSignature:
        return False
    return True


def _listed(name: str) -> Body | None:
    """The body of the list that whoever reads this name or acronym takes it for."""
    return next((body for body in Body.objects.nominating() if look_alike(name, *names_of(body))), None)
