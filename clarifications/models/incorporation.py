"""Incorporation: the verdict on what a record means for one edition, with who gave it, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.models.publication import Record
from standards.models.fields import PartialDateField


class VerdictKind(models.TextChoices):
    """What a record means for an edition. *Not reviewed* is the default for a new edition and has no row."""

    APPLIES = "applies", _("Applies")
    STILL_APPLIES = "still-applies", _("Still applies")
    INCORPORATED = "incorporated", _("Included")
    NO_LONGER_APPLIES = "no-longer-applies", _("No longer applies")
    NOT_REVIEWED = "not-reviewed", _("Not reviewed")


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def standing(self) -> "VerdictQuerySet":
        """Those that no later verdict replaced."""
        return self.filter(replaced_by__isnull=True)


class Verdict(models.Model):
    """One verdict; a later one on the same edition replaces it and both are kept. Public."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="verdicts")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=20, choices=VerdictKind.choices)
    clause = models.CharField(max_length=80, blank=True)
    in_force = PartialDateField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="incorporated") | ~Q(clause=""), name="inclusion_names_a_clause"),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.get_kind_display()}"
