"""Standards and their editions: what follows what, and how an edition stands."""

import datetime
import re
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import NameField, PartialDateField
from standards.models.kinds import StandardType
from standards.models.standing import Standing, Successor, standing_of
from standards.reading import stages
from standards.reading.naming import edition_slug

if TYPE_CHECKING:
    from standards.models.committees import MaintenanceGroup

_PUBLISHERS = re.compile(r"(?:ISO|IEC|CIE)(?:/(?:ISO|IEC|CIE|IEEE|ASTM|SAE))*[ /]")


class Standard(models.Model):
    """A number under which editions follow each other: ISO/IEC 17065."""

    publisher = models.CharField(_("publisher"), max_length=40)
    type = models.CharField(_("type"), max_length=5, choices=StandardType.choices, default=StandardType.IS)
    number = models.CharField(_("number"), max_length=20)
    part = models.CharField(_("part"), max_length=12, blank=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True, help_text=_("17025, 17021-1, ts-17012, guide-65"))
    sort_key = models.CharField(max_length=60, editable=False, db_index=True)
    committee = models.ForeignKey(
        "standards.Committee",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="standards",
        verbose_name=_("committee"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ("sort_key",)
        constraints = (
            models.UniqueConstraint(fields=["publisher", "type", "number", "part"], name="standard_named_once"),
        )
        indexes = (models.Index(fields=["number", "part"]),)

    def __str__(self) -> str:
        return self.designation

    def get_absolute_url(self) -> str:
        return reverse("standards:standard", args=[self.slug])

    @property
    def designation(self) -> str:
        """The number as it is cited without a year: ISO/IEC TS 17012, ISO/IEC Guide 65, ISO/IEC 17021-1."""
        number = f"{self.number}-{self.part}" if self.part else self.number
        if self.type == StandardType.IWA:
            return f"IWA {number}"
        if self.type in (StandardType.IS, StandardType.GUIDE):
            return " ".join(filter(None, [self.publisher, "Guide" if self.type == StandardType.GUIDE else "", number]))
        # ISO writes ISO/TS 17033, but ISO/IEC TS 17012.
        return f"{self.publisher}{' ' if '/' in self.publisher else '/'}{self.type} {number}"

    @property
    def main_editions(self) -> "list[Edition]":
        """Its editions and projects without supplements, newest first."""
        own = [edition for edition in self.editions.all() if not edition.supplement_type]
        return sorted(own, key=lambda edition: (not edition.was_published, edition.published), reverse=True)

    @property
    def current_edition(self) -> "Edition | None":
        """The newest edition that is published and not withdrawn."""
        return next((edition for edition in self.main_editions if edition.is_published), None)

    @property
    def newest_edition(self) -> "Edition | None":
        """The newest edition ever published, also where it is withdrawn; a project where there is no other."""
        published = (edition for edition in self.main_editions if edition.was_published)
        return next(published, self.main_editions[0] if self.main_editions else None)

    @property
    def title(self) -> str:
        """The title of its newest edition."""
        return self.newest_edition.title if self.newest_edition else ""

    @property
    def responsible_group(self) -> "MaintenanceGroup | None":
        """The group that is confirmed to keep this standard today; ``None`` where nobody has confirmed one."""
        return next((row.group for row in self.responsibilities.all() if row.is_fact(self.newest_edition)), None)


class Succession(models.Model):
    """One edition replaces another; many to many, because standards merge and split."""

    newer = models.ForeignKey(
        "Edition", on_delete=models.CASCADE, related_name="successions", verbose_name=_("newer edition")
    )
    older = models.ForeignKey(
        "Edition", on_delete=models.PROTECT, related_name="+", verbose_name=_("edition that it replaces")
    )
    is_inferred = models.BooleanField(_("inferred"), default=False, help_text=_("No source states it in words."))
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ("newer", "older")
        constraints = (
            models.UniqueConstraint(fields=["newer", "older"], name="succession_once"),
            models.CheckConstraint(condition=~Q(newer=F("older")), name="succession_of_another_edition"),
        )

    def __str__(self) -> str:
        return f"{self.older_id} → {self.newer_id}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        """Published and not withdrawn."""
        return self.filter(stage__gte=stages.PUBLISHED, stage__lt=stages.WITHDRAWN)

    def ever_published(self) -> "EditionQuerySet":
        """Published at some time, also where withdrawn since."""
        return self.filter(stage__gte=stages.PUBLISHED)

    def main(self) -> "EditionQuerySet":
        """Without amendments, corrigenda and other supplements."""
        return self.filter(supplement_type="")

    def of_committee(self, reference: str) -> "EditionQuerySet":
        """Editions of the standards that a committee owns."""
        return self.filter(standard__committee__reference=reference)

    def with_standing(self) -> "EditionQuerySet":
        """With all that ``standing`` looks at, in a constant number of queries."""
        return self.select_related("standard").prefetch_related("replaced_by__transitions", "replaced_by__standard")


class Edition(models.Model):
    """One dated text of a standard, or a supplement to it, or a project: ISO/IEC 17065:2012."""

    WITHDRAWAL: ClassVar[str] = "currentStage"  # in `inferred`: that it is withdrawn was concluded from a successor

    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="editions", verbose_name=_("standard")
    )
    iso_id = models.PositiveIntegerField(_("ISO id"), null=True, blank=True, unique=True)
    reference = models.CharField(_("reference"), max_length=120, unique=True)
    former_reference = models.CharField(_("former reference"), max_length=120, blank=True)
    committee = models.ForeignKey(
        "standards.Committee",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("committee"),
        help_text=_("Who owned it, or owns the project; the standard names who keeps it today."),
    )
    slug = models.SlugField(_("address"), max_length=60, help_text=_("2012, fdis, project-87597, 2005-cor-1-2006"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    edition_number = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    title = NameField(_("title"), max_length=1000)
    title_fr = NameField(_("French title"), max_length=1000, blank=True)
    stage = models.CharField(_("stage"), max_length=5, blank=True, help_text=_("Harmonized stage code: 60.60"))
    published = PartialDateField(_("published"), blank=True)
    corrected = PartialDateField(
        _("corrected"), blank=True, help_text=_("A corrected version is the same edition, printed again.")
    )
    withdrawn = PartialDateField(_("withdrawn"), blank=True)
    supplement_type = models.CharField(_("supplement"), max_length=10, blank=True, help_text=_("Amd, Cor, Add"))
    supplement_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supplements",
        verbose_name=_("supplements"),
    )
    replaces = models.ManyToManyField(
        "self", through=Succession, through_fields=("newer", "older"), symmetrical=False, related_name="replaced_by"
    )
    url = models.URLField(_("page at ISO"), max_length=300, blank=True)
    clause_sources = models.TextField(
        _("sources of the clause list"), blank=True, help_text=_("One a line: an address, or words.")
    )
    clause_doubts = models.TextField(_("doubts about the clause list"), blank=True)
    data_as_of = models.CharField(_("state of the data"), max_length=120, blank=True)
    as_of = models.DateField(
        _("day of the data"), null=True, blank=True, help_text=_("Facts of an earlier day do not overwrite these.")
    )
    note = models.TextField(_("note"), blank=True)
    inferred = models.JSONField(_("inferred"), default=list, blank=True)
    history = HistoricalRecords()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("standard__sort_key", "edition_number", "published", "reference")
        constraints = (
            models.UniqueConstraint(fields=["standard", "slug"], name="edition_address_once"),
            models.CheckConstraint(
                condition=Q(supplement_of__isnull=True) | ~Q(supplement_type=""), name="supplement_has_a_type"
            ),
        )
        indexes = (
            models.Index(fields=["stage"]),
            models.Index(fields=["published"]),
            models.Index(fields=["former_reference"]),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("standards:edition", args=[self.standard.slug, self.slug])

    def was_at(self, address: str) -> bool:
        """Whether this was its address while it was a project: project-87597, or fdis as its former reference says."""
        former = self.former_reference and edition_slug(self.former_reference, iso_id=self.iso_id)
        return address in (f"project-{self.iso_id}", former)

    @property
    def short(self) -> str:
        """The reference without its publisher: 17025:2017, TS 17012:2024, Guide 65:1996."""
        short = _PUBLISHERS.sub("", self.reference)
        return short if self.year or self.slug == "fdis" else gettext("%(number)s (project)") % {"number": short}

    @property
    def is_published(self) -> bool:
        return stages.is_published(self.stage)

    @property
    def is_withdrawn(self) -> bool:
        return self.stage == stages.WITHDRAWN

    @property
    def was_published(self) -> bool:
        """Published at some time, also where withdrawn since."""
        return self.stage >= stages.PUBLISHED

    @property
    def stage_in_words(self) -> str:
        return str(stages.in_words(self.stage))

    @property
    def next_stages_in_words(self) -> list[str]:
        """What can happen to it next, in words; nothing where the stage does not tell."""
        return [str(stages.in_words(stage)) for stage in stages.following(self.stage)]

    @property
    def withdrawal_is_inferred(self) -> bool:
        """Its withdrawal was concluded from a published successor; no source gives a date."""
        return self.WITHDRAWAL in self.inferred and not self.withdrawn

    def standing(self, at: datetime.date) -> Standing:
        """Whether it may be used at a date."""
        newer = [edition for edition in self.replaced_by.all() if edition.was_published]
        successors = [Successor(one.published, tuple(end.as_end for end in one.transitions.all())) for one in newer]
        return standing_of(self, at, successors=successors)
