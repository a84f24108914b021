"""The clauses on the page of an edition: in their order, in few rows, with what was said on each."""

import pytest

from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.factories import ClauseFactory, EditionFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


def text_of(answer):
    """The words of a page, without marks and doubled blanks."""
    return Page(answer).words


def test_the_clauses_of_an_edition_stand_in_their_order_and_lead_to_their_pages(petra, inspection):
    page = Page(petra.get("/standards/90020/2012/"))

    found = page.values('a[href^="/standards/90020/2012/"][href$="/"]:not([href="/standards/90020/2012/"])')

    assert found == [f"/standards/90020/2012/{clause}/" for clause in ("9", "9.9", "9.10", "annex-a")]


def test_numbers_without_heading_take_no_rows_and_each_leads_to_its_page(petra, inspection):
    old, _new = inspection
    for number in ("9.9.1", "9.9.2"):
        ClauseFactory(edition=old, number=number, title="")

    page = Page(petra.get("/standards/90020/2012/"))

    assert page.all(".tree > li > a, .tree li li") == [
        "9 Process",
        "9.9 Nine 9.9.1 9.9.2",
        "9.10 Ten",
        "Annex A Independence",
    ]
    assert page.values(".tree__more a") == ["/standards/90020/2012/9.9.1/", "/standards/90020/2012/9.9.2/"]


def test_a_number_without_heading_that_is_below_none_of_the_list_stands_alone(petra, inspection):
    old, _new = inspection
    ClauseFactory(edition=old, number="10.1.1", title="")

    assert "10.1.1" in Page(petra.get("/standards/90020/2012/")).all(".tree li")


def test_what_was_clarified_is_told_before_the_clauses_and_marked_at_its_own(petra, inspection):
    old, _new = inspection
    ClauseFactory(edition=old, number="9.9.1", title="")
    register = Register()
    for number in range(6):
        register.add(f"Question {number}", clauses="9.9.1", edition=old)
    register.pending(clauses="9.10", edition=old)

    page = Page(petra.get("/standards/90020/2012/"))

    assert all(page.words.index(f"Question {number}") < page.words.index("9.9 Nine") for number in range(6))
    assert page.all(".tree__more a") == ["9.9.1 6 published"]
    assert page.all(".tree li")[2] == "9.10 Ten 1 pending"
    # told in words above, on what is folded together, and at each clause
    assert page.values(".count-mark > .line", "data-line") == ["clarification", "work"] * 3
    assert page.one(".tree summary") == "3 clauses below 9 6 published 1 pending"


def test_how_an_edition_stands_is_said_once_in_the_list_of_editions(petra, inspection):
    old, _new = inspection
    EditionFactory(standard=old.standard, year=1998, stage="95.99", withdrawn="2012-02-27")

    page = Page(petra.get("/standards/90020/2026/"), "#editions")

    assert page.all("thead th") == ["Edition", "Published", "Standing", "Clarifications"]
    assert page.all("tbody td:nth-child(3)") == [
        "In force",
        "In transition until 27 March 2099",
        "Withdrawn 27 February 2012",
    ]


def test_an_edition_without_clause_list_says_that_any_clause_may_be_named(petra, inspection):
    assert "We hold no list of its clauses." in text_of(petra.get("/standards/90020/2026/"))


def test_a_clause_list_says_branch_by_branch_how_deep_it_goes(petra, inspection):
    old, _new = inspection
    said = "8: paragraphs from 8.1 to 8.6.3\n9: paragraphs\nAnnex A: headings\nall: partial; by number"
    sync_depths({old.pk: read_depths(said)}, reason="example")

    words = text_of(petra.get("/standards/90020/2012/"))

    assert (
        "8 All headings and all numbered paragraphs are listed. This is so from 8.1 to 8.6.3. "
        "9 All headings and all numbered paragraphs are listed. "
        "Annex A All headings are listed, but not all paragraphs without a heading. "
        "All else The list is partial. By number."
    ) in words
    assert "Where the list is not complete, a clause that is not listed may exist." in words
    assert words.count("may exist") == 1


def test_a_clause_list_names_its_sources_and_what_is_doubtful(petra, inspection):
    old, _new = inspection
    old.clause_sources, old.clause_doubts = "https://lists.example/90020\nA leaflet", "9.10 is not printed."
    old.save()

    words = text_of(petra.get("/standards/90020/2012/"))

    assert "where it is from, and what is doubtful lists.example A leaflet 9.10 is not printed." in words


def test_numbers_that_were_inferred_stand_apart_from_those_that_were_read(petra, inspection):
    old, _new = inspection
    for number, is_inferred in (("9.9.1", False), ("9.9.2", True), ("9.9.3", True)):
        ClauseFactory(edition=old, number=number, title="", number_inferred=is_inferred)

    assert "9.9.1 9.9.2 9.9.3 number inferred" in text_of(petra.get("/standards/90020/2012/"))
