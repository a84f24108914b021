"""Forms of a page: the order of their fields for crispy-forms, and the rows of forms that stand between them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.template import Context
from django.template.loader import render_to_string
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
        helper.layout = self.laid_out(self.layout())
        return helper

    def laid_out(self, pieces: Iterable[Piece]) -> Layout:
        """Pieces as crispy-forms draws them, rows where formsets are named."""
        return Layout(*(RowsBetween(self.formsets[piece]) if piece in self.formsets else piece for piece in pieces))

    @property
    def parts(self) -> list["Part"]:
        """The parts of a long form in their order, for the list of them beside it."""
        return [piece for piece in self.layout() if isinstance(piece, Part)]

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


def beside(*names: str) -> Div:
    """Short fields that stand beside each other where there is room."""
    return Div(*names, css_class="beside")


class Part:
    """A part of a long form under its own head; ``folds``: it is folded while nothing is typed in it."""

    def __init__(self, key: str, title: Text, *fields: Piece, hint: Text = "", folds: bool = False) -> None:
        self.anchor, self.title, self.fields, self.hint, self.folds = f"part-{key}", title, fields, hint, folds

    def render(self, form: LaidOut, context: Context, **kwargs: object) -> SafeString:
        inside = form.laid_out(self.fields).render(form, context, **kwargs)
        is_open = not self.folds or any(_is_used(form, name) for name in names_in(self.fields))
        return render_to_string("clarifications/steps/_part.html", {"part": self, "inside": inside, "is_open": is_open})


def names_in(pieces: Iterable[Piece]) -> Iterator[str]:
    """The names of the fields and formsets in a layout, however deep they stand."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from names_in(getattr(piece, "fields", ()))


def _is_used(form: LaidOut, name: str) -> bool:
    """Whether a field, or one of a formset's rows, holds something or is wrong; a second row was asked for."""
    if name not in form.formsets:
        return _holds(form[name])
    rows = form.formsets[name].forms
    return len(rows) > 1 or any(_holds(field) for row in rows for field in row)


def _holds(field: forms.BoundField) -> bool:
    return bool(field.errors) or field.value() not in field.field.empty_values


class RowsBetween:
    """The rows of a formset, which have a template of their own, between the fields."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def render(self, form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return render_to_string(self.rows.template, {"form": form, "rows": self.rows})
