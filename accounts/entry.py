"""How people come in: by their present address alone, until the address changes or the account is switched off."""

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitations import link_for, send_to
from accounts.models import User


class ResetTokens(PasswordResetTokenGenerator):
    """The keys in links for a new password; each dies with what it was made for.

    The library's own would note each address in a table beside ours, and let people in by whatever stands there.
    """

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.is_active}|{user.entry_state}"


def end_entries(user: User, *, former: User, at: datetime.datetime) -> None:
    """Where the address changed or the account was switched off, what was made before opens nothing any more.

    Both addresses are told of a change; the former one does not learn the new one, as it may be a stranger's by now.
    """
    moved = user.email != former.email
    if moved or (former.is_active and not user.is_active):
        user.entries_ended_at = at
        user.save(update_fields=["entries_ended_at"])
    if moved:
        EmailAddress.objects.filter(user=user).delete()
        _tell(user, former=former)


def end_all_entries(*, since: datetime.datetime | None) -> int:
    """What anybody had before now opens nothing any more, but where that was ended after ``since``; of how many."""
    earlier = Q(entries_ended_at=None) | Q(entries_ended_at__lte=since) if since else Q(entries_ended_at=None)
    return User.objects.filter(earlier).update(entries_ended_at=timezone.now())


def _tell(user: User, *, former: User) -> None:
    subject = _("Your address at CASCO Clarifications was changed")
    send_to(former.email, subject, "accounts/emails/address_left.txt", {"user": user})
    needs_link = user.is_active and not user.has_usable_password()
    link = link_for(user) if needs_link else ""
    send_to(user.email, subject, "accounts/emails/address_taken.txt", {"user": user, "link": link})
