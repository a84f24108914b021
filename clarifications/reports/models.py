"""Reports of readers and the words of the secretariat on them; nothing of either is public."""

import json
from dataclasses import astuple, dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.site_keys import site_key
from standards.models.fields import AddressField

LONGEST_PAGE = 500  # characters of an address


class ReportKind(models.TextChoices):
    """What is said to be wrong."""

    RECORD = "record", _("A clarification")
    CLAUSES = "clauses", _("A list of clauses, or how those of two editions correspond")
    CITATION = "citation", _("How a citation is read, or which committee is said to answer")
    LINK = "link", _("A link that is dead or leads elsewhere")
    OTHER = "other", _("Something else on the page")


class ReportOutcome(models.TextChoices):
    """What became of a report."""

    MENDED = "mended", _("Mended")
    NO_FAULT = "no-fault", _("No fault")
    THANKS = "thanks", _("Thanks: noted, nothing to mend")


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What a reader typed: the columns of a report."""

    page: str
    kind: str
    what: str
    source: str
    email: str = ""

    @property
    def digest(self) -> str:
        """The same for the same report; nobody finds an erased address in it without the key of the site."""
        return salted_hmac("report", json.dumps(astuple(self)), secret=site_key(), algorithm="sha256").hexdigest()


class ReaderReport(models.Model):
    """What a reader says is wrong: on which ``page`` (its path on this site), what, and how they know.

    The ``digest`` is of all that was typed: the same report sent twice is one, as long as it is open.
    """

    page = models.CharField(max_length=LONGEST_PAGE)
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    what = models.TextField()
    source = models.TextField()
    email = AddressField(blank=True)  # only of who wishes an answer
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("received_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["digest"], condition=Q(closed_at__isnull=True), name="open_report_once"),
        )
        indexes = (models.Index(fields=["closed_at", "received_at"], name="report_by_end"),)

    def __str__(self) -> str:
        return f"{self.page}: {self.what[:60]}"


class ReportAnswer(models.Model):
    """What the secretariat found, and the ``words`` for the reader; a report that was opened again gets another."""

    report = models.ForeignKey(ReaderReport, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=8, choices=ReportOutcome.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.report_id}: {self.get_outcome_display()}"
