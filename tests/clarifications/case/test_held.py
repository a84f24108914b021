"""What a case holds, in one statement: the rows as the database has them; and the door never sees what a page kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Seat
from clarifications.case.door import take
from clarifications.case.held import TABLES
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import roles_of, user_actor
from clarifications.consensus.models import Call
from clarifications.map import steps
from clarifications.map.steps import Role, State
from clarifications.parts import PARTS
from clarifications.review.models import Recusal
from tests.builders import clarification_in, received, reviewed, seeking_consensus, under_review
from tests.clarifications.incorporation.verdicts import newer

pytestmark = pytest.mark.django_db


def of_page(case, user=None):
    reader = user or case.sam
    return Clarification.objects.get(pk=case.clarification.pk).for_page(tuple(TABLES), user=reader.pk, at=case.at)


def columns(row, without=()):
    fields = [field.attname for field in row._meta.concrete_fields if field.name not in without]
    return {name: getattr(row, name) for name in fields}


@pytest.mark.parametrize("state", [State.RETURNED, State.SEEKING_CONSENSUS, State.PUBLISHED, State.ANSWERED])
def test_each_row_is_as_the_database_has_it(state):
    case = clarification_in(state)
    if state == State.PUBLISHED:
        case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer(case)))

    held = of_page(case).gathered

    compared = 0
    for name, rows in held.items():
        for row in rows:
            stored = type(row)._default_manager.get(pk=row.pk)
            assert columns(row, TABLES[name].without) == columns(stored, TABLES[name].without)
            compared += 1
    assert compared > 10


@pytest.mark.parametrize("state", State)
def test_what_leads_to_the_case_is_all_there_in_its_order(state):
    case = clarification_in(state)

    page = of_page(case)

    stored = Clarification.objects.get(pk=page.pk)
    for name in ("questions", "subject_clauses", "returns", "declarations", "recusals", "comments", "decisions"):
        assert list(getattr(page, name).all()) == list(getattr(stored, name).all())
    for name in ("calls", "conclusions", "proposed_changes", "events", "messages", "places"):
        assert sorted(row.pk for row in page.gathered[name]) == sorted(row.pk for row in getattr(stored, name).all())
    for draft, same in zip(page.decisions.all(), stored.decisions.all(), strict=True):
        assert [list(one.questions.all()) for one in draft.answers.all()] == [
            list(one.questions.all()) for one in same.answers.all()
        ]


@pytest.mark.parametrize("state", State)
def test_a_rule_says_the_same_of_a_case_that_a_page_has_gathered(state):
    case = clarification_in(state)
    page, stored = of_page(case), Clarification.objects.get(pk=case.clarification.pk)

    for user in (case.sam, case.connie, case.max):
        by = user_actor(user)
        assert roles_of(by, page, case.at) == roles_of(by, stored, case.at)
        for step in steps.STEPS:
            for rule in {*step.needs, *step.gives}:
                assert rule.holds(page, by, case.at) == rule.holds(stored, by, case.at), rule.name


def test_all_that_rules_ask_of_a_page_is_asked_in_two_statements():
    case = seeking_consensus()
    clarification = Clarification.objects.select_related("record").get(pk=case.clarification.pk)

    with CaptureQueriesContext(connection) as asked:
        page = clarification.for_page(tuple(TABLES), user=case.max.pk, at=case.at)
        by = user_actor(case.max)
        rules = [page.is_on_the_roll(by), page.call_is_open(case.at), page.call_is_answered_by_all()]
        rules += [page.has_objection(case.at, "kept"), page.has_declared_interest(by)]

    assert (len(asked), rules) == (2, [True, True, False, False, True])


def test_what_a_page_has_gathered_does_not_change_and_stays_with_it():
    case = seeking_consensus()
    clarification = Clarification.objects.get(pk=case.clarification.pk)
    page = clarification.for_page(tuple(TABLES), user=case.max.pk, at=case.at)

    Call.objects.filter(clarification=page.pk).update(closed_at=case.at)

    assert page.call_is_open(case.at)
    assert not clarification.call_is_open(case.at)


def test_the_door_reads_anew_what_a_page_has_gathered():
    case = seeking_consensus()
    page = of_page(case, case.max)
    assert page.call_is_open(case.at)
    Call.objects.filter(clarification=page.pk).update(ends_on=case.at.date() - datetime.timedelta(days=1))
    part = PARTS[steps.TAKE_POSITION.verb]

    with pytest.raises(StepRefused, match="The call has ended"):
        take(
            part,
            page,
            part.facts(call=page.calls.last(), view="agree"),
            by=user_actor(case.max),
            seen_version=page.version,
            at=case.at,
        )


def test_who_lost_the_seat_or_recused_after_the_page_was_drawn_has_no_part_at_the_door():
    case = under_review()
    page = of_page(case, case.max)
    assert Role.MEMBER in roles_of(user_actor(case.max), page, case.at)
    Recusal.objects.create(clarification_id=page.pk, user=case.max, at=case.at)
    Seat.objects.filter(user=case.mina).update(until=case.at.date() - datetime.timedelta(days=1))
    part = PARTS[steps.COMMENT.verb]

    for member in (case.max, case.mina):
        with pytest.raises(StepRefused, match="This step is for"):
            take(part, page, part.facts(text="One."), by=user_actor(member), seen_version=page.version, at=case.at)


def test_what_a_step_returns_was_not_gathered():
    case = received()

    case.take(steps.SEND_BACK, case.sam, questions=["Which edition do you use?"])

    assert case.clarification.gathered is None
