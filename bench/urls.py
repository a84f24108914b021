"""The addresses of the site, and an empty page: what a request costs before any page does its work."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """Goes through every middleware and does nothing."""
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty, name="bench-empty"), path("", include("casco_site.urls"))]
handler429 = "accounts.limits.too_many_requests"
