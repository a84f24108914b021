"""Addresses of bodies: the secretariat says once whether one is the body's, and can take that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import secretariat_only
from clarifications.desk.access import actor_of
from clarifications.intake.endorsement_work import confirm_address, end_address, standing_addresses


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def index(request: HttpRequest) -> HttpResponse:
    """Body and address, and nothing of the request that waits for it; whoever is second learns that it was seen to."""
    if request.method == "POST":
        by, at = actor_of(request).person, timezone.now()
        verb = "confirm" if "confirm" in request.POST else "end"
        number = request.POST.get(verb, "")
        known = number.isdecimal() and len(number) < 19
        take = confirm_address if verb == "confirm" else end_address
        if known and take(int(number), by=by, at=at):
            messages.success(request, _("It is done, and whom it concerns is told."))
        else:
            messages.info(request, _("Somebody has seen to this address already."))
        return redirect("clarifications:body-addresses")
    addresses = standing_addresses()
    context = {
        "proposed": [one for one in addresses if one.confirmed_at is None],
        "confirmed": [one for one in addresses if one.confirmed_at is not None],
    }
    return render(request, "clarifications/desk/addresses.html", context)
