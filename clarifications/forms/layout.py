"""Forms of a page: the order of their fields for crispy-forms, and the rows of forms that stand between them."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clarifications.forms.fields import Data
from clarifications.forms.rows import Rows
from clarifications.map.rule import Text

Piece: TypeAlias = Any  # the name of a field or a formset, or an object of crispy-forms, which has no types


class LaidOut(forms.Form):
    """A form with a layout and the formsets between its fields; the page writes the form around it, and its buttons."""

    formsets: Mapping[str, Rows] = {}  # the rows of forms on the page, each kind by its name

    @property
    def sent(self) -> Data | None:
        """What the browser sent, for the formsets; none where the page is opened."""
        return self.data if self.is_bound else None

    def layout(self) -> Iterable[Piece]:
        """The names of fields and formsets in the order of the page, or objects of crispy-forms."""
        return [*self.fields, *self.formsets]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        pieces = [RowsBetween(self.formsets[piece]) if piece in self.formsets else piece for piece in self.layout()]
        helper.layout = Layout(*pieces)
        return helper

    @property
    def all_forms(self) -> list[Any]:
        """The form and its rows in the order of the page, for the summary of errors."""
        return [self, *(form for rows in self.formsets.values() for form in rows.forms)]

    @property
    def has_errors(self) -> bool:
        """Whether something is to be put right."""
        return any(form.errors for form in self.all_forms)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.formsets.values())])


class TextRow(LaidOut):
    """A row that is one text above all; its control has the name of the row."""

    def add_prefix(self, field_name: str) -> str:
        return str(self.prefix) if field_name == "text" else f"{self.prefix}_{field_name}"


def unmarked(*names: str) -> Field:
    """Fields of which one is needed, though none alone: they are not marked as optional."""
    return Field(*names, template="clarifications/steps/_unmarked.html")


class Heading:
    """The head of a part of a long form."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def render(self, form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return format_html("<h2>{}</h2>", self.text)


class RowsBetween:
    """The rows of a formset, which have a template of their own, between the fields."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def render(self, form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return render_to_string(self.rows.template, {"form": form, "rows": self.rows})
