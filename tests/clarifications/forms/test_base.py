"""What forms of steps share: lists of lines, rows that come and go."""

import pytest
from django import forms
from django.http import QueryDict

from clarifications.forms.base import LinesField
from clarifications.forms.rows import Rows


class NoteForm(forms.Form):
    note = forms.CharField()


def rows(query, **given):
    return Rows(NoteForm, QueryDict(query), name="notes", **given)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\r\n\r\n  two  \n", ["one", "two"]),
        ("- one\n- two", ["one", "two"]),
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
    assert [form.key for form in Rows(NoteForm, None, name="notes").forms] == ["0"]


def test_a_page_opens_with_what_is_there():
    opened = Rows(NoteForm, None, name="notes", initial=[{"note": "one"}, {"note": "two"}])

    assert [form.initial for form in opened.forms] == [{"note": "one"}, {"note": "two"}]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("notes-row=0&notes-row=4", ["0", "4"]),
        ("notes-row=0&notes-row=4&add=notes", ["0", "4", "5"]),
        ("notes-row=0&notes-row=4&remove=notes-0", ["4"]),
        ("notes-row=0&remove=notes-0", ["0"]),
        ("notes-row=0&add=others", ["0"]),
        ("", ["0"]),
        ("add=notes", ["0"]),
        ("notes-row=x&notes-row=12345&notes-row=1&notes-row=1", ["1"]),
    ],
)
def test_rows_come_and_go(query, keys):
    assert [form.key for form in rows(query).forms] == keys


def test_rows_do_not_grow_for_ever():
    many = rows("&".join(f"notes-row={key}" for key in range(400)) + "&add=notes", most=3)

    assert (len(many.forms), many.may_grow, many.may_shrink) == (3, False, True)


def test_rows_are_valid_together():
    query = "notes-row=0&notes-row=1&notes-0-note=one"

    assert [rows(query).is_valid(), rows(query + "&notes-1-note=two").is_valid()] == [False, True]


def test_rows_left_empty_say_nothing():
    found = rows("notes-row=0&notes-row=1&notes-0-note=one", empty_permitted=True)

    assert (found.is_valid(), found.filled) == (True, [{"note": "one"}])
