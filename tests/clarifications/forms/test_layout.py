"""How forms are laid out: nothing is left out, rows stand where the layout has them, optional fields are marked."""

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from clarifications.forms.layout import LaidOut, unmarked
from clarifications.forms.rows import rows_of
from clarifications.intake.page_forms import BackgroundForm, CheckForm, IdentityForm, StandardForm
from tests.builders import START


class NoteForm(LaidOut):
    note = forms.CharField()


class LetterForm(LaidOut):
    """A form with rows between its fields."""

    button_text = "Send"
    to = forms.CharField(required=False)
    copy = forms.CharField(required=False)
    end = forms.CharField(required=False)

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.formsets = {"notes": rows_of(NoteForm, legend="Note", more="One note more")(prefix="notes")}

    def layout(self):
        return [unmarked("to", "copy"), "notes", "end"]


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", [StandardForm, BackgroundForm, IdentityForm])
def test_a_page_of_the_request_draws_each_of_its_fields_once(form_class):
    form = form_class(at=START)

    page = render_crispy_form(form)

    assert [page.count(f' name="{name}"') > 0 for name in form.fields] == [True] * len(form.fields)
    assert [page.count(f'id="div_id_{name}"') for name in form.fields] == [1] * len(form.fields)


def test_the_page_writes_the_form_and_its_proof():
    page = render_crispy_form(CheckForm())

    assert ["<form" in page, "csrf" in page, 'name="nobody_named"' in page] == [False, False, True]


def test_rows_stand_where_the_layout_has_them():
    page = render_crispy_form(LetterForm())

    places = [page.index(f'name="{name}"') for name in ("to", "copy", "notes-0-note", "add", "end")]
    assert places == sorted(places)
    assert page.index(">Send</button>") < page.index('name="notes-0-note"')


def test_only_what_can_be_left_out_by_itself_is_marked_as_optional():
    page = render_crispy_form(LetterForm())

    assert page.count("(optional)") == 1
    assert page.index("(optional)") > page.index('name="notes-0-note"')
