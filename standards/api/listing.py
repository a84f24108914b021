"""What the lists and single rows of the API have in common: how they are described, fetched and shown."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from standards.api.addresses import Addresses
from standards.api.errors import PROBLEM, ErrorSerializer
from standards.api.filters import Filters, Order
from standards.api.paging import Pages
from standards.catalogue.once import drawn_of_catalogue

Described = TypeVar("Described", bound=Callable[..., object])

REFUSED = OpenApiResponse(ErrorSerializer, _("A parameter cannot be used; the answer says which and why."))
MISSING = OpenApiResponse(ErrorSerializer, _("There is nothing at this address."))


def named(name: str, meaning: Promise, type: type = str) -> OpenApiParameter:
    """A part of an address, for the description."""
    return OpenApiParameter(name, type, OpenApiParameter.PATH, description=meaning)


def listing(kind: str, shape: type[Serializer[Any]], summary: Promise) -> Callable[[Described], Described]:
    """Describes the list of a kind."""
    how = extend_schema(operation_id=f"list_{kind}", summary=summary, tags=[kind], responses=_many(shape))
    return extend_schema_view(get=how)


def reading(
    kind: str, shape: type[Serializer[Any]], summary: Promise, *names: OpenApiParameter, by: str = ""
) -> Callable[[Described], Described]:
    """Describes the address of one row of a kind; ``by``: how else one is found."""
    one = f"{kind.removesuffix('ies')}y" if kind.endswith("ies") else kind.removesuffix("s")
    described: Callable[[Described], Described] = extend_schema(
        operation_id=f"read_{one}{by}",
        summary=summary,
        tags=[kind],
        parameters=list(names),
        responses=_one(shape),
    )
    return described


def _many(shape: type[Serializer[Any]]) -> dict[int | tuple[int, str], object]:
    return {200: shape(many=True), (400, PROBLEM): REFUSED}


def _one(shape: type[Serializer[Any]]) -> dict[int | tuple[int, str], object]:
    return {200: shape, (404, PROBLEM): MISSING}


class RowsShown(GenericAPIView[Any]):
    """Shows rows of a kind: ``fetch`` loads them by their keys with all that is shown."""

    fetch: Callable[[Sequence[int]], Sequence[object]]

    def get_serializer_context(self) -> dict[str, Addresses]:
        return {"addresses": Addresses.of(self.request)}

    def answered(self, data: Callable[[], object]) -> HttpResponse:
        """The answer in the words of its format, kept as long as the catalogue, which says all of it, stays so."""
        request = self.request
        renderer, asked = request.accepted_renderer, request.accepted_media_type
        key = (type(self), renderer.format, asked, _short(request.build_absolute_uri()))
        text = drawn_of_catalogue(key, lambda: force_str(renderer.render(data(), asked, self.get_renderer_context())))
        return HttpResponse(text, content_type=renderer.media_type)


def _short(address: str) -> str:
    """What stands for an address of any length."""
    return hashlib.sha256(address.encode()).hexdigest()


class RowList(RowsShown, ListAPIView[Any]):
    """Rows of a kind, narrowed, ordered, a page at a time."""

    pagination_class = Pages
    filter_backends = (Filters, Order)
    orders: ClassVar[Mapping[str, tuple[str, ...]]]

    def list(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]
        return self.answered(self._page)

    def _page(self) -> object:
        """The page that is asked for."""
        keys = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.get_serializer(self.fetch(keys), many=True).data).data


class SingleRow(RowsShown):
    """One row, named by its address."""

    def show(self, found: Model | None) -> HttpResponse:
        if found is None:
            raise Http404
        return self.answered(lambda: self.get_serializer(self.fetch([found.pk])[0]).data)
