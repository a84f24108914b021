"""A select drawn in one pass says what Django's own templates say."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from casco_site.selects import Renderer

ODD = "\"><script>alert(1)</script>&amp; 'x'"
PLAIN = [
    ("", "---------"),
    ("a", "One"),
    ("b", "Two"),
    (3, "Three"),
    (ODD, ODD),
    (True, 1000),
    (None, mark_safe("a&nbsp;b")),
]
GROUPED = [("First", [("a", "One"), ("b", gettext_lazy("Yes"))]), (ODD, [("c", ODD)]), ("d", "Alone")]


class Marked(forms.Select):
    """Options with what a page may hang on them."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"disabled": value == "a", "data-day": ODD}
        return option


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, Marked])
@pytest.mark.parametrize("choices", [[], PLAIN, GROUPED])
@pytest.mark.parametrize("value", [None, "", "b", 3, ODD, ["a", "b"]])
@pytest.mark.parametrize(
    "attrs",
    [{}, {"id": "id_x", "class": "form-select is-invalid", "aria-describedby": ODD, "required": True, "hidden": False}],
)
def test_a_select_is_drawn_as_by_the_templates_of_django(widget, choices, value, attrs):
    asked = widget(choices=choices)

    ours = asked.render("na<me", value, attrs, renderer=Renderer())

    assert parse_html(ours) == parse_html(asked.render("na<me", value, attrs, renderer=DjangoTemplates()))


def test_nothing_that_was_typed_opens_a_tag():
    drawn = forms.Select(choices=PLAIN).render("x", ODD, {"data-x": ODD}, renderer=Renderer())

    assert "<script" not in drawn


def test_all_forms_draw_their_selects_so_and_all_else_as_ever():
    class Form(forms.Form):
        one = forms.ChoiceField(choices=PLAIN)
        other = forms.CharField(widget=forms.Textarea)

    form = Form({"one": "a"})

    assert isinstance(get_default_renderer(), Renderer)
    assert '<option value="a" selected>One</option>' in str(form["one"])
    assert str(form["other"]).startswith('<textarea name="other"')
