"""From the invitation to the desk: a password, a second factor where one is needed, and signing in with it."""

import base64
import hashlib
import hmac
import struct
import time

from accounts.invitations import invite
from tests.builders import Case, received
from tests.factories import PASSWORD, UserFactory
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_an_invited_person_sets_a_password_and_a_second_factor_and_comes_to_the_desk(
    stage: Stage, case: Case, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    reference = acts.walked(case, to=received)
    sona = UserFactory(name="Sona Example", email="sona@secretariat.example", is_secretariat=True, password=None)
    invite(sona)
    browser = stage.enters("Sona")

    link = stage.link_in_mail_to(sona.email, under="/account/invitation/")
    browser.opens(link)
    browser.writes("Password", PASSWORD)
    browser.writes("The same password again", PASSWORD)
    browser.presses("Set the password")
    browser.reads("Your password is set. Sign in with it.")
    signs_in(browser, sona.email)

    browser.follows("Set up a second factor")
    browser.is_at("Your password once more")
    browser.writes("Password", PASSWORD)
    browser.presses("Continue")
    secret = browser.page.locator("main code").inner_text()
    browser.writes("Code", code_of(secret))
    browser.presses("Set up", inside=browser.page.locator("main"))
    browser.is_at("Recovery codes")
    browser.follows("Continue")
    assert browser.path == "/desk/"
    browser.reads(reference)

    again = stage.enters("Sona, at another browser")
    again.opens(link, status=410)
    again.opens("/desk/")
    signs_in(again, sona.email)
    again.is_at("Your second factor")
    again.writes("Code", code_of(secret, later=1))
    again.presses("Sign in", inside=again.page.locator("main"))
    again.reads(reference)


def signs_in(person, email: str) -> None:
    person.writes("E-mail", email)
    person.writes("Password", PASSWORD)
    person.presses("Sign in", inside=person.page.locator("main"))


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows (RFC 6238), now or some half minutes later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF) % 10**6:06}"
