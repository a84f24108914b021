"""The list of bodies as JSON, as its pages show it: what each is, was and became; nobody who speaks for one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.serializers import BooleanField, CharField, ChoiceField, IntegerField

from accounts.filters import PublicBodyFilter
from accounts.models import Body, BodyKind, BodySuccession
from accounts.named import body_at
from standards.api.fields import Address, Dated, Known, Rank
from standards.api.listing import RowList, RowsShown, SingleRow, listing, named, reading

REF = named("ref", _("A body: its number at ISO, or its acronym, as in the address of its page."))


class BodyAddresses:
    """Where a body is found in this API, and where people find it."""

    def __init__(self, request: HttpRequest) -> None:
        self.site = f"{request.scheme}://{request.get_host()}"

    def body(self, body: Body) -> str:
        return self.site + reverse("api-bodies:body", args=[body.ref])

    def page(self, body: Body) -> str:
        return self.site + body.get_absolute_url()


class BodyLinkSerializer(serializers.Serializer[Body]):
    """A body that is named."""

    acronym = Known(help_text=_("Its acronym; null where it has none."))
    name = CharField(help_text=_("Its name."))
    url = Address("body", help_text=_("Its address in this API."))


class PassedOnSerializer(serializers.Serializer[BodySuccession]):
    """That the role of a body passed on to another."""

    body = BodyLinkSerializer(source="newer", help_text=_("The other body."))
    since = Dated(help_text=_("As precisely as known."))
    source = CharField(help_text=_("Who says so."))  # type: ignore[assignment]  # a field of this name
    source_rank = Rank()


class TakenOverSerializer(PassedOnSerializer):
    """That a body took over the role of another."""

    body = BodyLinkSerializer(source="older", help_text=_("The other body."))


class BodySerializer(serializers.Serializer[Body]):
    """A body of the public list."""

    url = Address("body", help_text=_("Its address in this API."))
    html_url = Address("page", help_text=_("Its page for people."))
    iso_id = IntegerField(allow_null=True, help_text=_("Its number at ISO; null where it has none."))
    acronym = Known(help_text=_("Its acronym; null where it has none."))
    former_acronym = Known(help_text=_("The acronym that it had before."))
    name = CharField(help_text=_("Its name."))
    country = Known(help_text=_("Its country; null where it has none, or it is not known."))
    country_code = Known(help_text=_("The code of its country: CH."))
    kind = ChoiceField(choices=BodyKind.choices, help_text=_("What it is to ISO."))
    kind_in_words = CharField(source="get_kind_display", help_text=_("The same in words."))
    membership = Known(help_text=_("What a member is within ISO: member body, correspondent member."))
    membership_as_of = Dated(help_text=_("The day of that."))
    is_confirmed = BooleanField(
        source="is_verified", help_text=_("Whether a source states its country, its full membership or its liaison.")
    )
    is_listed = BooleanField(source="is_active", help_text=_("Whether it is in the list; its address stays."))
    is_example = BooleanField(help_text=_("Whether it is invented, on a site that demonstrates."))
    source = Known(  # type: ignore[assignment]  # a field of this name
        help_text=_("Where its name and country are from.")
    )
    passed_on_to = PassedOnSerializer(source="successions.all", many=True, help_text=_("Who has its role since when."))
    taken_over_from = TakenOverSerializer(
        source="predecessors.all", many=True, help_text=_("Whose role it has since when.")
    )


def shown(keys: Sequence[int]) -> list[Body]:
    """Bodies with what they were and became, in the order of the keys; a constant number of queries."""
    found = {body.pk: body for body in Body.objects.with_roles().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


class _BodiesShown(RowsShown):
    queryset = Body.objects.all()
    serializer_class = BodySerializer
    fetch = staticmethod(shown)

    def get_serializer_context(self) -> dict[str, Any]:
        return {"addresses": BodyAddresses(self.request)}


@listing("bodies", BodySerializer, _("Bodies"))
class BodyList(_BodiesShown, RowList):
    """The members of ISO, organisations in liaison with it, and what took over the roles of these."""

    filterset_class = PublicBodyFilter
    orders = {"name": ("name",), "acronym": ("acronym", "name"), "iso_id": ("iso_id",)}

    def get_queryset(self) -> QuerySet[Body]:
        return Body.objects.public()


class SingleBody(_BodiesShown, SingleRow):
    """A body, by its number at ISO, or by an acronym or a name that no other has."""

    @reading("bodies", BodySerializer, _("A body"), REF)
    def get(self, request: Request, ref: str) -> HttpResponse:
        return self.show(body_at(ref))
