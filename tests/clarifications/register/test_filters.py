"""The list of records is narrowed by what its address says; what the address does not know is left out and said."""

import pytest
from django.http import QueryDict

from clarifications.intake.questions import Asked
from clarifications.register.filters import read
from clarifications.review.steps import DraftAnswer
from tests.factories import EditionFactory, StandardFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def laboratory():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


@pytest.fixture
def inspection():
    return EditionFactory(standard=StandardFactory(number="17020"), year=2012)


def titles(query: str) -> list[str]:
    return [record.title for record in read(QueryDict(query)).filter.qs]


def left_out(query: str) -> list[str]:
    return read(QueryDict(query)).left_out


def options(query: str, name: str) -> list[tuple[str, int, bool]]:
    facets = {facet.name: facet for facet in read(QueryDict(query)).filter.facets()}
    return [(option.label, option.count, option.is_chosen) for option in facets[name].options]


def test_without_filters_everything_is_listed_newest_first(register):
    register.add("First")
    register.add("Second")

    assert titles("") == ["Second", "First"]


def test_standards_add_up(register, laboratory, inspection):
    register.add("Laboratory", edition=laboratory)
    register.add("Inspection", edition=inspection)
    register.add("Other", edition=EditionFactory())

    assert titles("standard=17025") == ["Laboratory"]
    assert titles("standard=17025&standard=17020") == ["Inspection", "Laboratory"]


def test_an_edition_is_named_by_its_standard_and_year(register, laboratory):
    register.add("Of 2017", edition=laboratory)
    register.add("Of 2027", edition=EditionFactory(standard=laboratory.standard, year=2027))

    assert titles("edition=17025-2017") == ["Of 2017"]


def test_a_clause_stands_for_what_lies_below_it(register):
    register.add("Below", clauses="7.8.6.1")
    register.add("Neighbour", clauses="7.80")
    register.add("In a question", clauses="4.1", questions=[Asked("Is it?", clauses="7.8.2")])

    assert titles("clause=7.8") == ["In a question", "Below"]
    assert titles("clause=clause 7.8.6") == ["Below"]


def test_outcome_label_and_year_combine(register):
    register.add("Yes")
    register.add("No", answers=[DraftAnswer(["1"], "no", "It is not.")])

    assert titles("outcome=no") == ["No"]
    assert titles("outcome=no&outcome=yes&label=applies&year=2026") == ["No", "Yes"]
    assert titles("outcome=yes&label=incorporated") == []


def test_a_record_of_an_unknown_year_is_found_among_those(register):
    register.add("Dated")
    register.historic("Undated")

    assert titles("year=unknown") == ["Undated"]
    assert titles("year=unknown&year=2026") == ["Dated", "Undated"]


def test_words_search_within_what_is_listed(register, laboratory, inspection):
    register.add("Images", edition=laboratory)
    register.add("Images too", edition=inspection)

    assert titles("q=image&standard=17020") == ["Images too"]


def test_a_standard_without_records_can_be_asked_for(register, laboratory, inspection):
    register.add("Laboratory", edition=laboratory)

    assert (titles("standard=17020"), left_out("standard=17020")) == ([], [])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("standard=99999", "Standard: “99999” is not known and was left out."),
        ("edition=17025-1066", "Edition: “17025-1066” is not known and was left out."),
        ("outcome=maybe", "Outcome: “maybe” is not known and was left out."),
        ("label=good", "For the newest edition: “good” is not known and was left out."),
        ("year=9999", "Published in: “9999” is not known and was left out."),
        (
            "clause=7..2",
            "Clause and below: “7..2” is not known and was left out. “7..2” is not a clause number. Did you mean 7.2?",
        ),
    ],
)
def test_what_is_not_known_is_left_out_and_said(register, query, said):
    register.add("Images")

    assert (titles(query), left_out(query)) == (["Images"], [said])


def test_of_several_values_only_the_unknown_ones_are_left_out(register, laboratory, inspection):
    register.add("Laboratory", edition=laboratory)
    register.add("Inspection", edition=inspection)

    found = read(QueryDict("standard=17025&standard=xy&standard=99999&foo=bar&page=3"))

    assert [record.title for record in found.filter.qs] == ["Laboratory"]
    assert len(found.left_out) == 2
    assert [chip.label for chip in found.filter.chips()] == ["ISO/IEC 17025"]


def test_a_very_long_value_is_repeated_only_in_part(register):
    said = left_out("clause=" + "9" * 200_000)

    assert [len(message) < 300 for message in said] == [True]


def test_a_chip_leads_to_the_list_without_it(register, laboratory):
    register.add("Images", edition=laboratory)

    chips = read(QueryDict("q=image&standard=17025&outcome=yes&outcome=no&clause=7.1.5&page=2")).filter.chips()

    assert [(chip.label, chip.url) for chip in chips] == [
        ("Words: image", "?standard=17025&outcome=yes&outcome=no&clause=7.1.5"),
        ("ISO/IEC 17025", "?q=image&outcome=yes&outcome=no&clause=7.1.5"),
        ("Clause 7.1.5 and below", "?q=image&standard=17025&outcome=yes&outcome=no"),
        ("Outcome: Yes", "?q=image&standard=17025&outcome=no&clause=7.1.5"),
        ("Outcome: No", "?q=image&standard=17025&outcome=yes&clause=7.1.5"),
    ]


def test_facets_count_what_the_register_holds(register, laboratory, inspection):
    register.add("First", edition=laboratory)
    register.add("Second", edition=laboratory)
    register.add("Third", edition=inspection)
    register.historic("Undated", edition=inspection)

    assert options("", "standard") == [("ISO/IEC 17020", 2, False), ("ISO/IEC 17025", 2, False)]
    assert options("standard=17025", "edition") == [("17025:2017", 2, False)]
    assert options("outcome=yes", "outcome") == [("Yes", 3, True), ("Answer not held", 1, False)]
    assert options("", "year") == [("2026", 3, False), ("Year unknown", 1, False)]


def test_a_long_facet_shows_the_first_and_the_chosen_values(register):
    for number in range(8):
        register.add(edition=EditionFactory(standard=StandardFactory(number=str(17000 + number))))
    chosen = "standard=17007"

    shown = [label for label, _count, _chosen in options(chosen, "standard")]
    everything = options(f"{chosen}&more=standard", "standard")

    assert shown == [f"ISO/IEC {number}" for number in (17000, 17001, 17002, 17003, 17004, 17005, 17007)]
    assert len(everything) == 8


def test_pending_cases_are_counted_by_standard_edition_and_clause(register, laboratory, inspection):
    register.add(edition=laboratory)
    register.pending(clauses="7.8.6", edition=laboratory)
    register.pending(clauses="4.1", edition=inspection)

    counts = [
        read(QueryDict(query)).filter.count_pending()
        for query in ("", "standard=17025", "standard=17020", "clause=7.8", "edition=17025-2017&clause=4", "q=image")
    ]

    assert counts == [2, 1, 1, 1, 0, 2]


def test_reading_an_address_takes_two_queries_whatever_the_register_holds(register, django_assert_num_queries):
    register.add()
    register.add(edition=EditionFactory())

    with django_assert_num_queries(2):
        read(QueryDict("standard=17025&outcome=yes&clause=7")).filter.facets()
