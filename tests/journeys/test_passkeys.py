"""A passkey as the second factor: added, asked for at sign-in, refused to strangers; in a browser that has one."""

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import PASSWORD, UserFactory
from tests.journeys.stage import Stage
from tests.journeys.test_invited import signs_in

DEVICE = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_device():
    """Give a browser a device that keeps passkeys, until the end of the test."""
    sessions = []

    def given(person):
        session = person.page.context.new_cdp_session(person.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        sessions.append(session)
        return person

    yield given
    for session in sessions:
        session.send("WebAuthn.disable")
        session.detach()  # what speaks to a page of its own holds back how others have its media shown


def adds_a_passkey(person):
    person.opens("/account/second-factor/")
    person.follows("Add a passkey")
    person.is_at("Your password once more")
    person.writes("Password", PASSWORD)
    person.presses("Continue")
    person.presses("Add a passkey", inside=person.page.locator("main"))
    person.is_at("Recovery codes")


@pytest.fixture
def sona():
    return UserFactory(name="Sona Example", email="sona@secretariat.example", is_secretariat=True)


def test_a_passkey_protects_the_secretariat_and_signs_in(stage: Stage, sona, with_device, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    browser = with_device(stage.enters("Sona", keys_only=True))
    browser.opens("/desk/")
    signs_in(browser, sona.email)
    browser.is_at("First, a second factor")

    browser.follows("Use a passkey")
    adds_a_passkey(browser)
    browser.follows("Continue")
    assert browser.path == "/desk/"
    assert Authenticator.objects.filter(user=sona, type="webauthn").count() == 1

    browser.opens("/account/logout/")
    browser.presses("Sign out", inside=browser.page.locator("main"))
    browser.opens("/desk/")
    signs_in(browser, sona.email)
    browser.is_at("Your second factor")
    browser.presses("Use a passkey")
    browser.page.wait_for_url("**/desk/")

    browser.opens("/account/second-factor/")
    browser.reads("Sign-in asks for a passkey.")
    browser.follows("Remove Passkey 1")
    browser.writes("Password", PASSWORD)
    browser.presses("Continue")
    browser.presses("Remove the passkey", inside=browser.page.locator("main"))
    browser.reads("it cannot be switched off")


def test_a_browser_without_the_passkey_is_told_and_does_not_come_in(stage: Stage, sona, with_device):
    owner = with_device(stage.enters("Sona"))
    owner.opens("/desk/")
    signs_in(owner, sona.email)
    adds_a_passkey(owner)

    stranger = with_device(stage.enters("A stranger with her password"))
    stranger.opens("/desk/")
    signs_in(stranger, sona.email)
    stranger.page.get_by_role("button", name="Use a passkey").click()

    stranger.page.get_by_text("No passkey came").wait_for()
    assert stranger.path == "/account/second-factor/authenticate/"
