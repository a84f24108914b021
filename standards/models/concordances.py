"""Which clause of an edition became which of the next one, where somebody has compared them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse


class Correspondence(models.TextChoices):
    """What became of a clause in the newer edition; that nobody knows is an answer too."""

    SAME = "same", _("The same")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved")
    MERGED = "merged", _("Merged with others")
    SPLIT = "split", _("Split into several")
    REMOVED = "removed", _("Removed")
    UNKNOWN = "unknown", _("Not known")

    @property
    def leads_nowhere(self) -> bool:
        """Whether no clause of the newer edition can be named."""
        return self in (Correspondence.REMOVED, Correspondence.UNKNOWN)


class Concordance(models.Model):
    """A comparison of the clauses of two editions, with where it is from."""

    older = models.ForeignKey(
        "standards.Edition", on_delete=models.PROTECT, related_name="+", verbose_name=_("older edition")
    )
    newer = models.ForeignKey(
        "standards.Edition", on_delete=models.PROTECT, related_name="concordances", verbose_name=_("newer edition")
    )
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Who compared them, or an address."))
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("concordance")
        verbose_name_plural = _("concordances")
        ordering = ("newer", "older")
        constraints = (
            models.UniqueConstraint(fields=["older", "newer"], name="concordance_once"),
            models.CheckConstraint(condition=~Q(older=F("newer")), name="concordance_of_two_editions"),
        )

    def __str__(self) -> str:
        return f"{self.older} → {self.newer}"

    def get_absolute_url(self) -> str:
        """Below the newer edition, named by the older one: /standards/17021-1/2015/concordance/17021/2011/."""
        return f"{self.newer.get_absolute_url()}concordance/{self.older.standard.slug}/{self.older.slug}/"


class ConcordanceRow(models.Model):
    """One clause of the older edition and one that it became; a clause that was split has a row for each."""

    concordance = models.ForeignKey(
        Concordance, on_delete=models.CASCADE, related_name="rows", verbose_name=_("concordance")
    )
    older = models.CharField(_("clause of the older edition"), max_length=60)
    newer = models.CharField(_("clause of the newer edition"), max_length=60, blank=True)
    kind = models.CharField(_("what became of it"), max_length=10, choices=Correspondence.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    older_key = models.CharField(max_length=80, editable=False)
    newer_key = models.CharField(max_length=80, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("row of a concordance")
        verbose_name_plural = _("rows of a concordance")
        ordering = ("concordance", "older_key", "newer_key")
        constraints = (
            models.UniqueConstraint(fields=["concordance", "older", "newer"], name="concordance_row_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[Correspondence.REMOVED, Correspondence.UNKNOWN], newer="")
                | (~Q(kind__in=[Correspondence.REMOVED, Correspondence.UNKNOWN]) & ~Q(newer="")),
                name="concordance_row_leads_somewhere_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.older} → {self.newer or self.get_kind_display()}"

    def clean(self) -> None:
        """Bring both numbers into their one form, and their places with them.

        Raises ``ValidationError`` for what is no clause number.
        """
        for side in ("older", "newer"):
            if written := getattr(self, side):
                try:
                    number = parse(written)
                except NotAClause as wrong:
                    raise ValidationError({side: wrong.message}) from wrong
                setattr(self, side, number.canonical)
                setattr(self, f"{side}_key", number.sort_key)
