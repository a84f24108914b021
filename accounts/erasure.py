"""Takes a person out of their account: nobody can sign in by it any more, and it names nobody."""

import datetime
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import Representative, Seat, User

NOWHERE = "erased.invalid"  # RFC 2606: a host that can never be


def erase_account(user: User, *, at: datetime.datetime) -> None:
    """Empty what the account says of its person, now and formerly; seats and what was decided stay under its id."""
    emptied = {"name": _("Somebody whose name was erased"), "email": f"{user.key}@{NOWHERE}"}
    rights = dict.fromkeys(("is_active", "is_secretariat", "is_staff", "is_superuser"), False)
    User.objects.filter(pk=user.pk).update(
        **emptied, **rights, password="", last_login=None, entries_ended_at=at, erased_at=at
    )
    user.groups.clear()
    user.user_permissions.clear()
    user.history.update(**emptied)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _empty_log(User, [user.pk])
    _empty_log(Seat, user.seats.values_list("pk", flat=True))
    _empty_log(Representative, user.representations.values_list("pk", flat=True))


def addresses_of(user: User) -> set[str]:
    """Every address that the account ever had, in small letters."""
    return {user.email.lower(), *(email.lower() for email in user.history.values_list("email", flat=True))}


def names_of(user: User) -> set[str]:
    """Every name that the account ever had."""
    return {name for name in (user.name, *user.history.values_list("name", flat=True)) if name}


def _empty_log(model: type[Model], keys: Iterable[int]) -> None:
    """What the administrators' log says of these rows names the person."""
    rows = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(key) for key in keys],
    )
    rows.update(object_repr="", change_message="")
