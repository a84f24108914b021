"""How forms are laid out with crispy-forms: the order of their fields, and what stands between them."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_field
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from clarifications.forms.rows import Rows

Piece: TypeAlias = "str | Unmarked"  # the name of a field or a part, or what is drawn by itself


class LaidOut(forms.Form):
    """A form with a layout; the page writes the form around it, with its proof and its buttons."""

    parts: Mapping[str, Rows] = {}  # the rows of forms on the page, each kind by its name

    def layout(self) -> Iterable[Piece]:
        """The names of fields and parts in the order of the page, or objects of crispy-forms."""
        return [*self.fields, *self.parts]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            *(RowsBetween(self.parts[str(piece)]) if piece in self.parts else piece for piece in self.layout())
        )
        return helper


class Unmarked:
    """Fields of which one is needed, though none alone: they are not marked as optional."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def render(self, form: forms.BaseForm, context: Context, template_pack: str, **_kwargs: object) -> SafeString:
        unmarked = {"template_pack": template_pack, "extra_context": {"mark_optional": False}}
        return mark_safe("".join(render_field(name, form, context, **unmarked) for name in self.names))


class RowsBetween:
    """The rows of a part, which have a template of their own, between the fields."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def render(self, form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return render_to_string(self.rows.template, {"form": form, "rows": self.rows})
