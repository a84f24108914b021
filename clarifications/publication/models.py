"""The text being prepared for publication: private, seen by the secretariat alone until it is published."""

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
        return not_redacted(PublishedText.from_json(self.content))

    @text.setter
    def text(self, text: PublishedText) -> None:
        self.content = text.to_json()

    @property
    def is_complete(self) -> bool:
        """Whether it can be published."""
        return self.text.is_complete
