"""Editions with what came before and after them."""

import datetime

import pytest

from standards.catalogue.lineage import StandardLine, lines_of, newest_first, overview
from standards.models import Edition, Succession, Transition, TransitionChange
from tests.factories import EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def merged():
    """Two guides that one edition replaced, itself replaced lately, with a draft of a third edition."""
    guides = [EditionFactory(standard__type="GUIDE", year=year, stage="95.99") for year in (1996, 1999)]
    old = EditionFactory(year=2006, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    draft = EditionFactory(standard=old.standard, year=None, slug="fdis", stage="50.20", published="")
    for newer, older in [(old, guides[0]), (old, guides[1]), (new, old), (draft, new)]:
        Succession.objects.create(newer=newer, older=older)
    transition = Transition.objects.create(edition=new, until="2029-03-27", months=36, source="Example")
    TransitionChange.objects.create(transition=transition, was="2028-03-27", to="2029-03-27", changed="2026-10")
    return old.standard, guides, old, new, draft


def test_an_edition_knows_what_it_replaced_and_what_replaced_it(merged):
    standard, guides, old, new, draft = merged

    lines = {line.edition: line for line in lines_of(list(standard.editions.all()), at=TODAY)}

    assert [one.older for one in lines[old].replaces] == guides
    assert ([one.newer for one in lines[old].successors], lines[old].coming) == ([new], [])
    assert ([one.newer for one in lines[new].coming], lines[new].successors) == ([draft], [])


def test_the_standing_is_the_same_as_the_edition_says_itself(merged):
    standard, _guides, _old, _new, _draft = merged

    lines = lines_of(list(standard.editions.all()), at=TODAY)

    assert [line.standing for line in lines] == [line.edition.standing(TODAY) for line in lines]


def test_a_transition_comes_with_its_history(merged):
    standard, _guides, old, new, _draft = merged

    lines = {line.edition: line for line in lines_of(list(standard.editions.all()), at=TODAY)}

    (transition,) = lines[new].transitions
    assert (transition.until.iso, transition.months, transition.source) == ("2029-03-27", 36, "Example")
    assert [(change.was.iso, change.to.iso, change.changed.iso) for change in transition.changes] == [
        ("2028-03-27", "2029-03-27", "2026-10")
    ]
    assert lines[old].usable_until.iso == "2029-03-27"


def test_a_transition_without_history_has_none(merged):
    _standard, _guides, _old, new, _draft = merged
    TransitionChange.objects.all().delete()

    (line,) = lines_of([new], at=TODAY)

    assert line.transitions[0].changes == []


def test_projects_come_first_then_what_was_published_the_newest_first(merged):
    standard, _guides, old, new, draft = merged

    assert newest_first(standard.editions.all()) == [draft, new, old]


def test_a_standard_tells_what_is_in_force_usable_and_coming(merged):
    standard, _guides, old, new, draft = merged
    supplement = EditionFactory(standard=standard, year=2007, supplement_type="Cor", supplement_of=old, stage="95.99")

    (line,) = overview([standard], at=TODAY)

    assert (line.current.edition, line.newest.edition) == (new, new)
    assert [one.edition for one in line.in_transition] == [old]
    assert [one.edition for one in line.coming] == [draft]
    assert [one.edition for one in line.supplements] == [supplement]
    assert [one.supplements for one in line.lines if one.edition == old] == [[supplement]]


def test_a_standard_without_editions_has_no_newest_one():
    (line,) = overview([StandardFactory()], at=TODAY)

    assert (line.current, line.newest) == (None, None)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_two_queries_whatever_the_number_of_standards(django_assert_num_queries, count):
    standards = [EditionFactory().standard for _row in range(count)]

    with django_assert_num_queries(2):
        lines = overview(standards, at=TODAY)

    assert (len(lines), {type(line) for line in lines}) == (count, {StandardLine})
    assert Edition.objects.count() == count
