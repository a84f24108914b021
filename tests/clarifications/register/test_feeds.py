"""The Atom feed of the register: each entry with its disclaimer, ids that stay, a change that brings it up again."""

from xml.etree import ElementTree

import pytest

from clarifications.map import steps
from clarifications.register.models import Record
from standards.reading.dates import PartialDate
from tests.builders import reviewed
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://clarifications.example"


def feed(petra) -> ElementTree.Element:
    answer = petra.get("/clarifications/feed/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def entries(petra) -> list[dict[str, str]]:
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href", "") for part in entry}
        for entry in feed(petra).iter(f"{ATOM}entry")
    ]


def test_an_empty_register_has_an_empty_feed(petra):
    assert entries(petra) == []


def test_an_entry_names_the_record_and_where_it_is(petra, register, site):
    record = register.add("Images")

    (entry,) = entries(petra)

    assert entry["title"] == f"{record.name}: Images"
    assert entry["link"] == f"https://clarifications.example/clarifications/{record.slug}/"
    assert entry["id"] == f"tag:clarifications.example,2026:{record.slug}"


def test_every_entry_begins_with_its_disclaimer(petra, register):
    register.add("Images")
    register.add("Photographs")

    begins = [entry["summary"].startswith("<p><strong>This is not a requirement") for entry in entries(petra)]

    assert begins == [True, True]


def test_the_disclaimer_of_what_a_standard_included_says_so(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027-03"), note="")

    (entry,) = entries(petra)

    assert entry["summary"].startswith("<p><strong>The standard itself now says this.")


def test_a_verdict_brings_a_record_to_the_top_under_the_same_id(petra, register):
    case = register.published("First")
    register.add("Second")
    before = entries(petra)

    case.at = register.shared["at"]
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")

    after = entries(petra)
    assert [one["id"] for one in after] == [one["id"] for one in before[::-1]]
    assert after[0]["updated"] > before[1]["updated"]


def test_text_of_requesters_cannot_become_markup(petra, register):
    register.add("<script>alert(1)</script> & “images”")

    (entry,) = entries(petra)

    assert entry["title"].endswith("<script>alert(1)</script> & “images”")
    assert "<script" not in entry["summary"]


@pytest.mark.parametrize("unfit", ["\uffff", "\ufdd0", "\x07", "\U0001fffe", "\ufeff"])
def test_a_title_that_was_stored_before_titles_were_made_plain_stops_the_feed_for_nobody(petra, register, unfit):
    record = register.add("Images")
    Record.objects.filter(pk=record.pk).update(title=f"Ima{unfit}ges")

    (entry,) = entries(petra)

    assert entry["title"] == f"{record.name}: Images"


def test_what_was_published_before_is_news_of_its_own_day_whenever_it_is_entered(petra, register):
    register.add("New")
    register.historic("Old", published=PartialDate("2017-03"))
    register.historic("Undated")

    found = entries(petra)

    assert [entry["title"].rpartition(": ")[2] for entry in found] == ["New", "Old"]
    assert found[1]["updated"].startswith("2017-03-31")


def test_a_record_of_unknown_day_has_no_day_of_publication(petra, register):
    record = register.historic("Undated")
    Record.objects.update(news_at=record.changed_at)

    assert "published" not in entries(petra)[0]


def test_the_feed_is_kept_while_nothing_changes(petra, register):
    register.add()
    etag = petra.get("/clarifications/feed/")["ETag"]

    assert petra.get("/clarifications/feed/", headers={"If-None-Match": etag}).status_code == 304
    register.add("Another")
    assert petra.get("/clarifications/feed/", headers={"If-None-Match": etag}).status_code == 200


def test_the_number_of_queries_does_not_grow(petra, register, django_assert_num_queries):
    register.add()
    with django_assert_num_queries(3):
        petra.get("/clarifications/feed/")

    register.add()
    register.add()
    with django_assert_num_queries(3):
        petra.get("/clarifications/feed/")
    assert Record.objects.count() == 3
