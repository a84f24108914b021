"""Passkeys beside codes from an app: where they work, who must keep one, what is refused; browsers are in journeys."""

import hashlib
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.second_factor import lacks_one
from tests.accounts.test_second_factor import give_second_factor
from tests.factories import PASSWORD
from tests.page import Page

INDEX, ADD = "/account/second-factor/", "/account/second-factor/passkey/"

RESPONSE = {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"}
NONSENSE = [
    *("nonsense", "{}", "[]", "1", "null", '{"id": "x", "response": {}}'),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": RESPONSE}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": RESPONSE | {"userHandle": 1}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": dict.fromkeys(RESPONSE, "é")}),
    json.dumps({"id": 1, "rawId": [], "type": {}, "response": 1}),
]


def give_passkey(user, name="Telephone"):
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": credential()})
    if not Authenticator.objects.filter(user=user, type="recovery_codes").exists():
        RecoveryCodes.activate(user)
    return key


def credential():
    """What a browser says of a new passkey for localhost; its private half is gone."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(Aaguid.NONE, b"example-key-0001", public)
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), 0x45, 0, held)
    told = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    return {
        "id": websafe_encode(b"example-key-0001"),
        "rawId": websafe_encode(b"example-key-0001"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(told),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def sure(browser_of, sam):
    """The browser of Sam, who just gave the password once more."""
    browser = browser_of(sam)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    return browser


def said(answer):
    return " ".join(Page(answer).root.css_first("main").text().split())


def test_where_the_site_has_a_name_a_passkey_can_be_added(browser_of, sam):
    page = browser_of(sam).get(INDEX, headers={"host": "localhost"})

    assert "Add a passkey" in said(page)
    assert "is a number" not in said(page)


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("127.0.0.1:8000", "http://localhost:8000"),
        ("127.0.0.1", "http://localhost"),
        ("[::1]:8000", "http://localhost:8000"),
        ("192.0.2.7:8000", None),
    ],
)
def test_where_the_address_is_a_number_the_page_names_the_one_that_works(browser_of, sam, settings, host, named):
    settings.ALLOWED_HOSTS = ["*"]

    page = browser_of(sam).get(INDEX, headers={"host": host})

    links = [link.attributes["href"] for link in Page(page).root.css("main p a") if "localhost" in link.text()]
    assert links == ([f"{named}/account/login/"] if named else [])
    assert "Add a passkey" not in said(page)
    assert "this address is a number" in said(page)


def test_where_the_address_is_a_number_none_can_be_added(sure):
    answer = sure.get(ADD, headers={"host": "127.0.0.1:8000"})

    assert (answer.status_code, answer["Location"]) == (302, INDEX)


def test_adding_one_asks_for_the_password_first(browser_of, sam):
    answer = browser_of(sam).get(ADD)

    assert answer["Location"].startswith("/account/reauthenticate/")


def test_without_javascript_the_page_says_what_is_missing(sure):
    answer = sure.post(ADD, {"name": "Telephone", "credential": ""})

    assert "It needs JavaScript for that; everything else here works without." in said(answer)
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_is_refused(sure, credential):
    answer = sure.post(ADD, {"name": "Telephone", "credential": credential})

    assert (answer.status_code, Authenticator.objects.count()) == (200, 0)


def test_no_page_with_a_passkey_holds_a_script(sure, max_):
    pages = [sure.get(ADD), sure.get(INDEX)]

    assert [Page(page).inline for page in pages] == [[], []]


@pytest.mark.parametrize("credential", ["", *NONSENSE])
def test_what_is_no_passkey_lets_nobody_in(max_, credential):
    give_passkey(max_)
    browser = Client()
    browser.post("/account/login/", {"login": max_.email, "password": PASSWORD})

    answer = browser.post("/account/second-factor/authenticate/", {"credential": credential})

    assert (answer.status_code, "_auth_user_id" in browser.session) == (200, False)


def test_a_passkey_is_a_second_factor(required, sam):
    before = lacks_one(sam)
    give_passkey(sam)

    assert (before, lacks_one(sam)) == (True, False)


def test_a_password_alone_opens_nothing_where_there_is_a_passkey(max_):
    give_passkey(max_)
    browser = Client()

    answer = browser.post("/account/login/", {"login": max_.email, "password": PASSWORD})

    assert answer["Location"] == "/account/second-factor/authenticate/"
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize(("beside", "left"), [("nothing", 1), ("an app", 0), ("another passkey", 1)])
def test_the_last_second_factor_of_the_secretariat_stays(required, sure, sam, beside, left):
    key = give_passkey(sam)
    if beside == "an app":
        give_second_factor(sam)
    if beside == "another passkey":
        give_passkey(sam, "Laptop")

    sure.post(f"{ADD}{key.pk}/remove/")

    assert Authenticator.objects.filter(user=sam, type="webauthn").count() == left


def test_whoever_need_not_have_one_may_remove_the_passkey_and_is_told_by_mail(required, browser_of, max_):
    key = give_passkey(max_)
    browser = browser_of(max_)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    page = browser.get(f"{ADD}{key.pk}/remove/")
    browser.post(f"{ADD}{key.pk}/remove/")

    assert "“Telephone” opens nothing here any more" in said(page)
    assert Authenticator.objects.count() == 0
    assert [(message.to, message.subject) for message in mail.outbox] == [([max_.email], "A passkey was removed")]


def test_nobody_removes_the_passkey_of_somebody_else(sure, max_):
    key = give_passkey(max_)

    assert sure.post(f"{ADD}{key.pk}/remove/").status_code == 404


def test_a_passkey_once_more_is_the_password_once_more(browser_of, max_):
    give_passkey(max_)

    answer = browser_of(max_).get(f"{ADD}reauthenticate/?next=/account/second-factor/codes/new/")

    assert answer["Location"] == "/account/reauthenticate/?next=/account/second-factor/codes/new/"
