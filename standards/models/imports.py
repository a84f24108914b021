"""What was imported from files of ISO Open Data, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One import that changed the catalogue: its files, the day of their facts, and what it did."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    files = models.CharField(_("files"), max_length=300)
    as_of = models.DateField(_("day of the data"), null=True)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    succeeded = models.PositiveIntegerField(_("with a new successor"), default=0)
    refused = models.PositiveIntegerField(_("lines left out"), default=0)
    report = models.TextField(_("report"), blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.files}, {self.at:%Y-%m-%d}"
