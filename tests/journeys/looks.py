"""Looking at many pages one after the other, and finding a case of the demonstration to look at."""

from collections.abc import Iterable

import pytest
from django.utils import timezone

from accounts.models import User
from clarifications.case.door import take
from clarifications.case.models import Clarification
from clarifications.case.roles import roles_of, user_actor
from clarifications.demo.walk import DemoCase, Walk
from clarifications.erasure.steps import ERASE_PERSON, EraseFacts
from clarifications.map.steps import Step
from clarifications.map.whole import the_map
from clarifications.screening.steps import RECORD_FINDING, FindFacts
from tests.journeys.eyes import glanced_at, looked_at
from tests.journeys.stage import Person


def visited(person: Person, addresses: Iterable[str]) -> list[str]:
    found = []
    for address in addresses:
        person.opens(address)
        found += looked_at(person)
    return found


def visited_alike(person: Person, addresses: list[str]) -> list[str]:
    """Pages of one template: the first is looked at with all eyes."""
    found = visited(person, addresses[:1])
    for address in addresses[1:]:
        person.opens(address)
        found += glanced_at(person)
    return found


def nothing_is_wrong(found: list[str]) -> None:
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def has_link(case: DemoCase) -> bool:
    return hasattr(case.clarification, "identity") and bool(case.clarification.identity.email)


def screened(demonstration: Walk, key: str, findings: dict[int, tuple[str, str]]) -> None:
    """Let Sam check a request of the demonstration, so that it waits for what comes next."""
    case, sam = demonstration.cases[key], user_actor(demonstration.cast.people["sam"])
    version = case.clarification.version
    case.clarification = take(
        RECORD_FINDING, case.clarification, FindFacts(findings), by=sam, seen_version=version, at=timezone.now()
    )


def erased(demonstration: Walk, key: str) -> None:
    """Let Sam erase the requester of a request, who is still named in words here and there."""
    case, sam = demonstration.cases[key], user_actor(demonstration.cast.people["sam"])
    facts, version = EraseFacts(case.clarification.key), case.clarification.version
    case.clarification = take(
        ERASE_PERSON, case.clarification, facts, by=sam, seen_version=version, at=timezone.now(), reason="Asked for it."
    )


def who_may(step: Step, demonstration: Walk) -> tuple[User, Clarification]:
    """Somebody, and a case of the demonstration in which they may take this step now."""
    people = demonstration.cast.people.values()
    at = timezone.now()
    for case in demonstration.cases.values():
        if case.clarification.state not in step.origins:
            continue
        for user in people:
            actor = user_actor(user)
            roles = roles_of(actor, case.clarification, at)
            if roles & step.by and not the_map().refusals(step, case.clarification, actor, roles, at):
                return user, case.clarification
    raise AssertionError(f"Nobody in the demonstration may take the step {step.verb} now.")
