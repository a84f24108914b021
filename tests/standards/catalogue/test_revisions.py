"""What the rooms above ask when a standard is revised."""

import datetime

import pytest

from standards.catalogue import revisions
from standards.models import Succession
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """2006 → 2011 → 2015, an amendment of 2018 to the last, and a draft that is to replace it."""
    first = EditionFactory(year=2006, stage="95.99")
    second = EditionFactory(standard=first.standard, year=2011, stage="95.99")
    third = EditionFactory(year=2015)
    draft = EditionFactory(standard=third.standard, year=None, slug="fdis", stage="50.20", published="")
    for newer, older in ((second, first), (third, second), (draft, third)):
        Succession.objects.create(newer=newer, older=older)
    amendment = EditionFactory(
        standard=third.standard, year=2018, slug="2015-amd-1-2018", supplement_type="Amd", supplement_of=third
    )
    return first, second, third, draft, amendment


def test_successors_are_published_and_projects_are_not(line):
    first, second, third, draft, _amendment = line

    assert [list(revisions.published_successors(one)) for one in (first, second, third)] == [[second], [third], []]
    assert [list(revisions.projects_to_replace(one)) for one in (first, second, third)] == [[], [], [draft]]


def test_superseded_is_what_a_published_edition_replaced(line):
    first, second, _third, _draft, _amendment = line

    assert set(revisions.superseded()) == {first, second}


def test_what_was_replaced_lately_is_told_by_the_date_of_the_successor(line):
    _first, second, _third, _draft, _amendment = line

    assert list(revisions.replaced_since(datetime.date(2015, 1, 1))) == [second]


def test_a_clarification_can_have_been_taken_into_any_later_published_text(line):
    first, second, third, draft, amendment = line

    assert list(revisions.may_have_incorporated(first)) == [second, third, amendment]
    assert list(revisions.may_have_incorporated(third)) == [amendment]
    assert list(revisions.may_have_incorporated(draft)) == []


def test_a_circle_in_the_lineage_ends(line):
    first, second, third, _draft, amendment = line
    Succession.objects.create(newer=first, older=third)

    assert list(revisions.may_have_incorporated(first)) == [second, third, amendment]
