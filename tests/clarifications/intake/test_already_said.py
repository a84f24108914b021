"""What the register says on the clauses somebody asks about."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clarifications.intake.already_said import MOST_RECORDS, already_said
from clarifications.register.models import Pending
from standards.reading.clause_reader import parse, parse_list
from tests import builders
from tests.factories import ClauseFactory, EditionFactory
from tests.register import Register


@pytest.fixture
def edition(db):
    return EditionFactory()


@pytest.fixture
def register(db) -> Register:
    return Register()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("7.8.6", True), ("7.8", True), ("7.8.6.1", True), ("7.8.60", False), ("7.9", False), ("B.1", False)],
)
def test_a_record_is_shown_on_its_clause_above_it_and_below_it(edition, register, asked, found):
    register.add("Decision rules", clauses="7.8.6", edition=edition)

    said = already_said(edition, [parse(asked)])

    assert [record.title for record in said.records] == (["Decision rules"] if found else [])


def test_a_record_says_its_name_date_and_outcomes(edition, register):
    published = register.add(clauses="7.8.6", edition=edition)

    record = already_said(edition, [parse("7.8.6")]).records[0]

    assert (record.name, record.url) == (
        f"{edition.reference}, clarification 1",
        published.get_absolute_url(),
    )
    assert (record.outcomes, record.published) == ([("yes", "Yes")], "2 March 2026")


def test_records_on_another_edition_are_not_shown(edition, register):
    register.add(clauses="7.8.6", edition=edition)

    said = already_said(EditionFactory(), [parse("7.8.6")])

    assert said.is_empty


def test_a_record_on_two_of_the_clauses_is_shown_once(edition, register):
    register.add(clauses="7.8.6, 7.8.7", edition=edition)

    said = already_said(edition, parse_list("7.8.6, 7.8.7, 7.8"))

    assert len(said.records) == 1


def test_a_pending_case_shows_stage_and_age_alone(edition):
    builders.under_review(builders.received(builders.cast(edition=edition), clauses="7.8.6.2, 4.1"))
    Pending.objects.update(since=timezone.now() - datetime.timedelta(days=22, hours=1))

    case = already_said(edition, [parse("7.8.6")]).pending[0]

    assert (case.clauses, case.state, case.state_label, case.days) == ("7.8.6.2", "under-review", "Under review", 22)


def test_what_is_not_screened_is_not_shown(edition):
    builders.received(builders.cast(edition=edition), clauses="7.8.6")

    assert already_said(edition, [parse("7.8.6")]).is_empty


def test_of_clauses_that_our_list_does_not_have_it_is_said_what_that_means(edition):
    ClauseFactory(edition=edition, number="7.8.6")

    said = already_said(edition, parse_list("7.8.6, 7.8.99"))

    assert said.unlisted == [f"7.8.99 is not in our list of {edition}. The list does not go so deep, so it may exist."]


def test_of_an_edition_without_a_list_that_is_said(edition):
    assert already_said(edition, [parse("7.8.6")]).unlisted == [f"We hold no list of the clauses of {edition}."]


def test_without_an_edition_nothing_is_looked_up(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        said = already_said(None, [parse("7.8.6")])

    assert (said.is_empty, [number.canonical for number in said.clauses]) == (True, ["7.8.6"])


def test_a_clause_that_cannot_be_read_touches_nothing(edition):
    builders.under_review(builders.received(builders.cast(edition=edition), clauses="7.8.6"))
    Pending.objects.update(clauses=["general"])

    assert already_said(edition, [parse("7.8.6")]).pending == []


def test_the_number_of_queries_does_not_grow(edition, register):
    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            already_said(edition, parse_list("7.8.6, 7.8"))
        return len(counted)

    register.add(clauses="7.8.6", edition=edition)
    one = count()
    for _ in range(2):
        register.add(clauses="7.8.6", edition=edition)

    assert (one, count()) == (4, 4)


def test_more_than_fit_beside_a_question_are_hinted_at(edition, register, monkeypatch):
    for _ in range(2):
        register.add(clauses="7.8.6", edition=edition)
    monkeypatch.setattr("clarifications.intake.already_said.MOST_RECORDS", 1)

    said = already_said(edition, [parse("7.8.6")])

    assert (len(said.records), said.has_more, MOST_RECORDS) == (1, True, 8)
