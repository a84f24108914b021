"""What other bodies have published on standards and their clauses: theirs, never CASCO's, told in a line of ours."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import NameField, PartialDateField
from standards.reading.clause_reader import parse


class OtherStatus(models.TextChoices):
    """What its body says of a publication today, as far as that was seen."""

    UNKNOWN = "unknown", _("status not known")
    CURRENT = "current", _("in force at its body")
    ARCHIVED = "archived", _("archived")
    REPLACED = "replaced", _("replaced")


class OtherPublicationQuerySet(models.QuerySet["OtherPublication"]):
    def shown(self) -> Self:
        """Those that were not taken off."""
        return self.filter(taken_off_at__isnull=True)

    def for_lists(self) -> Self:
        """With all that a list shows of them; two queries."""
        return self.select_related("standard", "edition__standard").prefetch_related("clauses")


class OtherPublication(models.Model):
    """Something that another body published: an answer, a bulletin, a guide; we hold a line of ours and its address."""

    identifier = models.CharField(
        _("identifier"),
        max_length=80,
        unique=True,
        editable=False,
        help_text=_("It stays, whatever else is put right."),
    )
    body = NameField(_("body"), max_length=200)
    number = NameField(_("number"), max_length=120, blank=True)
    line = NameField(_("line"), max_length=300, help_text=_("What it is about, in our own words."))
    standard = models.ForeignKey(
        "standards.Standard",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="other_publications",
        verbose_name=_("standard"),
    )
    edition = models.ForeignKey(
        "standards.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="other_publications",
        verbose_name=_("edition"),
        help_text=_("Empty: the body names none."),
    )
    clauses_said = models.JSONField(_("clauses"), default=list, blank=True, help_text=_("As its body writes them."))
    date = PartialDateField(_("date"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=OtherStatus.choices, default=OtherStatus.UNKNOWN)
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("Code: en, fr, pt-br"))
    url = models.URLField(_("address"), max_length=500)
    evidence = NameField(_("how much was seen"), max_length=500, blank=True)
    as_of = models.DateField(_("day of the data"), help_text=_("Facts of an earlier day do not overwrite these."))
    looked_at = models.DateField(_("link looked at"), null=True, blank=True)
    dead_since = models.DateField(
        _("link dead since"), null=True, blank=True, help_text=_("The day on which it was first found dead.")
    )
    taken_off_at = models.DateTimeField(_("taken off"), null=True, blank=True, editable=False)
    words = models.TextField(editable=False, blank=True)  # as `imports/others/writing.py` writes them
    history = HistoricalRecords(excluded_fields=["words"])

    objects = OtherPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication of another body")
        verbose_name_plural = _("publications of other bodies")
        ordering = ("-date", "body", "number", "identifier")
        constraints = (
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(standard__isnull=False), name="other_edition_of_a_standard"
            ),
            models.CheckConstraint(
                condition=Q(dead_since__isnull=True) | Q(looked_at__gte=F("dead_since")),
                name="other_link_dead_when_looked_at",
            ),
        )

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.body, self.number])) or self.identifier

    @property
    def about(self) -> str:
        """The text that it is about, as it is cited; empty where it names none."""
        if self.edition:
            return self.edition.reference
        return self.standard.designation if self.standard else ""


class OtherClause(models.Model):
    """A clause that a publication names; without a number where what its body writes is none that we can read."""

    publication = models.ForeignKey(OtherPublication, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("clause that a publication names")
        verbose_name_plural = _("clauses that publications name")
        ordering = ("publication", "place")
        constraints = (models.UniqueConstraint(fields=["publication", "place"], name="other_clause_once_a_place"),)
        indexes = (models.Index(fields=["sort_key"]),)

    def __str__(self) -> str:
        return self.number or self.said

    @property
    def url(self) -> str:
        """The page of the clause, where its edition is known and it is one."""
        edition = self.publication.edition
        return f"{edition.get_absolute_url()}{parse(self.number).slug}/" if edition and self.number else ""
