"""Cases that begin many at once: the door is the same for them as for one."""

import pytest

from clarifications.case.door import begin_all, take
from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.case.part import Begun, StepRefused
from clarifications.case.roles import user_actor
from clarifications.moving.steps import IMPORT_RECORD, ImportFacts
from clarifications.register.models import Record
from tests.builders import START
from tests.clarifications.moving.registers import exported_line
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
ALIKE = ("number", "verb", "roles", "from_state", "to_state", "at", "actor_key", "previous", "reason", "naming")


def begun(*numbers, edition=None):
    edition = edition or EditionFactory()
    return [Begun(Clarification(), ImportFacts(exported_line(edition, number=number))) for number in numbers]


def begin(some, *, by):
    begin_all(IMPORT_RECORD, some, by=user_actor(by), at=START, reason="From a file.")


def test_many_begin_as_one_does(sam):
    edition = EditionFactory()
    alone, *others = begun(1, 2, 3, edition=edition)
    case = take(
        IMPORT_RECORD,
        alone.clarification,
        alone.facts,
        by=user_actor(sam),
        seen_version=None,
        at=START,
        reason="From a file.",
    )

    begin(others, by=sam)

    one, *many = Event.objects.order_by("clarification_id")
    assert {tuple(getattr(event, name) for name in ALIKE) for event in (one, *many)} == {
        tuple(getattr(one, name) for name in ALIKE)
    }
    assert [event.detail for event in many] == [begun_one.facts.line.address for begun_one in others]
    states = Clarification.objects.values_list("state", "version", "since", "published_at")
    assert set(states) == {(case.state, case.version, case.since, case.published_at)}
    assert [fault for one in Clarification.objects.all() for fault in faults(one)] == []


def test_only_the_secretariat_begins_them(max_):
    with pytest.raises(StepRefused):
        begin(begun(1, 2), by=max_)

    assert (Clarification.objects.count(), Record.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_case_that_has_begun_does_not_begin_again(sam):
    some = begun(1)
    begin(some, by=sam)

    with pytest.raises(StepRefused, match="begun already"):
        begin([*begun(2), *some], by=sam)

    assert Clarification.objects.count() == 1


def test_as_many_statements_for_many_as_for_one(sam, django_assert_num_queries):
    edition = EditionFactory()
    begin(begun(1, edition=edition), by=sam)

    with django_assert_num_queries(19):
        begin(begun(2, edition=edition), by=sam)
    with django_assert_num_queries(19):
        begin(begun(3, 4, 5, edition=edition), by=sam)
