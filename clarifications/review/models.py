"""Review: the discussion, whose body is concerned, who is recused, who is consulted, and the drafts in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.intake.models import Question


class Outcome(models.TextChoices):
    """What an answer comes to; never forced into yes or no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    YES_BUT_NOT_ONLY = "yes-but-not-only", _("Yes, but not only so")
    YES_UNDER_CONDITIONS = "yes-under-conditions", _("Yes, under conditions")
    NOT_SPECIFIED = "not-specified", _("Intentionally not specified")
    SILENT = "silent", _("The standard is silent")
    AMBIGUOUS = "ambiguous", _("Ambiguous, to be considered in revision")
    DEFECT = "defect", _("Defect, to be corrected")
    SEE_TEXT = "see-text", _("See text")


class Comment(models.Model):
    """A contribution to the group's discussion; seen by the group and the secretariat only."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """One version of the group's answer; a published decision is the version that consensus was reached on."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["clarification", "number"], name="decision_number_once"),)

    def __str__(self) -> str:
        return f"{self.clarification}, {self.number}"


class WorkingDraft(models.Model):
    """What a member typed of an answer and has not shown: kept as it is, for nobody else. The last one counts."""

    clarification = models.ForeignKey("Clarification", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["clarification", "by"], name="working_draft_once"),)

    def __str__(self) -> str:
        return f"{self.clarification}, {self.by}"


class Answer(models.Model):
    """The answer to one question, one part, or several together."""

    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, related_name="answers")
    order = models.PositiveSmallIntegerField()
    questions = models.ManyToManyField(Question, related_name="answers")
    outcome = models.CharField(max_length=24, choices=Outcome.choices)
    position = models.TextField()
    considerations = models.TextField(blank=True)
    conditions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.get_outcome_display()


class Interest(models.TextChoices):
    """What a member says before the case opens."""

    NONE = "none", _("Own body not concerned")
    DISCLOSED = "disclosed", _("Own body concerned, disclosed")


class Declaration(models.Model):
    """What a member said about the own body's concern in a case; the last one counts, all are kept."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="declarations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    interest = models.CharField(max_length=10, choices=Interest.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_interest_display()}"


class Recusal(models.Model):
    """A member who sees no content of a case, gets no mail and is not waited for, until it is lifted."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["clarification", "user"], condition=Q(lifted_at__isnull=True), name="recusal_open_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.user)


class Consultation(models.Model):
    """A group or a body that is asked before publication: told of the case, without a vote, a seat or its texts."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="consultations")
    group = models.ForeignKey(
        "standards.MaintenanceGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(group__isnull=False, body__isnull=True) | Q(group__isnull=True, body__isnull=False),
                name="consultation_of_a_group_or_a_body",
            ),
            models.UniqueConstraint(fields=["clarification", "group"], name="consultation_of_a_group_once"),
            models.UniqueConstraint(fields=["clarification", "body"], name="consultation_of_a_body_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What is published of it."""
        return str(self.group or self.body)
