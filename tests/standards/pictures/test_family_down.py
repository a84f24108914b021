"""The drawing of a family down the page."""

import datetime

import pytest

from standards.catalogue.lineage import lines_of
from standards.models import Edition, Succession
from standards.pictures.family_down import LANE, SPOT, WIDTH, rails_of
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def drawn(*pairs):
    """The drawing of editions that are given as pairs, the newer one first."""
    for newer, older in pairs:
        Succession.objects.create(newer=newer, older=older)
    return rails_of(lines_of(list(Edition.objects.select_related("standard")), at=TODAY))


def gone(year, **facts):
    return EditionFactory(year=year, stage="95.99", **facts)


def test_an_edition_alone_needs_no_drawing():
    EditionFactory()

    assert drawn() is None


def test_editions_stand_below_those_that_they_replaced():
    guides = [gone(1996, standard__type="GUIDE"), gone(1999, standard__type="GUIDE")]
    first = gone(2006)
    parts = [EditionFactory(standard__part=part, year=2015) for part in "12"]

    found = drawn((first, guides[0]), (first, guides[1]), (parts[0], first), (parts[1], first))

    rows = {stop.label: stop.y for stop in found.stops}
    assert max(rows[one.short] for one in guides) < rows[first.short]
    assert rows[first.short] < min(rows[one.short] for one in parts)
    assert len(found.ties) == 4


def test_a_large_family_fits_a_phone():
    heads = [gone(1990 + place) for place in range(12)]
    first = gone(2006)

    found = drawn(*((first, head) for head in heads))

    assert (min(stop.x for stop in found.stops) >= SPOT, found.names <= WIDTH / 2) == (True, True)


def test_a_line_leads_round_an_edition_that_stands_between():
    first = gone(1998)
    second = gone(2006, standard=first.standard)
    third = EditionFactory(year=2012, standard=first.standard)

    found = drawn((second, first), (third, second), (third, first))

    x = found.stops[0].x
    assert [stop.x for stop in found.stops] == [x] * 3
    assert sum(f"H{x + LANE / 2}" in tie.d for tie in found.ties) == 1


def test_a_long_name_is_squeezed_into_its_row():
    old = gone(2010, reference="ISO/IEC Guide 98-3:2008/Suppl 1:2008/Cor 1:2009")

    found = drawn((EditionFactory(year=2020), old))

    assert [stop.squeezed for stop in found.stops] == [int(WIDTH - found.names), None]
