"""The first page of an administrator: people, seats, the catalogue, and what failed; of mail only how much."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Representative, Seat, User
from casco_site import worker
from clarifications.mail.outbox import given_up
from clarifications.register.beside import Topic
from standards.catalogue.differences import dated_otherwise
from standards.models import Import, MaintenanceGroup, OtherPublication, ThesaurusRing
from standards.reading.dates import PartialDate

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Stand:
    """One line: how many there are, or since when; where one sees to it, if it is an administrator who does."""

    name: str | Promise
    value: int | str | Promise
    url: str = ""
    is_wrong: bool = False


@dataclass(frozen=True)
class StandGroup:
    """Lines under one head."""

    name: str | Promise
    rows: list[Stand]


def overview(*, on: datetime.date) -> list[StandGroup]:
    """All of it; a constant number of queries."""
    return [
        StandGroup(_("People"), list(_people())),
        StandGroup(_("Seats"), list(_seats(on))),
        StandGroup(_("Catalogue"), list(_catalogue())),
        StandGroup(_("What failed"), list(_failed())),
    ]


def _people() -> Iterator[Stand]:
    listed = reverse("admin:accounts_user_changelist")
    yield Stand(_("May sign in"), User.objects.filter(is_active=True).count(), f"{listed}?is_active__exact=1")
    yield Stand(_("Invited, without a password yet"), User.objects.invited().count(), listed)
    administrators = User.objects.filter(is_active=True, is_staff=True).count()
    yield Stand(_("Administrators"), administrators, f"{listed}?is_staff__exact=1")
    secretariat = User.objects.filter(is_active=True, is_secretariat=True).count()
    yield Stand(_("Secretariat"), secretariat, f"{listed}?is_secretariat__exact=1", is_wrong=not secretariat)


def _seats(on: datetime.date) -> Iterator[Stand]:
    held, listed = Seat.objects.on(on), reverse("admin:accounts_seat_changelist")
    yield Stand(_("Seats in groups"), held.count(), listed)
    yield Stand(_("Seats that end within thirty days"), held.filter(until__lte=on + SOON).count(), listed)
    empty = MaintenanceGroup.objects.active().exclude(pk__in=held.values("group")).count()
    yield Stand(_("Groups without any seat"), empty, reverse("admin:standards_maintenancegroup_changelist"))
    speakers = Representative.objects.on(on).count()
    yield Stand(_("Who speak for a body"), speakers, reverse("admin:accounts_representative_changelist"))


def _catalogue() -> Iterator[Stand]:
    last, listed = Import.objects.first(), reverse("admin:standards_import_changelist")
    when = PartialDate.of(last.at.date()) if last else None
    yield Stand(_("Last import from ISO"), str(when) if when else _("none yet"), listed)
    differing = len(dated_otherwise())
    yield Stand(_("Editions that two sources date differently"), differing, f"{reverse('about-data')}#differences")
    rings = ThesaurusRing.objects.count()
    yield Stand(_("Rings of the thesaurus"), rings, reverse("admin:standards_thesaurusring_changelist"))
    yield Stand(_("Topics"), Topic.objects.count(), reverse("admin:clarifications_topic_changelist"))


def _failed() -> Iterator[Stand]:
    """The secretariat sees to mail, so that there is no way to it here."""
    mails = given_up().count()
    yield Stand(_("Mails that did not arrive; the secretariat sees to them"), mails, is_wrong=mails > 0)
    works = worker.is_alive()
    yield Stand(_("The worker that sends mail"), _("works") if works else _("does not answer"), is_wrong=not works)
    last = Import.objects.first()
    refused = last.refused if last else 0
    yield Stand(
        _("Lines that the last import left out"),
        refused,
        reverse("admin:standards_import_changelist"),
        is_wrong=refused > 0,
    )
    dead = OtherPublication.objects.shown().filter(dead_since__isnull=False).count()
    yield Stand(
        _("Dead links to other bodies’ publications"), dead, f"{reverse('standards:others-edit')}?link=dead", dead > 0
    )
