"""The builders reach every state of the map, and the journal of each case holds."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction

from clarifications.case.journal import faults
from clarifications.map.steps import State
from clarifications.register.counts import COUNTS
from clarifications.stamps import STAMP
from tests import kept
from tests.builders import clarification_in


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_case_can_be_walked_to_every_state(state):
    case = clarification_in(state)

    assert case.clarification.state == state
    assert list(faults(case.clarification)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_case_that_is_kept_leaves_what_a_case_leaves_that_is_walked(state):
    with transaction.atomic():
        clarification_in(state)
        written = _rows()
        transaction.set_rollback(True)

    with kept.forgotten():
        clarification_in(state)

    assert written == _rows()


def _rows() -> Counter[str]:
    """How many rows stand in each table; and the counts of the register, which triggers keep.

    The stamp is not counted: on PostgreSQL its rows are of transactions, not of cases.
    """
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"standards_search"}
    rows = Counter()
    with connection.cursor() as cursor:
        for table in tables - {COUNTS, STAMP}:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            rows[table] = cursor.fetchone()[0]
        cursor.execute(f"SELECT facet, number FROM {COUNTS} WHERE number <> 0")
        rows.update(Counter(dict(cursor.fetchall())))
    return rows
