"""The drawing of the editions."""

import datetime
from itertools import pairwise

import pytest

from standards.catalogue.lineage import lines_of, newest_first
from standards.models import Succession, Transition
from standards.pictures.chart import chart_of
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


def test_one_edition_alone_needs_no_drawing():
    assert chart_of(lines("2017-11-29"), at=TODAY) is None


def test_editions_follow_each_other_and_a_transition_is_a_tail():
    chart = chart_of(lines("1998-11-26", "2012-02-27", "2026-03-27", until="2029-03-27"), at=TODAY)

    first, second, third = chart.bars
    assert (first.end, first.tail, second.end, third.tail) == (second.start, None, third.start, None)
    assert second.end < chart.today < second.tail
    assert third.end == chart.today


def test_everything_lies_within_the_drawing():
    chart = chart_of(lines("1978", "1994-05", "2026-11-20", until="2039-01-01"), at=TODAY)

    places = [place for bar in chart.bars for place in (bar.start, bar.end, bar.tail or bar.end, bar.text_x)]
    assert (min(places) >= 0, max(places) <= 900) == (True, True)
    assert {bar.anchor for bar in chart.bars} == {"start"}
    assert len(chart.ticks) <= 13


def test_a_label_that_would_run_out_at_the_right_ends_there():
    chart = chart_of(lines("1978", "2026-11-20"), at=TODAY)

    assert [bar.anchor for bar in chart.bars] == ["start", "end"]


def test_unknown_dates_and_projects_are_left_out_of_the_drawing():
    dated = lines("2005", "2017")
    standard = dated[0].edition.standard
    EditionFactory(standard=standard, year=None, slug="fdis", stage="50.20", published="")
    EditionFactory(standard=standard, year=1999, published="<2000", stage="95.99")

    chart = chart_of(lines_of(newest_first(standard.editions.all()), at=TODAY), at=TODAY)

    assert len(chart.bars) == 2
