"""Select boxes of the admin that look up what they offer: of what was sent, only numbers can be rows."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest

NUMBER = re.compile(r"[1-9][0-9]{0,18}")  # that a row can have


class NumberedSelect(AutocompleteSelect):
    """Django's own asks the database for whatever was sent, and breaks where that is no number."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [one for one in value if NUMBER.fullmatch(str(one))], attrs)


class Choosing:
    """For pages and parts of pages with such select boxes."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # of Django's class
            kwargs.setdefault("widget", NumberedSelect(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc,no-any-return]
