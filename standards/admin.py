"""The catalogue for administrators: search, history of each row, and no list of thousands in a select box."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from standards import admin_thesaurus  # noqa: F401  # registers its page: Django imports this module alone
from standards.admin_choices import Choosing, saying_how_much
from standards.admin_rows import HTTPS, CatalogueAdmin, PartAdmin
from standards.catalogue import search
from standards.catalogue.queries import nearest_clause
from standards.models.clauses import Clause, ClauseDepth
from standards.models.committees import Committee, MaintenanceGroup, Responsibility
from standards.models.concordances import Concordance, ConcordanceRow
from standards.models.editions import Edition, Standard, Succession
from standards.models.imports import Import
from standards.models.resources import Resource
from standards.models.transitions import Transition, TransitionChange
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse
from standards.reading.depth_kinds import DepthKind
from standards.reading.depths import BranchDepth, NotADepth, checked
from standards.reading.naming import standard_sort_key
from standards.reading.stages import PUBLISHED, WITHDRAWN

_MOST_INLINE = 60  # rows of a concordance in one form; more would be more fields than a form may send


@admin.register(Committee)
class CommitteeAdmin(CatalogueAdmin[Committee]):
    list_display = ("reference", "title", "secretariat", "manager_name", "is_suspended")
    list_filter = ("is_suspended",)
    search_fields = ("reference", "title", "title_fr", "manager_name")
    fieldsets = (
        (
            None,
            {"fields": ("reference", "title", "title_fr", "is_suspended", "secretariat", "url", "iso_id", "source")},
        ),
        (_("To whom requests are referred"), {"fields": ("manager_name", "manager_email")}),
    )


class ResponsibilityInline(Choosing, admin.TabularInline[Responsibility, Standard]):
    model = Responsibility
    extra = 0
    autocomplete_fields = ("group", "standard", "named_for")
    show_change_link = True


@admin.register(MaintenanceGroup)
class MaintenanceGroupAdmin(CatalogueAdmin[MaintenanceGroup]):
    list_display = ("name", "description", "kind", "is_active", "is_example")
    list_filter = ("kind", "is_active", "is_example")
    search_fields = ("name", "description")
    autocomplete_fields = ("committee",)
    inlines = (ResponsibilityInline,)


@admin.register(Responsibility)
class ResponsibilityAdmin(CatalogueAdmin[Responsibility]):
    list_display = ("standard", "group", "named_for", "since", "until", "confidence")
    list_filter = ("confidence",)
    list_select_related = ("standard", "group", "named_for")
    search_fields = ("=standard__number", "=standard__slug", "group__name", "^named_for__reference")
    autocomplete_fields = ("group", "standard", "named_for")


@admin.register(Standard)
class StandardAdmin(CatalogueAdmin[Standard]):
    list_display = ("designation", "type", "committee", "slug")
    list_filter = ("type",)
    list_select_related = ("committee",)
    search_fields = ("number__startswith", "slug__startswith", "=publisher", "=type")
    search_help_text = saying_how_much(_("Number, kind, publisher: 17021-1, TS 17012, ISO/IEC 17065"))
    autocomplete_fields = ("committee",)
    inlines = (ResponsibilityInline,)

    def save_model(self, request: HttpRequest, obj: Standard, form: forms.BaseForm, change: bool) -> None:
        obj.sort_key = standard_sort_key(obj.type, obj.number, obj.part, obj.slug)
        super().save_model(request, obj, form, change)
        search.index([obj.pk])


class SuccessionInline(Choosing, admin.TabularInline[Succession, Edition]):
    model = Succession
    fk_name = "newer"
    extra = 0
    autocomplete_fields = ("older",)
    verbose_name_plural = _("replaces")
    show_change_link = True


class TransitionInline(admin.StackedInline[Transition, Edition]):
    model = Transition
    extra = 0
    show_change_link = True


class ResourceInline(admin.StackedInline[Resource, Edition]):
    model = Resource
    extra = 0
    show_change_link = True
    formfield_overrides = {models.URLField: HTTPS}


class ClauseDepthForm(forms.ModelForm[ClauseDepth]):
    """Takes numbers as people write them and keeps their one form; the order follows from them."""

    class Meta:
        model = ClauseDepth
        fields = ("edition", "branch", "kind", "level", "first", "last", "note")

    def clean(self) -> None:
        super().clean()
        given = {name: self.cleaned_data.get(name) or "" for name in ("branch", "first", "last", "note")}
        if kind := self.cleaned_data.get("kind"):
            try:
                said = checked(BranchDepth(kind=DepthKind(kind), level=self.cleaned_data.get("level"), **given))
            except NotADepth as wrong:
                raise ValidationError({wrong.part: wrong.message}) from wrong
            self.cleaned_data |= {"branch": said.branch, "first": said.first, "last": said.last}
            self.instance.sort_key = said.sort_key


class ClauseDepthInline(admin.TabularInline[ClauseDepth, Edition]):
    model = ClauseDepth
    form = ClauseDepthForm
    extra = 0
    show_change_link = True


class PhaseFilter(admin.SimpleListFilter):
    """Whether an edition is a project, published or withdrawn; asking for every code in use would read all rows."""

    title = _("phase")
    parameter_name = "phase"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("project", _("Project")), ("published", _("Published")), ("withdrawn", _("Withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        wanted: dict[str | None, dict[str, str]] = {
            "project": {"stage__lt": PUBLISHED},
            "published": {"stage__gte": PUBLISHED, "stage__lt": WITHDRAWN},
            "withdrawn": {"stage": WITHDRAWN},
        }
        return queryset.filter(**wanted.get(self.value(), {}))


class SupplementFilter(admin.SimpleListFilter):
    """Main editions, or their amendments, corrigenda and other supplements."""

    title = _("supplement")
    parameter_name = "supplement"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("no", _("Edition")), ("yes", _("Supplement"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        if self.value() == "no":
            return queryset.filter(supplement_type="")
        return queryset.exclude(supplement_type="") if self.value() == "yes" else queryset


@admin.register(Edition)
class EditionAdmin(CatalogueAdmin[Edition]):
    list_display = ("reference", "title", "stage", "published", "withdrawn", "committee", "as_of")
    list_filter = (PhaseFilter, SupplementFilter)
    list_select_related = ("committee",)
    ordering = ("reference",)
    search_fields = (
        *("reference__startswith", "former_reference__startswith"),
        *("=standard__number", "=standard__slug", "=year", "=iso_id"),
    )
    search_help_text = saying_how_much(
        _('Number and year: 17065 2012; a whole reference in quotes: "ISO/IEC 17065:2012"; ISO’s id')
    )
    autocomplete_fields = ("standard", "supplement_of", "committee")
    inlines = (SuccessionInline, TransitionInline, ClauseDepthInline, ResourceInline)

    def save_model(self, request: HttpRequest, obj: Edition, form: forms.BaseForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        search.index({obj.standard_id, form.initial.get("standard", obj.standard_id)})

    def delete_model(self, request: HttpRequest, obj: Edition) -> None:
        super().delete_model(request, obj)
        search.index([obj.standard_id])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> None:
        standards = list(queryset.values_list("standard", flat=True))
        super().delete_queryset(request, queryset)
        search.index(standards)


class TransitionChangeInline(admin.TabularInline[TransitionChange, Transition]):
    model = TransitionChange
    extra = 0
    show_change_link = True


@admin.register(Transition)
class TransitionAdmin(CatalogueAdmin[Transition]):
    list_display = ("edition", "until", "months", "decided_by", "source", "source_rank")
    list_select_related = ("edition",)
    search_fields = ("^edition__reference", "=edition__standard__number")
    autocomplete_fields = ("edition",)
    inlines = (TransitionChangeInline,)


@admin.register(TransitionChange)
class TransitionChangeAdmin(PartAdmin[TransitionChange]):
    list_display = ("transition", "was", "to", "changed", "reason")
    list_select_related = ("transition__edition",)
    search_fields = ("^transition__edition__reference",)
    raw_id_fields = ("transition",)


@admin.register(Succession)
class SuccessionAdmin(PartAdmin[Succession]):
    list_display = ("newer", "older", "is_inferred", "source")
    list_select_related = ("newer", "older")
    ordering = ("-pk",)
    search_fields = ("^newer__reference", "^older__reference", "=newer__standard__number", "=older__standard__number")
    autocomplete_fields = ("newer", "older")


@admin.register(Resource)
class ResourceAdmin(PartAdmin[Resource]):
    list_display = ("title", "edition", "kind", "publisher", "language", "published")
    list_filter = ("kind",)
    list_select_related = ("edition",)
    search_fields = ("title", "publisher", "^edition__reference")
    autocomplete_fields = ("edition",)


@admin.register(ClauseDepth)
class ClauseDepthAdmin(PartAdmin[ClauseDepth]):
    form = ClauseDepthForm
    list_display = ("edition", "branch", "kind", "level", "first", "last", "note")
    list_filter = ("kind",)
    list_select_related = ("edition",)
    search_fields = ("^edition__reference", "=branch")
    autocomplete_fields = ("edition",)


class ConcordanceRowInline(admin.TabularInline[ConcordanceRow, Concordance]):
    model = ConcordanceRow
    extra = 0
    show_change_link = True


@admin.register(Concordance)
class ConcordanceAdmin(CatalogueAdmin[Concordance]):
    list_display = ("newer", "older", "source", "its_rows")
    ordering = ("newer__reference", "older__reference")
    search_fields = ("newer__reference", "older__reference")
    autocomplete_fields = ("newer", "older")
    inlines = (ConcordanceRowInline,)
    readonly_fields = ("its_rows",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Concordance]:
        found: QuerySet[Concordance] = super().get_queryset(request)
        return found.select_related("older", "newer").annotate(number_of_rows=Count("rows"))

    def get_inlines(self, request: HttpRequest, obj: Concordance | None = None) -> Sequence[type[ConcordanceRowInline]]:
        """Rows stand on the page while they are few; a long comparison is corrected row by row in its list."""
        return () if getattr(obj, "number_of_rows", 0) > _MOST_INLINE else self.inlines

    @admin.display(description=_("rows"))
    def its_rows(self, concordance: Concordance) -> str:
        address = reverse("admin:standards_concordancerow_changelist")
        number = getattr(concordance, "number_of_rows", 0)
        return format_html('<a href="{}?concordance__id__exact={}">{}</a>', address, concordance.pk or 0, number)


@admin.register(ConcordanceRow)
class ConcordanceRowAdmin(PartAdmin[ConcordanceRow]):
    list_display = ("older", "newer", "kind", "note", "concordance")
    list_filter = ("kind",)
    list_select_related = ("concordance__older", "concordance__newer")
    search_fields = ("=older", "=newer")
    autocomplete_fields = ("concordance",)


@admin.register(Import)
class ImportAdmin(admin.ModelAdmin[Import]):
    """What was imported, to be read only."""

    list_display = ("at", "files", "as_of", "added", "changed", "withdrawn", "succeeded", "refused")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False


class ClauseForm(forms.ModelForm[Clause]):
    """Takes a number as people write it and keeps its one form; address, order and place follow from it."""

    class Meta:
        model = Clause
        fields = ("edition", "number", "title", "number_inferred")

    def clean_number(self) -> str:
        try:
            return parse(self.cleaned_data["number"]).canonical
        except NotAClause as wrong:
            raise ValidationError(wrong.message) from wrong


@admin.register(Clause)
class ClauseAdmin(CatalogueAdmin[Clause]):
    form = ClauseForm
    list_display = ("number", "title", "edition", "number_inferred")
    list_select_related = ("edition__standard",)
    search_fields = ("number", "title", "edition__reference")
    search_help_text = saying_how_much(_("Edition, number or words of the heading: 17025:2017 7.8"))
    autocomplete_fields = ("edition",)

    def save_model(self, request: HttpRequest, obj: Clause, form: forms.BaseForm, change: bool) -> None:
        number = parse(obj.number)
        above = number.parent
        obj.slug, obj.sort_key = number.slug, number.sort_key
        obj.parent = nearest_clause(obj.edition, above) if above else None
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clause]:
        clauses: QuerySet[Clause] = super().get_queryset(request)
        return clauses.order_by("edition__standard__sort_key", "edition", "sort_key")
