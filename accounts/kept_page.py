"""Pages know for whom they were made: what was typed into one that could not be sent stands in it again afterwards.

Every form with a proof against forged ones says, signed, for whom its page was made (``templatetags/proof.py``).
"""

from collections.abc import Callable
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import kept
from accounts.limits import client_network
from accounts.models import User
from standards.editing.unsent import texts_in, typed_fields

FIELD = "made_for"
THROW_AWAY = "throw_kept_away"
PERSON = "person:"
BETWEEN = "|"  # for whom a page is made, and of when what it shows was kept
DOORS = ("account_login", "admin:login", "accounts:protect")  # who is led there comes back
_signer = signing.Signer(salt="accounts.made_for")


class KeptPage:
    """A page as it is opened or sent, and what is kept of it; a view may say that it is made for no person."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.named = ""  # for whom the page is made, where that is not who is signed in
        self.new_key = ""  # for the cookie of the browser, where something was kept
        self.is_used = False  # whether what is kept stands in the form of the page

    @property
    def holder(self) -> str:
        """For whom the page is made; empty for everybody."""
        user = getattr(self.request, "user", None)
        return self.named or (f"{PERSON}{user.key}" if isinstance(user, User) else "")

    @property
    def proof(self) -> str:
        """For whom the page is made, and what of before it shows, signed, for its forms."""
        shown = self.found.at.isoformat() if self.found else self.showed
        return _signer.sign(f"{self.holder}{BETWEEN}{shown}") if self.holder else ""

    @property
    def claim(self) -> str:
        """For whom the page that is sent was made, as far as its form proves it."""
        return self._proven[0]

    @property
    def showed(self) -> str:
        """Of when what was kept is that the page showed that is sent; empty where it showed none."""
        return self._proven[1]

    @cached_property
    def _proven(self) -> tuple[str, str]:
        try:
            holder, _between, shown = _signer.unsign(self.request.POST.get(FIELD, "")).partition(BETWEEN)
        except signing.BadSignature:
            return "", ""
        return holder, shown

    @property
    def is_of_somebody_else(self) -> bool:
        """Whether the page that is sent was made for another person than is signed in now."""
        return self.claim.startswith(PERSON) and self.request.user.is_authenticated and self.claim != self.holder

    @property
    def address(self) -> str:
        """The page; a private link in its address may be renewed, and is left out."""
        match = self.request.resolver_match
        link = match.kwargs.get("link") if match else None
        path = self.request.get_full_path()
        return path.replace(link, "*") if link else path

    @property
    def key(self) -> str:
        """The key that the browser has; empty where it has none."""
        key = self.request.COOKIES.get(settings.KEPT_COOKIE_NAME, "")
        return key if kept.is_key(key) else ""

    @cached_property
    def found(self) -> kept.Typed | None:
        """What is kept of the page that is opened, for whom it is made."""
        is_asked = self.request.method in ("GET", "HEAD") and settings.AREAS.of(self.request.path).is_private
        if not (is_asked and self.key and self.holder):
            return None
        return kept.find(kept.MadePage(self.holder, self.address), key=self.key, at=timezone.now())

    @property
    def texts(self) -> list[str]:
        """The texts that are kept and stand in no form: all, where the page has none for them, and those of before."""
        if self.found is None:
            return []
        return [*self.found.earlier, *([] if self.is_used else texts_in(self.found.fields))]

    def typed(self) -> QueryDict | None:
        """What is kept, to be put into the form of the page."""
        self.is_used = self.found is not None
        return self.found.fields.copy() if self.found else None

    def keep(self) -> bool:
        """Keep what is sent for whom the page was made; false where there is nothing to keep, or too much."""
        fields = typed_fields(self.request.POST)
        if not any(value for values in fields.values() for value in values) or not self._is_claimed():
            return False
        key, place = self.key or kept.new_key(), kept.MadePage(self.claim, self.address)
        network, at = client_network(self.request), timezone.now()
        if kept.keep(fields, place=place, key=key, network=network, at=at, showed=self.showed) is None:
            return False
        self.new_key = key
        return True

    def forget(self) -> None:
        """Throw away what is kept of the page that is sent; what was kept while it stood open in another tab stays."""
        if self.key and self.claim and self.showed:
            kept.forget(kept.MadePage(self.claim, self.address), key=self.key, at=self.showed)

    def hand_key(self, answer: HttpResponse) -> HttpResponse:
        """Give the browser the key of what was kept."""
        if self.new_key:
            answer.set_cookie(
                settings.KEPT_COOKIE_NAME,
                self.new_key,
                max_age=kept.LASTS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return answer

    def _is_claimed(self) -> bool:
        """Whether the page was made for somebody who can open it again; a switched-off person cannot."""
        if not self.claim.startswith(PERSON):
            return bool(self.claim)
        return User.objects.filter(key=self.claim.removeprefix(PERSON), is_active=True).exists()


class KeptPageMiddleware:
    """Keeps what is sent without a session, and refuses a page that was made for somebody else than is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = KeptPage(request)
        request.kept = page  # type: ignore[attr-defined]  # see kept_page

        answer = self.get_response(request)

        if request.method == "POST" and isinstance(answer, HttpResponseRedirect) and not page.new_key and page.claim:
            _after_sending(page, answer)
        return page.hand_key(answer)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Stands after the check against forged forms and the one that makes texts plain."""
        page = kept_page(request)
        if request.method != "POST" or not page.claim:
            return None
        if THROW_AWAY in request.POST:
            page.forget()
            messages.success(request, _("What was kept is thrown away."))
            return redirect(request.get_full_path())
        if page.is_of_somebody_else:
            page.keep()
            return render(request, "site/stale_form.html", status=403)
        request.POST = _without_proof(request.POST)  # type: ignore[assignment]  # it cannot be changed either
        return None


def kept_page(request: HttpRequest) -> KeptPage:
    """The page that is opened or sent, with what is kept of it."""
    page: KeptPage = request.kept  # type: ignore[attr-defined]  # by the middleware
    return page


def _after_sending(page: KeptPage, answer: HttpResponseRedirect) -> None:
    """What was taken needs not be kept any more; who is led to a door first is told what became of the text."""
    if urlsplit(answer.url).path not in [reverse(door) for door in DOORS]:
        page.forget()
    elif page.keep():
        said = _(
            "Nothing is sent yet. What you typed is kept for a day: once you are in again, as the same person, it"
            " stands in the form of its page."
        )
        messages.info(page.request, said)
    else:
        said = _("Nothing was sent or kept. What you typed is there when you go back in your browser: copy it first.")
        messages.warning(page.request, said)


def _without_proof(sent: QueryDict) -> QueryDict:
    """What was sent, for views and forms, which need not know for whom the page was made."""
    rest = sent.copy()
    del rest[FIELD]
    rest._mutable = False
    return rest
