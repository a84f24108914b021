"""The lists of the desk: whose turn it is, filters, pages, and a number of queries that does not grow."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import (
    cast,
    clarification_in,
    drafted,
    published,
    received,
    returned,
    seeking_consensus,
    under_review,
)
from tests.clarifications.desk.cases import another, handed_over
from tests.clarifications.desk.pages import texts
from tests.factories import SeatFactory, UserFactory
from tests.markup import markup
from tests.page import Page, words_of

pytestmark = pytest.mark.django_db


def rows_of(page):
    """What each list of the desk holds: caption, number, what is to be done."""
    return [
        (
            table.css_first("caption").text(deep=False).strip(),
            words_of(table.css_first("caption .n")),
            [words_of(link) for link in table.css("td.do a")],
        )
        for table in Page(page).root.css("table")
    ]


def test_the_desk_asks_for_sign_in(petra):
    assert petra.get("/desk/").headers["Location"] == "/account/login/?next=/desk/"


def test_everybody_finds_what_waits_for_them(browser_of):
    case = handed_over()
    case.open_for(case.connie)

    lists = {
        name: rows_of(browser_of(user).get("/desk/"))
        for name, user in (("sam", case.sam), ("connie", case.connie), ("max", case.max))
    }

    assert lists == {
        "sam": [("Others’ turn", "1", ["Convenor names a drafter"])],
        "connie": [("My turn", "1", ["Name a drafter"])],
        "max": [("My turn", "1", ["Say whether your body is concerned"])],
    }


def test_nothing_waits_for_a_person_without_a_seat(browser_of):
    clarification_in(State.UNDER_REVIEW)

    page = browser_of(UserFactory(name="Nora Example")).get("/desk/")

    assert rows_of(page) == []
    assert "Nothing waits" in texts(page)


def test_the_title_is_hidden_until_the_member_has_declared(browser_of):
    case = handed_over()
    title = case.clarification.subject

    before = texts(browser_of(case.max).get("/desk/"))
    case.open_for(case.max)
    after = texts(browser_of(case.max).get("/desk/"))

    assert [title in before, title in after] == [False, True]


def test_a_call_is_shown_with_its_day_and_late_in_red(browser_of):
    case = seeking_consensus(drafted(under_review(received(cast(at=timezone.now() - datetime.timedelta(days=3))))))
    soon = Page(browser_of(case.max).get("/desk/"))

    days = (case.call.ends_on - timezone.now().date()).days
    assert (soon.all("td.num > span"), soon.all(".late")) == ([f"in {days} days"], [])


def test_a_call_that_is_over_is_late_for_the_convenor(browser_of):
    case = clarification_in(State.SEEKING_CONSENSUS)

    page = Page(browser_of(case.connie).get("/desk/"))

    assert "Say whether there is consensus" in page.words
    assert [late.split()[1:] for late in page.all(".late")] == [["days", "ago"]]


def test_what_ended_is_listed_for_thirty_days(browser_of):
    fresh = published(seen_today())

    page = browser_of(fresh.sam).get("/desk/")

    assert rows_of(page) == [("Ended, 30 days", "1", [fresh.clarification.subject])]


def seen_today():
    """Decided a moment ago."""
    case = seeking_consensus(drafted(under_review(received(cast(at=timezone.now() - datetime.timedelta(days=2))))))
    case.agree(case.connie, case.max, case.mina)
    case.take(steps.CONCLUDE, case.connie)
    return case


def test_what_ended_long_ago_is_found_by_its_reference(browser_of):
    case = clarification_in(State.PUBLISHED)
    browser = browser_of(case.sam)

    assert rows_of(browser.get("/desk/")) == []
    assert rows_of(browser.get(f"/desk/?q={case.clarification.reference}")) == [
        ("Ended", "1", [case.clarification.subject])
    ]


def test_a_published_title_is_no_secret_to_a_member_who_never_declared(browser_of):
    case = published()
    newcomer = SeatFactory(user__name="Newcomer Example", group=case.group).user

    page = browser_of(newcomer).get("/desk/?list=ended&state=published")

    assert rows_of(page) == [("Ended", "1", [case.clarification.subject])]


def test_lists_can_be_narrowed_by_state_and_group(browser_of):
    case = received()
    handed_over(received(another(case)))
    browser = browser_of(case.sam)

    assert rows_of(browser.get("/desk/?state=received")) == [("My turn", "1", ["Check the criteria"])]
    assert rows_of(browser.get(f"/desk/?group={case.group.pk}")) == [
        ("Others’ turn", "1", ["Convenor names a drafter"])
    ]


def test_a_filter_that_cannot_be_is_said_and_left_out(browser_of):
    case = received()

    page = browser_of(case.sam).get("/desk/?state=nonsense&group=x")

    assert rows_of(page) == [("My turn", "1", ["Check the criteria"])]
    assert texts(page).count('role="alert"') == 2


def test_a_search_without_a_match_says_so(browser_of):
    case = received()

    assert "No such case" in texts(browser_of(case.sam).get("/desk/?q=CR-1999-0001"))


def test_a_list_is_paged(browser_of):
    case = received()
    for _number in range(26):
        received(another(case))
    browser = browser_of(case.sam)

    whole, second = browser.get("/desk/"), browser.get("/desk/?list=mine&page=2")

    assert [len(rows) for _caption, _number, rows in rows_of(whole)] == [25]
    assert [(number, len(rows)) for _caption, number, rows in rows_of(second)] == [("27", 2)]
    assert "My turn: all 27" in texts(whole)


def test_a_list_is_opened_with_the_filters_that_make_sense(browser_of):
    case = received()
    for _number in range(26):
        received(another(case))
    browser = browser_of(case.sam)

    whole = markup(browser.get("/desk/?state=received&group=nonsense&q=&page=2"))

    assert 'href="?state=received&amp;list=mine"' in whole


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 40])
def test_a_page_that_is_not_there_is_the_nearest(browser_of, page):
    case = received()

    assert browser_of(case.sam).get(f"/desk/?list=mine&page={page}").status_code == 200


def test_the_desk_asks_the_database_ten_times_at_most_whatever_the_rows(browser_of):
    case = received()
    browser = browser_of(case.sam)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            browser.get("/desk/")
        return len(queries)

    counted()  # what is looked for once was found
    one = counted()
    handed_over(received(another(case)))
    returned(received(another(case)))
    three = counted()
    seeking_consensus(drafted(under_review(received(another(case)))))
    for _number in range(5):
        received(another(case))
    counted()  # the call ended days ago: who reads first renews what was kept of it

    assert (one, three, counted()) == (one, one, one)
    assert one <= 8  # and two more for the second factor, in production
