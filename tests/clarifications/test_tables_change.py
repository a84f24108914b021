"""Before a migration nothing keeps Django from changing a table, also on a database that is in use."""

import re

import pytest
from django.apps import apps
from django.db import connection

from clarifications.triggers import create_triggers, let_tables_change

OF_SQLITE = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL changes tables beside their triggers")
@pytest.mark.django_db
def test_no_trigger_is_left_that_names_another_table():
    """SQLite makes a table anew to change it, and refuses that while a trigger of another one names it."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    create_triggers(connection)

    let_tables_change(connection)

    with connection.cursor() as cursor:
        left = cursor.execute(OF_SQLITE).fetchall()
    named = {(own, other) for own, sql in left for other in re.findall(r"\w+", sql) if other in tables - {own}}
    assert (len(left) > 0, named) == (True, set())
