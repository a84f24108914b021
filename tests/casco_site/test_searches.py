"""Every search and filter field takes as much, says so where more came, and keeps what was typed."""

import pytest
from django.test import Client

from standards.reading.asked import MOST_ASKED
from tests.addresses import all_addresses, is_plain
from tests.factories import UserFactory
from tests.page import Page

TYPED = "form:not([method=post]) input:is([type=search], [type=text])"
NO_SEARCH = ("/admin/", "/account/logout", "/components/")  # asked below, ends the session, shows parts of pages
LONG = "images of " * 21 + "it"  # 212 characters
FIELDS = [
    *(("/search/", "q"), ("/cite/", "q"), ("/responsible/", "q"), ("/clarifications/", "q"), ("/standards/", "q")),
    *(("/clarifications/", "clause"), ("/bodies/", "q"), ("/desk/", "q"), ("/demo/mail/", "q")),
]


@pytest.fixture
def everywhere(db, settings) -> Client:
    """A browser of somebody who may open everything, in the demonstration, where its mail can be read too."""
    settings.MODE = "demo"
    browser = Client()
    who = UserFactory(is_secretariat=True, is_staff=True, is_superuser=True)
    browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def searched(browser, address):
    """The fields of a page in which one looks for something: the name of each with how much it takes."""
    answer = browser.get(address)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return set()
    names, most = (Page(answer).values(TYPED, attribute) for attribute in ("name", "maxlength"))
    return {(address, name, limit) for name, limit in zip(names, most, strict=True)}


def test_every_field_in_which_one_looks_for_something_takes_as_much(everywhere):
    addresses = [one for one in all_addresses() if is_plain(one) and not one.startswith(NO_SEARCH)]

    found = {field for address in sorted(set(addresses)) for field in searched(everywhere, address)}

    assert {field for field in found if field[2] != str(MOST_ASKED)} == set()
    assert {(address, name) for address, name, _most in found} >= set(FIELDS)


@pytest.mark.parametrize(("address", "name"), FIELDS)
def test_where_more_was_typed_that_is_said_beside_the_field_and_it_stays(everywhere, address, name):
    page = Page(everywhere.get(address, {name: LONG}))

    field = f"main input[name={name}]"
    (said,) = [words for words in page.all("main .bad") if "212" in words]
    assert page.values(field, "value") == [LONG]
    assert ("200" in said, page.values(field, "aria-describedby")[0] is not None) == (True, True)


@pytest.mark.parametrize("address", ["/search/", "/clarifications/", "/cite/", "/bodies/", "/desk/"])
def test_of_as_much_as_a_field_takes_nothing_is_said(everywhere, address):
    page = Page(everywhere.get(address, {"q": LONG[:MOST_ASKED]}))

    assert page.all("main .bad") == []


@pytest.mark.parametrize("address", ["/admin/standards/edition/", "/admin/accounts/body/", "/admin/accounts/user/"])
def test_the_admin_says_how_much_it_looks_for_and_keeps_what_was_typed(everywhere, address):
    page = Page(everywhere.get(address, {"q": LONG}))

    assert page.values("#searchbar", "value") == [LONG]
    assert page.one("#searchbar_helptext").endswith("Up to 200 characters.")
    assert page.all(".messagelist li") == ["212 characters: only the first 200 were looked for."]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        *(
            ("resolve/", "q"),
            ("responsible/", "q"),
            ("standards/", "q"),
            ("standards/", "number"),
            ("clauses/", "within"),
        ),
        *(("editions/", "standard"), ("committees/", "secretariat"), ("committees/", "q")),
    ],
)
def test_the_api_refuses_more_and_says_how_much_it_takes(petra, db, address, name):
    taken, refused = (petra.get(f"/api/v1/{address}", {name: "x" * number}) for number in (200, 201))

    (said,) = refused.json()["errors"][name]
    assert (refused.status_code, "200" in said) == (400, True)
    assert taken.status_code == 200 or "200" not in str(taken.json()["errors"])
