"""The drawing of the editions."""

import datetime
from itertools import pairwise

import pytest

from standards.catalogue.lineage import lines_of, newest_first
from standards.models import Succession, Transition
from standards.pictures.chart import LEAST, chart_of, time_line_of
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def lines(*published, until=None):
    """Editions that followed each other, as the page has them."""
    editions = []
    for date in published:
        standard = {"standard": editions[0].standard} if editions else {}
        editions.append(EditionFactory(year=int(date[:4]), published=date, **standard))
    for older, newer in pairwise(editions):
        older.stage = "95.99"
        older.save()
        Succession.objects.create(newer=newer, older=older)
    if until:
        Transition.objects.create(edition=editions[-1], until=until)
    return lines_of(newest_first(editions), at=TODAY)


def drawn(lines):
    """The wide and the narrow drawing."""
    return chart_of(lines, at=TODAY).drawings


def test_one_edition_alone_needs_no_drawing():
    assert chart_of(lines("2017-11-29"), at=TODAY) is None


def test_editions_follow_each_other_and_a_transition_is_a_tail():
    for drawing in drawn(lines("1998-11-26", "2012-02-27", "2016-03-27", until="2029-03-27")):
        first, second, third = drawing.bars
        assert (first.end, first.tail, second.end, third.tail) == (second.start, None, third.start, None)
        assert second.end < drawing.today < second.tail
        assert (third.end, [bar.goes_on for bar in drawing.bars]) == (drawing.today, [False, False, True])


def test_how_an_edition_stands_is_said_beside_it_and_nothing_of_one_withdrawn():
    wide, narrow = drawn(lines("1998-11-26", "2012-02-27", "2016-03-27", until="2029-03-27"))

    assert [bar.says for bar in wide.bars] == ["", "until 27 March 2029", "in force"]
    assert [bar.says for bar in narrow.bars] == ["", "until 27 March 2029", "in force"]


@pytest.mark.parametrize("published", [("1978", "2026-11-20"), ("1978", "1994-05", "2026-11-20")])
def test_the_bar_of_an_edition_of_this_year_is_long_enough_to_be_seen(published):
    for drawing in drawn(lines(*published, until="2039-01-01")):
        newest = drawing.bars[-1]
        assert newest.end - newest.start >= LEAST


@pytest.mark.parametrize("until", [None, "2039-01-01"])
def test_everything_lies_within_the_drawing_and_no_words_cross(until):
    for drawing in drawn(lines("1978", "1994-05", "2026-11-20", until=until)):
        size, bars = drawing.size, drawing.bars
        names = max(len(bar.label) for bar in bars) * 8 if size.names_beside else 0
        places = [place for bar in bars for place in (bar.start, bar.end, bar.tail or bar.end)]
        ends = [bar.text_x + 7 * len(bar.says) for bar in bars if size.names_beside]
        assert (min(places) >= names, max(places) <= size.width, max(ends, default=0) <= size.width) == (True,) * 3
        assert all(bar.text_x > drawing.today for bar in bars)
        assert all(after.y - bar.y >= 30 for bar, after in pairwise(bars))
        assert len(drawing.ticks) <= size.years


def test_unknown_dates_and_projects_are_left_out_of_the_drawing():
    dated = lines("2005", "2017")
    standard = dated[0].edition.standard
    EditionFactory(standard=standard, year=None, slug="fdis", stage="50.20", published="")
    EditionFactory(standard=standard, year=1999, published="<2000", stage="95.99")

    wide, narrow = drawn(lines_of(newest_first(standard.editions.all()), at=TODAY))

    assert (len(wide.bars), len(narrow.bars)) == (2, 2)


def test_editions_of_several_standards_stand_in_the_order_that_is_given():
    one, other = lines("2017-11-29"), lines("2012-02-27")

    wide, _narrow = time_line_of([*one, *other], at=TODAY).drawings

    assert [bar.label for bar in wide.bars] == [one[0].edition.short, other[0].edition.short]
