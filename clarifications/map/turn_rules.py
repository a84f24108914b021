"""What decides whose turn it is beside what a step needs: conditions that no step asks and nobody reads.

``words.py`` names them; each has its second form for lists, as the rules of ``rules.py`` have.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from clarifications.map.rule import (
    for_turns,
    is_agreed_otherwise,
    is_screened_by_its_convenor,
    objections,
    on_roll,
    some,
    somebody_is_silent,
)

if TYPE_CHECKING:
    from clarifications.map.actors import Actor
    from clarifications.map.case import Case


@for_turns(lambda user, at: Q(convenor__isnull=True))
def nobody_convenes(case: Case, by: Actor, at: datetime) -> bool:
    return case.convenor_at(at) is None


@for_turns(lambda user, at: Q(convenor__isnull=False))
def somebody_convenes(case: Case, by: Actor, at: datetime) -> bool:
    return case.convenor_at(at) is not None


@for_turns(is_screened_by_its_convenor)
def the_screener_convenes(case: Case, by: Actor, at: datetime) -> bool:
    return case.was_screened_by_its_convenor(at)


@for_turns(lambda user, at: is_agreed_otherwise())
def change_agreed(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_change_agreed()


@for_turns(lambda user, at: objections(at, "asked"))
def an_objection_answered(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_objection(at, "asked")  # and its days are not over


@for_turns(lambda user, at: somebody_is_silent())
def somebody_has_not_answered(case: Case, by: Actor, at: datetime) -> bool:
    return not case.call_is_answered_by_all()


@for_turns(lambda user, at: Q(present_drafter__isnull=False))
def somebody_drafts(case: Case, by: Actor, at: datetime) -> bool:
    return case.drafter_is_in_the_group(at)  # a seat ends, somebody is erased: then another is to be named


@for_turns(lambda user, at: Q(newest_draft__isnull=False) & ~Exists(some("Call", decision=OuterRef("newest_draft"))))
def a_new_draft(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_new_draft()  # one that no call was about


@for_turns(lambda user, at: Q(drafter=user), is_personal=True)
def the_drafter(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_drafted_by(by)


@for_turns(lambda user, at: on_roll(user=user, position__isnull=True), is_personal=True)
def who_has_not_answered(case: Case, by: Actor, at: datetime) -> bool:
    return case.waits_for_position_of(by)
