"""The stamp of what is public: marks that the database raises with every change, so that copies of pages are fresh."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """What one transaction added to the marks; a mark is the sum of its column, and new with every row.

    Whoever finds the marks that they knew finds everything as it was. Triggers add the rows
    (``clarifications/stamps.py``), so that no way into the database goes past; the numbers are random, so that a
    restored database brings no former mark back.
    """

    register = models.BigIntegerField(_("for the mark of the register"))
    catalogue = models.BigIntegerField(_("for the mark of the catalogue and of the list of bodies"))

    class Meta:
        verbose_name = _("stamp of what is public")
        verbose_name_plural = _("stamps of what is public")

    def __str__(self) -> str:
        return f"{self.register} {self.catalogue}"
