"""Rights on cases that an administrator gives, without having any: told to the whole secretariat, shown on its desk."""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.invitations import send_to
from accounts.models import RightGiven, Seat, User

SHOWN_FOR = datetime.timedelta(days=30)
OF_A_SEAT = ("user_id", "group_id", "body_id", "role", "since", "until")


def tell_of_secretariat(person: User, *, former: User | None, by: User, at: datetime.datetime) -> None:
    """Where somebody has become secretariat: put it down and tell all of them."""
    if person.is_secretariat and person.is_active and not (former and former.is_secretariat and former.is_active):
        _tell(RightGiven(person=person, by=by, at=at))


def tell_of_seat(seat: Seat, *, former: Seat | None, by: User, at: datetime.datetime) -> None:
    """Where a seat was given, or is another one than it was: put it down and tell the whole secretariat."""
    if former is None or any(getattr(seat, name) != getattr(former, name) for name in OF_A_SEAT):
        _tell(RightGiven(person=seat.user, by=by, at=at, seat=seat))


def rights_given(*, at: datetime.datetime) -> QuerySet[RightGiven]:
    """What administrators gave lately, the latest first."""
    return RightGiven.objects.filter(at__gt=at - SHOWN_FOR).select_related("by", "person", "seat__group", "seat__body")


def _tell(right: RightGiven) -> None:
    right.save()
    subject = _("An administrator gave a right on cases")
    where = settings.SITE_URL + reverse("accounts:people")
    for secretary in User.objects.filter(is_secretariat=True, is_active=True).order_by("pk"):
        context = {"user": secretary, "right": right, "where": where}
        send_to(secretary.email, subject, "accounts/emails/right_given.txt", context)
