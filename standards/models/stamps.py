"""The stamp of what is public: marks that the database raises with every change, so that copies of pages are fresh."""

from django.db import models, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

MOST = 50  # rows that the sums are made of, before they become one


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


def make_one_of_many() -> None:
    """Put one row in the place of many; the marks stay. Two that do so at once raise them, which harms nobody."""
    rows = Stamp.objects.order_by()
    if rows.count() <= MOST:
        return
    with transaction.atomic():
        seen = rows.filter(pk__in=list(rows.values_list("pk", flat=True)))
        together = seen.aggregate(register=Sum("register"), catalogue=Sum("catalogue"))
        seen.delete()
        Stamp.objects.create(**together)
