"""The page of a clause: what is said on it and around it."""

import pytest

from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.clarifications.register.pages import in_order, page
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, StandardFactory
from tests.others import entry, imported
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_the_page_of_a_clause_gathers_what_is_said_on_it_and_its_parts(petra, register, laboratory):
    for number, title in (("7.8", "Reporting of results"), ("7.8.6", "Statements of conformity"), ("7.8.6.1", "")):
        ClauseFactory(edition=laboratory, number=number, title=title)
    register.add("On the part", clauses="7.8.6.1", edition=laboratory)
    register.add("On the whole", clauses="7.8", edition=laboratory)
    register.add("On another", clauses="7.8.60", edition=laboratory)
    register.add("In another edition", clauses="7.8.6", edition=EditionFactory(standard=laboratory.standard, year=2027))
    register.pending("Secret subject", clauses="7.8.6.2", edition=laboratory)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    assert in_order(
        text, "7.8 Reporting of results", "Statements of conformity", "Below it", "1 clarification", "On the part",
        "On what it is part of", "On the whole", "Same number in other editions", "need not be the same",
        "In another edition", "1 pending", "7.8.6.2", "Under review", "Ask about 7.8.6",
    )  # fmt: skip
    assert [title for title in ("On another", "Secret subject") if title in text] == []


def test_a_clause_that_our_list_does_not_have_has_a_page_that_says_so(petra, laboratory):
    text = page(petra, "/standards/17025/2017/annex-b/")

    assert "We hold no list of the clauses of ISO/IEC 17025:2017." in text
    assert "No clarification on Annex B yet" in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("4.1", ""),
        ("5.1.1", "5.1.1 is not in our list of ISO/IEC 17025:2017. The list does not go so deep, so it may exist."),
        ("4.2", "4.2 is not in ISO/IEC 17025:2017: our list is complete there."),
    ],
)
def test_a_clause_is_listed_or_perhaps_deeper_or_not_in_the_edition_and_one_of_the_three_is_said(
    petra, laboratory, number, words
):
    for one in ("4", "4.1", "5", "5.1"):
        ClauseFactory(edition=laboratory, number=one)
    sync_depths({laboratory.pk: read_depths("4: paragraphs\n5: headings")}, reason="example")

    text = page(petra, f"/standards/17025/2017/{number}/")

    said = [part for part in ("may exist", "is complete there") if part in text]
    assert (words in text, said) == (
        True,
        [part for part in ("may exist", "is complete there") if part in words],
    )


@pytest.mark.parametrize(
    ("number", "asks", "can_be_read"),
    [("4.2.1", ["Ask about 4"], False), ("5.2.1", ["Ask about 5.2.1"], True), ("6", [], False)],
)
def test_of_a_number_that_is_not_in_the_edition_the_clause_above_it_can_be_asked_about(
    petra, laboratory, number, asks, can_be_read
):
    for one in ("4", "4.1", "5"):
        ClauseFactory(edition=laboratory, number=one)
    sync_depths({laboratory.pk: read_depths("4: paragraphs\n5: headings\nall: paragraphs")}, reason="example")

    shown = Page(petra.get(f"/standards/17025/2017/{number}/"))

    assert shown.all(".actions a.btn-secondary") == asks
    assert ("The text of the clause is copyright" in shown.words) is can_be_read


def test_of_a_number_that_was_inferred_that_is_said(petra, laboratory):
    ClauseFactory(edition=laboratory, number="4.2", number_inferred=True)

    text = page(petra, "/standards/17025/2017/4.2/")

    assert "The number is inferred: no source prints it beside the heading." in text


@pytest.mark.parametrize(
    "address", ["17025/2017/7..8", "17025/2017/abc", "17025/1999/7.8", "99999/2017/7.8", "17025/2017/7.8.x"]
)
def test_what_cannot_be_a_clause_is_not_found(petra, laboratory, address):
    page(petra, f"/standards/{address}/", status=404)


def test_a_clause_of_another_committees_standard_says_who_answers_and_offers_no_request(petra):
    committee = CommitteeFactory(reference="ISO/TC 292", title="Security and resilience")
    edition = EditionFactory(standard=StandardFactory(publisher="ISO", number="90301", committee=committee))

    text = petra.get(f"{edition.get_absolute_url()}8.4/").content.decode()

    assert "Requests about ISO 90301:2017 are answered by the manager of ISO/TC 292." in text
    assert ("Ask about 8.4" in text, "Nothing is pending" in text) == (False, False)


def test_a_clause_with_many_records_shows_the_newest_and_leads_to_all(petra, register, laboratory):
    for number in range(26):
        register.historic(f"Title {number}", clauses="7.8.6.1", edition=laboratory)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    assert ("Title 25" in text, "Title 0<" in text) == (True, False)
    assert '<a href="/clarifications/?edition=17025-2017&amp;clause=7.8.6">All 26 clarifications on it</a>' in text


def test_neighbouring_clauses_lead_on(petra, laboratory):
    for number in ("7.8.5", "7.8.6", "7.8.6.1", "7.8.7", "7.8.10"):
        ClauseFactory(edition=laboratory, number=number)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    neighbours = text[text.index("Neighbouring clauses") :]
    assert in_order(neighbours, "/7.8.5/", "/7.8.7/")
    assert "/7.8.10/" not in neighbours


def test_a_clause_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, django_assert_max_num_queries
):
    ClauseFactory(edition=laboratory, number="7.8.6")
    register.add(clauses="7.8.6", edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 27):
        for _ in range(more):
            register.historic(clauses="7.8.6.1", edition=laboratory)
        with django_assert_max_num_queries(19) as captured:
            petra.get("/standards/17025/2017/7.8.6/")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


def test_what_is_of_casco_stands_together_and_what_others_published_after_it(petra, register, laboratory):
    ClauseFactory(edition=laboratory, number="7.8.6", title="Statements of conformity")
    ClauseFactory(edition=laboratory, number="7.8.7", title="Opinions")
    register.add("On the clause", clauses="7.8.6", edition=laboratory)
    register.pending(clauses="7.8.6", edition=laboratory)
    imported(entry(standard="ISO/IEC 17025", edition="2017", clauses=["7.8.6"], title_own_words="What others say"))

    text = page(petra, "/standards/17025/2017/7.8.6/")

    assert in_order(
        text, "1 clarification", "On the clause", "1 pending", "Ask about 7.8.6", "Published by other bodies",
        "What others say ·", "7.8.7",
    )  # fmt: skip
