"""How tests type into a page, let its session end, and sign in again in the same browser."""

from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from tests.page import Page

# The form of the page, not the one that throws away what is kept of it.
FORM = 'main form.spread, main .spread form[method="post"]'
TYPED = 'main textarea[name], main input[type="text"][name]'


def opened(browser: Client, address: str, **typed: object) -> dict[str, object]:
    """What the form of a page sends, with what is typed."""
    page = browser.get(address)
    assert page.status_code == 200, page
    return Page(page, FORM).fields | typed


def without_session(browser: Client) -> Client:
    """The same browser after its session ended."""
    browser.cookies.pop("session", None)
    return browser


def typed_without_session(browser: Client, address: str, **typed: object):
    """Typed into a page whose session ended before it was sent."""
    fields = opened(browser, address, **typed)
    return without_session(browser).post(address, fields)


def again(browser: Client, user: AbstractBaseUser) -> Client:
    """The same browser after somebody signed in: the proofs of pages opened before are void."""
    browser.cookies.pop("csrf", None)
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def words_for(page: Page) -> dict[str, str]:
    """Words for each field of a page that texts are typed into."""
    names = [name for name in page.values(TYPED, "name") if name]
    return {name: f"Words of {name}" for name in names}
