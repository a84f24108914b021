"""Pages that belong to no room: privacy, robots, a form that came too late."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.templatetags.static import static
from django.test import Client
from django.utils import timezone

from casco_site.views import broken
from clarifications import disclaimer
from tests.page import Page
from tests.register import Register

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def register(db):
    return Register()


def test_privacy_says_who_sees_what_for_how_long_and_whom_to_write_to(petra, db, settings):
    settings.PRIVACY_CONTACT = "privacy@site.example"

    page = petra.get("/privacy/").content.decode()

    assert "Seen by the secretariat alone." in page
    assert "It is deleted 7 days after the last change." in page
    assert 'href="mailto:privacy@site.example"' in page


def test_privacy_names_the_secretariat_where_no_address_is_set(petra, db, settings):
    settings.PRIVACY_CONTACT = ""

    page = petra.get("/privacy/").content.decode()

    assert ("Write to the secretariat from the address" in page, "mailto:" in page) == (True, False)


def test_robots_stay_out_of_desk_and_request(petra):
    answer = petra.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == (
        "User-agent: *\n"
        "Disallow: /account/\n"
        "Disallow: /admin/\n"
        "Disallow: /demo/\n"
        "Disallow: /desk/\n"
        "Disallow: /people/\n"
        "Disallow: /report/\n"
        "Disallow: /request/\n"
        "Disallow: /standards/*/edit/\n"
        "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


def test_it_is_said_whom_to_tell_of_a_weakness(petra, settings):
    settings.SECURITY_CONTACT = "mailto:security@site.example"

    answer = petra.get("/.well-known/security.txt")
    facts = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    until = datetime.fromisoformat(facts.pop("Expires"))

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert facts == {
        "Contact": "mailto:security@site.example",
        "Preferred-Languages": "en",
        "Canonical": "http://127.0.0.1:8000/.well-known/security.txt",
    }
    assert timedelta(days=80) < until - timezone.now() < timedelta(days=365)


def test_where_nobody_is_named_there_is_no_such_file(petra, db, settings):
    settings.SECURITY_CONTACT = ""

    assert petra.get("/.well-known/security.txt").status_code == 404


def test_a_browser_is_told_how_to_search_here(petra, db, settings):
    answer = petra.get("/opensearch.xml")
    said = ElementTree.fromstring(answer.content)

    texts = {one.tag.removeprefix(OPENSEARCH): one.text for one in said if one.text}
    assert (answer["Content-Type"], answer.charset) == (
        "application/opensearchdescription+xml; charset=utf-8",
        texts["InputEncoding"].lower(),
    )
    assert (said.tag, answer["Cache-Control"]) == (f"{OPENSEARCH}OpenSearchDescription", "public, max-age=86400")
    # No more than a program has to take: 16, 48 and 1024 characters.
    assert [
        len(texts[name]) <= most for name, most in (("ShortName", 16), ("LongName", 48), ("Description", 1024))
    ] == [True] * 3
    assert (texts["LongName"], disclaimer.short() in texts["Description"]) == ("CASCO Clarifications", True)
    assert texts["Image"] == settings.SITE_URL + static("favicon.ico")


def test_the_address_that_a_browser_is_told_searches_and_every_public_page_names_it(petra, db, settings, register):
    record = register.add("Images of a person & proof")
    said = ElementTree.fromstring(petra.get("/opensearch.xml").content)
    template, own = (one.get("template") for one in said.iter(f"{OPENSEARCH}Url"))

    found = petra.get(template.removeprefix(settings.SITE_URL).replace("{searchTerms}", "images%20%26%20proof"))

    assert record.get_absolute_url() in found.content.decode()
    assert petra.get(own.removeprefix(settings.SITE_URL)).status_code == 200
    named = [Page(petra.get(one)).values("link[rel=search]", "href") for one in ("/", "/search/", "/account/login/")]
    assert named == [["/opensearch.xml"], ["/opensearch.xml"], []]


def test_the_sign_is_where_browsers_ask_for_it_unasked(petra):
    answer = petra.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, static("favicon.ico"))
    assert answer.cookies == {}


def test_a_form_without_its_proof_says_that_what_was_typed_is_still_there(db):
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post("/account/login/", {"login": "max@member.example", "password": "x"})

    assert answer.status_code == 403
    assert "Go back: what you typed is still there." in answer.content.decode()


def test_a_page_that_is_not_there_has_our_page(petra, db):
    answer = petra.get("/nothing/")

    assert (answer.status_code, answer.templates[0].name) == (404, "404.html")


def test_what_is_not_allowed_has_our_page(browser_of, max_):
    answer = browser_of(max_).get("/people/")

    assert (answer.status_code, answer.templates[0].name) == (403, "403.html")


def test_an_invented_host_has_our_page_and_is_not_repeated(petra, db):
    answer = petra.get("/privacy/", headers={"host": "evil.example"})

    assert (answer.status_code, answer.templates[0].name) == (400, "400.html")
    assert "evil.example" not in answer.content.decode()


def test_an_error_of_ours_has_our_page_without_asking_the_database(rf):
    answer = broken(rf.get("/"))

    assert answer.status_code == 500
    assert "Something broke here" in answer.content.decode()
