"""What every answer of the API has in common: other sites, licence, freshness, limits; and its page for people."""

import pytest
import time_machine
from django.test import Client

from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ("/api/v1/", "/api/v1/editions/", "/api/v1/editions/90020/2017/", "/api/v1/schema/")


@pytest.fixture(autouse=True)
def edition():
    return EditionFactory(standard__number="90020")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_is_held_already_is_not_sent_again(petra, address):
    first = petra.get(address)

    again = petra.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, max-age=0, s-maxage=60, must-revalidate")
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ADDRESSES[1:3])
def test_what_has_changed_is_sent(petra, edition, address):
    etag = petra.get(address)["ETag"]
    edition.title = "Another title"
    edition.save()

    assert petra.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/nothing/", "/api/v1/editions/?page=0", "/api/v1/editions"])
def test_any_site_may_read_and_is_told_the_licence(petra, address):
    answer = petra.get(address, headers={"Origin": "https://elsewhere.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert '<https://opendatacommons.org/licenses/by/1-0/>; rel="license"' in answer["Link"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_that_asks_first_is_told_what_it_may_do(petra):
    wish = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}

    answer = petra.options("/api/v1/editions/", headers=wish)

    names = ("Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers")
    assert (answer.status_code, [answer[name] for name in names]) == (
        204,
        ["*", "GET, HEAD, OPTIONS", "Accept, Accept-Language, If-None-Match"],
    )


@pytest.mark.parametrize("path", ["/standards/90020/", "/desk/", "/api/"])
def test_pages_are_not_open_to_other_sites(petra, path):
    assert "Access-Control-Allow-Origin" not in petra.get(path)


def test_an_error_is_not_kept(petra):
    assert petra.get("/api/v1/nothing/")["Cache-Control"] == "no-store"


NOTHING = [
    "nothing/",
    "nothing",
    "editions/%0A/",
    "%0A",
    "a%0Ab/",
    "editions/90020/20%0A17/",
    "%00/",
    "%FF/",
    "a/" * 60,
]


@pytest.mark.parametrize("address", [f"/api/v1/{rest}" for rest in NOTHING] + ["/api/nothing", "/api/v2/", "/api/%0A"])
def test_an_address_that_leads_nowhere_says_so_to_programs(petra, address):
    answer = petra.get(address, follow=True)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
    }


@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("/api/v1/editions/", {"headers": {"host": "elsewhere.example"}}, 400),
        ("/api/v1/editions/", {"headers": {"host": "localhost:99999"}}, 400),
        ("/api/v1/editions/", {"headers": {"accept": "text/html"}}, 406),
        ("/api/v1/editions/?page=0", {}, 400),
        ("/api/v1/editions/1/", {}, 404),
        ("/api/v1/schema/", {"headers": {"accept": "text/html"}}, 406),
        ("/api/v1/schema/?format=pdf", {}, 404),
    ],
)
def test_every_refusal_below_the_api_is_one_for_programs(petra, address, asked, status):
    answer = petra.get(address, **asked)

    said = answer.json()
    assert (answer.status_code, answer["Content-Type"], said["status"]) == (status, "application/problem+json", status)
    assert (said["type"], said["detail"][-1]) == ("about:blank", ".")


@pytest.mark.parametrize(("address", "status"), [("/api/", 403), ("/api/v1/editions/", 405), ("/api/v1/nothing/", 404)])
def test_a_form_sent_to_the_api_is_refused_for_programs(db, address, status):
    answer = Client(enforce_csrf_checks=True).post(address, {"a": "b"})

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_a_fault_of_ours_is_told_to_programs_with_the_id_of_the_request(settings):
    settings.API_RATE = "nonsense"
    settings.RATE_LIMITS = True
    browser = Client(raise_request_exception=False)

    answer = browser.get("/api/v1/editions/")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "The fault is ours. Tell the secretariat the id of the request.",
        "request_id": answer["X-Request-ID"],
    }


def test_the_page_for_people_stays_a_page(petra):
    answer = petra.get("/api/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_the_same_for_everybody(petra, browser_of, sam, address):
    anonymous, secretariat = petra.get(address), browser_of(sam).get(address)

    assert secretariat.content == anonymous.content
    assert (anonymous.cookies, secretariat.cookies) == ({}, {})


def test_only_the_head_is_sent_to_whoever_asks_for_that(petra):
    answer = petra.head("/api/v1/editions/")

    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", petra.get("/api/v1/editions/")["ETag"])


ASKED = ("resolve", "responsible")  # they need a question


def test_the_beginning_names_the_lists_and_the_description(petra):
    addresses = petra.get("/api/v1/").json()

    assert {
        petra.get(address, {"q": "17025"} if name in ASKED else {}).status_code for name, address in addresses.items()
    } == {200}
    assert list(addresses) == [
        "bodies",
        "clauses",
        "committees",
        "editions",
        "others",
        "resolve",
        "responsible",
        "standards",
        "schema",
    ]


@time_machine.travel("2026-11-22T12:50:20Z", tick=False)
def test_who_asks_too_often_is_told_when_to_go_on(petra, settings):
    settings.RATE_LIMITS, settings.API_RATE = True, "3/m"

    answers = [petra.get("/api/v1/editions/") for _ in range(5)]
    other = petra.get("/api/v1/editions/", REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert (other.status_code, answers[-1]["Retry-After"], answers[-1].json()) == (
        200,
        "41",
        {
            "type": "about:blank",
            "title": "Too Many Requests",
            "status": 429,
            "detail": "Too many requests from your address. Go on in 41 seconds.",
        },
    )
    assert answers[-1]["Content-Type"] == "application/problem+json"


def test_the_page_for_people_names_every_address_and_parameter(petra):
    page = petra.get("/api/").content.decode()

    description = petra.get("/api/v1/schema/", {"format": "json"}).json()
    words = [
        *(f"GET {path}" for path in description["paths"]),
        *(f"<code>{one['name']}</code>" for path in description["paths"].values() for one in path["get"]["parameters"]),
    ]
    assert [word for word in words if word not in page] == []
    assert "<script" not in page.replace("<script src=", "")
