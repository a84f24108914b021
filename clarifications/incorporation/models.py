"""Incorporation, behind the register: what the convenor asks of a verdict, and a table of verdicts that is begun."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from standards.models import Edition


class WithdrawalRequest(models.Model):
    """The convenor asks to have a verdict withdrawn; it is answered once the verdict is withdrawn or left to stand."""

    clarification = models.ForeignKey("Clarification", on_delete=models.CASCADE, related_name="withdrawal_requests")
    verdict = models.ForeignKey("Verdict", on_delete=models.PROTECT, related_name="withdrawal_requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["verdict"], condition=Q(answered_at__isnull=True), name="withdrawal_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict}: withdrawal asked"


class VerdictTable(models.Model):
    """The verdicts of a whole edition as far as they are typed: what the form sent, by record. Not public."""

    edition = models.OneToOneField("standards.Edition", on_delete=models.PROTECT, related_name="verdict_table")
    common = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.edition}: verdicts"

    @classmethod
    def locked(cls, edition: Edition, *, by: User, at: datetime.datetime) -> Self:
        """The table of an edition, for who keeps something in it now; nobody else does before the transaction ends."""
        first = {"by": by, "saved_at": at}
        return cls.objects.select_for_update().get_or_create(edition=edition, defaults=first)[0]
