"""Screening: the criteria as dated data, the finding on each, and what the requester is asked on a return."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standards.catalogue.once import kept_by_catalogue, once_a_request


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def in_force(self, day: datetime.date) -> "CriteriaSet | None":
        """The set that holds on ``day``: the youngest that is not of a later day."""
        return self.filter(since__lte=day).order_by("-since").first()


class CriteriaSet(models.Model):
    """A dated version of the criteria; each case keeps the set it was checked against.

    ``needs_endorsement``: the body that is named is asked in the system before the request is received;
    ``takes_unendorsed``: a request that it declined, or left unanswered, may be sent all the same.
    """

    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("in force since"), unique=True)
    needs_endorsement = models.BooleanField(_("asks for endorsement"), default=False)
    takes_unendorsed = models.BooleanField(_("takes requests that were not endorsed"), default=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One thing a request must meet, in words for the secretariat and for the requester."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    meaning = models.TextField()
    help_text = models.TextField(blank=True)
    blocks = models.BooleanField(default=True)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "criteria"
        constraints = (models.UniqueConstraint(fields=["criteria_set", "number"], name="criterion_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@once_a_request
@kept_by_catalogue
def criteria_in_force(day: datetime.date) -> CriteriaSet | None:
    """The set that holds on ``day``."""
    return CriteriaSet.objects.in_force(day)


@kept_by_catalogue
def criteria_with_words(day: datetime.date) -> CriteriaSet | None:
    """The set that holds on ``day``, with what each criterion asks; two queries."""
    return CriteriaSet.objects.prefetch_related("criteria").in_force(day)


class Result(models.TextChoices):
    """What is found on a criterion."""

    MET = "met", _("Met")
    NOT_MET = "not-met", _("Not met")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")


class Finding(models.Model):
    """What the secretariat found on one criterion, and why."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=16, choices=Result.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("criterion__number",)
        constraints = (models.UniqueConstraint(fields=["clarification", "criterion"], name="finding_once"),)

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_result_display()}"


class RecordThatAnswers(models.Model):
    """A published record that a request was answered with; ``order`` is that in which the secretariat named them."""

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="records_that_answer")
    record = models.ForeignKey("Record", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        verbose_name_plural = "records that answer"
        constraints = (models.UniqueConstraint(fields=["clarification", "record"], name="record_answers_once"),)

    def __str__(self) -> str:
        return f"{self.order} {self.record}"


class Return(models.Model):
    """One time that the requester is asked: the request goes back, and its clock stands still, or it stays where it is.

    ``is_inquiry``: it stays where it is.
    """

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="returns")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_inquiry = models.BooleanField(default=False)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class ReturnQuestion(models.Model):
    """What the secretariat asks the requester, and the answer."""

    returned = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="questions")
    about = models.ForeignKey("Question", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.text[:60]
