"""The public register: all that stands in ``Record``, the tables below it and ``Pending`` is public."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clarifications.register.counts import APART
from clarifications.register.facets import COLUMNS, LONGEST_VALUE
from clarifications.register.formats import Json
from clarifications.register.quotations import SaidField, SaidLineField
from clarifications.register.text import PublishedText, RedactedText, RenderedText, holds_an_answer, not_redacted
from clarifications.register.vocabulary import Fate, PublicOutcome, RecordKind, Scope
from clarifications.wording import dialect_to_html, plain_to_html
from standards.models import Edition
from standards.models.fields import PartialDateField


class Label(models.TextChoices):
    """What a record means for readers of the newest edition, derived from its verdicts."""

    APPLIES = "applies", _("Applies")
    STILL_APPLIES = "still-applies", _("Still applies, reviewed")
    INCORPORATED = "incorporated", _("Included in a standard")
    NO_LONGER_APPLIES = "no-longer-applies", _("No longer applies")
    NOT_REVIEWED = "not-reviewed", _("Not reviewed for the newest edition")
    NO_VERDICT = "no-verdict", _("No verdict")
    RETIRED = "retired", _("Retired")


class RecordQuerySet(models.QuerySet["Record"]):
    def not_retired(self) -> "RecordQuerySet":
        """Those that lists show without being asked."""
        return self.exclude(label=Label.RETIRED)

    def for_lists(self) -> "RecordQuerySet":
        """With what a row of a list shows, and nothing that is only for the record's own page."""
        return self.select_related("edition__standard")

    def on_clauses(self, edition: Edition | None, slugs: Iterable[str]) -> "RecordQuerySet":
        """Those on one of these clauses of an edition."""
        return self.filter(clause_rows__edition=edition, clause_rows__slug__in=slugs).distinct()

    def current_of(self, records: Iterable[int]) -> dict[int, "Record"]:
        """For each of these that another one supersedes the current one; as many queries as the longest way."""
        following: dict[int, int] = {}
        asked = set(records)
        while asked:
            own = "relations_from_others"
            stands = {f"{own}__kind": "supersedes", f"{own}__ended_at": None, f"{own}__record__retired_at": None}
            found = self.filter(pk__in=asked, **stands).order_by(f"{own}__at", f"{own}__pk")
            following |= dict(found.values_list("pk", f"{own}__record"))
            asked = set(following.values()) - following.keys() - asked
        ends = {pk: _last(pk, following) for pk in records if pk in following}
        current = self.for_lists().in_bulk(set(ends.values())) if ends else {}
        return {pk: current[end] for pk, end in ends.items()}


class Record(models.Model):
    """What the public register holds of a clarification; its text is in the versions.

    ``news_at`` is when it was last news: of a text that was published long ago, not when it was entered here.
    ``clauses`` and ``outcomes`` repeat what the rows below hold, in the order asked, so that a list needs one query.
    ``first_clause`` is the key of the first in the order of clauses, by which lists are sorted.
    """

    clarification = models.OneToOneField("Clarification", on_delete=models.PROTECT, related_name="record")
    slug = models.SlugField(max_length=80, unique=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=RecordKind.choices, default=RecordKind.CLARIFICATION)
    standard = models.ForeignKey("standards.Standard", on_delete=models.PROTECT, related_name="records")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="records")
    title = models.CharField(max_length=300)
    clauses = models.JSONField(default=list)
    first_clause = models.CharField(max_length=200, default="", blank=True)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.CLAUSES)
    outcomes = models.JSONField(default=list)
    label = models.CharField(max_length=20, choices=Label.choices, default=Label.APPLIES)
    names_edition = models.BooleanField(default=True)
    fate = models.CharField(max_length=12, choices=Fate.choices, default=Fate.DECIDED)
    published = PartialDateField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField()
    news_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retirement = SaidField(blank=True)
    replacement = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("-published", "-pk")
        indexes = (
            # With the label, so that what is passed on the way to a page need not be read.
            models.Index(fields=["-published", "-id", "label"], name="record_newest"),
            *(
                models.Index(fields=[one.column.removesuffix("_id"), "-published", "-id"], name=one.index)
                for one in COLUMNS
            ),
            models.Index(fields=["standard", "first_clause", "-published", "-id"], name="record_by_clause"),
            models.Index(fields=["-changed_at"], name="record_changed"),
            models.Index(fields=["-news_at", "-id"], name="record_news"),
            models.Index(fields=["standard", "-news_at", "-id"], name="record_news_of_standard"),
        )
        constraints = (
            models.UniqueConstraint(fields=["edition", "kind", "number"], name="record_number_once_an_edition"),
        )

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("clarifications:record", args=[self.slug])

    def version_url(self, number: int) -> str:
        """The address of one of its versions."""
        return reverse("clarifications:record-version", args=[self.slug, number])

    def text_in_force(self) -> PublishedText:
        """The text of the newest version, which is never redacted."""
        return not_redacted(self.versions.get(number=self.version).text)

    @property
    def no_clause_in_words(self) -> str:
        """What is said where no clause is named."""
        return no_clause_in_words(self.scope)

    @property
    def outcomes_in_words(self) -> str:
        """The outcomes of its answers, each once."""
        return outcomes_in_words(self.outcomes)

    @property
    def could_apply(self) -> bool:
        """Whether an answer is held, of a text that its body has not taken back."""
        return holds_an_answer(self.outcomes) and self.fate not in (Fate.ARCHIVED, Fate.WITHDRAWN)

    @property
    def name(self) -> str:
        """How it is cited: ``ISO/IEC 17025:2017, clarification 3``."""
        return name_of(self.edition, self.kind, self.number)


def name_of(edition: Edition, kind: str, number: int) -> str:
    """How a record of an edition is cited."""
    said = _("interpretation") if kind == RecordKind.INTERPRETATION else _("clarification")
    return f"{edition.reference}, {said} {number}"


def no_clause_in_words(scope: str) -> str:
    """What is said where no clause is named."""
    return str(_("clauses not known") if scope == Scope.UNKNOWN else _("general"))


def outcomes_in_words(outcomes: Iterable[Sequence[str]]) -> str:
    """The outcomes of pairs of label and outcome, each once."""
    return ", ".join(dict.fromkeys(str(PublicOutcome(outcome).label) for _answer, outcome in outcomes))


class RecordVersion(models.Model):
    """One published text, frozen: triggers refuse any change but a redaction, which keeps hash and note.

    ``content`` is what the hash is made of; ``rendered`` is the same as safe HTML; it can be rebuilt.
    Both are read through ``text`` and ``rendered_text`` and written through the types that these give.
    """

    published_as = ""  # the former name, where it was published under another one than the record has now

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    note = SaidField(blank=True)
    content = models.JSONField()
    rendered = models.JSONField()
    disclaimer = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64)
    redacted_at = models.DateTimeField(null=True, blank=True)
    redaction = SaidField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["record", "number"], name="record_version_once"),)

    def __str__(self) -> str:
        return f"{self.record}, version {self.number}"

    def get_absolute_url(self) -> str:
        return self.record.version_url(self.number)

    @property
    def text(self) -> PublishedText | RedactedText:
        """What was published, or that it was redacted."""
        return PublishedText.from_json(self.content)

    @property
    def rendered_text(self) -> RenderedText | RedactedText:
        """What was published, as its page shows it."""
        return RenderedText.from_json(self.rendered)

    @rendered_text.setter
    def rendered_text(self, text: RenderedText) -> None:
        self.rendered = text.to_json()

    @property
    def note_as_read(self) -> str:
        """The HTML of its note, which is read as its text is: before the dialect notes were plain."""
        if not self.note:
            return ""
        text = self.rendered_text
        in_dialect = isinstance(text, RenderedText) and text.markup == "dialect"
        return dialect_to_html(self.note) if in_dialect else plain_to_html(self.note)

    @staticmethod
    def hash_of(content: Json, disclaimer: int) -> str:
        """The hash a text is published under: always of what is stored, never of a text read and written again."""
        return hashlib.sha256(
            json.dumps([disclaimer, content], sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest()

    @property
    def is_intact(self) -> bool:
        """Whether the text is the one that was published, or was redacted."""
        return self.redacted_at is not None or self.hash_of(self.content, self.disclaimer) == self.hash


class RecordClause(models.Model):
    """A clause that a record is about, for the page of that clause."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="clause_rows")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    canonical = models.CharField(max_length=80)
    slug = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=200)

    class Meta:
        ordering = ("sort_key",)
        indexes = (
            models.Index(fields=["edition", "slug"], name="record_clause_found"),
            models.Index(fields=["edition", "sort_key", "record"], name="record_clause_of_edition"),
            models.Index(fields=["sort_key", "record"], name="record_clause_everywhere"),
        )

    def __str__(self) -> str:
        return self.canonical


class RecordFacet(models.Model):
    """A value of a record for a facet that is read of texts (``facets.py``); that of a retired one is counted apart."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="facet_rows")
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=LONGEST_VALUE)
    is_retired = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "facet", "value"], name="record_facet_once"),)
        indexes = (models.Index(fields=["facet", "value", "record"], name="record_facet_found"),)

    def __str__(self) -> str:
        return f"{self.facet} {self.value}"


class RecordIndex(models.Model):
    """The words that search finds a record by, apart from the record so that lists do not carry them.

    ``words`` are all, ``title`` and ``question`` those of these places; ``written`` are the plain ones, each once, as
    they are written.
    """

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True, related_name="index")
    title = models.TextField(default="")
    question = models.TextField(default="")
    words = models.TextField()
    written = models.TextField(default="")

    def __str__(self) -> str:
        return str(self.record_id)


class RegisterWord(models.Model):
    """A word as it is written in some record; what is misspelt is compared with these."""

    word = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.word


class RegisterCount(models.Model):
    """How many records there are with each value of each facet; written by triggers alone."""

    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=LONGEST_VALUE + len(APART))
    number = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["facet", "value"], name="register_counted_once"),)

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.number}"


class Pending(models.Model):
    """What the public may know of a case with a group: the stage and since when, never its text or who asks."""

    clarification = models.OneToOneField("Clarification", on_delete=models.CASCADE, related_name="pending")
    reference = models.CharField(max_length=20)
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="pending")
    clauses = models.JSONField(default=list)
    stage = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta:
        ordering = ("accepted_at", "pk")
        verbose_name_plural = "pending"
        indexes = (models.Index(fields=["edition", "accepted_at"], name="pending_of_edition"),)

    def __str__(self) -> str:
        return self.reference


class VerdictKind(models.TextChoices):
    """What a record means for an edition. *Not reviewed* is the default for a new edition and has no row."""

    APPLIES = "applies", _("Applies")
    STILL_APPLIES = "still-applies", _("Still applies")
    INCORPORATED = "incorporated", _("Included")
    NO_LONGER_APPLIES = "no-longer-applies", _("No longer applies")
    NOT_REVIEWED = "not-reviewed", _("Not reviewed")


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def standing(self) -> "VerdictQuerySet":
        """Those that were not withdrawn and that no later verdict replaced."""
        return self.filter(replaced_by__isnull=True, withdrawn_at__isnull=True)


class Verdict(models.Model):
    """One verdict; a later one on the same edition replaces it and both are kept, as is one that is withdrawn. Public.

    ``group``, ``resolution`` and ``decided_on`` say who reviewed the record, by what and when.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="verdicts")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=20, choices=VerdictKind.choices)
    clause = models.CharField(max_length=80, blank=True)
    in_force = PartialDateField(blank=True)
    reason = SaidField(blank=True)
    group = SaidLineField(max_length=200, blank=True)
    resolution = SaidLineField(max_length=300, blank=True)
    decided_on = PartialDateField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal = SaidField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="incorporated") | ~Q(clause=""), name="inclusion_names_a_clause"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal="")),
                name="withdrawal_of_verdict_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.get_kind_display()}"

    @property
    def name(self) -> str:
        """What it says of which edition: ``ISO/IEC 17020:2026: No longer applies``."""
        return f"{self.edition.reference}: {self.get_kind_display()}"


def _last(record: int, following: Mapping[int, int]) -> int:
    found, seen = following[record], {record}
    while found in following and found not in seen:
        seen.add(found)
        found = following[found]
    return found


def standing_verdicts(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that were not withdrawn and that no later one replaced, newest first."""
    replaced = {verdict.replaces_id for verdict in verdicts}
    return [verdict for verdict in verdicts if verdict.pk not in replaced and verdict.withdrawn_at is None]
