"""How django-allauth is fitted to this site: nobody signs up, and who needs a second factor keeps it."""

from urllib.parse import urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.devices import known_device, remember
from accounts.limits import client_network
from accounts.models import User
from accounts.second_factor import FACTORS, must_have_one

log = structlog.get_logger("accounts")
UNKNOWN_SENDER = "0.0.0.0"  # counted together, where a socket of the machine itself tells no address


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # comes without types
    """Sign-up is closed: an administrator or the secretariat makes people known."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and this password do not go together."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _(
            "Too many attempts with this address. Wait five minutes, then try again; or have a link for a new password"
            " sent to you, which works at once."
        ),
        "rate_limited": _("Too many attempts. Wait some minutes, then try again."),
    }

    def is_safe_url(self, url: str) -> bool:
        """Whether to go on to an address after signing in; one that is none ("http://[::1") is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who sends. Where fewer proxies than trusted have added to the header, whoever knocked here by themselves."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            log.warning("X-Forwarded-For does not name as many addresses as TRUSTED_PROXY_COUNT")
            return request.META.get("REMOTE_ADDR") or UNKNOWN_SENDER

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the address of the site, whatever the browser called it."""
        return f"{settings.SITE_URL}{urlsplit(super().get_reset_password_from_key_url(key)).path}"

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Slow down who guesses: by address and network together, so that a stranger locks no owner out.

        A known device has a count of its own. Guesses from many networks end at the count of the address alone; then
        only a known device gets in, or whoever reads the mail of the address.
        """
        email = credentials.get("email", "").lower()
        device = known_device(request, email=email)
        keys = {"login_failed": f"{email} {client_network(request)}", "login_failed_anywhere": email}
        if device:
            keys = {"login_failed_on_device": device.key}
        used = RateLimitUsage([])
        for action, key in keys.items():
            one = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not one:
                used.rollback()
                raise self.validation_error("too_many_login_attempts")
            used.usage += one.usage
        self._login_failed_rl_usage = used  # where the library looks after a success, to take it back

    def post_login(self, request: HttpRequest, user: User, **about: object) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **about)
        return remember(answer, user)

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Who comes in with these: by the present address alone, whatever the library noted beside it."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.email == credentials.get("email", "").lower() else None

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, object], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        marked = (headers or {}) | {"Auto-Submitted": "auto-generated"}
        message: EmailMessage = super().render_mail(template_prefix, email, context, headers=marked)
        return message


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # comes without types
    """The second factor in the words of this site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code that the app shows now."),
        "cannot_delete_authenticator": _("You need a second factor for what you do here; it cannot be switched off."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not settings.SECOND_FACTOR_REQUIRED or not must_have_one(authenticator.user, day=timezone.now().date()):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return bool(others.exists())

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.MFA_TOTP_ISSUER}

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as an element for the page itself: the site allows no data addresses."""
        return str(super().build_totp_svg(url)).partition("?>")[2].strip()
