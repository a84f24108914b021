"""Consensus: a call on an exact draft with a frozen roll, the positions, the objections, the conclusion."""

import datetime
import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat


def mark_of(said: object) -> str:
    """The same for the same rows: what was on a page is what a step is about."""
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]


class Call(models.Model):
    """The asking: on this draft, until this day 23:59 UTC, or until the convenor concludes, when all have answered."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="calls")
    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, related_name="calls")
    group = models.ForeignKey("standards.MaintenanceGroup", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round",)
        constraints = (models.UniqueConstraint(fields=["clarification", "round"], name="call_round_once"),)

    def __str__(self) -> str:
        return f"{self.clarification}, {self.round}"

    def is_open(self, at: datetime.datetime) -> bool:
        """Whether a position can be taken at ``at``, or changed."""
        return self.closed_at is None and at.date() <= self.ends_on

    @property
    def is_answered_by_all(self) -> bool:
        """Whether nobody is waited for; who recused is not."""
        return not self.roll.filter(recused_at__isnull=True, position__isnull=True).exists()

    @property
    def mark(self) -> str:
        """Stands for the roll with all positions as they are now."""
        entries = self.roll.select_related("position")
        said = [[row.pk, row.recused_at, row.position.mark if hasattr(row, "position") else ""] for row in entries]
        return mark_of([self.pk, said])


class RollQuerySet(models.QuerySet["RollEntry"]):
    def standing_at(self, at: datetime.datetime) -> "RollQuerySet":
        """With ``standing``: where the objection of each entry stands while the round lasts; empty where there is none.

        Who can say nothing more, as the seat ended or by recusal, is taken at the last word: that is the objection.
        """
        seats = Seat.objects.on(at.date()).filter(user=OuterRef("user"), group=OuterRef("call__group"))
        present = Q(recused_at__isnull=True) & Exists(seats.filter(user__is_active=True))
        settled = [Handling.RESOLVED, Handling.SUSTAINED, Handling.KEPT]
        return self.annotate(
            standing=Case(
                When(Q(position__isnull=True) | ~Q(position__view=View.OBJECT), then=Value("")),
                When(position__handling__in=settled, then=F("position__handling")),
                When(~present, then=Value(ObjectionStanding.KEPT)),
                When(position__handling=Handling.OPEN, then=Value(ObjectionStanding.TO_ANSWER)),
                When(position__answer_by__gte=at.date(), then=Value(ObjectionStanding.ASKED)),
                default=Value(ObjectionStanding.NO_WORD),
                output_field=models.CharField(),
            )
        )

    def objections(self, at: datetime.datetime, *standings: str) -> "RollQuerySet":
        """The entries with objections that stand so."""
        return self.standing_at(at).filter(Q(standing__in=standings))


class RollEntry(models.Model):
    """One member entitled to answer a call; entries are neither added nor deleted once the call is open."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="roll")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, related_name="+")
    disclosed = models.BooleanField(default=False)
    recused_at = models.DateTimeField(null=True, blank=True)

    objects = RollQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "roll entries"
        constraints = (models.UniqueConstraint(fields=["call", "user"], name="roll_entry_once"),)

    def __str__(self) -> str:
        return str(self.user)


class View(models.TextChoices):
    """Where a member stands on the draft."""

    AGREE = "agree", _("Agrees")
    AGREE_EDITORIAL = "agree-editorial", _("Agrees, with an editorial comment")
    OBJECT = "object", _("Objects")
    ABSTAIN = "abstain", _("Abstains")


class Handling(models.TextChoices):
    """What became of an objection."""

    OPEN = "", _("Not answered")
    ANSWERED = "answered", _("Answered")  # by the convenor; who objects says whether that resolves it
    RESOLVED = "resolved", _("Resolved")
    KEPT = "kept", _("Kept")
    SUSTAINED = "sustained", _("Sustained")


class ObjectionStanding(models.TextChoices):
    """Where an objection stands while its round lasts: who is waited for, or what became of it."""

    TO_ANSWER = "to-answer", _("The convenor answers")
    ASKED = "asked", _("Who objects says whether it is resolved")
    KEPT = "kept", _("Kept: the convenor accounts for it")
    NO_WORD = "no-word", _("No answer in time: taken as not kept")
    RESOLVED = "resolved", _("Resolved")
    SUSTAINED = "sustained", _("Sustained")


class Position(models.Model):
    """One member's view on the draft of a call, with its reason; an objection also holds what became of it.

    The convenor's ``answer`` is put to who objects, who says by ``answer_by`` whether the objection is kept, perhaps
    why (``word``); one that is kept is sustained, with the convenor's ``account``.
    """

    entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="position")
    view = models.CharField(max_length=16, choices=View.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    handling = models.CharField(max_length=10, choices=Handling.choices, blank=True)
    answer = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    word = models.TextField(blank=True)
    account = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(view="object") | ~Q(reason=""), name="objection_has_a_reason"),
            models.CheckConstraint(condition=Q(view="object") | Q(handling=""), name="only_objections_are_handled"),
            models.CheckConstraint(
                condition=~Q(handling="answered") | ~Q(answer="") & Q(answer_by__isnull=False),
                name="answered_with_a_day",
            ),
            models.CheckConstraint(condition=~Q(handling="sustained") | ~Q(account=""), name="sustained_with_account"),
        )

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_view_display()}"

    @property
    def mark(self) -> str:
        """Stands for the position, and what became of it, as it is now."""
        return mark_of([self.pk, self.view, self.reason, self.at, self.handling, self.answer, self.word, self.account])


class Ending(models.TextChoices):
    """How the group's work ended; both are published by the same step."""

    CONSENSUS = "consensus", _("Consensus")
    NO_CONSENSUS = "no-consensus", _("No consensus")


class Conclusion(models.Model):
    """What the convenor found, with reasons; never computed from counts. A reopened case keeps the former one."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="conclusions")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="conclusions")
    ending = models.CharField(max_length=16, choices=Ending.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["clarification"], condition=Q(reopened_at__isnull=True), name="conclusion_standing_once"
            ),
        )

    def __str__(self) -> str:
        return self.get_ending_display()
