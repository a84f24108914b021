"""What took the place of an edition: the end of its successions, however many there are."""

import datetime

import pytest

from standards.catalogue.in_force import InForce
from standards.models import Succession, Transition
from tests.factories import CommitteeFactory, EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def followed(older, **facts):
    """An edition that replaced another one, which is withdrawn since."""
    newer = EditionFactory(**({"standard": older.standard} | facts))
    older.stage = "95.99"
    older.save()
    Succession.objects.create(newer=newer, older=older)
    return newer


def test_an_edition_in_force_stands_for_itself():
    edition = EditionFactory()

    assert InForce.at(TODAY).instead_of(edition) == [edition]


def test_a_chain_of_successions_is_followed_to_its_end():
    first = EditionFactory(year=2005)
    last = followed(followed(first, year=2012), year=2026)

    assert InForce.at(TODAY).instead_of(first) == [last]


def test_one_edition_may_be_followed_by_two():
    guide = EditionFactory(year=1996)
    parts = [followed(guide, year=2004, standard=StandardFactory(number="90050", part=part)) for part in ("1", "2")]

    assert InForce.at(TODAY).instead_of(guide) == parts


def test_what_nothing_replaced_leaves_nothing():
    edition = EditionFactory(stage="95.99", withdrawn="2020")

    assert InForce.at(TODAY).instead_of(edition) == []


def test_a_project_has_not_replaced_anything_yet():
    edition = EditionFactory()
    project = EditionFactory(standard=edition.standard, year=None, slug="fdis", stage="50.20", published="")
    Succession.objects.create(newer=project, older=edition)

    assert InForce.at(TODAY).instead_of(edition) == [edition]


def test_editions_that_replace_each_other_do_not_go_round_for_ever():
    one = EditionFactory(year=2005)
    other = followed(one, year=2012)
    other.stage = "95.99"
    other.save()
    Succession.objects.create(newer=one, older=other)

    assert InForce.at(TODAY).instead_of(one) == []


def test_an_edition_of_another_committee_ends_the_line():
    edition = EditionFactory()
    taken_over = followed(edition, standard=StandardFactory(committee=CommitteeFactory(reference="ISO/TC 176")))

    assert InForce.at(TODAY).instead_of(edition) == [taken_over]


def test_at_an_earlier_day_the_edition_of_then_was_in_force():
    old = EditionFactory(year=2012)
    new = followed(old, year=2026, published="2026-03-27")

    then, now = InForce.at(datetime.date(2019, 12, 31)), InForce.at(TODAY)

    assert (then.editions, now.editions) == ([old], [new])


def test_supplements_are_left_out():
    edition = EditionFactory()
    EditionFactory(standard=edition.standard, slug="cor", supplement_type="Cor", supplement_of=edition)

    assert InForce.at(TODAY).editions == [edition]


def test_until_when_a_replaced_edition_may_be_used_is_known_where_somebody_said_so():
    old, silent = EditionFactory(year=2012), EditionFactory(year=2012)
    Transition.objects.create(edition=followed(old, year=2026), until="2029-03-27")
    followed(silent, year=2026)

    in_force = InForce.at(TODAY)

    assert (in_force.usable_until(old), in_force.usable_until(silent)) == ("27 March 2029", "")
    assert in_force.usable_until(EditionFactory()) == ""


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_two_queries_however_many_editions_there_are(django_assert_num_queries, count):
    for _number in range(count):
        followed(EditionFactory(year=2012), year=2026)

    with django_assert_num_queries(2):
        in_force = InForce.at(TODAY)
        found = [in_force.instead_of(edition) for edition in in_force.editions]

    assert len(found) == count
