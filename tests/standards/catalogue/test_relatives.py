"""The editions that succession ties to those of a standard."""

import datetime

import pytest

from standards.catalogue.lineage import overview
from standards.catalogue.relatives import MOST, family_of
from standards.models import Succession
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def follows(newer, *older):
    for one in older:
        Succession.objects.create(newer=newer, older=one)
    return newer


def family(edition):
    (standard,) = overview([edition.standard], at=TODAY)
    return family_of(standard, at=TODAY)


def references(found):
    return sorted(line.edition.reference for line in found.lines)


@pytest.fixture
def merged():
    """Two guides became an edition, this one a second, that one a part of a number of its own; a guide stands apart."""
    guides = [EditionFactory(standard__type="GUIDE", year=year, stage="95.99") for year in (1996, 1999)]
    first = follows(EditionFactory(year=2006, stage="95.99"), *guides)
    second = follows(EditionFactory(standard=first.standard, year=2011, stage="95.99"), first)
    part = follows(EditionFactory(standard__part="1", year=2015), second)
    apart = follows(EditionFactory(year=2004), EditionFactory(year=1996, stage="95.99"))
    return guides, first, second, part, apart


def test_the_family_is_the_same_from_wherever_one_looks(merged):
    guides, first, second, part, _apart = merged
    everybody = sorted(edition.reference for edition in [*guides, first, second, part])

    found = [family(edition) for edition in [*guides, first, part]]

    assert [references(one) for one in found] == [everybody] * 4
    assert [one.is_cut for one in found] == [False] * 4


def test_the_own_editions_come_first_with_their_standing(merged):
    _guides, _first, second, part, _apart = merged

    lines = family(part).lines

    assert (lines[0].edition, lines[0].standing.kind.value) == (part, "current")
    assert {line.standing.kind.value for line in lines[1:]} == {"withdrawn"}
    assert [one.older for one in lines[0].replaces] == [second]


def test_what_is_tied_to_another_edition_of_a_standard_in_between_is_not_family(merged):
    _guides, first, _second, part, _apart = merged
    other = follows(EditionFactory(), EditionFactory(standard=first.standard, year=1990, stage="95.99"))

    assert other.reference not in references(family(part))


def test_an_edition_without_relations_and_a_supplement_are_left_out(merged):
    _guides, first, _second, part, _apart = merged
    EditionFactory(standard=part.standard, year=2010, stage="95.99")
    facts = {"supplement_type": "Cor", "supplement_of": first, "year": 2007, "stage": "95.99"}
    follows(part, EditionFactory(standard=first.standard, **facts))

    found = family(part)

    assert len(found.lines) == 5


def test_a_family_too_large_for_a_drawing_is_cut_to_its_nearest_generations():
    one = EditionFactory()
    for _row in range(3):
        second = follows(EditionFactory(), one)
        for _child in range(MOST // 3):
            follows(EditionFactory(), second)

    found = family(one)

    assert (len(found.lines), found.is_cut) == (4, True)


def test_a_chain_that_goes_on_is_cut_where_a_drawing_is_full():
    first = one = EditionFactory(year=1901)
    for _row in range(61):
        one = follows(EditionFactory(year=one.year + 1), one)

    found = family(first)

    assert (len(found.lines), found.is_cut) == (60, True)


def test_a_circle_in_the_data_is_no_endless_way():
    one, two = EditionFactory(year=2001), EditionFactory(year=2005)
    follows(one, follows(two, one))

    assert references(family(one)) == sorted([one.reference, two.reference])


def test_a_standard_that_keeps_to_itself_costs_no_query(django_assert_num_queries):
    new = EditionFactory()
    follows(new, EditionFactory(standard=new.standard, year=2005, stage="95.99"))
    (standard,) = overview([new.standard], at=TODAY)

    with django_assert_num_queries(0):
        found = family_of(standard, at=TODAY)

    assert len(found.lines) == 2


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_family_takes_the_same_few_queries_whatever_its_size(django_assert_num_queries, count):
    new = EditionFactory()
    for _row in range(count):
        follows(new, EditionFactory(stage="95.99"))
    (standard,) = overview([new.standard], at=TODAY)

    with django_assert_num_queries(3):
        found = family_of(standard, at=TODAY)

    assert len(found.lines) == count + 1


def test_however_far_a_family_reaches_it_takes_three_queries(django_assert_num_queries):
    first = one = EditionFactory(year=1950)
    for _row in range(14):
        one = follows(EditionFactory(year=one.year + 5), one)
    (standard,) = overview([first.standard], at=TODAY)

    with django_assert_num_queries(3):
        family_of(standard, at=TODAY)
