"""A database in which one record answered a request: it is the first of several."""

import importlib

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from clarifications.screening.answering import answering
from tests.builders import answered

MIGRATION = importlib.import_module("clarifications.migrations.0012_the_record_that_answered")


@pytest.fixture
def former(db):
    """The tables as they were: with the column of the one record."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clarifications_clarification ADD COLUMN answered_by_id bigint NULL")
    return MigrationLoader(connection).project_state(("clarifications", "0011_records_that_answer")).apps


def test_the_record_that_answered_goes_on_answering(former):
    case = answered()
    (row,) = answering(case.clarification)
    former.get_model("clarifications", "Clarification").objects.filter(pk=case.clarification.pk).update(
        answered_by=row.record.pk
    )
    case.clarification.records_that_answer.all().delete()

    MIGRATION.move(former, None)

    rows = former.get_model("clarifications", "RecordThatAnswers").objects.values_list("clarification", "order")
    assert answering(case.clarification) == [row]
    assert list(rows) == [(case.clarification.pk, 1)]


def test_the_move_can_be_taken_back_and_made_again(former):
    case = answered()
    (row,) = answering(case.clarification)

    MIGRATION.move_back(former, None)
    MIGRATION.move(former, None)

    cases = former.get_model("clarifications", "Clarification").objects
    assert cases.get(pk=case.clarification.pk).answered_by_id == row.record.pk
    assert answering(case.clarification) == [row]
