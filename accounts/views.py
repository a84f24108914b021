"""Pages of one's own account, of invitations, and the secretariat's list of people."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: who I am here, my seats, password and second factor."""
    return render(request, "accounts/account.html")


@require_safe
@login_required
def protect(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed first, and the way to it."""
    return render(request, "accounts/protect.html", {"next": request.GET.get("next", "")})
