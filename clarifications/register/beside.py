"""Public tables beside a record: its names, past and present, relations to others, translations, bulletins, topics."""

from typing import Self, TypeVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from clarifications.register.models import Record, RegisterCount, name_of
from clarifications.register.quotations import SaidField, SaidLineField
from clarifications.register.text import PublishedText, RenderedText, not_redacted
from clarifications.register.vocabulary import RecordKind
from standards.models.fields import NameField, PartialDateField

Row = TypeVar("Row", bound=models.Model)


class RecordName(models.Model):
    """A name of a record and the version that was first published under it; a former name leads to the record for ever.

    No number is given twice, nor is an address.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="names")
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=RecordKind.choices)
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    since_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("since_version", "pk")
        constraints = (
            models.UniqueConstraint(fields=["edition", "kind", "number"], name="record_name_given_once"),
            models.UniqueConstraint(fields=["record", "since_version"], name="record_name_once_a_version"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How the record was cited then."""
        return name_of(self.edition, self.kind, self.number)


class RelationKind(models.TextChoices):
    """What a record has to do with another one, said from its own end."""

    SUPERSEDES = "supersedes", _("Supersedes")
    SUPERSEDES_IN_PART = "supersedes-in-part", _("Supersedes in part")
    NARROWS = "narrows", _("Narrows")
    CONFLICTS = "conflicts", _("Conflicts with")
    DEPENDS = "depends", _("Depends on")
    ASKS_ABOUT = "asks-about", _("Asks about")
    SAME_SUBJECT = "same-subject", _("Has the same subject as")


class EndableQuerySet(models.QuerySet[Row]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(ended_at__isnull=True)


class Endable(models.Model):
    """A row that somebody added at a moment and may take back; it stays in the table."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EndableQuerySet.as_manager()

    class Meta:
        abstract = True


class RecordRelation(Endable):
    """What a record has to do with another; ``questions`` are the labels of those that it is about, where not all."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="relations_from_others")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    questions = models.CharField(max_length=200, blank=True)
    note = SaidField(blank=True)

    class Meta:
        ordering = ("kind", "at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["record", "other", "kind"], condition=Q(ended_at__isnull=True), name="record_relation_once"
            ),
            models.CheckConstraint(condition=~Q(record=F("other")), name="record_relation_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.get_kind_display()} {self.other}"


class RecordTranslation(Endable):
    """The text of a version in another language, by whom and where from; a later one of that language replaces it."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    rendered = models.JSONField()
    translator = SaidLineField(max_length=200, blank=True)
    source = SaidLineField(max_length=500, blank=True)
    made = PartialDateField(blank=True)
    is_official = models.BooleanField(default=False)

    class Meta:
        ordering = ("language", "-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["record", "language"], condition=Q(ended_at__isnull=True), name="record_translation_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("clarifications:record-language", args=[self.record.slug, self.language])

    @property
    def text(self) -> PublishedText:
        """What it says, where it was not redacted."""
        return not_redacted(PublishedText.from_json(self.content))

    @property
    def rendered_text(self) -> RenderedText:
        """What its page shows."""
        return not_redacted(RenderedText.from_json(self.rendered))


class Bulletin(Endable):
    """What another body published that builds on a record: its own, never CASCO's."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="bulletins")
    body = SaidLineField(max_length=200)
    reference = SaidLineField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    published = PartialDateField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    adds = SaidLineField(max_length=300, blank=True)

    class Meta:
        ordering = ("-published", "-pk")
        indexes = (models.Index(fields=["body", "-published", "-id"], name="bulletin_of_body"),)

    def __str__(self) -> str:
        return f"{self.body}, {self.reference}"


class Topic(models.Model):
    """What records are about, in words of ours; the addresses of its pages hold the key, which stays."""

    key = models.SlugField(
        _("key"), max_length=40, unique=True, help_text=_("Stands in the address of its page, and is never changed.")
    )
    label = NameField(_("name"), max_length=80, unique=True)
    about = NameField(_("what it is about"), max_length=300, help_text=_("One sentence; its page begins with it."))
    order = models.PositiveSmallIntegerField(_("place in the list"), default=1, validators=[MinValueValidator(1)])
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("order", "label")

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("clarifications:topic", args=[self.key])


class RecordTopic(Endable):
    """A topic of a record: of no published text, so that it changes without a correction."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="topic_rows")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="record_rows")
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["record", "topic"], condition=Q(ended_at__isnull=True), name="record_topic_once"
            ),
            models.UniqueConstraint(
                fields=["record", "place"], condition=Q(ended_at__isnull=True), name="record_topic_in_each_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.topic}"


def topics_of(record: Record) -> list[Topic]:
    """The topics of a record, its chief one first; one query."""
    standing = RecordTopic.objects.standing().filter(record=record).select_related("topic")
    return [row.topic for row in standing]


def topics_with_records() -> list[Topic]:
    """The topics that lists show records of; one query."""
    counted = RegisterCount.objects.filter(facet="topic", number__gt=0)
    return list(Topic.objects.filter(key__in=counted.order_by().values("value")))
