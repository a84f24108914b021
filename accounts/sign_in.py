"""The forms of django-allauth in the words and manners of this site."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from standards.models.fields import AddressFormField

PASSWORD_HINT = _("12 characters or more. Three or four unrelated words do well.")
CODE_HINT = _("Six digits from the app, or one of your recovery codes.")
NO_PASSKEY = _("Your browser gave no passkey. It needs JavaScript for that; everything else here works without.")
EMAIL = (_("E-mail"), "")
PASSWORD = (_("Password"), "")
NEW_PASSWORD = (_("New password"), PASSWORD_HINT)
NEW_PASSWORD_AGAIN = (_("The same password again"), "")


class Plain:
    """Takes out what repeats the label inside the field, and gives fields the words and the addresses of this site."""

    words: dict[str, tuple[Promise, Promise | str]] = {}  # field: label, hint

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            if isinstance(field, EmailField):
                field = fields[name] = AddressFormField(widget=field.widget)
            field.widget.attrs.pop("placeholder", None)
            if name == "credential":
                field.error_messages["required"] = NO_PASSKEY
            field.label, field.help_text = self.words.get(name, (field.label, field.help_text))


class SignInForm(Plain, account.LoginForm):  # type: ignore[misc]  # allauth comes without types, here and below
    words = {"login": EMAIL, "password": PASSWORD}


class ResetForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": EMAIL}

    def clean_email(self) -> str:
        """Whom the link is for: by the present address alone, whatever the library noted beside it."""
        email: str = self.cleaned_data["email"].lower()
        self.users = list(User.objects.filter(email=email, is_active=True))
        return email


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": (_("Present password"), ""),
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class PasswordAgainForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": PASSWORD}


class CodeForm(Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    words = {"code": (_("Code"), CODE_HINT)}


class CodeAgainForm(Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": (_("Code"), CODE_HINT)}


class FirstCodeForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": (_("Code"), _("The six digits that the app shows now."))}


class NewPasskeyForm(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    words = {"name": (_("Name"), _("By which you tell this passkey from others, such as the name of the device."))}

    def clean(self) -> dict[str, object]:
        with _nonsense_refused():
            cleaned: dict[str, object] = super().clean()
        return cleaned


class PasskeyForm(Plain, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Authenticator:
        with _nonsense_refused():
            authenticator: Authenticator = super().clean_credential()
        return authenticator


@contextmanager
def _nonsense_refused() -> Iterator[None]:
    """The library trusts that a browser wrote what is sent as a passkey, and breaks where nobody did."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, struct.error) as problem:
        raise ValidationError(NO_PASSKEY) from problem
