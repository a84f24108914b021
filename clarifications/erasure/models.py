"""Erasure: the places where an erased person may be named in words, and what was decided of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PlaceOutcome(models.TextChoices):
    """What was decided of a place."""

    OPEN = "", _("Not looked at")
    REDACTED = "redacted", _("Redacted")
    LEFT = "left", _("Left")
    GONE = "gone", _("Changed since")


class Place(models.Model):
    """A place in a text of a case where somebody who was erased may be named, marked until somebody decides of it.

    ``kind`` says in which texts (``places.py``), ``row`` in which of them, ``path`` where in the row. ``words`` are
    those that stand there, from ``start`` on; they go as soon as it is decided. ``person`` is an opaque id.
    """

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="places")
    person = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    row = models.BigIntegerField()
    path = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=PlaceOutcome.choices, blank=True, default=PlaceOutcome.OPEN)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["clarification"], condition=Q(outcome=""), name="place_to_look_at"),)
        constraints = (
            models.CheckConstraint(condition=Q(outcome="") | Q(words=""), name="no_words_kept_of_a_settled_place"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.row} {self.path}"
