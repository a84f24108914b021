"""Pages of one's own account and of invitations, the secretariat's list of people, the public list of bodies."""

import uuid

from allauth.account.views import PasswordResetFromKeyView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.devices import remember
from accounts.filters import BodyFilter
from accounts.forms import EndSeatForm, FirstPasswordForm, GiveSeatForm
from accounts.invitations import invite, person_invited
from accounts.limits import limited
from accounts.models import Body, Seat, User
from accounts.named import body_at
from accounts.permissions import secretariat_only
from accounts.seats import end_seat, give_seat, groups_with_seats
from standards.catalogue.others import others_of_body
from standards.editing.unsent import typed_in


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: who I am here, my seats, password and second factor."""
    assert isinstance(request.user, User)
    today = timezone.now().date()
    seats = request.user.seats.on(today).select_related("group", "body")
    bodies = request.user.representations.on(today).select_related("body")
    return render(request, "accounts/account.html", {"seats": seats, "representations": bodies})


@require_safe
@login_required
def protect(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed first, and the way to it."""
    request.session["after_protecting"] = request.GET.get("next", "")
    return render(request, "accounts/protect.html")


@require_safe
@login_required
def go_on(request: HttpRequest) -> HttpResponse:
    """After setting up the second factor: to where the person was going."""
    url = request.session.pop("after_protecting", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return redirect(url if safe and "/" in url else settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("new_password1", "new_password2")
@limited("invitation", per_ip="20/h")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: looking at it changes nothing, sending the form sets the password and uses the link up."""
    user = person_invited(token)
    if user is None:
        return render(request, "accounts/invitation_over.html", status=410)
    form = FirstPasswordForm(user, request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your password is set. Sign in with it."))
        return remember(redirect("account_login"), user)
    return render(request, "accounts/invitation.html", {"form": form, "person": user})


class NewPasswordView(PasswordResetFromKeyView):  # type: ignore[misc]  # comes without types
    """A new password by a link: whoever reads the mail of the address gets in, whatever strangers tried meanwhile."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        return remember(answer, self.reset_user)


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The members of ISO and the organisations in liaison with it, and how sure that is."""
    context = BodyFilter(request.GET, queryset=Body.objects.listed()).listing()
    return render(request, "accounts/bodies.html", context | {"counts": Body.objects.counts()})


@require_safe
def body(request: HttpRequest, ref: str) -> HttpResponse:
    """One body: what it is to ISO, what it was before and became, what it has published on clauses."""
    found = body_at(ref)
    if found is None:
        raise Http404
    if found.ref != ref:
        return redirect(found)
    context = {"body": Body.objects.with_roles().get(pk=found.pk), "others": others_of_body(found.acronym, found.name)}
    return render(request, "accounts/body.html", context)


@require_safe
@secretariat_only
def people(request: HttpRequest) -> HttpResponse:
    """Who is in which maintenance group, and who was."""
    return render(request, "accounts/people.html", {"groups": groups_with_seats(timezone.now().date())})


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def seat(request: HttpRequest) -> HttpResponse:
    """Give a seat: fill in, read what it does, confirm."""
    form = GiveSeatForm(typed_in(request), initial={"since": timezone.now().date(), **request.GET.dict()})
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "accounts/seat.html", {"form": form})
    if "confirm" not in request.POST:
        return render(request, "accounts/seat_confirm.html", {"form": form, "seat": form.cleaned_data})
    given = give_seat(**form.cleaned_data)
    messages.success(
        request,
        _("%(person)s has a seat in %(group)s. A message is on its way to %(email)s.")
        % {"person": given.user, "group": given.group, "email": given.user.email},
    )
    return redirect("accounts:people")


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a seat with a date."""
    ending = get_object_or_404(Seat.objects.select_related("user", "group", "body"), pk=pk, until=None)
    form = EndSeatForm(typed_in(request), seat=ending, initial={"until": timezone.now().date()})
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        end_seat(ending, **form.cleaned_data, by=request.user)
        messages.success(request, _("The seat of %(seat)s has an end. Those concerned are told.") % {"seat": ending})
        return redirect("accounts:people")
    return render(request, "accounts/end.html", {"form": form, "seat": ending})


@require_POST
@secretariat_only
def invite_again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Send the invitation once more to somebody who has not accepted it."""
    user = get_object_or_404(User.objects.invited(), key=key)
    invite(user)
    messages.success(request, _("A new invitation is on its way to %(email)s.") % {"email": user.email})
    return redirect("accounts:people")
