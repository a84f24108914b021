"""Pages that gather from several rooms: home, how a request is handled, search, about the data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is here, what is new, what is pending, and the search."""
    return render(request, "site/home.html")


@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """How a request is handled, drawn from the map."""
    return render(request, "site/process.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Records, standards and clauses that answer to what was typed."""
    return render(request, "site/search.html")


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Where the data of the catalogue comes from, in what state it is, and its licence."""
    return render(request, "site/about_data.html")
