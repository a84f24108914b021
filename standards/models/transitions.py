"""Until when replaced editions may still be used, and how that was extended."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import PartialDateField
from standards.models.kinds import SourceRank
from standards.models.standing import TransitionEnd


class Transition(models.Model):
    """Until when the editions that a new one replaced may still be used; set by accreditation bodies, not by ISO."""

    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.CASCADE, related_name="transitions", verbose_name=_("new edition")
    )
    until = PartialDateField(_("until"), blank=True, help_text=_("Empty: it was looked for and is not known."))
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    decided_by = models.CharField(
        _("decided by"), max_length=200, blank=True, help_text=_("Empty: not known. As the source names it.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_rank = models.CharField(
        _("how good the source is"),
        max_length=20,
        choices=SourceRank.choices,
        blank=True,
        help_text=_("Empty: not known."),
    )
    published = PartialDateField(
        _("published, as the source has it"),
        blank=True,
        help_text=_("Where the catalogue says otherwise, that is followed, and the difference is reported."),
    )
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ("edition", "until")

    def __str__(self) -> str:
        return str(format_lazy(_("{edition}, until {date}"), edition=self.edition, date=self.until))

    @property
    def as_end(self) -> TransitionEnd:
        """What matters of it for the editions that were replaced."""
        return TransitionEnd(self.until, self.source, self.source_rank)


class TransitionChange(models.Model):
    """An extension of a transition: what it was, what it became, why."""

    transition = models.ForeignKey(
        Transition, on_delete=models.CASCADE, related_name="changes", verbose_name=_("transition")
    )
    was = PartialDateField(_("was"))
    to = PartialDateField(_("became"))
    changed = PartialDateField(_("changed"), blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change of a transition")
        verbose_name_plural = _("changes of a transition")
        ordering = ("transition", "changed", "pk")
        constraints = (models.UniqueConstraint(fields=["transition", "was", "to"], name="transition_change_once"),)

    def __str__(self) -> str:
        return f"{self.was} → {self.to}"
