"""Pages of a list: first the keys of one page, then its rows, so that the last page is as quick as the first."""

import re

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from standards.api.errors import refused

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class Pages(PageNumberPagination):
    """``page`` and ``page_size``; what is no page is refused."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

    def paginate_queryset(  # type: ignore[override]  # the keys of rows, not the rows
        self, queryset: QuerySet[Model], request: Request, view: APIView | None = None
    ) -> list[int]:
        """The keys of the rows on the page that is asked for, in their order."""
        self.request = request
        size = _asked(request, "page_size", default=self.page_size)
        if size > self.max_page_size:
            raise refused("page_size", _("A page holds at most %(most)s.") % {"most": self.max_page_size})
        paginator = Paginator(queryset.values_list("pk", flat=True), size)
        number = _asked(request, "page", default=1)
        if number > paginator.num_pages:
            raise refused(
                "page",
                _("There is no page %(number)s; the last is %(last)s.")
                % {"number": number, "last": paginator.num_pages},
            )
        self.page = paginator.page(number)
        return list(self.page)

    def get_paginated_response_schema(self, schema: dict[str, object]) -> dict[str, object]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": _("How many there are on all pages.")},
                "next": address | {"description": _("The next page; null on the last.")},
                "previous": address | {"description": _("The page before; null on the first.")},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        number = {"type": "integer", "minimum": 1}
        size = number | {"maximum": self.max_page_size, "default": self.page_size}
        return [
            {"name": "page", "in": "query", "required": False, "schema": number, "description": _("Which page.")},
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "schema": size,
                "description": _("How many on it."),
            },
        ]


def _asked(request: Request, name: str, *, default: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not _NUMBER.fullmatch(text):
        raise refused(name, _("“%(value)s” is not a number from 1 on.") % {"value": text[:40]})
    return int(text)
