"""The page of the toolbox, whatever the catalogue holds, and in how many queries."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from standards.models import Edition, Succession, Transition
from tests.factories import EditionFactory, StandardFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


def part_of(answer, name):
    """The words of one section of a page."""
    assert answer.status_code == 200
    return Page(answer, f"#{name}").words


def test_without_a_catalogue_the_page_names_what_it_does_not_have(petra):
    words = part_of(petra.get("/toolbox/"), "matrix")

    assert "ISO/IEC 17065:2012 not in our catalogue" in words


def test_a_cell_without_places_is_empty_so_that_a_phone_leaves_it_out(petra):
    page = LexborHTMLParser(petra.get("/toolbox/").content.decode())

    cells = [cell for cell in page.css("#matrix td") if not cell.text().strip()]
    assert cells
    assert len(page.css("#matrix td:empty")) == len(cells)


def test_a_standard_without_a_place_is_listed_below_the_matrix(petra):
    edition = EditionFactory(year=2026, title="Conformity assessment — Examples of a new kind")

    words = part_of(petra.get("/toolbox/"), "others")

    assert f"{edition.short} new Examples of a new kind 0" in words


def test_the_list_below_the_matrix_is_that_of_its_day(petra):
    old = EditionFactory(year=2012)
    new = EditionFactory(standard=old.standard, year=2026)
    Edition.objects.filter(pk=old.pk).update(stage="95.99")
    Succession.objects.create(newer=new, older=old)

    today, then = (part_of(petra.get(f"/toolbox/{query}"), "others") for query in ("", "?as-of=2019"))

    assert (old.short in today, new.short in today) == (False, True)
    assert f"{old.short} today {new.short}" in then


@pytest.mark.parametrize(("rank", "mark"), [("primary", ""), ("second-hand", " (second-hand)")])
def test_what_was_replaced_is_named_with_the_end_of_its_transition(petra, rank, mark):
    old = EditionFactory(standard=StandardFactory(number="17020"), year=2012)
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Edition.objects.filter(pk=old.pk).update(stage="95.99")
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2099-03-27", source_rank=rank)

    words = part_of(petra.get("/toolbox/"), "matrix")

    assert f"17020:2026 replaced 17020:2012 , in transition until 27 March 2099{mark} " in f"{words} "
    assert ("second-hand" in words) == bool(mark)


def test_what_was_withdrawn_and_not_replaced_is_said_to_be(petra):
    guide = StandardFactory(type="GUIDE", publisher="ISO/IEC", number="60", slug="guide-60")
    EditionFactory(standard=guide, year=2004, stage="95.99", withdrawn="2022")

    matrix, changes = (part_of(petra.get("/toolbox/"), name) for name in ("matrix", "changes"))

    assert "Guide 60:2004 withdrawn; nothing replaced it" in matrix
    assert "Guide 60:2004 withdrawn; nothing replaced it" in changes


def test_a_place_counts_what_is_published_and_pending(petra):
    edition = EditionFactory(standard=StandardFactory(number="17025"), year=2017)
    register = Register()
    register.add(edition=edition)
    register.pending(edition=edition)

    page = petra.get("/toolbox/")

    found = [part_of(page, name).count("1 published") for name in ("matrix", "activities", "fits")]
    assert found == [1, 1, 2]
    assert "17025:2017 1 published , 1 pending" in part_of(page, "matrix")


def test_a_day_that_is_not_known_is_left_out_with_a_message(petra):
    unknown, today = petra.get("/toolbox/?as-of=<b>1999</b>"), petra.get("/toolbox/?as-of=today")

    said = "Only 2019 and today are known here. Shown is today."
    assert (said in unknown.content.decode(), said in today.content.decode()) == (True, False)
    assert "1999" not in unknown.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("", 4), ("?as-of=2019", 6)])
def test_the_page_takes_the_same_few_queries_whatever_it_holds(petra, django_assert_num_queries, count, query, queries):
    register = Register()
    for _number in range(count):
        old = EditionFactory(year=2012)
        new = EditionFactory(standard=old.standard, year=2026)
        Succession.objects.create(newer=new, older=old)
        register.historic(edition=new)

    with django_assert_num_queries(queries):
        petra.get(f"/toolbox/{query}")
