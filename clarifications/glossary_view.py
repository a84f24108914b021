"""The public glossary: the words of this site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clarifications.glossary import by_letter


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term in one sentence, in the order of the alphabet."""
    return render(request, "clarifications/glossary.html", {"letters": by_letter()})
