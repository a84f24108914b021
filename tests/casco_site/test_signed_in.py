"""Who is signed in finds the ways that are theirs on every page, and an administrator a first page of their own."""

import pytest
from django.core.cache import cache

from standards.models import Import
from tests.factories import GroupFactory, SeatFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
OWN = [("Your account", "/account/"), ("Sign out", "/account/logout/")]
DESK, ADMINISTRATION = ("My desk", "/desk/"), ("Administration", "/admin/")


def ways(answer, part: str = "header .me") -> list[tuple[str, str | None]]:
    """The ways under the name of who is signed in."""
    page = Page(answer, part)
    return list(zip(page.all("a"), page.values("a"), strict=True))


def overview(answer) -> dict[str, str]:
    """What the first page of the admin says, by name."""
    page = Page(answer, "#yours")
    return dict(zip(page.all("dt"), page.all("dd"), strict=True))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("max_", [DESK, *OWN]),
        ("sam", [DESK, *OWN]),
        ("ada", [ADMINISTRATION, *OWN]),
    ],
)
@pytest.mark.parametrize("address", ["/", "/clarifications/", "/account/"])
def test_everybody_has_their_name_and_their_ways_in_the_header(request, browser_of, who, expected, address):
    person = request.getfixturevalue(who)

    answer = browser_of(person).get(address)

    assert ways(answer) == expected
    assert Page(answer, "header .me summary").words == f"Signed in: {person.name}"
    assert Page(answer, "header").values("a.head__work") == [expected[0][1]]


def test_who_keeps_cases_and_administers_has_both_ways(browser_of):
    sam = UserFactory(is_secretariat=True, is_staff=True)

    assert ways(browser_of(sam).get("/")) == [DESK, ADMINISTRATION, *OWN]


def test_visitors_have_the_way_to_ask_and_no_name(petra):
    header = Page(petra.get("/"), "header")

    assert (header.all(".me"), header.all("a.btn-primary")) == ([], ["Ask"])


def test_an_administrator_alone_has_no_empty_desk(browser_of, ada):
    answer = browser_of(ada).get("/desk/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("kind", ["seat", "secretariat"])
def test_an_administrator_with_a_part_in_cases_has_a_desk(browser_of, ada, kind):
    if kind == "seat":
        SeatFactory(user=ada)
    else:
        ada.is_secretariat = True
        ada.save()

    assert browser_of(ada).get("/desk/").status_code == 200


def test_an_administrators_first_page_is_about_people_seats_catalogue_and_what_failed(browser_of, ada, sam, max_):
    UserFactory(name="Nina").set_unusable_password()
    GroupFactory(name="WG 99")
    Import.objects.create(files="example.jsonl", refused=2)
    cache.delete("worker-heartbeat")

    answer = browser_of(ada).get("/admin/")

    found = overview(answer)
    assert Page(answer, "#yours").all("h2") == ["People", "Seats", "Catalogue", "What failed"]
    assert found["Administrators"] == "1"
    assert found["Secretariat"] == "1"
    assert found["Seats in groups"] == "1"
    assert found["Groups without any seat"] == "1"
    assert found["Lines that the last import left out"] == "2"
    assert found["The worker that sends mail"] == "does not answer"
    assert Page(answer, "#yours").all(".wrong dt") == [
        "The worker that sends mail",
        "Lines that the last import left out",
    ]


def test_every_way_from_the_first_page_leads_somewhere(browser_of, ada):
    browser = browser_of(ada)
    ways_on = Page(browser.get("/admin/"), "#yours").values("a")

    assert {address: browser.get(str(address)).status_code for address in ways_on} == dict.fromkeys(ways_on, 200)


def test_the_admin_has_our_type_ways_and_dates(browser_of, ada):
    browser = browser_of(ada)
    Import.objects.create(files="example.jsonl")
    day = Import.objects.get().at

    answer, listed = browser.get("/admin/"), browser.get("/admin/standards/import/")

    assert "/static/css/admin.css" in Page(answer, "head").values("link[rel=stylesheet]")
    assert ways(answer, "#user-tools") == [("The site", "/"), ADMINISTRATION, *OWN]
    assert f"{day.day} {day:%B %Y}, {day:%H:%M} UTC" in Page(listed, "#result_list").words


def test_the_first_page_asks_as_much_whatever_there_is(browser_of, ada, django_assert_max_num_queries):
    browser = browser_of(ada)
    SeatFactory.create_batch(3)

    with django_assert_max_num_queries(30):
        browser.get("/admin/")
