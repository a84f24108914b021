"""Endorsement: which body is asked to stand behind a request, what it said, and who speaks for it by mail alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.case.keys import make_key
from clarifications.intake.models import Draft
from standards.models.fields import AddressField


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


class EndorsementState(models.TextChoices):
    """What became of the asking; ``ended``: the request was changed, taken back or asked of another body."""

    WAITING = "waiting", _("Waiting for endorsement")
    ENDORSED = "endorsed", _("Endorsed")
    DECLINED = "declined", _("Declined")
    RAN_OUT = "ran-out", _("Not answered in time")
    ENDED = "ended", _("Not asked any more")


class Endorsement(models.Model):
    """One time that a body is asked to endorse a draft, or, ``is_own``, whether the request is its own.

    ``asked_hash`` is that of the answers that it is asked about: what was endorsed is what is sent. ``address`` is the
    one it is asked at, where nobody here speaks for the body; ``said_by`` the person who spoke for it.
    """

    key = models.CharField(max_length=32, unique=True, default=make_key, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="endorsements")
    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body_name = models.CharField(max_length=200, blank=True)
    is_own = models.BooleanField()
    address = models.ForeignKey(BodyAddress, on_delete=models.PROTECT, null=True, blank=True, related_name="askings")
    asked_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    reminded = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=EndorsementState.choices, default=EndorsementState.WAITING)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state="waiting"), name="endorsement_asked_once_a_draft"
            ),
        )

    def __str__(self) -> str:
        return self.body_shown

    @property
    def body_shown(self) -> str:
        """The body asked, by name."""
        return str(self.body) if self.body else self.body_name


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
