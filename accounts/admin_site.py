"""The site of the admin, which looks at addresses before its pages do: some of these break at what names no row."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from standards.admin_choices import NUMBER

NUMBERS = ("object_id", "version_id", "content_type_id")  # as Django and django-simple-history call them

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


class Autocomplete(AutocompleteJsonView):
    """What select boxes of the admin look up; Django's own breaks at the other end of a key, which has no such box."""

    def process_request(self, request: HttpRequest) -> "tuple[str, admin.ModelAdmin[Any], ForeignKey[Any, Any], str]":
        found = super().process_request(request)
        if not isinstance(found[2], ForeignKey):
            raise PermissionDenied
        return found


class Site(admin.AdminSite):
    """The admin of this site."""

    def admin_view(self, view: Page, cacheable: bool = False) -> Page:
        """Whoever may come in gets a 404 where an address names what no row can be."""

        @wraps(view)
        def looked_at(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            named = [
                *args,
                *(kwargs[name] for name in NUMBERS if name in kwargs),
                *request.POST.getlist(ACTION_CHECKBOX_NAME),
            ]
            if not all(NUMBER.fullmatch(unquote(str(one))) for one in named) or request.GET.get(TO_FIELD_VAR) == "":
                raise Http404
            return view(request, *args, **kwargs)

        return super().admin_view(cast(Page, looked_at), cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Autocomplete.as_view(admin_site=self)(request))
