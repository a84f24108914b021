"""Who is signed in, and the case that an address names, as far as they may see it."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from clarifications.case.kept_turns import fresh_turns
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.desk.case_file import CaseFile
from clarifications.map.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in, as an actor."""
    assert isinstance(request.user, User)
    return user_actor(request.user)


def case_file(request: HttpRequest, reference: str) -> CaseFile:
    """The case with this reference for whoever is signed in; a hidden one is not found."""
    by, at = actor_of(request), timezone.now()
    visible = Clarification.objects.visible_to(by).select_related(
        "edition__standard",
        "group",
        "identity__body",
        "criteria_set",
        "drafter",
        "acting_convenor",
        "referred_to",
        "record__edition",
    )
    found = fresh_turns(visible.filter(reference=reference), by=by, at=at)
    if not found:
        raise Http404
    return CaseFile(found[0], by=by, at=at)
