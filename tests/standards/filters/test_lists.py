"""What the list of standards can be narrowed to."""

import pytest
from django.http import QueryDict

from standards.catalogue.queries import toolbox
from standards.filters.lists import FilterChip, StandardFilterSet
from standards.models import Edition, Succession, Transition
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def narrowed(query):
    return StandardFilterSet(QueryDict(query), queryset=toolbox())


@pytest.fixture
def catalogue():
    """One standard in transition to its new edition, one withdrawn, one of which there is only a project."""
    old = EditionFactory(standard__number="1", year=2012, stage="95.99", inferred=[Edition.WITHDRAWAL])
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2099-03-27")
    EditionFactory(standard__number="2", standard__type="TS", year=2005, stage="95.99", withdrawn="2010")
    EditionFactory(standard__number="3", year=None, slug="fdis", stage="50.20", published="")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1", "2", "3"]),
        ("standing=current", ["1"]),
        ("standing=transition", ["1"]),
        ("standing=withdrawn", ["2"]),
        ("standing=development", ["3"]),
        ("standing=withdrawn&standing=development", ["2", "3"]),
        ("type=TS", ["2"]),
        ("type=TS&type=IS", ["1", "2", "3"]),
        ("type=TS&standing=current", []),
        ("q=3", ["3"]),
    ],
)
def test_criteria_combine(catalogue, query, numbers):
    assert sorted(one.number for one in narrowed(query).qs) == numbers


def test_a_bad_value_is_left_out_and_said(catalogue):
    found = narrowed("type=XX&standing=current")

    assert [one.number for one in found.qs] == ["1"]
    assert list(found.form.errors) == ["type"]


def test_what_is_set_can_be_taken_away_one_by_one(catalogue):
    found = narrowed("q=3&type=TS&type=IS&page=2&standing=current")

    assert found.chips() == [
        FilterChip("3", "?type=TS&type=IS&standing=current"),
        FilterChip("In force", "?q=3&type=TS&type=IS"),
        FilterChip("Technical Specification", "?q=3&type=IS&standing=current"),
        FilterChip("International Standard", "?q=3&type=TS&standing=current"),
    ]
