"""Areas: every address is in one that was declared, and what must be private is."""

import pytest

from casco_site.areas import AREAS, NOWHERE, Area, Areas
from tests.addresses import all_addresses

VAULT = Area(addresses=("/vault/",), is_private=True, needs_second_factor=True, holds_keys=True)


def test_every_address_of_the_site_is_in_a_declared_area():
    outside = [address for address in all_addresses() if AREAS.of(address) is NOWHERE]

    assert outside == []


def test_every_declared_address_leads_somewhere():
    declared = {address: area for area in AREAS.areas for address in area.addresses}

    reached = {
        one
        for address in all_addresses()
        for one, area in declared.items()
        if AREAS.of(address) is area and Area(addresses=(one,)).has(address)
    }

    assert declared.keys() - reached == set()


def test_no_area_is_public_and_private():
    assert [area for area in AREAS.areas if area.is_public and (area.is_private or area.needs_second_factor)] == []


def test_where_keys_are_is_private():
    assert [area for area in AREAS.areas if area.holds_keys and not area.is_private] == []


@pytest.mark.parametrize(
    ("path", "private", "protected", "keys"),
    [
        ("/desk/CR-2026-001/", True, True, False),
        ("/people/", True, True, False),
        ("/admin/standards/edition/", True, True, False),
        ("/request/draft/0c2b1f0e/", True, False, True),
        ("/account/invitation/MTox/", True, False, True),
        ("/demo/mail/", True, False, False),
        ("/standards/17025/2017/clauses/edit/", True, True, False),
        ("/standards/17025/2017/concordance/17025/2005/file/edit/", True, True, False),
        ("/standards/17025/2017/7.1.5/", False, False, False),
        ("/standards/desk/", False, False, False),
        ("/desk", False, False, False),
        ("/nothing/", False, False, False),
    ],
)
def test_an_address_is_treated_as_its_area_says(path, private, protected, keys):
    area = AREAS.of(path)

    assert (area.is_private, area.needs_second_factor, area.holds_keys) == (private, protected, keys)


@pytest.mark.parametrize("path", ["/", "/clarifications/feed/", "/standards/17025/", "/api/v1/editions/", "/healthz"])
def test_what_everybody_reads_is_public(path):
    assert AREAS.of(path).is_public


@pytest.mark.parametrize("path", ["/welcome/", "/healthz/", "/standards/17025/2017/clauses/edit/"])
def test_what_begins_like_a_public_address_is_not_public_for_that(path):
    assert not AREAS.of(path).is_public


def test_a_new_private_area_is_kept_out_of_caches_and_told_to_robots(petra, settings, db):
    settings.AREAS = Areas((*AREAS.areas, VAULT))

    page, robots = petra.get("/vault/"), petra.get("/robots.txt").content.decode()

    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert "Disallow: /vault/\n" in robots


def test_a_new_protected_area_asks_for_a_second_factor(browser_of, sam, settings):
    settings.AREAS, settings.SECOND_FACTOR_REQUIRED = Areas((VAULT,)), True

    answer = browser_of(sam).get("/vault/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/protect/?next=%2Fvault%2F")
