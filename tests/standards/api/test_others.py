"""Publications of other bodies for programs: single ones, their list, the way to them from clause and edition."""

import pytest

from standards.models import Edition
from tests.factories import ClauseFactory, EditionFactory
from tests.others import entry, imported, published

pytestmark = pytest.mark.django_db

SITE, API = "http://testserver", "/api/v1/others/"


@pytest.fixture
def inspection() -> Edition:
    edition = EditionFactory(standard__number="90020", year=2012)
    ClauseFactory(edition=edition, number="7.1.5")
    return edition


def test_a_publication_is_told_in_full(petra, inspection):
    published(id="a/b:1", number=None, clauses=["§ 7.1.5", "G 3"], looked_at="2026-11-20", dead_since=None)

    assert petra.get(f"{API}a/b:1/").json() == {
        "url": f"{SITE}/api/v1/others/a/b%3A1/",
        "id": "a/b:1",
        "body": "Example Accreditation",
        "number": None,
        "title_own_words": "Whether images may be sent",
        "standard": {
            "designation": "ISO/IEC 90020",
            "slug": "90020",
            "url": f"{SITE}/api/v1/standards/90020/",
        },
        "edition": {"reference": "ISO/IEC 90020:2012", "url": f"{SITE}/api/v1/editions/90020/2012/"},
        "clauses": [{"said": "§ 7.1.5", "number": "7.1.5"}, {"said": "G 3", "number": None}],
        "date": "2019-03-20",
        "status": "unknown",
        "status_in_words": "status not known",
        "language": "en",
        "link": "https://accreditation.example/faq5/",
        "evidence": "full page of the item seen",
        "as_of": "2026-11-27",
        "looked_at": "2026-11-20",
        "dead_since": None,
    }


def test_its_address_leads_to_it(petra, inspection):
    published(id="a/b:1")

    (row,) = petra.get(API).json()["results"]

    assert petra.get(row["url"].removeprefix(SITE)).json() == row
    assert petra.get(f"{API}nothing/").status_code == 404


def test_clause_edition_and_standard_lead_to_what_others_said(petra, inspection):
    published(number="on the clause")
    published(number="on another", clauses=["6.1"])
    published(number="no edition", edition=None)

    found = {}
    for kind, address in (
        ("clause", "clauses/90020/2012/7.1.5/"),
        ("edition", "editions/90020/2012/"),
        ("standard", "standards/90020/"),
    ):
        way = petra.get(f"/api/v1/{address}").json()["others_url"]
        found[kind] = sorted(row["number"] for row in petra.get(way.removeprefix(SITE)).json()["results"])

    assert found == {
        "clause": ["on the clause"],
        "edition": ["on another", "on the clause"],
        "standard": ["no edition", "on another", "on the clause"],
    }


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("body=example+accreditation", ["A"]),
        ("status=replaced", ["B"]),
        ("q=deputies", ["B"]),
        ("clause=7.1", ["A", "B"]),
        ("ordering=-date", ["B", "A"]),
        ("ordering=body", ["A", "B"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(petra, inspection, query, numbers):
    published(number="A", date="2018", date_precision="year")
    published(number="B", body="Other Body", status="replaced", title_own_words="Deputies")

    assert [row["number"] for row in petra.get(f"{API}?{query}").json()["results"]] == numbers


@pytest.mark.parametrize("query", ["standard=none", "clause=x", "status=dead", "nothing=1", "ordering=url"])
def test_what_cannot_be_understood_is_refused(petra, inspection, query):
    assert petra.get(f"{API}?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_few_queries(petra, inspection, count, django_assert_num_queries):
    imported(*(entry(id=f"e{one}") for one in range(count)))

    with django_assert_num_queries(4):
        petra.get(API)
