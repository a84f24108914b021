"""Who keeps the standards: committees, their groups, and which group is responsible for which standard."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import AddressField, NameField, PartialDateField

if TYPE_CHECKING:
    from standards.models.editions import Edition


class Committee(models.Model):
    """An ISO committee: it owns standards, and requests about those of another one are referred to its manager."""

    reference = models.CharField(
        _("reference"), max_length=60, unique=True, help_text=_("As ISO writes it: ISO/TC 176")
    )
    title = NameField(_("title"), max_length=300)
    title_fr = NameField(_("French title"), max_length=300, blank=True)
    is_suspended = models.BooleanField(_("suspended"), default=False, help_text=_("ISO says that it does not work."))
    secretariat = models.CharField(_("secretariat"), max_length=60, blank=True)
    manager_name = NameField(_("committee manager"), max_length=120, blank=True)
    manager_email = AddressField(_("e-mail of the manager"), blank=True)
    url = models.URLField(_("page at ISO"), max_length=300, blank=True)
    iso_id = models.PositiveIntegerField(_("ISO id"), null=True, blank=True, unique=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ("reference",)

    def __str__(self) -> str:
        return self.reference

    @property
    def slug(self) -> str:
        """Its reference as addresses have it: iso-tc-176-sc-1; ``catalogue.committee_at`` finds it again."""
        return self.reference.lower().replace("/", "-").replace(" ", "-")


class GroupKind(models.TextChoices):
    """What a group of the committee is for; only those for standards maintain any."""

    STANDARD = "standard", _("Keeps standards")
    STUDY = "study", _("Studies a subject")
    POLICY = "policy", _("Policy and coordination")


class MaintenanceGroupQuerySet(models.QuerySet["MaintenanceGroup"]):
    def active(self) -> "MaintenanceGroupQuerySet":
        """Groups that a request can be handed to."""
        return self.filter(is_active=True, kind=GroupKind.STANDARD)


class MaintenanceGroup(models.Model):
    """The experts who keep a standard, formed from the working group that wrote it."""

    name = NameField(_("name"), max_length=60, unique=True)
    description = NameField(_("description"), max_length=300, blank=True)
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="groups", verbose_name=_("committee")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind.choices, default=GroupKind.STANDARD)
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Off: no request can be handed to it."))
    hides_requesters = models.BooleanField(
        _("hides requesters"),
        default=False,
        help_text=_("On: its members do not read which body asks when they say whether their own is concerned."),
    )
    is_example = models.BooleanField(_("example"), default=False, help_text=_("Invented, for the demonstration."))
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = MaintenanceGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("maintenance group")
        verbose_name_plural = _("maintenance groups")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Confidence(models.TextChoices):
    """How well we know that a group keeps a standard; only the first is a fact."""

    VERIFIED = "verified", _("Confirmed")
    NOT_CONFIRMED = "not confirmed", _("Not confirmed")
    INFERRED = "inferred", _("Inferred, not confirmed")


class Responsibility(models.Model):
    """A group keeps a standard from a date on and perhaps until another."""

    group = models.ForeignKey(
        MaintenanceGroup, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("group")
    )
    standard = models.ForeignKey(
        "standards.Standard", on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("standard")
    )
    named_for = models.ForeignKey(
        "standards.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named for the edition"),
        help_text=_("What the source speaks of. Empty: the group keeps the standard whatever its edition."),
    )
    since = PartialDateField(_("since"), blank=True)
    until = PartialDateField(_("until"), blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=15, choices=Confidence.choices, default=Confidence.NOT_CONFIRMED
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ("standard", "-since", "group")
        constraints = (
            models.UniqueConstraint(fields=["group", "standard", "named_for"], name="responsibility_once_an_edition"),
            models.UniqueConstraint(
                fields=["group", "standard"], condition=Q(named_for__isnull=True), name="responsibility_once"
            ),
            models.CheckConstraint(
                condition=Q(until="") | Q(since="") | Q(until__gte=F("since")), name="responsibility_until_after_since"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group}, {self.standard}"

    def is_fact(self, newest: "Edition | None") -> bool:
        """Confirmed, not ended, and not named for an edition that another has followed; all else is not confirmed.

        ``newest`` is the newest edition that the standard ever had published.
        """
        followed = self.named_for_id is not None and newest is not None and self.named_for_id != newest.pk
        return self.confidence == Confidence.VERIFIED and not self.until and not followed
