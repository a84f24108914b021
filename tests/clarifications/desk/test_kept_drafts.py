"""A draft of an answer that a member keeps for themself: beside other windows, through a call, to its end."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.review.models import WorkingDraft
from clarifications.review.working_drafts import mark_of, purge_working_drafts
from tests.builders import clarification_in, drafted, seeking_consensus
from tests.clarifications.desk.cases import handed_over
from tests.clarifications.desk.pages import address_of, fresh, opened, send, texts
from tests.factories import GroupFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_for_its_writer_alone_until_it_is_shown(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    max_, mina = browser_of(case.max), browser_of(case.mina)
    told = case.clarification.messages.count()

    response = max_.post(
        address_of(case, "draft"), opened(max_, case, "draft", **{"answers-0-position": "Half a"}) | {"keep": "yes"}
    )
    kept = Page(max_.get(response.headers["Location"]), 'form[method="post"][novalidate]')
    others = texts(mina.get(address_of(case, "draft")))

    assert (fresh(case).decisions.count(), case.clarification.messages.count()) == (0, told)
    assert kept.fields["answers-0-position"] == ["Half a"]
    assert "Half a" not in others
    send(max_, case, "draft", **{"answers-0-outcome": "yes", "answers-0-position": "Half a sentence more."})
    assert fresh(case).decisions.get().answers.get().position == "Half a sentence more."
    assert WorkingDraft.objects.count() == 0


def keeps(browser, case, window, position):
    """Press the button that keeps what stands in a window of the draft."""
    return browser.post(address_of(case, "draft"), window | {"answers-0-position": position, "keep": "yes"})


def kept_page(case):
    return reverse("clarifications:kept-draft", args=[case.clarification.reference])


def test_a_second_window_does_not_overwrite_what_the_first_kept_for_oneself(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    one, two = opened(browser, case, "draft"), opened(browser, case, "draft")
    keeps(browser, case, one, "From one")

    refused = keeps(browser, case, two, "From two")
    again = Page(refused, 'form[method="post"][novalidate]').fields
    still = WorkingDraft.objects.get().typed["answers-0-position"]
    browser.post(address_of(case, "draft"), again | {"keep": "yes"})

    assert (refused.status_code, again["answers-0-position"], still) == (409, ["From two"], ["From one"])
    assert "Another window kept something else on" in texts(refused)
    assert "From one" in Page(refused, "main").all("dd.typed")
    assert WorkingDraft.objects.get().typed["answers-0-position"] == ["From two"]


def test_the_same_kept_twice_is_no_second_window(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    window = opened(browser, case, "draft")

    answers = [keeps(browser, case, window, "Half a") for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_showing_one_window_leaves_what_another_kept(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    one, two = opened(browser, case, "draft"), opened(browser, case, "draft")
    keeps(browser, case, two, "From two")

    shown = {"answers-0-outcome": "yes", "answers-0-position": "From one"}
    answer = browser.post(address_of(case, "draft"), one | shown)
    page = texts(browser.get(answer.headers["Location"]))

    assert "What you kept for yourself in another window is still kept." in page
    assert kept_page(case) in page
    assert WorkingDraft.objects.get().typed["answers-0-position"] == ["From two"]
    assert "Draft 1 was shown to the group after you kept it." in texts(browser.get(address_of(case, "draft")))


def test_a_preview_has_seen_no_more_than_its_page_had(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    one, two = opened(browser, case, "draft"), opened(browser, case, "draft")
    keeps(browser, case, one, "From one")

    preview = browser.post(address_of(case, "draft"), two | {"answers-0-position": "From two", "preview": "yes"})

    assert Page(preview, 'form[method="post"][novalidate]').fields["seen_kept"] == [""]


def test_what_is_kept_is_read_while_the_call_is_open_and_used_when_the_draft_is_open_again(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    max_, mina = browser_of(case.max), browser_of(case.mina)
    keeps(max_, case, opened(max_, case, "draft"), "Half a")
    seeking_consensus(drafted(case))

    during = Page(max_.get(kept_page(case)), "main")
    others = mina.get(kept_page(case)).status_code
    case.take(steps.REOPEN, case.connie)
    window = opened(max_, case, "draft")
    typed = window | {"answers-0-outcome": "yes", "answers-0-position": "Half a sentence more."}
    answer = max_.post(address_of(case, "draft"), typed)

    assert ("Half a" in during.all("dd.typed"), others) == (True, 404)
    assert (window["answers-0-position"], answer.status_code) == (["Half a"], 302)
    assert WorkingDraft.objects.count() == 0


def test_what_is_kept_is_thrown_away_by_a_button_beside_it_unless_another_window_kept_more(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    keeps(browser, case, opened(browser, case, "draft"), "Half a")
    page = Page(browser.get(kept_page(case)), "main form").fields
    keeps(browser, case, opened(browser, case, "draft"), "Half a sentence")

    refused = browser.post(kept_page(case), page)
    done = browser.post(kept_page(case), Page(refused, "main form").fields)

    assert "Nothing is thrown away; read it first." in texts(refused)
    assert (done.headers["Location"], WorkingDraft.objects.count()) == (case.clarification.get_absolute_url(), 0)
    assert browser.get(kept_page(case)).status_code == 404


def test_before_the_own_body_is_spoken_of_a_kept_draft_leads_to_that(browser_of):
    case = handed_over()

    assert browser_of(case.max).get(kept_page(case)).headers["Location"] == case.clarification.get_absolute_url()


def test_what_is_kept_goes_after_its_time(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    keeps(browser_of(case.max), case, opened(browser_of(case.max), case, "draft"), "Half a")
    kept = WorkingDraft.objects.get()

    gone = [purge_working_drafts(kept.saved_at + datetime.timedelta(days=days)) for days in (0, 180, 181)]

    assert gone == [0, 0, 1]


def test_what_is_kept_goes_with_the_end_of_the_case(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    keeps(browser_of(case.max), case, opened(browser_of(case.max), case, "draft"), "Half a")
    case.take(steps.WITHDRAW, case.rita)

    assert purge_working_drafts(WorkingDraft.objects.get().saved_at) == 1


def test_what_is_kept_is_read_and_thrown_away_by_its_writer_alone(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    keeps(browser_of(case.max), case, opened(browser_of(case.max), case, "draft"), "Half a")
    seen = {"seen_kept": mark_of(WorkingDraft.objects.get())}
    administrator = UserFactory(is_staff=True, is_superuser=True)
    others = [browser_of(person) for person in (case.mina, case.connie, case.sam, UserFactory(), administrator)]

    shown = [other.get(kept_page(case)).status_code for other in others]
    sent = [other.post(kept_page(case), seen).status_code for other in others]
    requester = [Client().get(kept_page(case)).headers["Location"], Client().post(kept_page(case), seen).status_code]

    assert (shown, sent[:2]) == ([404] * 5, [302, 302])
    assert requester == [f"/account/login/?next={kept_page(case)}", 302]
    assert WorkingDraft.objects.get().by == case.max


def recused_and_back(case):
    case.take(steps.RECUSE, case.max)
    yield
    case.take(steps.LIFT_RECUSAL, case.sam, member=case.max, reason="It was made in error.")


def handed_on_and_back(case):
    case.take(steps.HAND_BACK, case.connie)
    case.take(steps.ACCEPT, case.sam, group=GroupFactory(), requester_kind="member")
    yield
    case.take(steps.REASSIGN, case.sam, group=case.group)


def left_and_back(case):
    case.max.seats.update(until=datetime.date(2020, 1, 2), since=datetime.date(2020, 1, 1))
    yield
    case.max.seats.update(until=None)


@pytest.mark.parametrize("away", [recused_and_back, handed_on_and_back, left_and_back])
def test_whoever_sees_a_case_no_more_reads_their_own_words_and_nothing_else_of_it(browser_of, away):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    typed = opened(browser, case, "draft") | {"answers-0-outcome": "yes", "note": " "}
    keeps(browser, case, typed, "Half a")
    way = away(case)

    next(way)
    desk, shown = Page(browser.get("/desk/")), Page(browser.get(kept_page(case)))
    others = [browser_of(person).get(kept_page(case)).status_code for person in (case.mina, case.sam)]
    next(way, None)
    case.open_for(case.max)
    back = Page(browser.get(kept_page(case)), "main")

    assert kept_page(case) in desk.values("a", "href")
    assert shown.all("dd.typed") == ["Yes", "Half a"]
    assert [word in shown.words for word in (case.clarification.subject, "Question 1", "Rita")] == [False] * 3
    assert others == [404, 404]
    assert "Half a" in back.all("dd.typed")
    assert [page.all("details button") for page in (shown, back)] == [["Throw this away for good"]] * 2


def test_whoever_sees_a_case_no_more_throws_away_what_they_kept_of_it_once_they_have_read_it(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    keeps(browser, case, opened(browser, case, "draft"), "Half a")
    case.take(steps.RECUSE, case.max)
    seen = Page(browser.get(kept_page(case)), "main form").fields

    refused = browser.post(kept_page(case), {"seen_kept": "something else"})
    is_there = WorkingDraft.objects.exists()
    answer = browser.post(kept_page(case), seen)

    assert "Nothing is thrown away; read it first." in texts(refused)
    assert (is_there, answer.headers["Location"], WorkingDraft.objects.exists()) == (True, "/desk/", False)
    assert browser.get(kept_page(case)).status_code == 404
