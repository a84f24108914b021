"""Conditions on many cases at once, of which the second forms of the rules are made.

They stand on ``Clarification.objects.for_rules(at)`` and use its columns. The models import the map, so that tables are
named here and looked up when they are asked.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

Condition = Q | Combinable


def some(model: str, **given: Any) -> "QuerySet[Any]":
    """The rows of a table that fit."""
    found: QuerySet[Any] = apps.get_model("clarifications", model)._default_manager.filter(**given).order_by()
    return found


def own(model: str, **given: Any) -> Exists:
    """Whether the case has such rows."""
    return Exists(some(model, clarification=OuterRef("pk"), **given))


def on_roll(**given: Any) -> Exists:
    """Whether the roll of the last call has such entries; who recused is not waited for."""
    return Exists(some("RollEntry", call=OuterRef("last_call"), recused_at__isnull=True, **given))


def is_open(user: int, at: datetime) -> Exists:
    """Whether the last call runs and somebody has not answered."""
    silent = {"roll__recused_at__isnull": True, "roll__position__isnull": True}
    return Exists(some("Call", pk=OuterRef("last_call"), closed_at__isnull=True, ends_on__gte=at.date(), **silent))


def is_complete(user: int, at: datetime) -> Condition:
    """Whether the newest draft answers every question, or the stem it is a part of."""
    answers = some("Answer", decision=OuterRef(OuterRef("newest_draft")))
    answered = Exists(answers.filter(Q(questions=OuterRef("pk")) | Q(questions=OuterRef("stem"))))
    asked = some("Question", clarification=OuterRef("pk"), parts__isnull=True)
    return Q(newest_draft__isnull=False) & ~Exists(asked.filter(~answered))


def is_checked(user: int, at: datetime) -> Condition:
    """Whether every criterion of the set has a finding."""
    found = Exists(some("Finding", clarification=OuterRef(OuterRef("pk")), criterion=OuterRef("pk")))
    criteria = some("Criterion", criteria_set=OuterRef("criteria_set"))
    return Q(criteria_set__isnull=False) & ~Exists(criteria.filter(~found))


def is_screened_by_its_convenor(user: int, at: datetime) -> Condition:
    """Whether who convenes has screened the request."""
    return Q(convenor__isnull=False) & (Q(screened_by=F("convenor")) | own("Finding", by=OuterRef("convenor")))
