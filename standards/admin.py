"""The catalogue for administrators: search, history of each row, and no list of thousands in a select box."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from standards.catalogue import nearest_clause
from standards.clauses import ClauseNumber, NotAClause, parse
from standards.models import (
    Clause,
    Committee,
    Edition,
    MaintenanceGroup,
    Responsibility,
    Standard,
    Succession,
    Transition,
    TransitionChange,
)
from standards.naming import standard_sort_key


class CatalogueAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # comes without types
    """What all pages of the catalogue have in common: small pages, and nothing is deleted that others rely on."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Committee)
class CommitteeAdmin(CatalogueAdmin):
    list_display = ("reference", "title", "secretariat", "manager_name")
    search_fields = ("reference", "title", "manager_name")
    fieldsets = (
        (None, {"fields": ("reference", "title", "secretariat", "url", "iso_id", "source")}),
        (_("To whom requests are referred"), {"fields": ("manager_name", "manager_email")}),
    )


class ResponsibilityInline(admin.TabularInline[Responsibility, Standard]):
    model = Responsibility
    extra = 0
    autocomplete_fields = ("group", "standard", "named_for")


@admin.register(MaintenanceGroup)
class MaintenanceGroupAdmin(CatalogueAdmin):
    list_display = ("name", "description", "kind", "is_active", "is_example")
    list_filter = ("kind", "is_active", "is_example")
    search_fields = ("name", "description")
    autocomplete_fields = ("committee",)
    inlines = (ResponsibilityInline,)


@admin.register(Responsibility)
class ResponsibilityAdmin(CatalogueAdmin):
    list_display = ("standard", "group", "named_for", "since", "until", "confidence")
    list_filter = ("confidence",)
    list_select_related = ("standard", "group", "named_for")
    search_fields = ("standard__number", "group__name", "named_for__reference")
    autocomplete_fields = ("group", "standard", "named_for")


@admin.register(Standard)
class StandardAdmin(CatalogueAdmin):
    list_display = ("designation", "type", "committee", "slug")
    list_filter = ("type",)
    list_select_related = ("committee",)
    search_fields = ("number", "slug", "editions__reference")
    autocomplete_fields = ("committee",)
    inlines = (ResponsibilityInline,)

    def save_model(self, request: HttpRequest, obj: Standard, form: Any, change: bool) -> None:
        obj.sort_key = standard_sort_key(obj.type, obj.number, obj.part, obj.slug)
        super().save_model(request, obj, form, change)


class SuccessionInline(admin.TabularInline[Succession, Edition]):
    model = Succession
    fk_name = "newer"
    extra = 0
    autocomplete_fields = ("older",)
    verbose_name_plural = _("replaces")


class TransitionInline(admin.TabularInline[Transition, Edition]):
    model = Transition
    extra = 0
    show_change_link = True


@admin.register(Edition)
class EditionAdmin(CatalogueAdmin):
    list_display = ("reference", "title", "stage", "published", "withdrawn")
    list_filter = ("stage", "supplement_type")
    search_fields = ("reference", "former_reference", "title")
    autocomplete_fields = ("standard", "supplement_of")
    inlines = (SuccessionInline, TransitionInline)


class TransitionChangeInline(admin.TabularInline[TransitionChange, Transition]):
    model = TransitionChange
    extra = 0


@admin.register(Transition)
class TransitionAdmin(CatalogueAdmin):
    list_display = ("edition", "until", "months", "source")
    list_select_related = ("edition",)
    search_fields = ("edition__reference",)
    autocomplete_fields = ("edition",)
    inlines = (TransitionChangeInline,)


class ClauseForm(forms.ModelForm[Clause]):
    """Takes a number as people write it and keeps its one form; address, order and place follow from it."""

    class Meta:
        model = Clause
        fields = ("edition", "number", "title", "number_inferred")

    def clean_number(self) -> str:
        try:
            self.parsed: ClauseNumber = parse(self.cleaned_data["number"])
        except NotAClause as wrong:
            raise ValidationError(wrong.message) from wrong
        return self.parsed.canonical


@admin.register(Clause)
class ClauseAdmin(CatalogueAdmin):
    form = ClauseForm
    list_display = ("number", "title", "edition", "number_inferred")
    list_select_related = ("edition",)
    search_fields = ("number", "title", "edition__reference")
    search_help_text = _("Edition, number or words of the heading: 17025:2017 7.8")
    autocomplete_fields = ("edition",)

    def save_model(self, request: HttpRequest, obj: Clause, form: Any, change: bool) -> None:
        number: ClauseNumber = form.parsed
        above = number.parent
        obj.slug, obj.sort_key = number.slug, number.sort_key
        obj.parent = nearest_clause(obj.edition, above) if above else None
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clause]:
        clauses: QuerySet[Clause] = super().get_queryset(request)
        return clauses.order_by("edition__standard__sort_key", "edition", "sort_key")
