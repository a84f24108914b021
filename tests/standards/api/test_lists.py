"""The lists of the API: filters, orders, pages, and a number of queries that does not grow."""

import pytest

from standards.models import Responsibility, Succession, Transition
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory
from tests.standards.api.asking import fetched

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["ts-90001-1", "90020"]),
        ({"ordering": "-number"}, ["90020", "ts-90001-1"]),
        ({"ordering": "slug"}, ["90020", "ts-90001-1"]),
        ({"q": "screw"}, ["ts-90001-1"]),
        ({"q": ""}, ["ts-90001-1", "90020"]),
        ({"type": "TS"}, ["ts-90001-1"]),
        ({"type": ["TS", "IS"]}, ["ts-90001-1", "90020"]),
        ({"type": "IWA"}, []),
        ({"standing": "current"}, ["90020"]),
        ({"standing": ["withdrawn", "transition"]}, ["ts-90001-1", "90020"]),
        ({"committee": "iso-casco"}, ["90020"]),
        ({"committee": "ISO/TC 1/SC 2"}, ["ts-90001-1"]),
        ({"committee": "54998"}, ["90020"]),
        ({"number": "90001", "part": "1"}, ["ts-90001-1"]),
        ({"number": "90001", "part": "2"}, []),
        ({"q": "90020", "type": "TS"}, []),
    ],
)
def test_standards_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "standards/", **query)["results"]] == slugs


AMENDMENT, PROJECT, SPECIFICATION = "2026-amd-1-2026", "project-9", "2005"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"ordering": "published"}, [PROJECT, SPECIFICATION, "2012", "2026", AMENDMENT]),
        ({"ordering": "-published"}, [AMENDMENT, "2026", "2012", SPECIFICATION, PROJECT]),
        ({"ordering": "iso_id", "standing": "transition"}, ["2012"]),
        ({"ordering": "published", "standing": ["current"]}, ["2026", AMENDMENT]),
        ({"standing": "withdrawn"}, [SPECIFICATION]),
        ({"standing": "development"}, [PROJECT]),
        ({"standard": "90020", "supplement": "true"}, [AMENDMENT]),
        ({"standard": "90020", "supplement": "false", "ordering": "published"}, [PROJECT, "2012", "2026"]),
        ({"committee": "iso-tc-1-sc-2"}, [SPECIFICATION]),
        ({"type": "TS"}, [SPECIFICATION]),
        ({"stage": ["30.20", "50.20"]}, [PROJECT]),
        ({"year": "2012"}, ["2012"]),
        ({"q": "screw thr"}, [SPECIFICATION]),
        ({"published_after": "2026-03", "ordering": "published"}, ["2026", AMENDMENT]),
        ({"published_after": "2026-03-02"}, [AMENDMENT]),
        ({"published_before": "2012"}, ["2012", SPECIFICATION]),
        ({"published_before": "2012-02-26"}, [SPECIFICATION]),
        ({"published_before": "2026-03", "published_after": "2012-02"}, ["2012", "2026"]),
    ],
)
def test_editions_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "editions/", **query)["results"]] == slugs


@pytest.mark.parametrize("kind", ["current", "transition", "withdrawn", "development"])
def test_editions_of_a_standing_are_those_that_say_so(petra, catalogue, inspection, kind):
    old, _new = inspection
    EditionFactory(standard__number="90050", year=2011, stage="30.98", published="")
    EditionFactory(standard__number="90051", year=2098, published="2098-01")
    announced = EditionFactory(standard__number="90052", year=2013, stage="95.99", withdrawn="2098-01-01")
    inferred = EditionFactory(standard__number="90053", year=2014, stage="95.99", inferred=[old.WITHDRAWAL])
    replaced = EditionFactory(standard__number="90054", year=2015)
    for older in (announced, inferred, replaced):
        Succession.objects.create(newer=EditionFactory(standard=older.standard, year=2020), older=older)

    everything = fetched(petra, "editions/")["results"]
    narrowed = fetched(petra, "editions/", standing=kind)["results"]

    assert narrowed == [row for row in everything if row["standing"]["kind"] == kind]
    assert narrowed


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, ["7.8", "7.8.6"]),
        ({"ordering": "-place"}, ["7.8.6", "7.8"]),
        ({"edition": "90020/2012"}, ["7.8", "7.8.6"]),
        ({"edition": "52994"}, ["7.8", "7.8.6"]),
        ({"edition": "90020/2026"}, []),
        ({"standard": "90020", "number": "7.8"}, ["7.8"]),
        ({"within": "7.8"}, ["7.8", "7.8.6"]),
        ({"within": "7.8.6"}, ["7.8.6"]),
        ({"q": "report"}, ["7.8"]),
    ],
)
def test_clauses_are_narrowed_and_ordered(petra, inspection, query, numbers):
    assert [row["number"] for row in fetched(petra, "clauses/", **query)["results"]] == numbers


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["iso-casco", "iso-tc-1-sc-2"]),
        ({"ordering": "-reference"}, ["iso-tc-1-sc-2", "iso-casco"]),
        ({"q": "conformity committee"}, ["iso-casco"]),
        ({"q": "tc 1"}, ["iso-tc-1-sc-2"]),
        ({"secretariat": "sac"}, ["iso-tc-1-sc-2"]),
        ({"suspended": "false"}, ["iso-casco"]),
    ],
)
def test_committees_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "committees/", **query)["results"]] == slugs


def test_pages_lead_from_one_to_the_next_and_back(petra, catalogue):
    first = fetched(petra, "editions/", page_size=2, standard="90020")
    second = petra.get(first["next"]).json()

    assert (first["count"], first["previous"], len(first["results"])) == (4, None, 2)
    assert (second["count"], second["next"], len(second["results"])) == (4, None, 2)
    assert petra.get(second["previous"]).json() == first
    assert len({row["url"] for row in first["results"] + second["results"]}) == 4


def test_an_empty_list_has_one_page(petra):
    assert fetched(petra, "editions/") == {"count": 0, "next": None, "previous": None, "results": []}


def test_a_page_holds_fifty_rows_unless_more_are_asked_for(petra):
    for number in range(201):
        CommitteeFactory(reference=f"ISO/TC {number}")

    sizes = [len(fetched(petra, "committees/", **asked)["results"]) for asked in ({}, {"page_size": 200})]

    assert sizes == [50, 200]


@pytest.mark.parametrize(("kind", "queries"), [("standards", 6), ("editions", 5), ("clauses", 3), ("committees", 3)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_few_queries_whatever_their_length(petra, django_assert_num_queries, kind, queries, count):
    for row in range(count):
        old = EditionFactory(year=2012, stage="95.99", committee=CommitteeFactory(reference=f"ISO/TC {row}"))
        new = EditionFactory(standard=old.standard, year=2026)
        EditionFactory(standard=old.standard, slug="amd", supplement_type="Amd", supplement_of=new)
        Succession.objects.create(newer=new, older=old)
        Transition.objects.create(edition=new, until="2099")
        Responsibility.objects.create(standard=old.standard, group=GroupFactory(), confidence="verified")
        above = ClauseFactory(edition=new, number="7")
        ClauseFactory(edition=new, number="7.1", parent=above)

    with django_assert_num_queries(queries):
        fetched(petra, f"{kind}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_standing_takes_three_queries_more(petra, django_assert_num_queries, count):
    for _row in range(count):
        old = EditionFactory(year=2012, stage="95.99")
        Succession.objects.create(newer=EditionFactory(standard=old.standard, year=2026), older=old)
        Transition.objects.create(edition=old.replaced_by.get(), until="2099")

    with django_assert_num_queries(5 + 3):
        fetched(petra, "editions/", standing=["current", "transition"])
