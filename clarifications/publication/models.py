"""The texts being prepared for publication: private, seen by the secretariat alone until they are published."""

from dataclasses import replace

from django.conf import settings
from django.db import models

from clarifications.register.text import PublishedText, not_redacted


class PublicText(models.Model):
    """The exact text that will be published, made from the decision and edited by the secretariat. Not public."""

    clarification = models.OneToOneField("Clarification", on_delete=models.PROTECT, related_name="public_text")
    content = models.JSONField()

    def __str__(self) -> str:
        return self.text.title

    @property
    def text(self) -> PublishedText:
        """What will be published, read as it will be read then, whenever it was prepared."""
        return replace(not_redacted(PublishedText.from_json(self.content)), markup="dialect")

    @text.setter
    def text(self, text: PublishedText) -> None:
        self.content = text.to_json()

    @property
    def is_complete(self) -> bool:
        """Whether it can be published."""
        return self.text.is_complete


class EntryDraft(models.Model):
    """What somebody typed of a text that was published before this system and will be entered later. Not public."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.title
