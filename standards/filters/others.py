"""What the list of publications of other bodies can be narrowed to: for readers, for the secretariat, for the API."""

import django_filters
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standards.catalogue import others
from standards.filters.fields import ClauseNameField, EditionNameField, StandardNameField
from standards.filters.lists import ListFilterSet, NamedFilter, choice
from standards.models.editions import Edition, Standard
from standards.models.others import OtherClause, OtherPublication, OtherPublicationQuerySet, OtherStatus
from standards.reading.asked import MOST_ASKED
from standards.reading.clause_numbers import ClauseNumber

_LINKS = (
    ("dead", _("Dead when last looked at")),
    ("works", _("Worked when last looked at")),
    ("unseen", _("Nobody has looked")),
)

Found = OtherPublicationQuerySet


def _bodies() -> list[tuple[str, str]]:
    names = OtherPublication.objects.shown().order_by("body").values_list("body", flat=True).distinct()
    return [(name, name) for name in names]


def _standards() -> list[tuple[str, str]]:
    named = OtherPublication.objects.shown().order_by().values("standard")
    return [(row.slug, row.designation) for row in Standard.objects.filter(pk__in=named)]


def _editions() -> list[tuple[str, str]]:
    named = OtherPublication.objects.shown().order_by().values("edition")
    found = Edition.objects.filter(pk__in=named).select_related("standard")
    return [(f"{row.standard.slug}/{row.slug}", row.reference) for row in found]


def on_clause(found: Found, number: ClauseNumber) -> Found:
    """Those that name a clause, a part of it, or what it is part of."""
    wholes = [whole.sort_key for whole in number.wholes]
    near = OtherClause.objects.filter(Q(sort_key__startswith=number.sort_key) | Q(sort_key__in=wholes))
    return found.filter(pk__in=near.order_by().values("publication"))


class OthersFilterSet(ListFilterSet):
    """Words, whose it is, on which standard, edition and clause, what its body says of it today."""

    on_a_page = 25  # each is a paragraph

    q = django_filters.CharFilter(method="by_words", label=_("Number or words"), max_length=MOST_ASKED)
    body = django_filters.ChoiceFilter(label=_("Body"), choices=_bodies, empty_label=_("All"))
    standard = django_filters.ChoiceFilter(
        field_name="standard__slug", label=_("Standard"), choices=_standards, empty_label=_("All")
    )
    edition = django_filters.ChoiceFilter(
        method="by_edition", label=_("Edition"), choices=_editions, empty_label=_("All")
    )
    clause = NamedFilter(ClauseNameField, method="by_clause", label=_("Clause"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=OtherStatus.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = OtherPublication
        fields = ()

    @property
    def named_page(self) -> str:
        """The page of the one standard, edition or clause that the list is narrowed to."""
        chosen = self.form.cleaned_data if self.is_bound and self.errors is not None else {}
        standard, edition, clause = (chosen.get(name) for name in ("standard", "edition", "clause"))
        if not edition:
            return reverse("standards:standard", args=[standard]) if standard and not clause else ""
        if standard and standard != edition.partition("/")[0]:
            return ""
        url = reverse("standards:edition", args=edition.split("/"))
        return f"{url}{clause.slug}/" if clause else url

    def by_words(self, found: Found, name: str, value: str) -> Found:
        return others.find(value, among=found)

    def by_edition(self, found: Found, name: str, value: str) -> Found:
        standard, _slash, edition = value.partition("/")
        return found.filter(edition__slug=edition, edition__standard__slug=standard)

    def by_clause(self, found: Found, name: str, value: ClauseNumber) -> Found:
        return on_clause(found, value)


class KeptOthersFilterSet(OthersFilterSet):
    """The same for whoever keeps the list: what was taken off, and how it is with the links."""

    link = django_filters.ChoiceFilter(method="by_link", label=_("Link"), choices=_LINKS, empty_label=_("All"))
    shown = django_filters.ChoiceFilter(
        method="by_shown", label=_("Shown"), choices=[("off", _("Taken off"))], empty_label=_("On the list")
    )

    def filter_queryset(self, queryset: Found) -> Found:
        found: Found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("shown") else found.filter(taken_off_at__isnull=True)

    def by_link(self, found: Found, name: str, value: str) -> Found:
        is_dead = Q(dead_since__isnull=False)
        unseen = Q(looked_at__isnull=True)
        return found.filter({"dead": is_dead, "works": ~is_dead & ~unseen, "unseen": unseen}[value])

    def by_shown(self, found: Found, name: str, value: str) -> Found:
        return found.filter(taken_off_at__isnull=False)


class PublicOthersFilterSet(django_filters.FilterSet):
    """The same for programs, which name rows of the catalogue as their addresses do."""

    q = django_filters.CharFilter(method="by_words", label=_("Number or words"), max_length=MOST_ASKED)
    body = django_filters.CharFilter(lookup_expr="iexact", label=_("Whose it is: UKAS"), max_length=MOST_ASKED)
    standard = NamedFilter(StandardNameField, label=_("On this standard: 17025"))
    edition = NamedFilter(EditionNameField, label=_("On this edition: 17025/2017, or its number at ISO"))
    clause = NamedFilter(
        ClauseNameField, method="by_clause", label=_("On this clause, a part of it, or what it is part of: 7.8")
    )
    status = choice(OtherStatus.choices, label=_("What its body says of it, as far as that was seen"))

    class Meta:
        model = OtherPublication
        fields = ()

    def by_words(self, found: Found, name: str, value: str) -> Found:
        return others.find(value, among=found)

    def by_clause(self, found: Found, name: str, value: ClauseNumber) -> Found:
        return on_clause(found, value)
