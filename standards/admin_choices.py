"""What the admin looks up: in its lists, up to as much as any search of the site; in its select boxes, rows alone."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from standards.reading.asked import MOST_ASKED, taken, too_long

NUMBER = re.compile(r"[1-9][0-9]{0,18}")  # that a row can have
UP_TO = format_lazy(_("Up to {most} characters."), most=MOST_ASKED)  # said below the search of a list


def saying_how_much(hint: StrOrPromise) -> StrOrPromise:
    """What can be looked for in a list, and how much of it."""
    return format_lazy("{}. {}", hint, UP_TO)


class NumberedSelect(AutocompleteSelect):
    """Django's own asks the database for whatever was sent, and breaks where that is no number."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [one for one in value if NUMBER.fullmatch(str(one))], attrs)


class Choosing:
    """For pages with such a search, and for parts of pages with such select boxes."""

    search_help_text: StrOrPromise = UP_TO

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look for no more than any field takes, and say so; what was typed stays in the field."""
        if said := too_long(search_term):
            messages.warning(request, said)
        return super().get_search_results(request, queryset, taken(search_term))  # type: ignore[misc,no-any-return]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # of Django's class
            kwargs.setdefault("widget", NumberedSelect(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc,no-any-return]
