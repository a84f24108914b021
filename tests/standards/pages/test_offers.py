"""The editions that a field offers while one types, twenty at a time."""

import pytest

from standards.reading.dates import PartialDate
from tests.factories import CommitteeFactory, EditionFactory, StandardFactory

ADDRESS = "/toolbox/editions/"


def offered(browser, **asked) -> tuple[list[str], bool]:
    answer = browser.get(ADDRESS, asked).json()
    return [offer["text"] for offer in answer["offers"]], answer["more"]


@pytest.fixture
def editions(db):
    laboratories, inspection = StandardFactory(number="90025"), StandardFactory(number="90020")
    EditionFactory(standard=laboratories, year=2005, stage="95.99", withdrawn=PartialDate("2018"), title="Calibration")
    EditionFactory(standard=laboratories, year=2017, title="Testing and calibration laboratories — Requirements")
    EditionFactory(standard=laboratories, year=2030, stage="40.20", published=PartialDate())
    EditionFactory(standard=inspection, year=2012, title="Bodies performing inspection")
    EditionFactory(standard=StandardFactory(number="9001", committee=CommitteeFactory(reference="ISO/TC 176")))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["ISO/IEC 90020:2012", "ISO/IEC 90025:2017", "ISO/IEC 90025:2005"]),
        ("900", ["ISO/IEC 90020:2012", "ISO/IEC 90025:2017", "ISO/IEC 90025:2005"]),
        ("90025:20", ["ISO/IEC 90025:2017", "ISO/IEC 90025:2005"]),
        ("iso/iec 90025:2005", ["ISO/IEC 90025:2005"]),
        ("Labor CALIB", ["ISO/IEC 90025:2017"]),
        ("inspéction", ["ISO/IEC 90020:2012"]),
        ("DIN EN ISO/IEC 90025:2005-08", ["ISO/IEC 90025:2005"]),
        ("9001", []),
        ("§§", []),
        ("\0", ["ISO/IEC 90020:2012", "ISO/IEC 90025:2017", "ISO/IEC 90025:2005"]),
    ],
)
def test_editions_are_found_by_words_and_as_citations(petra, editions, typed, found):
    assert offered(petra, q=typed) == (found, False)


def test_an_offer_says_how_the_edition_stands(petra, editions):
    answer = petra.get(ADDRESS, {"q": "90025"}).json()

    assert [offer["note"] for offer in answer["offers"]] == ["In force", "Withdrawn"]
    assert answer["said"] == "2 to choose from."


def test_twenty_are_offered_at_a_time(petra, db):
    for number in range(90100, 90145):
        EditionFactory(standard=StandardFactory(number=str(number)), year=2017)

    pages = [offered(petra, p=page) for page in ("", "1", "2", "3", "4", "0", "-1", "²", "9" * 9)]

    first = [f"ISO/IEC {number}:2017" for number in range(90100, 90120)]
    assert pages[:2] == [(first, True)] * 2
    assert [(len(found), more) for found, more in pages[2:5]] == [(20, True), (5, False), (0, False)]
    assert pages[5:] == [(first, True)] * 4


def test_what_is_offered_is_read_in_the_same_number_of_queries(petra, editions, django_assert_num_queries):
    with django_assert_num_queries(2):
        petra.get(ADDRESS, {"q": "90025"})
