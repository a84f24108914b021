"""Endorsement: which body is asked to stand behind a request, what it said, and who speaks for it by mail alone."""

import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clarifications.case.keys import make_key
from clarifications.intake.models import Draft
from standards.models.fields import AddressField

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


class BodyAddressQuerySet(models.QuerySet["BodyAddress"]):
    def waiting(self) -> Self:
        """Those of which the secretariat has still to say whether they are the body's."""
        return self.filter(confirmed_at=None, ended_at=None)


class BodyAddress(models.Model):
    """An address of a body that nobody here speaks for; a link goes there once the secretariat has confirmed it.

    A body that is not in the list has its name alone. One that was refused or taken back has ended.
    """

    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body_name = models.CharField(max_length=200, blank=True)
    email = AddressField()
    proposed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BodyAddressQuerySet.as_manager()

    class Meta:
        ordering = ("proposed_at", "pk")
        verbose_name_plural = "body addresses"
        constraints = (
            models.UniqueConstraint(
                fields=["body", "email"],
                condition=Q(ended_at__isnull=True, body__isnull=False),
                name="body_address_once",
            ),
            models.UniqueConstraint(
                fields=["body_name", "email"],
                condition=Q(ended_at__isnull=True, body__isnull=True),
                name="body_address_once_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body or self.body_name}: {self.email}"


class EndorsementStanding(models.TextChoices):
    """What became of the asking; ``ended``: the request was changed, taken back or asked of another body."""

    WAITING = "waiting", _("Waiting for endorsement")
    ENDORSED = "endorsed", _("Endorsed")
    DECLINED = "declined", _("Declined")
    RAN_OUT = "ran-out", _("Not answered in time")
    ENDED = "ended", _("Not asked any more")


OUTCOMES = {
    (EndorsementStanding.ENDORSED, False): _("%(body)s endorsed the request on %(day)s."),
    (EndorsementStanding.ENDORSED, True): _("%(body)s said on %(day)s that the request is its own."),
    (EndorsementStanding.DECLINED, False): _("%(body)s declined on %(day)s to endorse the request."),
    (EndorsementStanding.DECLINED, True): _("%(body)s said on %(day)s that the request is not its own."),
    (EndorsementStanding.RAN_OUT, False): _(
        "%(body)s was asked to endorse the request and had not answered on %(day)s."
    ),
    (EndorsementStanding.RAN_OUT, True): _(
        "%(body)s was asked whether the request is its own and had not answered on %(day)s."
    ),
}


ENDINGS = {standing for standing, _is_own in OUTCOMES}


class Endorsement(models.Model):
    """One time that a body is asked to endorse a draft, or, ``is_own``, whether the request is its own.

    ``asked_hash`` is that of the answers that it is asked about: what was endorsed is what is sent. ``address`` is the
    one it is asked at, where nobody here speaks for the body; ``said_by`` the person who spoke for it. ``requester`` is
    the confirmed address of whoever asks, whatever the draft says meanwhile; empty once the request is received.
    ``link_key_mark`` tells which key of the site the links that were mailed last were made with.
    """

    key = models.CharField(max_length=32, unique=True, default=make_key, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="endorsements")
    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body_name = models.CharField(max_length=200, blank=True)
    is_own = models.BooleanField()
    requester = AddressField(blank=True)
    address = models.ForeignKey(BodyAddress, on_delete=models.PROTECT, null=True, blank=True, related_name="askings")
    asked_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    link_key_mark = models.CharField(max_length=8, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    standing = models.CharField(max_length=8, choices=EndorsementStanding.choices, default=EndorsementStanding.WAITING)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["draft"], condition=Q(standing="waiting"), name="endorsement_asked_once_a_draft"
            ),
        )

    def __str__(self) -> str:
        return self.body_shown

    @property
    def body_shown(self) -> str:
        """The body asked, by name."""
        return str(self.body) if self.body else self.body_name

    @property
    def is_disowned(self) -> bool:
        """Whether the body that was named as the requesting one said that it is not."""
        return self.is_own and self.standing == EndorsementStanding.DECLINED

    @property
    def in_words(self) -> str:
        """What became of the asking, in a sentence for the case; empty while nothing did."""
        outcome = OUTCOMES.get((EndorsementStanding(self.standing), self.is_own), "")
        day = format_date(self.said_at or self.asked_at, "j F Y")
        return str(outcome) % {"body": self.body_shown, "day": day}


class EndorsementQuestion(models.Model):
    """What a body asks the requester before it endorses, and the answer; deleted when the request is received."""

    endorsement = models.ForeignKey(Endorsement, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


def asking_about(draft: Draft) -> Endorsement | None:
    """The newest asking about what the draft says now."""
    newest = draft.endorsements.select_related("body", "address", "said_by").last()
    return newest if newest and newest.asked_hash == draft.mark else None


def why_over(endorsement: Endorsement, *, at: datetime.datetime) -> str:
    """Why nothing can be said on an asking any more; empty where it can."""
    draft = endorsement.draft
    if endorsement.standing in (EndorsementStanding.ENDORSED, EndorsementStanding.DECLINED):
        return endorsement.in_words
    if endorsement.standing == EndorsementStanding.ENDED:
        return _t("The request was changed, or is asked of somebody else now.")
    if endorsement.standing == EndorsementStanding.RAN_OUT or not draft.waits_until or draft.waits_until <= at:
        return _t("The time to answer is over. The requester is told.")
    if draft.mark != endorsement.asked_hash:
        return _t("The requester is changing the request. You get a new link when it is sent again.")
    return ""


def give_back(draft: Draft, *, at: datetime.datetime) -> None:
    """A draft is the requester's again, for as long as any draft is kept; its former link ends."""
    draft.waits_until, draft.changed_at, draft.confirmation = None, at, ""
    draft.save(update_fields=["waits_until", "changed_at", "confirmation"])


def endorsement_of(clarification: "Clarification") -> Endorsement | None:
    """What became of the asking about a request before it was received; ``None`` where nobody was asked."""
    asked: list[Endorsement] = clarification.held("endorsements", "bodies", "body_addresses")["endorsements"]
    return next((one for one in reversed(asked) if one.standing in ENDINGS), None)
