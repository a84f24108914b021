"""The clauses of an edition, numbers and short headings, and how deep our list of them goes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import NameField
from standards.reading.depth_kinds import DepthKind

KINDS_OF_DEPTH = [
    (DepthKind.HEADINGS.value, _("Headings complete")),
    (DepthKind.PARAGRAPHS.value, _("Headings and numbered paragraphs complete")),
    (DepthKind.PARTIAL.value, _("Partial")),
]


class Clause(models.Model):
    """A clause, annex or term of an edition: its number and short heading; the text is ISO's and IEC's."""

    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.CASCADE, related_name="clauses", verbose_name=_("edition")
    )
    number = models.CharField(_("number"), max_length=60)
    title = NameField(_("heading"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=80, editable=False)
    slug = models.CharField(_("address"), max_length=60, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    number_inferred = models.BooleanField(
        _("number inferred"),
        default=False,
        help_text=_("It was concluded from others; no source prints it beside the heading."),
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


class ClauseDepth(models.Model):
    """How deep the clause list of an edition goes in one of its branches, or in all that no other row speaks of."""

    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.CASCADE, related_name="clause_depths", verbose_name=_("edition")
    )
    branch = models.CharField(
        _("branch"), max_length=60, blank=True, help_text=_("A clause or annex; empty for all that has no row.")
    )
    kind = models.CharField(
        _("what is complete"),
        max_length=10,
        choices=KINDS_OF_DEPTH,
    )
    level = models.PositiveSmallIntegerField(
        _("to level"), null=True, blank=True, help_text=_("For headings: 2 for 4.1; empty for the deepest.")
    )
    first = models.CharField(_("from"), max_length=60, blank=True)
    last = models.CharField(_("to"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=80, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("depth of a clause list")
        verbose_name_plural = _("depths of clause lists")
        ordering = ("edition", "sort_key")
        constraints = (
            models.UniqueConstraint(fields=["edition", "branch"], name="clause_depth_once_a_branch"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(kind=DepthKind.HEADINGS.value),
                name="clause_depth_level_of_headings",
            ),
            models.CheckConstraint(
                condition=Q(first="", last="") | (~Q(first="") & ~Q(last="")), name="clause_depth_has_both_ends"
            ),
        )

    def __str__(self) -> str:
        return f"{self.branch or self.edition}: {self.kind}"
