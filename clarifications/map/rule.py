"""What a condition of the map is: in words, as a test of one case, and in SQL where lists ask it of many.

Tables are named and looked up when they are asked: the models import the map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

if TYPE_CHECKING:
    from clarifications.map.actors import Actor
    from clarifications.map.case import Case

Text = str | Promise
Condition = Q | Combinable
Holds = Callable[["Case", "Actor", datetime], bool]
Ruled = Callable[[Holds], "Rule"]
Where = Callable[[int, datetime], Condition]  # of the key of who acts, and the time


@dataclass(frozen=True, eq=False)
class Rule:
    """One condition: ``rule`` says it for tables and docs, ``refusal`` is what a person reads when it does not hold.

    ``where`` is the same for lists, or ``None`` where no list asks; ``is_personal``: it depends on who acts.
    """

    name: str
    rule: Text
    refusal: Text
    holds: Holds
    where: Where | None
    is_personal: bool


def need(rule: Text, refusal: Text, *, where: Where | None = None, is_personal: bool = False) -> Ruled:
    """Make a function of case, actor and time a ``Rule``."""

    def as_rule(holds: Holds) -> Rule:
        return Rule(holds.__name__, rule, refusal, holds, where, is_personal)

    return as_rule


def for_turns(where: Where, *, is_personal: bool = False) -> Ruled:
    """Make it a ``Rule`` that no step needs and nobody reads: whose turn it is depends on it."""
    return need("", "", where=where, is_personal=is_personal)


# ---------- conditions on many cases at once ----------


def some(model: str, **given: Any) -> QuerySet[Any]:
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
    """Whether the last call runs: positions can be taken and changed."""
    return Exists(some("Call", pk=OuterRef("last_call"), closed_at__isnull=True, ends_on__gte=at.date()))


def somebody_is_silent() -> Exists:
    """Whether somebody on the roll of the last call has not answered."""
    return on_roll(position__isnull=True)


def objections(at: datetime, *standings: str, **given: Any) -> Exists:
    """Whether an objection to the draft of the last call stands so (``consensus/models.py: ObjectionStanding``)."""
    roll = some("RollEntry", call=OuterRef("last_call"), **given)
    return Exists(roll.objections(at, *standings))  # type: ignore[attr-defined]  # of a table that is looked up


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


def is_convened_by_who_can_say() -> Condition:
    """Whether who convenes was asked in the last call, or is named since nobody is left, and asks for no change."""
    entry = Exists(some("RollEntry", call=OuterRef("last_call"), user=OuterRef("convenor")))
    asks = own("ProposedChange", by=OuterRef("convenor"), settled_at__isnull=True)
    is_named = Q(asked_remain=False, acting_convenor=F("convenor"))
    return Q(convenor__isnull=False) & (is_named | entry) & ~asks


def a_verdict_stands() -> Exists:
    """Whether a verdict on the record of the case stands."""
    standing = {"withdrawn_at__isnull": True, "replaced_by__isnull": True}
    return Exists(some("Verdict", record__clarification=OuterRef("pk"), **standing))


def is_agreed_otherwise() -> Condition:
    """Whether the convenor agreed to answers that are not those of the public text."""
    agreed = some("ProposedChange", clarification=OuterRef("pk"), outcome="agreed", settled_at__isnull=True)
    return Exists(agreed.exclude(answers_hash=OuterRef("public_text__answers_hash")))


def is_as_agreed() -> Condition:
    """Whether the answers of the public text are those of the group, or the convenor agreed to these."""
    word = {"outcome": "agreed", "settled_at__isnull": True, "answers_hash": OuterRef("public_text__answers_hash")}
    agreed_hash = Q(public_text__agreed_hash=F("public_text__answers_hash")) | Q(public_text__agreed_hash="")
    return agreed_hash | own("ProposedChange", **word)
