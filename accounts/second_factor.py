"""Leads the secretariat, convenors and administrators to a second factor before they reach what it protects."""

import datetime
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import SeatRole, User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one of these


class SecondFactorMiddleware:
    """Before a protected page: who must have a second factor and has none sets one up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_protected = settings.SECOND_FACTOR_REQUIRED and settings.AREAS.of(request.path).needs_second_factor
        if is_protected and lacks_one(request.user):
            return HttpResponseRedirect(f"{reverse('accounts:protect')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def lacks_one(user: object) -> bool:
    """Whether this person must have a second factor, and has none."""
    return (
        isinstance(user, User) and not is_mfa_enabled(user, FACTORS) and must_have_one(user, day=timezone.now().date())
    )


def must_have_one(user: User, *, day: datetime.date) -> bool:
    """The secretariat, administrators and whoever convenes a group on ``day`` need one."""
    return (
        user.is_secretariat
        or user.is_staff
        or user.is_superuser
        or user.seats.on(day).filter(role=SeatRole.CONVENOR).exists()
    )
