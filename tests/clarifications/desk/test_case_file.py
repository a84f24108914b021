"""The case file: what is hidden from whom, what it says, and a number of queries that does not grow."""

import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import State
from clarifications.review.steps import DraftAnswer
from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.builders import (
    cast,
    clarification_in,
    drafted,
    received,
    returned,
    seeking_consensus,
    submission,
    under_review,
)
from tests.clarifications.desk.cases import handed_over
from tests.clarifications.desk.pages import texts
from tests.factories import ClauseFactory, RepresentativeFactory, SeatFactory
from tests.page import Page, words_of

pytestmark = pytest.mark.django_db


def test_of_clauses_that_our_list_does_not_have_it_is_said_what_that_means(browser_of):
    case = cast()
    for number in ("4", "4.1", "5"):
        ClauseFactory(edition=case.edition, number=number)
    sync_depths({case.edition.pk: read_depths("4: paragraphs\n5: headings")}, reason="example")
    received(case, clauses="4.1, 4.2, 5.1.1")

    page = texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    assert f"4.2 is not in {case.edition}: our list is complete there." in page
    assert f"5.1.1 is not in our list of {case.edition}. The list does not go so deep, so it may exist." in page


@pytest.mark.parametrize("state", State)
def test_the_secretariat_reads_a_case_in_every_state(browser_of, state):
    case = clarification_in(state)

    page = browser_of(case.sam).get(case.clarification.get_absolute_url())

    assert page.status_code == 200
    assert case.clarification.subject in texts(page)


def test_a_clause_stands_with_the_question_that_names_it_and_leads_to_its_page(browser_of):
    case = cast()
    ClauseFactory(edition=case.edition, number="7.1.5")
    asked = [Asked("Is it an inspection?", clauses="7.1.5"), Asked("Who may do it?")]
    received(case, questions=asked, clauses="7.1.5, 6.2.4")

    page = Page(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    notes = page.root.css('.note:has(h2[id^="question-"])')
    assert [[words_of(clause) for clause in note.css(".clause")] for note in notes] == [["6.2.4", "7.1.5"], []]
    address = f"/standards/{case.edition.standard.slug}/{case.edition.slug}/7.1.5/"
    assert [link.attributes["href"] for link in notes[0].css("a.clause")] == [address]


@pytest.mark.parametrize("state", [State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED, State.PUBLISHED])
def test_a_member_reads_the_cases_of_the_group(browser_of, state):
    case = clarification_in(state)

    assert case.clarification.subject in texts(browser_of(case.max).get(case.clarification.get_absolute_url()))


def test_a_case_of_another_group_is_not_found(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    stranger = SeatFactory(user__name="Olga Example").user
    browser = browser_of(stranger)

    addresses = [case.clarification.get_absolute_url(), case.clarification.get_absolute_url() + "comment/"]
    assert [browser.get(address).status_code for address in addresses] == [404, 404]
    assert browser.post(addresses[1], {"text": "Let me in."}).status_code == 404


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETURNED, State.NOT_ACCEPTED, State.REFERRED])
def test_a_case_that_no_group_has_is_not_found_by_its_members(browser_of, state):
    case = clarification_in(state)

    assert browser_of(case.max).get(case.clarification.get_absolute_url()).status_code == 404


def test_a_recused_member_does_not_find_the_case(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.RECUSE, case.max)

    assert browser_of(case.max).get(case.clarification.get_absolute_url()).status_code == 404


def test_a_member_who_has_not_declared_gets_the_question_and_nothing_of_the_text(browser_of):
    case = handed_over()
    case.open_for(case.connie)
    case.take(steps.COMMENT, case.connie, text="A secret of the group.")

    answer = browser_of(case.max).get(case.clarification.get_absolute_url())

    page = texts(answer)
    hidden = ["A secret of the group", "transmitted images", "Two assessors", "Rita"]
    assert [text for text in hidden if text in page] == []
    own = case.clarification.get_absolute_url()
    steps_offered = [link.removeprefix(own) for link in Page(answer).values(f'a[href^="{own}"]') if link != own]
    assert steps_offered == ["declare-no-interest/", "disclose/", "recuse/"]


def test_whose_body_is_concerned_can_be_answered_knowingly(browser_of):
    case = handed_over()

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    own = str(case.max.seats.get().body)
    assert page.all("main dl dd") == [
        case.clarification.subject,
        f"{case.edition}, 7.1.5, 6.2.4",
        case.body.name,
        own,
    ]
    assert "the secretariat can lift it" in page.words


def test_a_group_that_hides_requesters_says_so_and_asks_of_bodies_by_name(browser_of):
    case = handed_over()
    case.group.hides_requesters = True
    case.group.save()

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert case.body.name not in page.words
    assert "This group does not read who asks." in page.words
    assert f"Does {case.max.seats.get().body} ask this" in page.words


def test_a_member_is_told_when_the_own_body_asks(browser_of):
    case = handed_over()
    RepresentativeFactory(user=case.max, body=case.body)

    pages = [texts(browser_of(user).get(case.clarification.get_absolute_url())) for user in (case.max, case.mina)]

    assert ["Your own body asks." in page for page in pages] == [True, False]


def test_a_step_of_a_closed_case_leads_to_the_question_first(browser_of):
    case = handed_over()

    page = browser_of(case.max).get(case.clarification.get_absolute_url() + "draft/")

    assert page.headers["Location"] == case.clarification.get_absolute_url()


def test_who_never_declared_reads_nothing_of_a_withdrawn_request(browser_of):
    case = handed_over()
    case.take(steps.WITHDRAW, case.rita)

    page = texts(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert case.clarification.subject not in page
    assert "It is no longer with the group." in page


def test_the_group_does_not_learn_who_asks(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    identity = case.clarification.identity

    pages = {
        user.name: texts(browser_of(user).get(case.clarification.get_absolute_url()))
        for user in (case.connie, case.max, case.sam)
    }

    private = [identity.contact, identity.email, identity.body.name]
    assert {name: [text in page for text in private] for name, page in pages.items()} == {
        "Connie Example": [False, False, False],
        "Max Example": [False, False, False],
        "Sam Example": [True, True, True],
    }


def test_the_group_does_not_learn_on_whose_behalf_it_was_entered(browser_of):
    case = cast()
    sam = case.sam
    entered = Actor(ActorKind.USER, name=sam.name, key=str(sam.key), user=sam, on_behalf_of="Example Body")
    case.take(steps.SUBMIT, entered, facts=submission(case, confirmed_at=None))
    handed_over(case)
    case.open_for(case.max)

    pages = [texts(browser_of(user).get(case.clarification.get_absolute_url())) for user in (case.max, case.sam)]

    assert ["on behalf of Example Body" in page for page in pages] == [False, True]
    assert "on behalf of the requester" in pages[0]


def test_the_mail_of_a_case_is_for_the_secretariat(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    pages = [texts(browser_of(user).get(case.clarification.get_absolute_url())) for user in (case.max, case.sam)]

    assert ['aria-labelledby="mail"' in page for page in pages] == [False, True]


def test_the_private_link_of_the_requester_is_on_no_page(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    assert case.clarification.link not in texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))


def test_the_next_step_is_one_button_and_the_others_are_folded(browser_of):
    case = clarification_in(State.SEEKING_CONSENSUS)

    page = Page(browser_of(case.connie).get(case.clarification.get_absolute_url()))

    assert page.values("a.btn-primary") == [f"{case.clarification.get_absolute_url()}conclude/"]
    assert [said for said in page.all("strong") if said.startswith("Not yet")] == []
    assert "The call has ended." in page.words


def test_drafts_show_what_they_change(browser_of):
    case = drafted()
    case.take(steps.DRAFT, case.mina, answers=[DraftAnswer(["1"], "no", "It is, if the inspector watches it.")])
    browser, address = browser_of(case.max), case.clarification.get_absolute_url()

    marked, clean, first = (Page(browser.get(address + query)) for query in ("", "?draft=2&marks=no", "?draft=1"))

    assert [node.tag for node in marked.root.css("ins, del")] == ["del", "ins"]
    assert "before: Yes" in marked.words
    assert [clean.all("ins"), first.all("ins")] == [[], []]
    assert "It is, if the inspector directs it." in first.words


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 30])
def test_a_draft_that_is_not_there_is_the_newest(browser_of, number):
    case = drafted()

    page = texts(browser_of(case.max).get(f"{case.clarification.get_absolute_url()}?draft={number}"))

    assert "It is, if the inspector directs it." in page


def test_an_objection_that_is_not_handled_stands_first(browser_of):
    case = seeking_consensus()
    case.agree(case.connie)
    case.take(steps.TAKE_POSITION, case.mina, call=case.call, view="object", why="It is too narrow.")

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert page.all(".position__says") == ["Objects", "Agrees", "No answer"]
    assert page.all(".position mark") == ["not answered"]


def test_replies_stand_below_what_they_answer(browser_of):
    case = under_review()
    case.take(steps.COMMENT, case.max, text="First thought.")
    case.take(steps.COMMENT, case.mina, text="Second thought.")
    first = case.clarification.comments.first()
    case.take(steps.COMMENT, case.connie, text="About the first.", reply_to=first)
    reply = case.clarification.comments.last()
    case.take(steps.COMMENT, case.max, text="About the reply.", reply_to=reply)

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    comments = zip(page.values(".comment", "class"), page.all(".comment .typed"), strict=True)
    assert list(comments) == [
        ("comment", "First thought."),
        ("comment comment--reply", "About the first."),
        ("comment comment--reply", "About the reply."),
        ("comment", "Second thought."),
    ]


def test_what_people_type_is_never_markup(browser_of):
    case = under_review(received(subject="<script>alert(1)</script> & more"))
    case.take(steps.COMMENT, case.max, text="<img src=x onerror=alert(1)> [not](a) `link`")

    page = texts(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert ["<script>alert" in page, "<img src=x" in page] == [False, False]
    assert "&lt;img src=x onerror=alert(1)&gt; [not](a) `link`" in page


def test_the_history_is_told_in_sentences(browser_of):
    case = seeking_consensus()

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    told, ends = page.all("dd > span.typed:first-child"), case.call.ends_on
    assert told[0] == f"Connie Example called for consensus: Round 1 on draft 1, until {ends:%-d %B %Y}, 23:59 UTC."
    assert told[-1] == "The requester sent the request."
    assert [line for line in told if not line.endswith(".")] == []
    assert len(told) == case.clarification.events.count()


def test_the_clock_counts_each_holder_and_stands_still_while_returned(browser_of):
    case = returned()
    case.at += datetime.timedelta(days=8)
    case.take(steps.RESUBMIT, case.rita, answers={1: "2017", 2: "Yes"}, rewordings={})

    page = texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    assert "requester: 8 days (stopped)" in page


def test_the_clock_is_drawn_in_two_sizes_with_the_name_and_the_days_of_each_holder(browser_of):
    case = seeking_consensus()

    drawings = Page(browser_of(case.sam).get(case.clarification.get_absolute_url())).root.css("svg[role=img][height]")

    drawn = [[words_of(text) for text in drawing.css("text")] for drawing in drawings]
    holders = [holder for holder, _days in pairwise(drawn[0])][::2]
    assert (len(drawn), drawn[0] == drawn[1]) == (2, True)
    assert (holders, drawn[0][-1].endswith(" days")) == (["secretariat", "review", "round 1"], True)


def test_a_case_file_costs_the_same_however_much_was_said(browser_of):
    case = seeking_consensus()
    browser, address = browser_of(case.max), case.clarification.get_absolute_url()

    def counted():
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    case.take(steps.COMMENT, case.max, text="One.")
    case.agree(case.max)
    few = counted()
    for number in range(5):
        case.take(steps.COMMENT, case.mina, text=f"More {number}.")
    case.agree(case.mina)

    assert counted() == few
