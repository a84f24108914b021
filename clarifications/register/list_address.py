"""What an address of the list names, and in words what of it is not known and left out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clarifications.register.clause_fields import MOST_CLAUSES, why_no_clause

if TYPE_CHECKING:
    from clarifications.register.filters import RecordFilter

MOST_LEFT_OUT = 8  # values of which is said one by one that they are not known
SHOWN_OF_A_VALUE = 60  # characters


def leave_out(tried: "RecordFilter", name: str, kept: QueryDict) -> Iterator[str]:
    field, given = tried.form.fields[name], kept.getlist(name)
    known = [value for value in given if isinstance(field, forms.ChoiceField) and field.valid_value(value)]
    taken = known[:MOST_CLAUSES] if name == "clause" else known
    kept.setlist(name, taken)
    if len(taken) < len(known):
        yield _("No more than %(most)s clauses can be chosen; the others were left out.") % {"most": MOST_CLAUSES}
    for value in given:
        if value not in known:
            said = {"filter": field.label, "value": Truncator(value).chars(SHOWN_OF_A_VALUE)}
            reason = f" {why_no_clause(value)}" if name == "clause" else ""
            yield _("%(filter)s: “%(value)s” is not known and was left out.") % said + reason


def some_of(left_out: list[str]) -> list[str]:
    """The first of these messages, and how many more there are."""
    more = len(left_out) - MOST_LEFT_OUT
    said = ngettext(
        "%(number)s more value is not known and was left out.",
        "%(number)s more values are not known and were left out.",
        more,
    )
    return [*left_out[:MOST_LEFT_OUT], *([said % {"number": more}] if more > 0 else [])]


def standards_named(data: QueryDict) -> list[str]:
    """The standards that an address may mean: those it names, and those whose editions it names."""
    editions = [key.split("-") for key in data.getlist("edition")]
    slugs = ["-".join(parts[:n]) for parts in editions for n in range(1, len(parts))]
    return [slug for slug in [*data.getlist("standard"), *slugs] if re.fullmatch(r"[a-z0-9-]{1,60}", slug)]
