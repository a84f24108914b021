"""The turn as it is kept with a case: whom it waits for, so that the desk need not derive it (docs/decisions/0021).

What the map says is the truth; `case/kept_turns.py` writes these rows from it, and compares them.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

NO_DAY = datetime.date.max  # nothing is due, or nothing ends: a day that sorts last on both databases
STALE = datetime.date.min  # what was kept holds no more; the database writes it too (`turn_triggers.py`)


class KeptTurn(models.Model):
    """What a case waits for first; a row for each case that waits for anybody, and none for any other."""

    clarification = models.OneToOneField(
        "Clarification", on_delete=models.PROTECT, primary_key=True, related_name="kept_turn"
    )
    awaited = models.PositiveSmallIntegerField()  # its place among what the state waits for
    by = models.PositiveSmallIntegerField()  # the roles that may take the step
    due = models.DateField(default=NO_DAY)
    since = models.DateTimeField()
    convenor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    asked = models.PositiveSmallIntegerField(default=0)  # what the words name
    silent = models.PositiveSmallIntegerField(default=0)
    on_roll = models.PositiveSmallIntegerField(default=0)
    until = models.DateField()  # the last day on which it holds, if nothing is done
    mark = models.CharField(max_length=16)  # of the rules that it was found by

    class Meta:
        indexes = (
            models.Index(fields=["due", "since"], name="kept_turn_by_day"),
            models.Index(fields=["until"], name="kept_turn_until"),
            models.Index(fields=["mark"], name="kept_turn_mark"),
        )

    def __str__(self) -> str:
        return f"{self.clarification}, {self.awaited}"


class TurnHolder(models.Model):
    """Who holds the turn of a case: a person of its group, or whoever is secretariat (no person), with their step."""

    turn = models.ForeignKey(KeptTurn, on_delete=models.CASCADE, related_name="holders", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    awaited = models.PositiveSmallIntegerField()  # as above; `INTEREST` where they first say whose body is concerned
    due = models.DateField(default=NO_DAY)
    since = models.DateTimeField()

    INTEREST = 999

    class Meta:
        indexes = (models.Index(fields=["person", "due", "since"], name="turn_holder_by_day"),)
        constraints = (
            models.UniqueConstraint(fields=["turn", "person"], name="turn_holder_once"),
            models.UniqueConstraint(fields=["turn"], condition=Q(person=None), name="turn_of_secretariat_once"),
        )

    def __str__(self) -> str:
        return f"{self.turn}: {self.person or 'secretariat'}"
