"""A mail that could not be delivered: why, and what the secretariat does about it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import secretariat_only
from clarifications.case.models import Clarification
from clarifications.desk.access import actor_of
from clarifications.desk.forms import PutAsideForm
from clarifications.mail.models import Delivery, Message
from clarifications.mail.outbox import address_now, is_repeatable, put_aside, send_again


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def undelivered(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again, or put it aside with a reason; whoever is second learns that it was seen to."""
    by = actor_of(request)
    known = Q(clarification=None) | Q(clarification__in=Clarification.objects.visible_to(by))
    message = get_object_or_404(Message.objects.select_related("clarification__identity").filter(known), pk=pk)
    form = PutAsideForm(request.POST if "aside" in request.POST else None)
    repeatable = is_repeatable(message)
    if message.delivery != Delivery.FAILED:
        messages.info(request, _("Somebody has seen to this mail already."))
    elif "again" in request.POST and repeatable and send_again(message, at=timezone.now()):
        messages.success(request, _("The mail is on its way again."))
    elif form.is_valid() and put_aside(message, by=by.person, note=form.cleaned_data["note"]):
        messages.success(request, _("The mail is put aside."))
    else:
        context = {"message": message, "form": form, "to": address_now(message), "is_repeatable": repeatable}
        return render(request, "clarifications/desk/undelivered.html", context)
    return redirect("clarifications:desk")
