"""The list of records is narrowed by what its address says; what the address does not know is left out and said."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from clarifications.intake.questions import Asked
from clarifications.register.filters import read
from clarifications.register.models import Record
from clarifications.register.pieces import Origin
from clarifications.register.vocabulary import DecidingBody
from clarifications.register.write import show_beside, translate
from clarifications.review.steps import DraftAnswer
from tests.factories import ClauseFactory, EditionFactory, StandardFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def titles(query: str) -> list[str]:
    return [record.title for record in read(QueryDict(query)).filter.qs]


def left_out(query: str) -> list[str]:
    return read(QueryDict(query)).left_out


def options(query: str, name: str) -> list[tuple[str, int, bool]]:
    facets = {facet.name: facet for facet in read(QueryDict(query)).filter.offers()}
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


def test_of_very_many_unknown_values_the_first_are_named_each_once_and_the_others_counted(register):
    repeated = left_out("&".join(["outcome=maybe"] * 300))
    many = left_out("&".join(f"standard=x{number}" for number in range(300)))

    assert repeated == ["Outcome: “maybe” is not known and was left out."]
    assert (len(many), many[-1]) == (9, "292 more values are not known and were left out.")


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


def test_every_chip_is_in_words(register, laboratory):
    register.historic("Images", edition=laboratory)

    query = "edition=17025-2017&label=applies&kind=interpretation&year=unknown&language=en&body=unknown"

    assert [chip.label for chip in read(QueryDict(query)).filter.chips()] == [
        "17025:2017",
        "Newest edition: Applies",
        "Historic interpretation",
        "Published: Year unknown",
        "Language: English",
        "Decided by: Not known",
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


def test_reading_an_address_and_counting_takes_three_queries_and_four_where_it_narrows(
    register, django_assert_num_queries
):
    """Of these four three count the records anew, as in any transaction; and one is for a standard without records."""
    register.add()
    other = register.add(edition=EditionFactory())

    with django_assert_num_queries(3):
        read(QueryDict("")).filter.offers()
    with django_assert_num_queries(7):
        read(QueryDict(f"standard={other.standard.slug}&outcome=yes&clause=7")).filter.offers()
    with django_assert_num_queries(8):
        read(QueryDict("standard=17025&outcome=yes&clause=7")).filter.offers()


# ---------- clauses ----------


def clauses(query: str) -> list[tuple[str, int, bool, int]]:
    facets = {facet.name: facet for facet in read(QueryDict(query)).filter.offers()}
    shown = facets["clause"].options if "clause" in facets else []
    return [(option.value, option.count, option.is_chosen, option.level) for option in shown]


def test_the_clauses_of_a_standard_that_hold_something_are_offered_and_a_chosen_one_opens(register, laboratory):
    register.add("Images", edition=laboratory, clauses="7.8.2.1, 4.1")
    register.add("Rules", edition=laboratory, clauses="7.8.6 a)")
    register.add("More", edition=laboratory, clauses="7.10, B.1")
    register.add("Elsewhere", edition=EditionFactory(), clauses="9.9")

    assert clauses("") == []
    assert clauses("standard=17025") == [("4", 1, False, 0), ("7", 3, False, 0), ("Annex B", 1, False, 0)]
    assert clauses("edition=17025-2017&clause=7")[1:4] == [
        ("7", 3, True, 0),
        ("7.8", 2, False, 1),
        ("7.10", 1, False, 1),
    ]
    assert clauses("standard=17025&clause=7.8.2")[1:6] == [
        ("7", 3, False, 0),
        ("7.8", 2, False, 1),
        ("7.8.2", 1, True, 2),
        ("7.8.2.1", 1, False, 3),
        ("7.8.6", 1, False, 2),
    ]


def test_the_clauses_of_one_edition_are_offered_with_the_headings_that_are_known(register, laboratory):
    ClauseFactory(edition=laboratory, number="7", title="Process requirements")
    register.add("Images", edition=laboratory, clauses="7.8.2, 4.1")

    def headings(query: str) -> list[tuple[str, str]]:
        (facet,) = [one for one in read(QueryDict(query)).filter.offers() if one.name == "clause"]
        return [(option.value, option.heading) for option in facet.options]

    assert headings("edition=17025-2017") == [("4", ""), ("7", "Process requirements")]
    assert headings("standard=17025") == [("4", ""), ("7", "")]


def test_a_facet_that_shows_all_goes_on_doing_so_when_the_form_is_sent(petra, register):
    for number in range(8):
        register.add(edition=EditionFactory(standard=StandardFactory(number=str(17000 + number))))

    shown = Page(petra.get("/clarifications/?more=standard&more=%00&more=standard&more=year"))

    assert shown.values("form input[name=more]", "value") == ["standard", "year"]


def test_without_a_standard_the_way_to_a_chosen_clause_is_offered(register, laboratory):
    register.add("Images", edition=laboratory, clauses="7.8.2, 4.1")

    assert [value for value, *_rest in clauses("clause=7.8")] == ["7", "7.8", "7.8.2"]


def test_a_part_narrows_the_clause_that_was_opened_and_another_clause_adds(register):
    register.add("Of 7.8", clauses="7.8.2")
    register.add("Of 7.1", clauses="7.1")
    register.add("Of 4", clauses="4.1")

    assert titles("clause=7&clause=7.8") == ["Of 7.8"]
    assert titles("clause=7&clause=7.8&clause=4") == ["Of 4", "Of 7.8"]


def test_the_chip_of_a_part_leads_back_to_the_clause_that_was_opened(register):
    register.add(clauses="7.8.2")

    (chip,) = read(QueryDict("clause=7&clause=clause+7.8")).filter.chips()

    assert (chip.label, chip.url) == ("Clause 7.8 and below", "?clause=7")


def test_of_very_many_clauses_some_are_left_out_and_that_is_said(register):
    register.add(clauses="7.8.2")
    query = "&".join(f"clause={number}" for number in range(1, 25))

    assert left_out(query) == ["No more than 20 clauses can be chosen; the others were left out."]
    assert titles(query) == ["Images"]


# ---------- what is read of the text ----------


def test_the_group_that_decided_the_languages_and_who_decided_before_narrow_the_list(register):
    case = register.published("Images")
    record = case.clarification.record
    group = record.text_in_force().group
    translate(record, replace(record.text_in_force(), language="fr"), at=case.at, by=case.sam)
    register.historic("By ballot", origin=Origin("Example", body=DecidingBody.BALLOT), group="WG 99")
    register.historic("By a named body", origin=Origin("Example", body=DecidingBody.OTHER, body_name="Example Body"))

    assert titles(f"group={group}") == ["Images"]
    assert titles("group=WG+99") == ["By ballot"]
    assert titles("language=fr") == ["Images"]
    assert titles("body=ballot&body=Example+Body") == ["By a named body", "By ballot"]
    assert titles("kind=interpretation&group=WG+99") == ["By ballot"]
    assert options("", "body") == [("A ballot of P-members", 1, False), ("Example Body", 1, False)]
    assert options("", "language") == [("English", 3, False), ("French", 1, False)]
    assert left_out("language=xx&group=none") == [
        "Maintenance group: “none” is not known and was left out.",
        "Language: “xx” is not known and was left out.",
    ]


def test_a_translation_that_ends_is_no_longer_a_language_of_its_record(register):
    case = register.published()
    record = case.clarification.record
    translate(record, replace(record.text_in_force(), language="fr"), at=case.at, by=case.sam)
    record.translations.update(ended_at=case.at)
    show_beside(record, at=case.at)

    assert left_out("language=fr") == ["Language: “fr” is not known and was left out."]


def test_counts_follow_the_other_filters_and_the_words(register, laboratory, inspection):
    register.add("Images", edition=laboratory)
    register.add("Sampling", edition=laboratory, answers=[DraftAnswer(["1"], "no", "It is not.")])
    register.add("Images too", edition=inspection, answers=[DraftAnswer(["1"], "no", "It is not.")])

    assert options("standard=17025", "outcome") == [("Yes", 1, False), ("No", 1, False)]
    assert options("standard=17025", "standard") == [("ISO/IEC 17025", 2, True), ("ISO/IEC 17020", 1, False)]
    assert options("q=sampling", "outcome") == [("No", 1, False)]
    assert options("outcome=no&q=sampling", "standard") == [("ISO/IEC 17025", 1, False)]


def test_a_facet_with_one_value_is_not_offered_unless_it_is_chosen(register):
    register.add()

    assert [facet.name for facet in read(QueryDict("")).filter.offers()] == ["standard", "outcome", "label", "year"]
    assert options("kind=clarification", "kind") == [("Clarification", 1, True)]


# ---------- pending ----------


def test_the_sentence_on_pending_cases_says_what_it_counts(register, laboratory):
    register.add(edition=laboratory)
    register.pending(clauses="7.8.6", edition=laboratory)
    register.pending(clauses="4.1", edition=EditionFactory())
    group = Record.objects.get().text_in_force().group

    def said(query: str) -> str:
        found = read(QueryDict(query)).filter
        return found.pending_in_words(found.count_pending())

    assert said("edition=17025-2017&clause=7.8") == (
        "1 request is pending on 17025:2017, 7.8 and below; what it asks is not public."
    )
    assert said("standard=17025&outcome=yes") == (
        "1 request is pending on ISO/IEC 17025, any edition; what it asks is not public."
    )
    assert said(f"group={group}") == said("q=image") == ("2 requests are pending in all; what they ask is not public.")
    assert said("clause=9") == ""


def test_words_that_are_looked_for_as_they_were_typed_stay_so_with_every_filter(petra, register):
    register.add("Impartialty")
    register.add("Impartiality")
    page = Page(petra.get("/clarifications/?q=impartialty&verbatim=impartialty"))

    kept = page.values("form input[name=verbatim]", "value")
    without = next(url for url in page.values(".chips a", "href") if "q=" not in url)

    assert (kept, "verbatim" in without) == (["impartialty"], False)
