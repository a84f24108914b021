"""The clauses of an edition: numbers and short headings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Clause(models.Model):
    """A clause, annex or term of an edition: its number and short heading; the text is ISO's and IEC's."""

    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.CASCADE, related_name="clauses", verbose_name=_("edition")
    )
    number = models.CharField(_("number"), max_length=60)
    title = models.CharField(_("heading"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=80, editable=False)
    slug = models.CharField(_("address"), max_length=60, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    number_inferred = models.BooleanField(
        _("number inferred"), default=False, help_text=_("The heading was found in order, without its number.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ("edition", "sort_key")
        constraints = (
            models.UniqueConstraint(fields=["edition", "number"], name="clause_number_once"),
            models.UniqueConstraint(fields=["edition", "slug"], name="clause_address_once"),
        )
        indexes = (models.Index(fields=["edition", "sort_key"]),)

    def __str__(self) -> str:
        return f"{self.edition.reference}, {self.number}"

    def get_absolute_url(self) -> str:
        """The page of the clause, which a room above serves; its address grows out of that of the edition."""
        return f"{self.edition.get_absolute_url()}{self.slug}/"

    @property
    def depth(self) -> int:
        """1 for a clause or annex, 2 below it, and so on: five digits of the sort key a level."""
        return (len(self.sort_key) - 1) // 5
