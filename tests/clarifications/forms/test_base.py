"""What forms of steps share: lists of lines, rows that come and go."""

import pytest
from django import forms
from django.http import QueryDict

from clarifications.forms.fields import LinesField
from clarifications.forms.layout import LaidOut
from clarifications.forms.rows import FixedRows, rows_of


class NoteForm(LaidOut):
    note = forms.CharField()


Notes = rows_of(NoteForm)


def rows(query, **given):
    return Notes(QueryDict(query), prefix="notes", **given)


def texts(found):
    return [form["note"].value() for form in found]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\r\n\r\n  two  \n", ["one", "  two"]),
        ("- one\n- two", ["- one", "- two"]),
        ("- 20 °C", ["- 20 °C"]),
        ("-one", ["-one"]),
    ],
)
def test_a_list_is_written_one_a_line(typed, lines):
    assert LinesField(required=False).clean(typed) == lines


def test_a_list_is_shown_one_a_line():
    assert LinesField().prepare_value(["one", "two"]) == "one\ntwo"


def test_a_list_that_must_not_be_empty():
    with pytest.raises(forms.ValidationError):
        LinesField().clean(" \n")


def test_a_page_opens_with_a_row():
    assert [form.prefix for form in Notes(prefix="notes")] == ["notes-0"]


def test_a_page_opens_with_what_is_there():
    opened = Notes(prefix="notes", initial=[{"note": "one"}, {"note": "two"}])

    assert [form.initial for form in opened.forms] == [{"note": "one"}, {"note": "two"}]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("notes-0-note=a&notes-4-note=e", ["a", "e"]),
        ("notes-0-note=a&notes-4-note=e&add=notes", ["a", "e", None]),
        ("notes-0-note=a&notes-4-note=e&remove=notes-0", ["e"]),
        ("notes-0-note=a&remove=notes-0", ["a"]),
        ("notes-0-note=a&add=others", ["a"]),
        ("", [None]),
        ("add=notes", [None, None]),
        ("notes-x-note=x&notes-12345-note=y&notes-1-note=b&notes-1-note=c", ["c"]),
    ],
)
def test_rows_come_and_go(query, left):
    assert texts(rows(query)) == left


def test_rows_do_not_grow_for_ever_and_none_that_is_sent_is_dropped():
    many = rows("&".join(f"notes-{key}-note={key}" for key in range(400)) + "&add=notes")

    assert (many.may_grow, many.may_shrink, many.is_valid()) == (False, True, True)
    assert texts(many) == [str(key) for key in range(400)]


def test_rows_are_valid_together():
    query = "notes-0-note=one&notes-1-note="

    assert [rows(query).is_valid(), rows(query + "two").is_valid()] == [False, True]


def test_rows_left_empty_say_nothing():
    found = rows("notes-0-note=one&notes-1-note=", empty_permitted=True)

    assert (found.is_valid(), found.filled) == (True, [{"note": "one"}])


def test_a_row_goes_whole_and_those_after_it_move_up():
    found = rows("notes-0-note=a&notes-1-note=b&notes-2-note=c&remove=notes-1")

    assert [(form.prefix, form["note"].value()) for form in found] == [("notes-0", "a"), ("notes-1", "c")]


def test_a_page_that_was_opened_before_its_rows_were_numbered_anew_loses_nothing():
    found = rows("notes-row=0&notes-row=7&notes-0-note=a&notes-7-note=h")

    assert (texts(found), found.is_valid()) == (["a", "h"], True)


class AboutForm(forms.Form):
    text = forms.CharField()

    def __init__(self, *args, subject, **given):
        super().__init__(*args, **given)
        self.fields["text"].label = subject


Abouts = rows_of(AboutForm, FixedRows)


def test_a_row_for_each_subject_stands_whatever_is_sent():
    found = Abouts(QueryDict("about_2-text=b&about_9-text=x"), prefix="about", subjects={"about_2": "Two"})

    assert (found.is_valid(), found.by_subject) == (True, [("Two", {"text": "b"})])


def test_there_may_be_more_subjects_than_rows_that_one_can_add():
    names = {f"about_{number}": str(number) for number in range(30)}

    found = Abouts({f"{name}-text": "x" for name in names}, prefix="about", subjects=names)

    assert (found.is_valid(), len(found.by_subject)) == (True, 30)
