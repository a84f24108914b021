"""Addresses of requesters and messages that were stored before all addresses were cleaned."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from clarifications.mail.models import Message
from tests.builders import received

MIGRATION = importlib.import_module("clarifications.migrations.0007_clean_addresses")


@pytest.mark.django_db
def test_what_nobody_sees_is_taken_out_of_addresses_that_are_stored():
    case = received().clarification
    with connection.cursor() as cursor:  # as it was stored then
        cursor.execute("UPDATE clarifications_identity SET email = %s", ["ri\u200bta@mem\u00adber.example"])
        cursor.execute(
            'UPDATE clarifications_message SET "to" = %s WHERE role = %s', ["ri\u200bta@x.example", "requester"]
        )

    MIGRATION.clean_addresses(apps, None)

    case.identity.refresh_from_db()
    assert case.identity.email == "rita@member.example"
    assert set(Message.objects.filter(role="requester").values_list("to", flat=True)) == {"rita@x.example"}
