"""What was drawn of records, kept as HTML: derived, and deleted by the database with whatever it was drawn from."""

import datetime

from django.db import models

from clarifications.register.models import Record

ALWAYS = datetime.date.max  # until a day that never comes


class DrawnKind(models.TextChoices):
    """What was drawn of a record."""

    ENTRY = "entry"  # of a list
    PAGE = "page"  # its own, between head and foot


class Drawn(models.Model):
    """A part of a page as it was drawn, in one language; it holds until a day, and as long as ``made_of`` is the same.

    Its keys are known to the database as numbers alone: whoever writes here never waits for whoever writes a record.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="drawn", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=8, choices=DrawnKind.choices)
    language = models.CharField(max_length=12)
    made_of = models.CharField(max_length=32)
    until = models.DateField(default=ALWAYS)
    html = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "kind", "language"], name="drawn_once"),)

    def __str__(self) -> str:
        return f"{self.record_id}: {self.kind}, {self.language}"


class NamedBy(models.Model):
    """That what was drawn ``of`` a record names another one: it goes with a change of that one too."""

    of = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    named = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "named"], name="named_by_once"),)

    def __str__(self) -> str:
        return f"{self.of_id} names {self.named_id}"
