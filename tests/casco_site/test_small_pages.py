"""Pages that belong to no room: privacy, robots, a form that came too late."""

from django.test import Client

from casco_site.views import broken


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
