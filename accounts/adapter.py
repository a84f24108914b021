"""How django-allauth is fitted to this site: nobody signs up, and who needs a second factor keeps it."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import must_have_one


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # comes without types
    """Sign-up is closed: an administrator or the secretariat makes people known."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # comes without types
    """The second factor in the words of this site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code that the app shows now."),
        "cannot_delete_authenticator": _("You need a second factor for what you do here; it cannot be switched off."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.SECOND_FACTOR_REQUIRED and must_have_one(authenticator.user, day=timezone.now().date()))

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as an element for the page itself: the site allows no data addresses."""
        return str(super().build_totp_svg(url)).partition("?>")[2].strip()
