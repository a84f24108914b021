"""Every point that a record must hold: entered by the form, corrected, read back on page and feed, found by search."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from clarifications.register.models import Record
from tests.builders import Case, cast
from tests.points import PAGE, POINTS, table

pytestmark = pytest.mark.django_db

ENTERED = {name: value for point in POINTS for name, value in point.typed.items()}
CORRECTED = ENTERED | {point.corrected[0]: point.corrected[1] for point in POINTS if point.corrected}
# What follows a label that is corrected.
CORRECTED |= {"answers-0-questions": "example 2; 2"}


@pytest.fixture
def case() -> Case:
    return cast()


@pytest.fixture
def record(case, browser_of) -> Record:
    """A record that holds everything, entered by the form."""
    plain = {
        "edition": str(case.edition.pk),
        "names_edition": "on",
        "scope": "unknown",
        "reason": "So that it is found.",
    }
    answer = browser_of(case.sam).post("/desk/new/historic/", plain | ENTERED | {"key": "k" * 32})
    assert answer.status_code == 302, seen(answer)
    return Record.objects.get()


@pytest.fixture
def corrected(case, record, browser_of) -> Record:
    """The same after every point of it was corrected."""
    plain = {"edition": str(case.edition.pk), "names_edition": "on", "scope": "unknown", "reason": "It was misprinted."}
    address = f"/desk/{record.clarification.reference}/correct/"
    version = str(record.clarification.version)
    answer = browser_of(case.sam).post(address, plain | CORRECTED | {"seen_version": version})
    assert answer.status_code == 302, seen(answer)
    return Record.objects.get()


def seen(answer) -> str:
    """The text of a page, blanks and lines of typed texts as they are."""
    body = LexborHTMLParser(answer.content.decode()).css_first("main")
    return body.text() if body else ""


def joined(text: str) -> str:
    return " ".join(text.split())


def test_every_point_is_read_on_the_page_as_it_was_typed(record, client):
    page = seen(client.get(record.get_absolute_url()))

    missing = [point.what for point in POINTS if point.read not in page and joined(point.read) not in joined(page)]
    assert missing == []
    assert "shall be kept for ever" not in page


def test_every_point_is_found_by_its_words(record, client):
    for point in POINTS:
        if point.found_by:
            page = client.get("/clarifications/", {"q": point.found_by}).content.decode()
            assert record.get_absolute_url() in page, point.what


def test_the_feed_names_it_under_its_own_day_and_says_that_it_does_not_bind(record, client):
    feed = client.get("/clarifications/feed/").content.decode()

    assert ["Decision by one person (Example)" in feed, "2017-12-31T00:00:00" in feed] == [True, True]
    assert "does not bind" in feed


def test_nobody_asked_and_no_group_decided_here(record, client):
    page = seen(client.get(record.get_absolute_url()))

    assert ["was entitled" in page, "took a position" in page, "Applies to" in page] == [False, False, False]
    assert record.clarification.calls.count() == 0


def test_every_point_can_be_corrected_and_the_former_version_stays(corrected, client):
    page = seen(client.get(corrected.get_absolute_url()))
    former = seen(client.get(corrected.version_url(1)))

    wanted = [point.corrected[2] for point in POINTS if point.corrected]
    assert [text for text in wanted if text not in joined(page)] == []
    assert [point.what for point in POINTS if joined(point.read) not in joined(former)] == []


def test_search_and_feed_follow_the_correction(corrected, client):
    found = client.get("/clarifications/", {"q": "two persons"}).content.decode()
    gone = client.get("/clarifications/", {"q": "45011"}).content.decode()
    feed = client.get("/clarifications/feed/").content.decode()

    address = corrected.get_absolute_url()
    assert [address in found, address in gone, "Decision by two persons (Example)" in feed] == [True, False, True]


def test_the_table_of_the_points_is_the_one_in_the_documentation():
    assert PAGE.read_text("utf-8") == table()
