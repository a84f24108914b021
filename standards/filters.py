"""What the list of standards can be narrowed to; one filter set for the page and, later, for the API."""

from dataclasses import dataclass

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standards import search
from standards.models import Edition, EditionQuerySet, Standard, StandardType
from standards.stages import PUBLISHED, WITHDRAWN
from standards.standing import StandingKind

_KINDS = (StandardType.IS, StandardType.TS, StandardType.TR, StandardType.PAS, StandardType.GUIDE)


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address of the list without it."""

    label: str
    url: str


class ListFilter(django_filters.FilterSet):
    """What the filters of every list have in common: chips for those that are set."""

    def chips(self) -> list["Chip"]:
        """The filters that are set, each with the query string of the list without it."""
        chips: list[Chip] = []
        if not self.is_bound or self.errors is None:
            return chips
        for name, bound in ((name, self.form[name]) for name in self.form.fields):
            chosen = self.form.cleaned_data.get(name) or []
            labels = dict(getattr(bound.field, "choices", ()))
            for value in [chosen] if isinstance(chosen, str) else chosen:
                without = self.data.copy()
                without.setlist(name, [other for other in without.getlist(name) if other != value and name != "q"])
                without.pop("page", None)
                chips.append(Chip(str(labels.get(value, value)), f"?{without.urlencode()}"))
        return chips


class StandardFilter(ListFilter):
    """Number or words, how an edition stands today, kind of deliverable."""

    q = django_filters.CharFilter(method="by_words", label=_("Number or words"), max_length=200)
    standing = django_filters.MultipleChoiceFilter(
        method="by_standing", label=_("With an edition"), choices=StandingKind.choices, widget=CheckboxSelectMultiple
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in _KINDS], widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Standard
        fields = ("q", "standing", "type")

    def by_words(self, found: QuerySet[Standard], name: str, value: str) -> QuerySet[Standard]:
        return found.filter(pk__in=search.find(value).order_by().values("pk"))

    def by_standing(self, found: QuerySet[Standard], name: str, value: list[str]) -> QuerySet[Standard]:
        editions = Edition.objects.none()
        for kind in value:
            editions = editions | _standing_today(kind)
        return found.filter(Exists(editions.filter(standard=OuterRef("pk")))) if value else found


def _standing_today(kind: str) -> EditionQuerySet:
    """Main editions of a standing, asked of the database; ``standards.standing`` has the exact words for each."""
    main, today = Edition.objects.main(), timezone.localdate()
    if kind == StandingKind.CURRENT:
        return main.published()
    if kind == StandingKind.DEVELOPMENT:
        return main.filter(stage__lt=PUBLISHED).exclude(stage__endswith=".98")
    usable = Edition.objects.askable(today).filter(stage=WITHDRAWN).values("pk")
    withdrawn = main.filter(stage=WITHDRAWN)
    return withdrawn.filter(pk__in=usable) if kind == StandingKind.TRANSITION else withdrawn.exclude(pk__in=usable)
