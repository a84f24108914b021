"""How the API narrows and orders a list; what cannot be understood is refused, never left out in silence."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from standards.api.errors import refuse_unknown, refused

Found = TypeVar("Found", bound=Model)
Row = TypeVar("Row")

ORDERING = "ordering"
_EVERYWHERE = ("page", "page_size", ORDERING, api_settings.URL_FORMAT_OVERRIDE)


class Filters(DjangoFilterBackend):
    """The filter set of the view; a parameter that it does not know is refused."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Found], view: APIView) -> QuerySet[Found]:
        known = (*self.get_filterset_class(view, queryset).base_filters, *_EVERYWHERE)
        refuse_unknown(request, known)
        found: QuerySet[Found] = super().filter_queryset(request, queryset, view)
        return found


class Order(BaseFilterBackend):
    """One of the orders that the view names, from front or from behind; the first one unless told otherwise."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Found, Row], view: Any) -> QuerySet[Found, Row]:
        orders: Mapping[str, tuple[str, ...]] = view.orders
        asked = request.query_params.get(ORDERING) or next(iter(orders))
        name = asked.removeprefix("-")
        if name not in orders:
            sentence = _("“%(value)s” is no order. There are: %(names)s; with - in front, from behind.")
            raise refused(ORDERING, sentence % {"value": asked[:40], "names": ", ".join(orders)})
        sign = "-" if asked.startswith("-") else ""
        return queryset.order_by(*(f"{sign}{column}" for column in (*orders[name], "pk")))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, object]]:
        names = [f"{sign}{name}" for name in view.orders for sign in ("", "-")]
        description = _("In which order; with - in front, from behind.")
        schema = {"type": "string", "enum": names, "default": names[0]}
        return [{"name": ORDERING, "in": "query", "required": False, "description": description, "schema": schema}]
