"""Every way of citing leads to the text that is meant: a table of citations with the expected answers."""

from pathlib import Path

import pytest

from standards.catalogue.resolver import Match, resolve
from tests.factories import EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db
TABLE = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "citations.txt").read_text().splitlines()
    if not line.startswith("#")
]


def written(match: Match) -> str:
    """A match as the table writes it."""
    return f"{match.name}{' ~' if match.followed else ''}{f' >{match.successor}' if match.successor else ''}"


@pytest.mark.parametrize(("citation", "expected"), TABLE, ids=[citation for citation, _expected in TABLE])
def test_a_citation_leads_to_what_is_meant(delivered, citation, expected):
    found = "; ".join(map(written, resolve(citation).matches)) or "nothing"

    assert found == expected


def test_the_table_is_as_long_as_was_asked():
    assert len({citation for citation, _expected in TABLE}) == len(TABLE) >= 150


@pytest.mark.parametrize(
    ("citation", "standard", "year", "clause"),
    [
        ("17025:2005 cl 4.1", "17025", 2005, "4.1"),
        ("ISO/IEC 17021-1 § 9.2.3 b", "17021-1", None, "9.2.3 b)"),
        ("Guide 62 clause 3", "Guide 62", None, "3"),
        ("ISO/IEC TS 17012:2024, Annex B", "TS 17012", 2024, "Annex B"),
        ("17025:2018", "17025", 2018, ""),
    ],
)
def test_it_says_what_it_understood(db, citation, standard, year, clause):
    found = resolve(citation).citation

    assert (found.standard, found.year, found.clause) == (standard, year, clause)


@pytest.mark.parametrize("text", ["", " ", "\0", "inspection bodies", "7.8.2.1", "%", "hello 17", "(" * 500, "1" * 500])
def test_what_cites_nothing_is_answered_with_nothing(db, text):
    assert resolve(text).matches == []


def test_what_was_followed_is_said_in_words(delivered):
    said = {text: resolve(text).matches[0].followed for text in ("17021", "17021:2015", "EN ISO/IEC 17025:2018")}

    assert said == {
        "17021": "ISO/IEC 17021:2011 was replaced; the number lives on in its parts.",
        "17021:2015": "17021 has no edition of 2015; this is the one of that year under its number.",
        "EN ISO/IEC 17025:2018": "ISO has no edition of 2018; a national edition of that year adopts this one.",
    }


def test_a_match_leads_to_the_page_of_its_clause(delivered):
    found = resolve("17020:2012 6.2.1 d").matches[0]

    assert found.url == "/standards/17020/2012/6.2.1-d/"


def test_one_number_under_several_names_shows_them_all_ours_first(db):
    guide = StandardFactory(type="GUIDE", number="907", slug="guide-907")
    other = StandardFactory(publisher="ISO", number="907", slug="907", committee__reference="ISO/TC 5")
    EditionFactory(standard=other, year=1994)
    EditionFactory(standard=guide, year=1994)

    found = {
        text: [match.edition.reference for match in resolve(text).matches] for text in ("907", "ISO 907", "Guide 907")
    }

    assert found == {
        "907": ["ISO/IEC Guide 907:1994", "ISO 907:1994"],
        "ISO 907": ["ISO 907:1994"],
        "Guide 907": ["ISO/IEC Guide 907:1994"],
    }


def test_a_draft_is_never_what_an_undated_citation_means(db):
    standard = StandardFactory(number="90500", slug="90500")
    EditionFactory(standard=standard, year=None, slug="dis", reference="ISO/IEC DIS 90500", stage="40.20", published="")

    assert (resolve("90500").matches, resolve("DIS 90500").matches[0].name) == ([], "ISO/IEC DIS 90500")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_the_same_few_queries_whatever_there_is(db, django_assert_max_num_queries, count):
    for part in range(1, count + 1):
        standard = StandardFactory(number="90600", part=str(part), slug=f"90600-{part}")
        EditionFactory(standard=standard, year=2010)

    with django_assert_max_num_queries(4):
        resolve("90600:2010 4.1")
