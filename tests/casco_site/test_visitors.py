"""A visitor's page goes through fewer middlewares, and nobody can tell: bytes, headers and refusals are the same."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from casco_site import visitors
from casco_site.areas import AREAS
from tests.casco_site.test_public_tables import asked, known  # noqa: F401 - the site with something of everything

REQUEST_ID = re.compile(rb"[0-9a-f]{32}")
# What is refused, led elsewhere, or odd, with what is sent along.
ODD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/clarifications", {}),
    ("/clarifications/%00/", {}),
    ("/topics/%0A/", {}),
    ("/standards/?q=%00%0b", {}),
    ("/glossary/", {"HTTP_HOST": "elsewhere.example"}),
    ("/glossary/", {"HTTP_HOST": "testserver:99999"}),
    ("/api/v1/editions/", {"HTTP_HOST": "testserver:99999"}),
    ("/glossary/", {"CONTENT_TYPE": "text/plain; charset=hex"}),
    ("/api/v1/nothing/", {}),
    ("/api/v1/editions/?limit=none", {}),
    ("/glossary/", {"HTTP_COOKIE": "csrftoken=x; kept=y; device=z"}),
    ("/glossary/", {"HTTP_ACCEPT_ENCODING": "gzip"}),
)


def answered(method: str, address: str, **sent: Any) -> tuple[int, bytes, dict[str, Any]]:
    answer = getattr(Client(raise_request_exception=False), method)(address, **sent)
    headers = {name: value for name, value in answer.items() if name not in ("X-Request-ID", "Vary")}
    # Of what is no page, that who has a session may be answered otherwise: through all only where it asked for one.
    varies = {name.strip() for name in answer.get("Vary", "").split(",") if name.strip()}
    headers["Vary"] = varies - {"Cookie"} if answer.status_code != 200 else varies
    return answer.status_code, REQUEST_ID.sub(b"", b"".join(answer)), headers


@pytest.fixture
def through_all(settings):
    """Whoever asks within it goes through every middleware."""

    def ask(method: str, address: str, **sent: Any) -> tuple[int, bytes, dict[str, Any]]:
        left_out = settings.NOT_FOR_VISITORS
        settings.NOT_FOR_VISITORS = ()
        try:
            return answered(method, address, **sent)
        finally:
            settings.NOT_FOR_VISITORS = left_out

    return ask


@pytest.mark.django_db
def test_a_visitor_is_answered_as_through_every_middleware(known, through_all):  # noqa: F811
    there, missing = asked(known)
    requests = [
        (method, address)
        for address in (*there, *missing)
        if AREAS.of(address).has_copies
        for method in ("get", "head")
    ]

    assert [one for one in requests if answered(*one) != through_all(*one)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "sent"), ODD)
def test_what_is_refused_or_odd_is_answered_so_too(through_all, address, sent):
    assert answered("get", address, **sent) == through_all("get", address, **sent)


@pytest.mark.django_db
def test_with_https_a_visitor_is_led_there_and_told_to_stay(settings, through_all):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 100

    led, secure = answered("get", "/glossary/"), answered("get", "/glossary/", secure=True)

    assert (led[0], led[2]["Location"], secure[2]["Strict-Transport-Security"]) == (
        301,
        "https://testserver/glossary/",
        "max-age=100; includeSubDomains; preload" if settings.SECURE_HSTS_PRELOAD else "max-age=100",
    )
    assert led == through_all("get", "/glossary/")
    assert secure == through_all("get", "/glossary/", secure=True)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/clarifications/nothing/", "/glossary"])
def test_what_is_no_page_may_be_another_answer_for_who_has_a_session(address):
    assert "Cookie" in Client().get(address)["Vary"]


def test_what_is_left_out_is_there_for_others():
    assert set(settings.NOT_FOR_VISITORS) <= set(settings.MIDDLEWARE)
    above = settings.MIDDLEWARE[: settings.MIDDLEWARE.index(visitors.COPIES) + 1]
    assert [*above, *visitors.middlewares()] == [
        name for name in settings.MIDDLEWARE if name not in settings.NOT_FOR_VISITORS
    ]


@pytest.mark.django_db
def test_who_is_signed_in_goes_through_every_middleware(sam, browser_of):
    assert sam.name in browser_of(sam).get("/glossary/").content.decode()
