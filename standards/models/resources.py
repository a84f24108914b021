"""What else there is on an edition: presentations, communiqués, notes on its transition."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import NameField, PartialDateField


class ResourceKind(models.TextChoices):
    """What a resource is."""

    PRESENTATION = "presentation", _("Presentation")
    COMMUNIQUE = "communique", _("Communiqué")
    TRANSITION = "transition", _("Note on the transition")
    OTHER = "other", _("Other")


class Resource(models.Model):
    """A page or a file about an edition, kept by somebody else; we hold its title and its address."""

    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.CASCADE, related_name="resources", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind.choices)
    title = NameField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    url = models.URLField(_("address"), max_length=400)
    language = models.CharField(_("language"), max_length=8, default="en", help_text=_("Code: en, fr, pt-br"))
    published = PartialDateField(_("published"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ("edition", "kind", "-published", "title")
        constraints = (models.UniqueConstraint(fields=["edition", "url"], name="resource_once_an_edition"),)

    def __str__(self) -> str:
        return self.title
