"""Shared fields: long texts with their count, lines, clause numbers, editions."""

import datetime
from operator import itemgetter

import pytest
from django import forms
from django.core.exceptions import ValidationError

from clarifications.forms.fields import (
    ClausesField,
    DialectField,
    LineField,
    LinesField,
    LongTextField,
    numbers_in,
    spaced,
)
from standards.catalogue.offers import offered_editions
from standards.reading.characters import plain
from standards.reading.dates import PartialDate
from tests.counts import COUNTS
from tests.factories import CommitteeFactory, EditionFactory, StandardFactory

TODAY = datetime.date(2026, 3, 2)


def refusal(field: forms.Field, value: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


def test_numbers_are_printed_with_spaces():
    assert [spaced(7), spaced(10_000), spaced(1_234_567)] == ["7", "10\u00a0000", "1\u00a0234\u00a0567"]


def test_a_text_of_the_limit_is_taken():
    assert LongTextField().clean("x" * 10_000) == "x" * 10_000


def test_a_longer_text_is_refused_with_its_count():
    assert refusal(LongTextField(), "x" * 200_000) == ["200\u00a0000 of at most 10\u00a0000 characters."]


@pytest.mark.parametrize("row", COUNTS, ids=itemgetter("what"))
def test_a_text_counts_what_is_kept_of_it(row):
    field = LongTextField(limit=max(row["count"], 1) - 1, required=False)

    refused = refusal(field, plain(row["text"])) if row["count"] else []

    assert refused == ([f"{row['count']} of at most {row['count'] - 1} characters."] if row["count"] else [])


@pytest.mark.parametrize("field", [LongTextField(), LineField(limit=99), DialectField(), LinesField()])
@pytest.mark.parametrize("typed", ["Is [[it the end", "[[Is]] it [[[[ the ]] end"])
def test_words_of_a_standard_that_do_not_end_are_refused_as_all_that_follows_would_be_left_out(field, typed):
    assert refusal(field, typed) == ["“[[” opens words of a standard: write “]]” where they end."]


@pytest.mark.parametrize("typed", ["Is [[it]] the end", "x]] [[Is [[it]]]] a[b[1]]", "a[0]"])
def test_words_of_a_standard_that_end_are_taken(typed):
    assert LongTextField().clean(typed) == typed


def test_marks_of_words_of_a_standard_may_go_over_several_lines_of_a_list():
    assert LinesField().clean("if [[the\nend]] holds") == ["if [[the", "end]] holds"]


def test_a_long_text_is_kept_as_typed_with_its_indents():
    assert LongTextField().clean("\n  a  b\n\tc \n") == "  a  b\n\tc"


def test_a_long_text_of_blanks_is_empty():
    with pytest.raises(ValidationError):
        LongTextField().clean(" \n\t")


def test_a_line_break_counts_as_one_character():
    assert LongTextField(limit=3).clean("a\nb") == "a\nb"


def test_an_emoji_counts_as_one_character():
    assert LongTextField(limit=2).clean("😀😀") == "😀😀"


def test_the_browser_is_not_told_to_cut_a_text():
    attrs = LongTextField().widget.attrs

    assert (attrs.get("maxlength"), attrs["data-limit"], attrs["dir"], attrs["class"]) == (None, 10_000, "auto", "said")


def test_a_private_text_is_set_in_sans():
    assert "class" not in LongTextField(published=False).widget.attrs


def test_an_empty_text_that_is_not_needed_is_empty():
    assert LongTextField(required=False).clean(None) == ""


@pytest.mark.parametrize("field", [LongTextField(), LineField(limit=20)])
def test_a_text_of_which_nothing_is_to_be_seen_is_none(field):
    assert refusal(field, "\u200d\u00a0\u2060") == ["This field is required."]


def test_a_line_has_one_blank_between_words():
    assert LineField(limit=20).clean("  two\n wo\u200brds ") == "two words"


def test_a_line_that_is_too_long_is_refused_with_its_count():
    assert refusal(LineField(limit=120), "x" * 121) == ["121 of at most 120 characters."]


@pytest.mark.parametrize("typed", ["7.8.6", "6.2.1 d), Annex B", "7.8.2 to 7.8.5", "3.10; 15", ""])
def test_clauses_stay_as_typed(typed):
    assert ClausesField(required=False).clean(typed) == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7.8.6, 7..2", "“7..2” is not a clause number. Did you mean 7.2?"),
        ("abc", "“abc” is not a clause number."),
        ("x" * 501, "501 of at most 500 characters."),
        ("1.1 to 1.40, 2.1 to 2.40", "80 clauses; name at most 60."),
    ],
)
def test_what_cannot_be_a_clause_is_refused_in_words(typed, said):
    assert refusal(ClausesField(), typed)[0] == said


def test_the_clauses_of_a_text_are_read_where_they_can_be():
    found = [[number.canonical for number in numbers_in(text)] for text in ("7.1, b.2", "", "abc", "7.1 " * 200)]

    assert found == [["7.1", "B.2"], [], [], []]


def test_editions_are_offered_by_standard_newest_first_with_how_they_stand(db):
    standard = StandardFactory(number="90017")
    old = EditionFactory(standard=standard, year=2005, stage="95.99", withdrawn=PartialDate("2018"))
    new = EditionFactory(standard=standard, year=2017)
    EditionFactory(standard=standard, year=2030, stage="40.20", published=PartialDate())
    EditionFactory(standard=StandardFactory(committee=CommitteeFactory(reference="ISO/TC 176")))

    offered = [(offer.key, offer.text, offer.note) for offer in offered_editions(TODAY)]

    assert offered == [
        (new.pk, "ISO/IEC 90017:2017", "In force"),
        (old.pk, "ISO/IEC 90017:2005", "Withdrawn"),
    ]


def test_the_editions_are_read_in_the_same_number_of_queries(db, django_assert_num_queries):
    standard = StandardFactory()
    for year in (2005, 2012, 2017):
        EditionFactory(standard=standard, year=year)

    with django_assert_num_queries(2):
        offered_editions(TODAY)
