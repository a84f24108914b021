"""A record that is retired is gone from every page but its own, and counted apart."""

import pytest

from casco_site.front import overview
from clarifications.map import steps
from clarifications.register.counts import APART
from clarifications.register.kept_numbers import kept_numbers
from clarifications.register.models import RecordFacet, RegisterCount
from tests.factories import ClauseFactory, TopicFactory
from tests.register import Register

PAGES = (
    "/",
    "/clarifications/",
    "/search/?q=images",
    "/standards/",
    "/standards/{standard}/",
    "/standards/{standard}/{edition}/",
    "/standards/{standard}/{edition}/7.1.5/",
    "/topics/",
    "/topics/remote/",
)


@pytest.fixture
def retired(db):
    """Of two records on one clause the one that is retired."""
    register = Register()
    case = register.published("Images that are retired")
    ClauseFactory(edition=case.edition, number="7.1.5")
    register.published("Images that stay")
    case.take(steps.SET_TOPICS, case.sam, topic=TopicFactory(key="remote"))
    case.take(steps.RETIRE, case.sam)
    return case.clarification.record


@pytest.mark.parametrize("page", PAGES)
def test_it_is_on_no_page_but_its_own(petra, retired, page):
    edition = retired.edition
    address = page.format(standard=edition.standard.slug, edition=edition.slug)

    assert retired.title not in petra.get(address).content.decode()
    assert retired.title in petra.get(retired.get_absolute_url()).content.decode()


def test_it_is_counted_nowhere(retired):
    """The other one is."""
    one = {retired.edition_id: 1}

    assert (kept_numbers("edition"), kept_numbers("edition", one)) == (one, one)
    assert (overview().published, len(overview().new)) == (1, 1)


def test_it_waits_for_no_revision(petra, retired):
    page = petra.get(retired.get_absolute_url()).content.decode()

    assert ("Revision of" in page, "In a revision" in page) == (False, False)


def test_it_is_found_among_the_retired_ones_by_any_facet(petra, retired):
    """Also by a value that no other record has."""
    facet = retired.facet_rows.get(facet="group")
    RecordFacet.objects.filter(pk=facet.pk).update(value="WG 99")

    page = petra.get("/clarifications/?label=retired&outcome=yes&group=WG+99").content.decode()

    assert retired.title in page
    assert RegisterCount.objects.get(facet="group", value=f"{APART}WG 99").number == 1
