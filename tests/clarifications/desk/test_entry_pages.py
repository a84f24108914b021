"""Desk: a text that was published before is entered, and drafts of it are kept."""

import re

import pytest

from clarifications.case.models import Clarification
from clarifications.map.steps import State
from clarifications.publication.models import EntryDraft
from clarifications.register.pieces import PublishedVote
from tests.builders import cast, clarification_in
from tests.clarifications.desk.pages import texts
from tests.factories import UserFactory
from tests.page import Page, words_of

pytestmark = pytest.mark.django_db


# ---------- historic texts ----------


def historic(case, **typed):
    plain = {"edition": str(case.edition.pk), "title": "Decision by one person", "source": "Interpretations, page 14"}
    plain |= {"kind": "interpretation", "fate": "decided", "names_edition": "on", "language": "en"}
    plain |= {"scope": "general", "reason": "So that it can be found."}
    return plain | typed


ROWS = {
    **{"questions-0-label": "1", "questions-0-text": "May one person decide?"},
    **{"answers-0-questions": "1", "answers-0-outcome": "yes", "answers-0-position": "One may."},
}


def entered(browser, fields):
    page = texts(browser.get("/desk/new/historic/"))
    key = re.search(r'name="key" value="(\w{32})"', page)[1]
    return [browser.post("/desk/new/historic/", fields | {"key": key}) for _click in range(2)]


def test_a_title_alone_is_entered_once_however_often_the_button_is_pressed(browser_of):
    case = cast()
    browser = browser_of(case.sam)

    responses = entered(browser, historic(case))

    clarification = Clarification.objects.get()
    assert [response.headers["Location"] for response in responses] == [clarification.get_absolute_url()] * 2
    assert clarification.record.outcomes == [["", "unknown"]]


def test_a_vote_that_is_not_printed_stays_unknown(browser_of):
    case = cast()
    vote = {"question": "1", "in_favour": "18", "against": "0", "percentage": "95 %"}
    row = ROWS | {f"votes-0-{name}": value for name, value in vote.items()}

    entered(browser_of(case.sam), historic(case, clauses="4.2 f), 12", published="1999-06", **row))

    text = Clarification.objects.get().record.versions.get().text
    assert text.votes == (
        PublishedVote(
            question="1",
            in_favour=18,
            against=0,
            abstained=None,
            voting=None,
            percentage="95 %",
            note="",
        ),
    )
    assert (text.answers[0].position, text.dates.published) == ("One may.", "1999-06")


def test_an_answer_without_a_vote_has_none(browser_of):
    case = cast()

    entered(browser_of(case.sam), historic(case, **ROWS))

    assert Clarification.objects.get().record.versions.get().text.votes == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Title: This field is required."),
        ({"source": ""}, "Source: This field is required."),
        ({"clauses": "7..2"}, "Did you mean 7.2?"),
        ({"published": "9999"}, "This day has not come yet."),
        ({"answers-0-questions": "1", "answers-0-position": "One may."}, "Outcome: This field is required."),
        (ROWS | {"votes-0-question": "1", "votes-0-against": "-1"}, "Ensure this value is greater than or equal to 0."),
        (ROWS | {"votes-0-question": "2"}, "No question has this label: 2"),
        (ROWS | {"answers-0-questions": "1; 1 a)"}, "No question has this label: 1 a)"),
        (ROWS | {"questions-1-label": "1", "questions-1-text": "Or two?"}, "Another question has this label."),
        (ROWS | {"questions-0-text": "Is [[it?"}, "“[[” opens words of a standard: write “]]” where they end."),
        (ROWS | {"questions-0-text": ""}, "Write the question, or say that its text is not held."),
        (ROWS | {"answers-0-held": "nothing"}, "You wrote a text that you say is not held."),
    ],
)
def test_a_historic_text_that_cannot_be_is_refused_with_what_was_typed(browser_of, typed, said):
    case = cast()
    browser = browser_of(case.sam)

    page = browser.post("/desk/new/historic/", historic(case, **typed) | {"key": "x"})

    assert said in texts(page)
    assert "So that it can be found.</textarea>" in texts(page)
    assert Clarification.objects.count() == 0


def test_a_question_more_can_be_entered(browser_of):
    case = cast()

    page = browser_of(case.sam).post("/desk/new/historic/", historic(case, add="questions"))

    assert len(re.findall(r'name="questions-\d-label"', texts(page))) == 2
    assert 'value="Decision by one person"' in texts(page)


def folded(answer):
    """The folded parts of the form, each with whether it is open."""
    parts = Page(answer).root.css("details.part")
    return {words_of(part.css_first("summary")): "open" in part.attributes for part in parts}


FOLDED = (
    "Adoption, corrected version, also cited",
    "Background, understanding, circumstance",
    "Votes",
    "Groups",
)


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ({}, []),
        ({"corrected": "2018-03"}, [0]),
        ({"corrected": "last spring"}, [0]),
        ({"circumstance": "as long as it is daylight"}, [1]),
        (ROWS | {"votes-0-question": "1", "votes-0-against": "0"}, [2]),
        ({"votes-0-against": "-1"}, [2]),
        ({"add": "votes"}, [2]),
        ({"consulted": "ISO/CASCO/WG 31"}, [3]),
    ],
)
def test_parts_that_few_need_are_folded_until_they_hold_something_or_are_asked_for(browser_of, typed, opened):
    case = cast()

    shown = browser_of(case.sam).post("/desk/new/historic/", historic(case, reason="", **typed) | {"key": "x"})

    assert folded(shown) == {title: number in opened for number, title in enumerate(FOLDED)}


def test_the_list_of_its_parts_stands_beside_a_long_form(browser_of):
    shown = Page(browser_of(cast().sam).get("/desk/new/historic/"))

    leads = [anchor.removeprefix("#") for anchor in shown.values("nav.parts a")]
    assert leads == shown.values(".part", "id")
    assert shown.all("nav.parts a") == shown.all(".part h2")


def test_a_button_that_shows_the_page_again_leads_to_what_it_changes(browser_of):
    case = cast()
    browser = browser_of(case.sam)

    shown = Page(browser.post("/desk/new/historic/", historic(case, add="questions", **ROWS) | {"key": "x"}))
    seen = Page(browser.post("/desk/new/historic/", historic(case, preview="yes", **ROWS) | {"key": "x"}))

    assert shown.values("button[name=add]", "formaction") == ["#questions-2", "#answers-1", "#votes-1"]
    assert shown.values("button[name=remove]", "formaction") == ["#questions-0"] * 2
    assert shown.values("button[name=preview]", "formaction") == ["#preview"]
    assert [shown.all("#preview h2"), seen.all("#preview h2")] == [[], ["Preview"]]


def test_only_the_secretariat_enters_historic_texts(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    assert browser_of(case.connie).get("/desk/new/historic/").status_code == 403


# ---------- drafts of a text that is entered ----------


def test_a_draft_of_an_entry_is_kept_with_all_that_was_typed_whatever_is_wrong_with_it(browser_of):
    case = cast()
    browser = browser_of(case.sam)

    kept = browser.post("/desk/new/historic/", historic(case, title="", clauses="7..2", **ROWS) | {"keep": "yes"})
    page = texts(browser.get(kept["Location"]))

    assert ["7..2" in page, "One may.</textarea>" in page, "things to put right" in page] == [True, True, False]
    assert (Clarification.objects.count(), EntryDraft.objects.get().by) == (0, case.sam)


def opened(browser):
    """What the page of the one draft says of it."""
    fields = Page(browser.get(f"/desk/new/historic/?draft={EntryDraft.objects.get().pk}")).fields
    return {name: fields[name] for name in ("draft", "seen")}


def test_a_draft_that_is_kept_twice_is_one_draft(browser_of):
    case = cast()
    browser = browser_of(case.sam)
    page = Page(browser.get("/desk/new/historic/")).fields
    sent = historic(case) | {"key": page["key"], "keep": "yes"}

    answers = [browser.post("/desk/new/historic/", sent) for _click in range(2)]

    kept = f"/desk/new/historic/?draft={EntryDraft.objects.get().pk}"
    assert [answer.headers["Location"] for answer in answers] == [kept] * 2


@pytest.mark.parametrize("button", [{"keep": "yes"}, {"key": "k" * 32}])
def test_who_has_a_draft_open_that_somebody_keeps_is_told_and_can_send_the_same_again(browser_of, button):
    case, sue = cast(), UserFactory(name="Sue Example", is_secretariat=True)
    sam, other = browser_of(case.sam), browser_of(sue)
    sam.post("/desk/new/historic/", historic(case) | {"keep": "yes"})
    seen = opened(sam)
    other.post("/desk/new/historic/", historic(case, title="By Sue") | {"keep": "yes"} | opened(other))

    refused = sam.post("/desk/new/historic/", historic(case, title="By Sam") | button | seen)
    said = Page(refused)
    before = EntryDraft.objects.get().title
    again = sam.post(
        "/desk/new/historic/",
        historic(case, title="By Sam") | button | {"seen": said.fields["seen"]} | {"draft": said.fields["draft"]},
    )

    assert "Somebody was faster: Sue Example kept the draft" in said.words
    assert (refused.status_code, said.fields["title"], before, again.status_code) == (409, ["By Sam"], "By Sue", 302)
    assert EntryDraft.objects.filter(title="By Sue").count() == 0


def test_a_draft_is_kept_again_and_is_gone_once_its_text_is_entered(browser_of):
    case = cast()
    browser = browser_of(case.sam)
    browser.post("/desk/new/historic/", historic(case) | {"keep": "yes"})

    browser.post("/desk/new/historic/", historic(case, title="Said better") | {"keep": "yes"} | opened(browser))
    titles = list(EntryDraft.objects.values_list("title", flat=True))
    browser.post("/desk/new/historic/", historic(case) | {"key": "k" * 32} | opened(browser))

    assert titles == ["Said better"]
    assert (EntryDraft.objects.count(), Clarification.objects.count()) == (0, 1)


def test_a_draft_can_be_thrown_away_and_others_be_opened(browser_of):
    case = cast()
    browser = browser_of(case.sam)
    for title in ("One", "Two"):
        browser.post("/desk/new/historic/", historic(case, title=title) | {"keep": "yes"})
    one = EntryDraft.objects.get(title="One")

    page = texts(browser.get(f"/desk/new/historic/?draft={one.pk}"))
    browser.post(f"/desk/new/historic/{one.pk}/discard/")

    assert ['value="One"' in page, "Two</a>" in page] == [True, True]
    assert [draft.title for draft in EntryDraft.objects.all()] == ["Two"]


@pytest.mark.parametrize("number", ["x", "99", "9" * 30, "-1"])
def test_a_draft_that_is_not_there_is_an_empty_form(browser_of, number):
    page = browser_of(cast().sam).get(f"/desk/new/historic/?draft={number}")

    assert page.status_code == 200
