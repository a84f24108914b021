"""Clauses in the address of a list: several, as people write them, and one more to be typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from standards.reading.asked import MOST_ASKED
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse

MOST_CLAUSES = 20  # that one address may name


class OneMoreClause(forms.TextInput):
    """A field for one more clause beside those that are chosen already; what was typed and is none stays in it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value.strip()]

    def format_value(self, value: Any) -> str:
        return next((one for one in value or () if not is_clause(one)), "")


class ChosenClausesField(forms.MultipleChoiceField):
    """Clauses as people write them; the value are their numbers."""

    widget = OneMoreClause

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"maxlength": str(MOST_ASKED)}

    def valid_value(self, value: str) -> bool:
        return is_clause(value)

    def validate(self, value: list[str]) -> None:
        for one in value:
            if not is_clause(one):
                raise ValidationError(why_no_clause(one), code="invalid")
        if len(value) > MOST_CLAUSES:
            raise ValidationError(_("No more than %(most)s clauses can be chosen.") % {"most": MOST_CLAUSES})

    def clean(self, value: Any) -> list[ClauseNumber]:
        return list(dict.fromkeys(parse(one) for one in super().clean(value)))


def why_no_clause(text: str) -> str:
    """What is said of a text that is no clause; empty where it is one."""
    try:
        MaxLengthValidator(MOST_ASKED)(text)
        parse(text)
    except NotAClause as wrong:
        return wrong.message
    except ValidationError as too_long:
        return str(too_long.messages[0])
    return ""


def is_clause(text: str) -> bool:
    return not why_no_clause(text)
