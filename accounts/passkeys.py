"""Passkeys as a second factor; browsers know them by the name of the site, and refuse them where it has none."""

import ipaddress
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from accounts.models import User


class Named:
    """Tells a page whether passkeys work at the address it was asked at, and at which they do."""

    request: HttpRequest

    def get_context_data(self, **more: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**more)  # type: ignore[misc]  # of the library's view
        return context | {"has_name": has_name(self.request), "named_address": named_address(self.request)}


class SecondFactorView(Named, IndexView):  # type: ignore[misc]  # the library comes without types, here and below
    """The second factor: what there is."""


class SecondStepView(Named, AuthenticateView):  # type: ignore[misc]
    """The second step of signing in."""

    def get_context_data(self, **more: object) -> dict[str, object]:
        return super().get_context_data(**more) | {"has_passkey": has_passkey(self.stage.login.user)}


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """A new passkey."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not has_name(request):
            return redirect("mfa_index")  # where it is said why
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey; refused where the person must have a second factor and this is the last one."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


def has_passkey(user: User) -> bool:
    """Whether there is one that can be asked for."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists())


def has_name(request: HttpRequest) -> bool:
    """Whether the site was asked for by a name, not by a number."""
    return _number(request) is None


def named_address(request: HttpRequest) -> str:
    """Where the site of one's own machine has a name, if it was asked for by a number; empty otherwise."""
    number = _number(request)
    if number is None or not number.is_loopback:
        return ""
    port = urlsplit(f"//{request.get_host()}").port
    return f"{request.scheme}://localhost{f':{port}' if port else ''}"


def _number(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(urlsplit(f"//{request.get_host()}").hostname or "")
    except ValueError:
        return None
