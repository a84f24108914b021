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
    NEW = "new", _("New")

    @property
    def must_lead_somewhere(self) -> bool:
        """Whether a clause of the newer edition has to be named; beside one that is unknown it may stand."""
        return self not in (Correspondence.REMOVED, Correspondence.UNKNOWN)

    def fits(self, older: str, newer: str) -> bool:
        """Whether it can be said of these clauses; an empty one is none."""
        has_older = bool(older) is not (self is Correspondence.NEW)
        return has_older and (bool(newer) is self.must_lead_somewhere or self is Correspondence.UNKNOWN)


OLDER_KINDS = [choice for choice in Correspondence.choices if choice[0] != "new"]  # what can be said of an older clause


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
    """One clause of the older edition and one that it became; a clause that was split has a row for each.

    A new one has no older clause.
    """

    concordance = models.ForeignKey(
        Concordance, on_delete=models.CASCADE, related_name="rows", verbose_name=_("concordance")
    )
    older = models.CharField(_("clause of the older edition"), max_length=60, blank=True)
    newer = models.CharField(_("clause of the newer edition"), max_length=60, blank=True)
    kind = models.CharField(_("what became of it"), max_length=10, choices=Correspondence.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where it is not that of the whole comparison.")
    )
    older_key = models.CharField(max_length=80, blank=True, editable=False)
    newer_key = models.CharField(max_length=80, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("row of a concordance")
        verbose_name_plural = _("rows of a concordance")
        ordering = ("concordance", "older_key", "newer_key")
        constraints = (
            models.UniqueConstraint(fields=["concordance", "older", "newer"], name="concordance_row_once"),
            models.CheckConstraint(
                condition=(Q(kind=Correspondence.NEW, older="") & ~Q(newer=""))
                | (Q(kind=Correspondence.REMOVED, newer="") & ~Q(older=""))
                | (Q(kind=Correspondence.UNKNOWN) & ~Q(older=""))
                | (
                    ~Q(kind__in=[Correspondence.NEW, Correspondence.REMOVED, Correspondence.UNKNOWN])
                    & ~Q(older="")
                    & ~Q(newer="")
                ),
                name="concordance_row_has_the_ends_of_its_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.older or self.get_kind_display()} → {self.newer or self.get_kind_display()}"

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
