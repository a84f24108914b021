"""Mail that could not be delivered, or was held back: why, and what the secretariat does about it."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import secretariat_only
from clarifications.case.models import Clarification
from clarifications.desk.access import actor_of
from clarifications.desk.forms import HeldMailForm, PutAsideForm
from clarifications.mail.mailbox import last_look
from clarifications.mail.models import Delivery, Message
from clarifications.mail.outbox import address_now, given_up, held_back, is_repeatable, put_aside, send_again
from clarifications.mail.whom_to_ask import whom_to_ask
from clarifications.map.actors import Actor
from standards.editing.unsent import typed_before, typed_in

MAILS_ON_A_PAGE = 25


@require_safe
@secretariat_only
def mail(request: HttpRequest) -> HttpResponse:
    """What did not arrive and nobody has seen to, and whether mail that comes back is read."""
    mails = given_up().select_related("clarification").filter(_known_to(actor_of(request)))
    page = Paginator(mails, MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": request.GET, "is_read": settings.RETURNED_MAIL, "last": last_look()}
    return render(request, "clarifications/desk/mail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def undelivered(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again, or put it aside with a reason; whoever is second learns that it was seen to."""
    by = actor_of(request)
    known = Message.objects.select_related("clarification__identity").filter(_known_to(by))
    message = get_object_or_404(known, pk=pk)
    is_put_aside = "aside" in request.POST
    form = PutAsideForm(request.POST if is_put_aside else typed_before(request))
    repeatable = is_repeatable(message)
    if message.delivery != Delivery.FAILED:
        messages.info(request, _("Somebody has seen to this mail already."))
    elif "again" in request.POST and repeatable and send_again(message, at=timezone.now()):
        messages.success(request, _("The mail is on its way again."))
    elif is_put_aside and form.is_valid() and put_aside(message, by=by.person, note=form.cleaned_data["note"]):
        messages.success(request, _("The mail is put aside."))
    else:
        context = {"message": message, "form": form, "to": address_now(message), "is_repeatable": repeatable}
        context["asking"] = whom_to_ask(message, at=timezone.now())
        return render(request, "clarifications/desk/undelivered.html", context)
    return redirect("clarifications:desk")


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def held(request: HttpRequest) -> HttpResponse:
    """What waited to be sent when the database was restored: chosen mails are sent, or put aside with a reason."""
    by = actor_of(request)
    mails = held_back().select_related("clarification__identity").filter(_known_to(by))
    form = HeldMailForm(typed_in(request), mails=mails, initial={"mails": mails})
    if request.method == "POST" and form.is_valid():
        messages.success(request, _see_to(form, by=by))
        return redirect("clarifications:held-mail" if mails.all().exists() else "clarifications:desk")
    return render(request, "clarifications/desk/held.html", {"form": form, "has_mails": mails.exists()})


def _see_to(form: HeldMailForm, *, by: Actor) -> str:
    """Send the chosen mails or put them aside; what was done, in words. Those that somebody else saw to are left."""
    note, mails = form.cleaned_data["note"], form.cleaned_data["mails"]
    if form.is_to_send:
        sent = sum(send_again(mail, at=timezone.now()) for mail in mails)
        return ngettext("%(number)s mail is on its way.", "%(number)s mails are on their way.", sent) % {"number": sent}
    aside = sum(put_aside(mail, by=by.person, note=note) for mail in mails)
    return ngettext("%(number)s mail is put aside.", "%(number)s mails are put aside.", aside) % {"number": aside}


def _known_to(by: Actor) -> Q:
    """The mails that somebody of the secretariat may see: of no case, and of cases that are not hidden from them."""
    return Q(clarification=None) | Q(clarification__in=Clarification.objects.visible_to(by))
