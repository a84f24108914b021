"""What the catalogue answers is shared by requests that only read, and is never older than its last change."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from casco_site.copies import COPIES
from clarifications.triggers import create_triggers
from standards.catalogue.lineage import line_of
from standards.catalogue.once import one_request
from standards.models import Edition
from tests.factories import EditionFactory

MARKS_ALONE = 1
NOW = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)


@pytest.fixture
def edition(open_database) -> Edition:
    create_triggers(connection)
    return EditionFactory()


def asked(edition: Edition, *, only_reads: bool = True) -> int:
    """How many statements it takes to know how the edition stands."""
    with CaptureQueriesContext(connection) as statements, one_request(only_reads=only_reads):
        assert [line.edition for line in line_of(pk=edition.standard_id).lines] == [edition]
    return len(statements)


def title(edition: Edition) -> str:
    with one_request(only_reads=True):
        return line_of(pk=edition.standard_id).lines[0].edition.title


def test_a_second_request_asks_for_the_marks_alone(edition):
    first = asked(edition)

    assert first > MARKS_ALONE
    assert asked(edition) == MARKS_ALONE


def test_whatever_changes_in_the_catalogue_is_in_the_next_answer(edition):
    assert title(edition) == edition.title

    Edition.objects.filter(pk=edition.pk).update(title="Another title")

    assert title(edition) == "Another title"


def test_what_is_taken_back_is_in_no_answer(edition):
    with transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(title="Never to be")
        assert title(edition) == "Never to be"
        transaction.set_rollback(True)

    assert title(edition) == edition.title


def test_who_writes_asks_anew(edition):
    asked(edition)

    assert asked(edition, only_reads=False) > MARKS_ALONE


def test_each_language_and_each_day_has_its_answer(edition, time_machine):
    time_machine.move_to(NOW)
    asked(edition)

    with translation.override("fr"):
        assert asked(edition) > MARKS_ALONE
        assert asked(edition) == MARKS_ALONE
    time_machine.shift(86_400)
    assert asked(edition) > MARKS_ALONE


@pytest.mark.parametrize("page", ["/standards/", "/standards/{standard}/", "/standards/{standard}/{edition}/"])
def test_a_page_that_is_made_of_kept_answers_says_the_same(edition, page):
    address = page.format(standard=edition.standard.slug, edition=edition.slug)

    first = Client().get(address)
    caches[COPIES].clear()  # so that it is drawn again
    again = Client().get(address)

    assert (first.status_code, first.content) == (200, again.content)
