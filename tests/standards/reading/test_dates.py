"""Dates of any precision: what they are read from, how they are said, and that they sort as time goes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from standards.filters.periods import published_from, published_until
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
        ("<2017-11", "before November 2017"),
        ("<2017-03-27", "before 27 March 2017"),
        (">2017", "after 2017"),
        (">2017-11", "after November 2017"),
        (">2017-03-27", "after 27 March 2017"),
        ("2017-03/2018", "between March 2017 and 2018"),
        ("2017-03-27/2017-04", "between 27 March 2017 and April 2017"),
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
        "<2017-13",
        ">2017-02-30",
        "<>2017",
        "<2017/2018",
        "2017/>2018",
        "2017/2018/2019",
        "2017/",
        "/2017",
        "2018/2017",
        "2017/2017",
        "2017/2017-03",
        "2017-02-30/2018",
        "<0001",
        "<0001-01-01",
        ">9999-12-31",
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
        ("<2016-03", None, datetime.date(2016, 2, 29)),
        ("<2016-03-01", None, datetime.date(2016, 2, 29)),
        (">2016", datetime.date(2017, 1, 1), None),
        (">2016-02", datetime.date(2016, 3, 1), None),
        (">2016-02-29", datetime.date(2016, 3, 1), None),
        ("2016-02/2018", datetime.date(2016, 2, 1), datetime.date(2018, 12, 31)),
        ("", None, None),
    ],
)
def test_a_date_knows_the_first_and_the_last_day_it_can_be(iso, earliest, latest):
    date = PartialDate(iso)

    assert (date.earliest, date.latest) == (earliest, latest)


IN_ORDER = [
    *("", "2015", "2015-12", ">2015-12-30", "2015-12-31", "<2016-01-01", ">2015-12-31", "<2016-01", ">2015-12"),
    *("<2016", ">2015", "2016", "2016/2018", "2016/2018-03", "2016-01", "2016-02", "2016-02/2016-04", "2016-02-01"),
    *("2016-02-01/2016-03", "<2016-02-02", ">2016-02-01", "2016-02-02", "2016-02-29", "<2016-03-01", ">2016-02-29"),
    *("<2016-03", ">2016-02", "2016-03", "2016-12-31", "<2017", ">2016", "2017", ">9999-12-30", "9999-12-31"),
]


def test_dates_sort_as_time_goes_and_the_unknown_comes_first():
    assert [date.iso for date in sorted(PartialDate(iso) for iso in IN_ORDER[::-1])] == IN_ORDER


def test_what_the_database_keeps_sorts_the_same_whether_or_not_its_collation_sees_hyphens():
    kept = [PartialDate(iso).sort_key for iso in IN_ORDER]

    assert sorted(kept) == kept
    assert sorted(kept, key=lambda text: text.replace("-", "")) == kept
    assert {character for text in kept for character in text} <= set("0123456789-")


def test_what_was_kept_before_keeps_its_meaning():
    kept = ["", "2015", "2016-99", "2017-11", "2017-11-30"]

    assert [PartialDate.stored(text).iso for text in kept] == ["", "2015", "<2017", "2017-11", "2017-11-30"]
    assert [PartialDate.stored(text).sort_key for text in kept] == kept


@pytest.mark.parametrize(
    ("iso", "year"),
    [("2017-11", 2017), ("2017-03/2017-06", 2017), ("2017/2018", None), ("<2017", None), (">2017", None), ("", None)],
)
def test_a_date_has_a_year_where_one_is_known_to_be_meant(iso, year):
    assert PartialDate(iso).year == year


@pytest.mark.parametrize(
    ("one", "other", "after", "not_after"),
    [
        ("2018", "2017", True, False),
        ("2017-06", "2017", False, False),
        ("2017", "2017-06", False, False),
        ("2017-06-01", "2017-06-01", False, True),
        ("<2017", "2017", False, True),
        ("<2018", "2017", False, False),
        (">2017", "2017", True, False),
        (">2016", "2017", False, False),
        ("2017", "<2017", True, False),
        ("2017", ">2017", False, True),
        ("2017/2019", "2016", True, False),
        ("2017/2019", "2018", False, False),
        ("", "2017", False, False),
        ("2017", "", False, False),
    ],
)
def test_dates_are_compared_by_what_is_known_of_both(one, other, after, not_after):
    first, second = PartialDate(one), PartialDate(other)

    assert (first.is_known_after(second), first.is_known_not_after(second)) == (after, not_after)


def test_a_whole_day_becomes_a_date():
    assert PartialDate.of(datetime.date(2026, 3, 7)) == PartialDate("2026-03-07")


def test_only_the_unknown_is_false():
    assert [bool(PartialDate(iso)) for iso in ("", "<2016", "2016")] == [False, True, True]


@pytest.mark.parametrize("iso", IN_ORDER)
def test_the_database_gives_back_what_it_was_given(db, iso):
    EditionFactory(published=PartialDate(iso))

    assert Edition.objects.get().published == PartialDate(iso)


def test_the_database_sorts_and_compares_as_time_goes(db):
    for year, iso in enumerate(IN_ORDER[::-1], start=1900):
        EditionFactory(year=year, published=PartialDate(iso))

    in_order = Edition.objects.order_by("published")

    assert [edition.published.iso for edition in in_order] == IN_ORDER
    assert Edition.objects.filter(published__gt=PartialDate("2016-12-31")).count() == 5


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2016", [">2015", "2016", "2016/2018", "2016-02-01", "2017"]),
        ("2016-01-01", [">2015", "2016", "2016/2018", "2016-02-01", "2017"]),
        ("2016-02", ["2016-02-01", "2017"]),
        ("0001", ["2015", ">2015", "2016", "2016/2018", "2016-02-01", "2017"]),
    ],
)
def test_a_list_from_a_day_on_holds_what_is_known_to_be_of_then_or_later(db, day, found):
    _editions("", "2015", "<2017", ">2015", "2016", "2016/2018", "2016-02-01", "2017")

    listed = published_from(Edition.objects.order_by("published"), PartialDate(day))

    assert [edition.published.iso for edition in listed] == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2016", ["2014/2015", "2015", "2016", "2016-02-01", "2016-02", "<2016-03", "<2017"]),
        ("2016-02", ["2014/2015", "2015", "2016-02-01", "2016-02", "<2016-03"]),
        ("2016-02-28", ["2014/2015", "2015", "2016-02-01"]),
        ("9999", ["2014/2015", "2015", "2015/2017", "2016", "2016-02-01", "2016-02", "<2016-03", "<2017"]),
    ],
)
def test_a_list_up_to_a_day_holds_what_is_known_to_be_of_then_or_earlier(db, day, found):
    _editions("", "2014/2015", "2015", ">2014", "2015/2017", "2016", "2016-02-01", "2016-02", "<2016-03", "<2017")

    listed = published_until(Edition.objects.order_by("published"), PartialDate(day))

    assert sorted(edition.published.iso for edition in listed) == sorted(found)


def _editions(*published):
    for year, iso in enumerate(published, start=1900):
        EditionFactory(year=year, published=PartialDate(iso))


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


@pytest.mark.parametrize("written", ["<2017-11-30", ">2017-11", "2017-11-30/2018-03-27"])
def test_a_form_takes_an_open_date_and_one_between_two(written):
    assert PartialDateFormField().clean(f" {written} ") == PartialDate(written)


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


@pytest.mark.parametrize("text", ["9999-12-31-99", "9999-99", "9999-12-99"])
def test_what_is_kept_before_the_end_of_the_calendar_is_no_date(text):
    with pytest.raises(ValueError, match=r"calendar|not a date"):
        PartialDate.stored(text)
