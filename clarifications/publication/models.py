"""Public texts before they are public: prepared ones, changed answers put to the convenor, drafts of entries."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.register.text import PublishedText, not_redacted


class PublicText(models.Model):
    """The exact text that will be published, made from the decision and edited by the secretariat. Not public.

    ``agreed_hash``: of the answers as the group concluded them, once published of those in force; empty where a text
    was published before this system, which is the secretariat's alone.
    """

    clarification = models.OneToOneField("Clarification", on_delete=models.PROTECT, related_name="public_text")
    content = models.JSONField()
    answers_hash = models.CharField(max_length=64, default="")
    agreed_hash = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return self.text.title

    @property
    def text(self) -> PublishedText:
        """What will be published, read as it will be read then, whenever it was prepared."""
        return replace(not_redacted(PublishedText.from_json(self.content)), markup="dialect")

    @text.setter
    def text(self, text: PublishedText) -> None:
        self.content, self.answers_hash = text.to_json(), text.answers_hash

    @property
    def is_complete(self) -> bool:
        """Whether it can be published."""
        return self.text.is_complete


class ChangeOutcome(models.TextChoices):
    """What the convenor said of changed answers."""

    OPEN = "", _("Not answered")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    def unsettled(self) -> "ProposedChangeQuerySet":
        """Those that count; of a case at most one."""
        return self.filter(settled_at__isnull=True)

    def asked(self) -> "ProposedChangeQuerySet":
        """Those that wait for the convenor’s word."""
        return self.unsettled().filter(outcome=ChangeOutcome.OPEN)

    def agreed(self) -> "ProposedChangeQuerySet":
        """Those that the convenor agreed to."""
        return self.unsettled().filter(outcome=ChangeOutcome.AGREED)


class ProposedChange(models.Model):
    """A public text whose answers differ from the agreed ones, put to the convenor: both texts, and the word on it.

    It counts until it is settled: published, refused, asked anew, changed once more, or overtaken by a new draft.
    """

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="proposed_changes")
    agreed = models.JSONField()
    content = models.JSONField()
    answers_hash = models.CharField(max_length=64)
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ChangeOutcome.choices, blank=True)
    account = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["clarification"], condition=Q(settled_at__isnull=True), name="one_change_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.clarification}: {self.get_outcome_display()}"

    @property
    def former(self) -> PublishedText:
        """The text with the answers that were agreed."""
        return not_redacted(PublishedText.from_json(self.agreed))

    @property
    def text(self) -> PublishedText:
        """The text with the changed answers."""
        return not_redacted(PublishedText.from_json(self.content))


class EntryDraft(models.Model):
    """What somebody typed of a text that was published before this system and will be entered later. Not public.

    ``by`` and ``saved_at`` say who kept it last, and when.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def mark(self) -> str:
        """What a page with the draft on it carries: another one once somebody keeps it again."""
        return self.saved_at.isoformat()
