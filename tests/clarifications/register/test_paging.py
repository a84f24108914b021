"""A long list goes on by the key of an entry where its pages have no numbers, and says only what it counted."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from casco_site.templatetags.pages import page_links
from clarifications.map import steps
from clarifications.register import paging, totals
from clarifications.register.models import Record
from clarifications.register.paging import NEWEST_FIRST, ListOrder
from standards.reading.dates import PartialDate
from tests.clarifications.register.pages import in_order, page
from tests.page import Page

pytestmark = pytest.mark.django_db

DAYS = ("2026-03-01", "2026-03-01", "2026-03", "<2026", ">2024", "2019/2021", "", "", "")


@pytest.fixture
def short_pages(monkeypatch):
    """Two entries a page, and four of a list are counted."""
    monkeypatch.setattr(paging, "ON_A_PAGE", 2)
    for module in (paging, totals):
        monkeypatch.setattr(module, "MOST_KNOWN", 4)


@pytest.fixture
def many(short_pages, register, laboratory, inspection) -> list[str]:
    """Nine records with dates of every precision, on two standards; their titles, the newest first."""
    for number, day in enumerate(DAYS):
        edition = (laboratory, inspection)[number % 2]
        clauses = ("7.2", "", "10.1")[number % 3]
        register.historic(f"Title {number}", edition=edition, clauses=clauses, published=PartialDate(day))
    return list(Record.objects.values_list("title", flat=True))


def titles(petra, url: str) -> list[str]:
    return Page(petra.get(url)).all(".entry__title")


def way(petra, url: str, label: str) -> str:
    """Where a link of the pages leads; empty where there is none."""
    shown = Page(petra.get(url))
    links = dict(zip(shown.all(".pages a"), shown.values(".pages a"), strict=True))
    return f"/clarifications/{found}" if (found := links.get(label)) else ""


def walked(petra, url: str, label: str) -> list[list[str]]:
    """The titles of each page on the way that a link leads."""
    found: list[list[str]] = []
    while url and len(found) < 20:
        found.append(titles(petra, url))
        url = way(petra, url, label)
    return found


@pytest.mark.parametrize(
    "query", ["", "?sort=clause", "?kind=interpretation&outcome=unknown", "?clause=7&clause=10&sort=clause"]
)
def test_whoever_goes_on_sees_every_record_once_and_so_does_whoever_goes_back(petra, many, query):
    url = f"/clarifications/{query}"

    there = walked(petra, url, "Next")
    back = walked(petra, way(petra, url, "Last"), "Previous")

    seen = [title for titles in there for title in titles]
    assert len(seen) == len(set(seen)) > 4
    assert sorted(seen) == sorted(many if "clause=7" not in query else many_on_clauses(many))
    # Whoever goes back comes to the first page, which shows again what the page after it began with.
    assert list(dict.fromkeys(title for titles in back[::-1] for title in titles)) == seen


def many_on_clauses(many: list[str]) -> list[str]:
    return [title for title in many if int(title.split()[1]) % 3 != 1]


def test_the_newest_come_first_and_those_of_an_unknown_day_last(petra, many):
    assert [title for titles in walked(petra, "/clarifications/", "Next") for title in titles] == many


def test_pages_that_are_counted_have_numbers_and_the_others_say_what_they_know(petra, many):
    first, last_numbered = page(petra, "/clarifications/"), page(petra, "/clarifications/?page=2")
    beyond, last = way(petra, "/clarifications/?page=2", "Next"), way(petra, "/clarifications/", "Last")

    assert "1 to 2 of 9" in first
    assert "3 to 4 of 9" in last_numbered
    assert "2 of 9" in page(petra, beyond)
    assert last == "/clarifications/?before=end"
    assert "The last 2 of 9" in page(petra, last)
    assert way(petra, last, "Next") == way(petra, last, "Last") == ""
    assert way(petra, beyond, "First") == "/clarifications/?"


def test_a_list_says_its_number_however_it_is_narrowed(petra, many):
    text = page(petra, "/clarifications/?kind=interpretation&outcome=unknown")

    assert in_order(text, "<strong>9 clarifications</strong>", "of 9", "1 to 2 of 9")
    beyond = way(petra, "/clarifications/?kind=interpretation&outcome=unknown&page=2", "Next")
    assert "2 of 9" in page(petra, beyond)
    assert "kind=interpretation&outcome=unknown&after=" in beyond


def test_a_list_narrowed_by_one_facet_keeps_its_number(petra, many):
    assert in_order(
        page(petra, "/clarifications/?kind=interpretation"), "<strong>9 clarifications</strong>", "1 to 2 of 9"
    )
    assert "1 to 2 of 6" in page(petra, "/clarifications/?clause=7&clause=10")


def test_a_number_beyond_those_that_pages_have_is_answered_with_the_last_and_said(petra, many):
    text = page(petra, "/clarifications/?page=4000")

    assert in_order(text, "Pages have numbers up to 2, and this is the last of them.", "3 to 4 of 9")
    assert "Pages have numbers" not in page(petra, "/clarifications/?page=2")


def test_what_left_the_list_leaves_its_key_where_it_was(petra, short_pages, register):
    cases = [register.entered(f"Title {number}") for number in range(8)]
    there = walked(petra, "/clarifications/", "Next")
    beyond = way(petra, "/clarifications/?page=2", "Next")

    gone = next(case for case in cases if case.clarification.record.title == there[1][-1])
    gone.take(steps.RETIRE, gone.sam)

    assert titles(petra, beyond) == there[2]


@pytest.mark.parametrize(
    "key",
    ["x", "~", "2026~x", "2026-13-77~1", "9999-12-31-99~1", "a~b~2026~1", "%27%3B~1", "2026~" + "9" * 30],
)
def test_a_key_that_is_none_is_the_first_page(petra, many, key):
    for name in ("after", "before"):
        assert titles(petra, f"/clarifications/?{name}={key}") == many[:2]


def test_a_key_behind_all_is_the_last_page_and_one_before_all_the_first(petra, many):
    assert titles(petra, "/clarifications/?after=~0") == many[-2:]
    assert titles(petra, "/clarifications/?before=2999~1") == many[:2]
    assert titles(petra, f"/clarifications/?before=2026-03-01~{Record.objects.get(title=many[0]).pk}") == many[:2]


def test_each_page_has_one_address_for_search_engines(petra, many):
    beyond = way(petra, "/clarifications/?page=2", "Next")
    back = way(petra, way(petra, beyond, "Next"), "Previous")

    def canonical(url: str) -> list[str | None]:
        return Page(petra.get(url), "head").values("link[rel=canonical]", "href")

    assert [str(one).endswith(beyond) for one in canonical(beyond)] == [True]
    assert titles(petra, back) == titles(petra, beyond)
    assert canonical(back) == []
    said = Page(petra.get(beyond), "head").values("meta[name=description]", "content")
    assert str(said[0]).startswith(f"From “{titles(petra, beyond)[0]}” on. ")


def test_a_search_by_match_has_pages_as_far_as_it_is_counted(petra, short_pages, register):
    for number in range(6):
        register.historic(f"Title {number}")

    assert "1 to 2 of 6" in page(petra, "/clarifications/?q=title")
    assert walked(petra, "/clarifications/?q=title", "Next") == [
        titles(petra, f"/clarifications/?q=title&page={n}") for n in (1, 2, 3)
    ]


def test_a_key_says_what_its_order_sorts_by():
    order = ListOrder(("of_standard",))

    assert NEWEST_FIRST.read("2026-03~7") == ([], PartialDate("2026-03"), 7)
    assert order.read("17025~2026-03~7") == (["17025"], PartialDate("2026-03"), 7)
    assert order.read("2026-03~7") is None


def test_a_page_of_another_list_has_its_numbers():
    links = page_links(Paginator(range(1000), 25).page(20), QueryDict())

    assert [link.label for link in links] == ["Previous", "1", "…", "18", "19", "20", "21", "22", "…", "40", "Next"]
    assert [link.rel for link in links if link.rel] == ["prev", "next"]
