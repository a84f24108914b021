"""What the list of bodies can be narrowed to."""

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, BodyKind
from standards.filters.lists import ListFilterSet, choice
from standards.reading.asked import MOST_ASKED

_MOST_WORDS = 8
_SEARCHED = ("acronym", "former_acronym", "name", "country")


class BodyFilter(ListFilterSet):
    """Name, acronym or country; what a body is to ISO; whether that is confirmed."""

    q = django_filters.CharFilter(method="by_words", label=_("Name, acronym or country"), max_length=MOST_ASKED)
    kind = django_filters.MultipleChoiceFilter(
        label=_("What it is to ISO"), choices=BodyKind.choices, widget=CheckboxSelectMultiple
    )
    confirmed = django_filters.MultipleChoiceFilter(
        method="by_confirmed",
        label=_("Confirmed"),
        choices=[("yes", _("Confirmed")), ("no", _("Not confirmed"))],
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Body
        fields = ("q", "kind", "confirmed")

    def by_words(self, found: QuerySet[Body], name: str, value: str) -> QuerySet[Body]:
        return _with_words(found, value)

    def by_confirmed(self, found: QuerySet[Body], name: str, value: list[str]) -> QuerySet[Body]:
        return found.filter(is_verified="yes" in value) if len(set(value)) == 1 else found


class PublicBodyFilter(django_filters.FilterSet):
    """The same for programs."""

    q = django_filters.CharFilter(method="by_words", label=_("Name, acronym or country"), max_length=MOST_ASKED)
    kind = choice(BodyKind.choices, label=_("What it is to ISO"))
    country = django_filters.CharFilter(
        field_name="country_code", lookup_expr="iexact", label=_("The code of its country: CH"), max_length=2
    )

    class Meta:
        model = Body
        fields = ()

    def by_words(self, found: QuerySet[Body], name: str, value: str) -> QuerySet[Body]:
        return _with_words(found, value)


def _with_words(found: QuerySet[Body], text: str) -> QuerySet[Body]:
    for word in text.replace("\0", "").split()[:_MOST_WORDS]:
        found = found.filter(Q.create([(f"{column}__icontains", word) for column in _SEARCHED], connector=Q.OR))
    return found
