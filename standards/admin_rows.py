"""What the pages of the catalogue in the admin share: they are small, with a history from before the first change."""

from typing import ClassVar, Generic, TypeAlias, TypeVar

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from standards.admin_choices import Choosing
from standards.models import bulk

Row = TypeVar("Row", bound=models.Model)
_Rows: TypeAlias = "forms.BaseModelFormSet[models.Model, forms.ModelForm[models.Model]]"

HTTPS = {"assume_scheme": "https"}


def record_as_imported(*rows: models.Model) -> None:
    """Put down how rows are stored of which nobody has yet: what was written in bulk has no first row of history."""
    for row in rows:
        bulk.record_before(type(row), [row.pk], at=timezone.now())


class CatalogueAdmin(Choosing, SimpleHistoryAdmin, Generic[Row]):  # type: ignore[misc]  # comes without types
    """A page of the catalogue."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides: ClassVar = {models.URLField: HTTPS}

    def save_model(self, request: HttpRequest, obj: Row, form: forms.BaseForm, change: bool) -> None:
        if change:
            record_as_imported(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: forms.BaseForm, formset: _Rows, change: bool) -> None:
        for row in formset.initial_forms:
            if row.has_changed():  # a row that is to be deleted has its tick changed
                record_as_imported(row.instance)
        super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        record_as_imported(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Row]) -> None:
        record_as_imported(*queryset)
        super().delete_queryset(request, queryset)


class PartAdmin(CatalogueAdmin[Row]):
    """For rows that are entered on the page of another one and have their own for their history alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
