"""Invitations: a link that works once, for some days, and lets a person set the first password."""

import datetime

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Seat, User
from accounts.site_keys import is_ours, site_key

SALT = "accounts.invitation"


def invite(user: User) -> None:
    """Send the person a link to set a password."""
    subject = _("Your invitation to CASCO Clarifications")
    send_to(user.email, subject, "accounts/emails/invitation.txt", {"user": user, "link": link_for(user)})


def send_seat(seat: Seat) -> None:
    """Send the holder of the seat a mail about it; whoever has no password yet gets the invitation with it."""
    context = {
        "user": seat.user,
        "seat": seat,
        "link": "" if seat.user.has_usable_password() else link_for(seat.user),
    }
    subject = _("Your seat in %(group)s") % {"group": seat.group}
    send_to(seat.user.email, subject, "accounts/emails/seat.txt", context)


def send_seat_end(seat: Seat, *, to: User, reason: str) -> None:
    """Send a person a mail that a seat, perhaps their own, has an end."""
    subject = _("A seat in %(group)s has an end") % {"group": seat.group}
    context: dict[str, object] = {"user": to, "seat": seat, "reason": reason}
    send_to(to.email, subject, "accounts/emails/seat_end.txt", context)


def link_for(user: User) -> str:
    """The address that lets this person set a password: once, because it holds a print of the present one."""
    token = signing.dumps([str(user.key), _print_of(user, site_key())], salt=SALT)
    return settings.SITE_URL + reverse("accounts:invitation", args=[token])


def person_invited(token: str) -> User | None:
    """Whom the link invites; ``None`` when it is used, too old, or none of ours."""
    age = datetime.timedelta(days=settings.INVITATION_DAYS)
    try:
        key, print_then = signing.loads(token, salt=SALT, max_age=age)
    except signing.BadSignature:
        return None
    user = User.objects.filter(key=key, is_active=True).first()
    return user if user and is_ours(print_then, lambda key: _print_of(user, key)) else None


def send_to(address: str, subject: str, template: str, context: dict[str, object]) -> None:
    """Send a mail about an account; a ``link`` in the context is one for setting a password."""
    site = {
        "site_url": settings.SITE_URL,
        "is_example": not settings.PRODUCTION,
        "days": settings.INVITATION_DAYS,
        "contact": settings.PRIVACY_CONTACT,
    }
    EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(template, context | site).strip() + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def _print_of(user: User, site_key: str) -> str:
    """Changes with the password, the last sign-in and the address, and when the account is switched off."""
    state = f"{user.password}|{user.email}|{user.last_login.isoformat() if user.last_login else ''}{user.entry_state}"
    return salted_hmac(SALT, state, secret=site_key, algorithm="sha256").hexdigest()[:32]
