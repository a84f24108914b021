"""The stamp of what is public: one row that the database raises with every change; copies of pages are fresh by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """The only row of its table. A mark is random and new with every transaction that changes something of its part.

    Whoever finds the marks that they knew finds everything as it was. Triggers raise them
    (``clarifications/stamps.py``), so that no way into the database goes past.
    """

    register = models.CharField(_("mark of the register"), max_length=36)
    catalogue = models.CharField(_("mark of the catalogue and of the list of bodies"), max_length=36)

    class Meta:
        verbose_name = _("stamp of what is public")
        verbose_name_plural = _("stamps of what is public")

    def __str__(self) -> str:
        return f"{self.register} {self.catalogue}"
