"""Dates of any precision: what they are read from, how they are said, and that they sort as time goes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from standards.models import Edition
from standards.models.fields import PartialDateField, PartialDateFormField
from standards.reading.dates import PartialDate
from tests.factories import EditionFactory


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2017-11-30", "30 November 2017"),
        ("2017-11", "November 2017"),
        ("2017", "2017"),
        ("<2017", "before 2017"),
        ("", "unknown date"),
    ],
)
def test_a_date_is_said_with_its_own_precision(iso, said):
    assert str(PartialDate(iso)) == said


@pytest.mark.parametrize(
    "text",
    [
        "0000",
        "2017-13",
        "2017-02-30",
        "17",
        "2017-1",
        "2017-11-30T00:00",
        "<2017-11",
        "before 2017",
        "\u0662\u0660\u0661\u0667",
        "99999",
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(text)


@pytest.mark.parametrize(
    ("iso", "earliest", "latest"),
    [
        ("2016-02-29", datetime.date(2016, 2, 29), datetime.date(2016, 2, 29)),
        ("2016-02", datetime.date(2016, 2, 1), datetime.date(2016, 2, 29)),
        ("2016", datetime.date(2016, 1, 1), datetime.date(2016, 12, 31)),
        ("<2016", None, datetime.date(2015, 12, 31)),
        ("", None, None),
    ],
)
def test_a_date_knows_the_first_and_the_last_day_it_can_be(iso, earliest, latest):
    date = PartialDate(iso)

    assert (date.earliest, date.latest) == (earliest, latest)


def test_dates_sort_as_time_goes_and_the_unknown_comes_first():
    in_order = ["", "2015", "2015-12-31", "<2016", "2016", "2016-02", "2016-02-01", "2016-03", "9999-12-31"]

    assert [date.iso for date in sorted(PartialDate(iso) for iso in in_order[::-1])] == in_order


def test_a_whole_day_becomes_a_date():
    assert PartialDate.of(datetime.date(2026, 3, 7)) == PartialDate("2026-03-07")


def test_only_the_unknown_is_false():
    assert [bool(PartialDate(iso)) for iso in ("", "<2016", "2016")] == [False, True, True]


@pytest.mark.parametrize("iso", ["2017-11-30", "2017-11", "2017", "<2017", ""])
def test_the_database_gives_back_what_it_was_given(db, iso):
    EditionFactory(published=PartialDate(iso))

    assert Edition.objects.get().published == PartialDate(iso)


def test_the_database_sorts_and_compares_as_time_goes(db):
    for year, iso in enumerate(["2017-11-30", "<2017", "", "2017", "2018-01"], start=2001):
        EditionFactory(year=year, published=PartialDate(iso))

    in_order = Edition.objects.order_by("published")

    assert [edition.published.iso for edition in in_order] == ["", "<2017", "2017", "2017-11-30", "2018-01"]
    assert Edition.objects.filter(published__gte=PartialDate("2017-11")).count() == 2


def test_the_column_takes_days_and_text_and_refuses_nonsense():
    column = PartialDateField()

    assert column.to_python(datetime.date(2017, 1, 2)) == PartialDate("2017-01-02")
    assert column.to_python("2017") == PartialDate("2017")
    with pytest.raises(ValidationError):
        column.to_python("yesterday")


def test_a_form_reads_a_date_and_shows_it_again():
    field = PartialDateFormField(required=False)

    assert field.clean("2017-11") == PartialDate("2017-11")
    assert field.clean("") == PartialDate()
    assert field.prepare_value(PartialDate("<2017")) == "<2017"
    assert field.has_changed(PartialDate("2017"), "2017") is False


def test_a_form_says_how_dates_are_written():
    with pytest.raises(ValidationError, match=r"“2017/11” is not a date\. A day is 2017-11-30"):
        PartialDateFormField().clean("2017/11")


def test_a_form_that_needs_a_date_takes_no_unknown_one():
    with pytest.raises(ValidationError, match="This field is required"):
        PartialDateFormField().clean("")


def test_a_row_makes_a_date_of_what_it_is_given():
    edition = Edition(published="2017-11", withdrawn=datetime.date(2020, 1, 2), corrected=None)

    assert (edition.published, edition.withdrawn) == (PartialDate("2017-11"), PartialDate("2020-01-02"))
    assert edition.corrected == PartialDate()
