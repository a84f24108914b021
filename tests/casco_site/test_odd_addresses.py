"""Whatever stands in an address, pasted, broken or forged: every page has an answer of ours, never a fault."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from casco_site.management.commands.serve import LONGEST_LINE
from tests.addresses import all_addresses, is_plain
from tests.factories import ClauseFactory, UserFactory
from tests.page import Page
from tests.register import Register

HUGE = "9" * 40
# In a path, as a browser may send it: a NUL, a line's end, half of a surrogate pair, half of a sign, no percent code.
IN_PATHS = ("0", HUGE, "%00", "a%0Ab", "%ED%A0%80", "%E0%A4%zz", "..%2F..%2F", "http:%2F%2F[::1")
# In a query: the same, what is no address, no number, no date, no choice, and very much of it.
IN_QUERIES = ("%00%0A%ED%A0%80%zz%E0%A4", HUGE, "http://[::1", "'%22;\\*:%26|!()%3C-%3E", "-1", "a+" * 300)
MORE_IN_QUERIES = (
    "",
    "0",
    "1e400",
    "%00",
    "%0A",
    "%ED%A0%80",
    "%",
    "//[",
    "2026-13-40",
    "x" * 3_000,
    "%F0%9F%A6%89" * 60,
)
# Every name that a page of ours, the library for signing in, or the admin reads from an address.
NAMES = (
    *("q", "page", "p", "next", "standard", "edition", "clause", "outcome", "label", "year", "more", "standing"),
    *("type", "kind", "confirmed", "part", "as-of", "list", "state", "group", "draft", "marks", "reply_to", "format"),
    *("o", "e", "term", "app_label", "model_name", "field_name", "_popup", "_to_field", "_changelist_filters"),
    *("is_active__exact", "id__exact", "user", "body", "since", "role", "email", "nothing"),
)
SILENT = ("/readyz",)  # says 503 where no worker is alive
# Lists and rows of the admin are alike: of two models they stand for all.
MANY_ALIKE = re.compile(r"/admin/(standards|accounts)/(?!edition|user)")


@pytest.fixture
def insider(db) -> Client:
    """A browser of somebody who may open everything, which tells of faults as a reader's would."""
    browser = Client(raise_request_exception=False)
    who = UserFactory(is_secretariat=True, is_staff=True, is_superuser=True)
    browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def outsider(db) -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def there(db) -> list[str]:
    """Pages of what there is, beside those whose address has no name in it."""
    case = Register().published(clauses="7.1.5")
    edition, record = case.edition, case.clarification.record
    ClauseFactory(edition=edition, number="7.1.5")
    own = edition.get_absolute_url()
    return [
        *(own, f"{own}7.1.5/", f"{own}clauses/edit/", f"{own}clauses.csv", edition.standard.get_absolute_url()),
        *(record.get_absolute_url(), record.version_url(1), case.clarification.get_absolute_url()),
        *(case.clarification.private_path, f"/admin/standards/edition/{edition.pk}/change/"),
    ]


def faults(browser: Client, addresses) -> dict[str, object]:
    """The addresses that are not answered by us, each with what came."""
    found = {}
    for address in addresses:
        answer = browser.get(address)
        if answer.status_code >= 500 or (answer.status_code >= 400 and not is_ours(answer)):
            found[address[:200]] = answer.status_code
    return found


def is_ours(answer) -> bool:
    """Whether an error is told in our page or, to programs, in JSON; what is only sent is not looked at."""
    if answer.status_code == 405 or "json" in answer["Content-Type"]:
        return True
    return "CASCO Clarifications" in Page(answer, "title").words


def filled(address: str, value: str) -> str:
    return re.sub(r"<[^>]*>", lambda _name: value, address)


def different_addresses() -> set[str]:
    return {address for address in all_addresses() if not MANY_ALIKE.match(address)}


def plain_addresses() -> set[str]:
    return {address for address in different_addresses() if is_plain(address)}.difference(SILENT)


def asked(value: str) -> str:
    """A query in which everything is asked for twice."""
    return "&".join(f"{name}={value}&{name}={value}" for name in NAMES)


def parameters() -> Iterator[tuple[str, str]]:
    """Each address of the API that needs no name, with each parameter that it knows."""
    for path, operations in SchemaGenerator().get_schema(request=None, public=True)["paths"].items():
        if "{" not in path:
            yield from ((path, one["name"]) for one in operations["get"].get("parameters", []))


@pytest.mark.parametrize("value", IN_PATHS)
def test_whatever_stands_in_a_path_is_answered(insider, outsider, value):
    addresses = {filled(address, value) for address in different_addresses() if not is_plain(address)}

    ways_in = [one for one in addresses if one.startswith(("/account/", "/request/"))]
    assert {**faults(insider, addresses), **faults(outsider, ways_in)} == {}


@pytest.mark.parametrize("value", IN_QUERIES)
def test_whatever_stands_in_a_query_is_answered(insider, outsider, there, value):
    addresses = [f"{address}?{asked(value)}" for address in [*plain_addresses(), *there]]

    ways_in = [one for one in addresses if one.startswith(("/account/", "/request/"))]
    assert {**faults(insider, addresses), **faults(outsider, ways_in)} == {}


def test_whatever_a_program_asks_of_the_api_is_answered(outsider):
    values = (*IN_QUERIES, *MORE_IN_QUERIES)
    addresses = [f"{path}?{name}={value}" for path, name in parameters() for value in values]

    assert (len(addresses) > 500, faults(outsider, addresses)) == (True, {})


@pytest.mark.parametrize("value", MORE_IN_QUERIES)
def test_whatever_is_looked_for_is_answered(outsider, insider, value):
    searches = ("/search/", "/cite/", "/responsible/", "/clarifications/", "/standards/", "/bodies/", "/desk/")
    addresses = [f"{address}?q={value}&clause={value}&next={value}&page={value}" for address in searches]

    assert {**faults(insider, addresses), **faults(outsider, ["/account/login/?next=" + value])} == {}


@pytest.mark.parametrize("address", ["/", "/search/", "/clarifications/", "/nothing/", "/api/v1/standards/", "/desk/"])
def test_an_address_as_long_as_the_server_takes_it_is_answered(insider, address):
    room = LONGEST_LINE - len(f"GET {address}?q= HTTP/1.1\r\n")

    assert faults(insider, [f"{address}?q={'x' * room}", f"{address.rstrip('/')}/{quote('ü') * (room // 6)}"]) == {}
