"""Intake: the draft of a request, its questions and clauses, and who asks, kept apart from what may be published."""

import datetime
import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import BodyKind
from clarifications.case.keys import make_key
from standards.models.fields import AddressField

PAGES = ("standard", "question", "background", "identity")
UNFINISHED = "unfinished"  # marks the answers of a page that are kept as typed and cannot be received yet
BESIDE = "beside"  # what else was typed into a field of a page, in another window, until somebody chooses


class Draft(models.Model):
    """What somebody has typed on the public form; nothing is received until the address is confirmed.

    ``answers`` holds the fields of each page of the form under its name; ``intake/drafts.py`` writes it.
    ``entered_by`` is the secretariat person who enters a request that arrived by e-mail, else nobody.
    ``confirmation`` is the digest of the single-use code that was mailed, empty while none is out; it confirms what
    the draft asked then, whose mark is ``asked_for``.
    ``waits_until`` is when the waiting for an endorsement runs out, while a body is asked.
    """

    key = models.CharField(max_length=32, unique=True, default=make_key, editable=False)
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    confirmation = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateTimeField(null=True, blank=True)
    asked_for = models.CharField(max_length=64, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    clarification = models.OneToOneField(
        "Clarification", on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        indexes = (models.Index(fields=["changed_at"], name="draft_age"),)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"

    @property
    def unfinished_pages(self) -> list[str]:
        """The pages of the form that are not filled in yet, in order."""
        return [page for page in PAGES if page not in self.answers or UNFINISHED in self.answers[page]]

    @property
    def mark(self) -> str:
        """The same as long as the draft asks the same."""
        said = {page: {name: said for name, said in self.answers[page].items() if said} for page in self.answers}
        for answers in said.values():
            answers.pop(UNFINISHED, None)
            answers.pop(BESIDE, None)
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def has_link(self) -> bool:
        """Whether a link is out that confirms what the draft asks."""
        return bool(self.confirmation) and self.asked_for in ("", self.mark)

    @property
    def link_has_ended(self) -> bool:
        """Whether a link is out that confirms nothing any more: the draft was changed since."""
        return bool(self.confirmation) and not self.has_link

    @property
    def kept_until(self) -> datetime.datetime:
        """When a draft that nobody touches any more, and its link, are deleted; one that waits is kept as long."""
        kept = self.changed_at + datetime.timedelta(days=settings.DRAFT_DAYS)
        return max(kept, self.waits_until or kept)


class Identity(models.Model):
    """Who asks: seen by the secretariat alone, never published, emptied when the person is erased.

    ``received_on`` and ``original_mail`` are of a request that arrived by e-mail: its day, and the mail as it was.
    """

    clarification = models.OneToOneField("Clarification", on_delete=models.PROTECT, related_name="identity")
    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body_name = models.CharField(max_length=200, blank=True)
    claimed_kind = models.CharField(max_length=10, choices=BodyKind.choices)
    confirmed_kind = models.CharField(max_length=10, choices=BodyKind.choices, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=120, blank=True)
    email = AddressField(blank=True)
    originator = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    original_mail = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return self.body_shown

    @property
    def body_shown(self) -> str:
        """The requesting body by name."""
        return str(self.body) if self.body else self.body_name or str(_("erased"))


class Question(models.Model):
    """One question in order; a question with parts holds their shared stem, and each part is a question below it."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="questions")
    stem = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["clarification", "order"], name="question_order_once"),
            models.UniqueConstraint(fields=["clarification", "label"], name="question_label_once"),
        )

    def __str__(self) -> str:
        return self.label


class Wording(models.Model):
    """A former wording of a question, kept when the requester put it otherwise."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("replaced_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class SubjectClause(models.Model):
    """A clause the request is about: as typed, as the standard writes it, and the clause of the catalogue or none."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="subject_clauses")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="clauses")
    clause = models.ForeignKey("standards.Clause", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField()
    typed = models.CharField(max_length=80)
    canonical = models.CharField(max_length=80)
    slug = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=200)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.canonical
