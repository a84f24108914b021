"""The public list of what other bodies have published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standards.filters.others import OthersFilterSet
from standards.models.others import OtherPublication


@require_safe
def others(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first, narrowed by what the address says."""
    found = OthersFilterSet(request.GET, queryset=OtherPublication.objects.shown().for_lists())
    context = {**found.listing(), "named_page": found.named_page}
    context["may_keep"] = request.user.has_perm("standards.change_otherpublication")
    return render(request, "standards/others.html", context)
