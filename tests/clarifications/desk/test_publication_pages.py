"""The pages of the steps after a decision: the public text, corrections, inclusion, texts of the former process."""

import re

import pytest

from clarifications.case.models import Clarification
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.publication.models import EntryDraft
from clarifications.register.pieces import PublishedVote
from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.builders import cast, clarification_in, decided, published, reviewed, text_of
from tests.clarifications.desk.pages import address_of, fresh, opened, send, texts
from tests.factories import ClauseFactory, EditionFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


# ---------- each step through its page ----------


def test_the_public_text_is_edited_previewed_and_published(browser_of):
    case = decided()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "edit-public-text") | {"content-title": "Images <b>sent</b>"}
    fields |= {"content-answer-0-position": "It *is*.", "content-answer-0-conditions": "One.\nTwo."}

    preview = texts(browser.post(address_of(case, "edit-public-text"), fields | {"preview": "yes"}))
    unchanged = fresh(case).public_text.text.title
    browser.post(address_of(case, "edit-public-text"), fields)
    exact = texts(browser.get(address_of(case, "publish")))
    send(browser, case, "publish")

    assert [text in preview for text in ("Images &lt;b&gt;sent&lt;/b&gt;", "It <em>is</em>.", "does not bind")] == [
        True
    ] * 3
    assert unchanged == "Images that the client transmits"
    assert ["It <em>is</em>." in exact, "This cannot be undone." in exact] == [True, True]
    record = fresh(case).record
    assert (record.title, record.versions.get().text.answers[0].conditions) == (
        "Images <b>sent</b>",
        ("One.", "Two."),
    )


def test_a_preview_of_what_is_not_complete_says_what_is_missing(browser_of):
    case = decided()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "edit-public-text", preview="yes", **{"content-title": ""})

    page = texts(browser.post(address_of(case, "edit-public-text"), fields))

    assert "Title: This field is required." in page
    assert "does not bind" not in page


def test_a_correction_is_previewed_before_its_note_is_written(browser_of):
    case = published()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "correct", title="Images, corrected")

    preview = texts(browser.post(address_of(case, "correct"), fields | {"preview": "yes"}))
    browser.post(address_of(case, "correct"), fields | {"reason": "A word was missing."})

    assert ["Images, corrected</h2>" in preview, "This field is required" in preview] == [True, False]
    assert list(fresh(case).record.versions.values_list("note", flat=True)) == ["", "A word was missing."]


def test_a_former_version_is_redacted(browser_of):
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"))

    send(browser_of(case.sam), case, "redact", version="1", reason="It named a client.")

    assert fresh(case).record.versions.get(number=1).redaction == "It named a client."


def test_an_inclusion_is_recorded(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    browser = browser_of(case.sam)

    send(browser, case, "incorporate", edition=str(newer.pk), clause="7.1.6", in_force="2026-03")

    verdict = fresh(case).record.verdicts.get()
    assert (verdict.edition, verdict.clause, verdict.in_force.iso) == (newer, "7.1.6", "2026-03")


def test_what_readers_will_find_and_whom_it_tells_is_shown_before_it_is_confirmed(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    browser = browser_of(case.sam)
    typed = {"edition": str(newer.pk), "clause": "7.1.6", "in_force": "2026-03", "note": "In other words."}
    fields = opened(browser, case, "incorporate", **typed)

    shown = Page(browser.post(address_of(case, "incorporate"), fields))
    nothing = fresh(case).record.verdicts.count()
    mark = shown.values('input[name="confirmed"]', "value")[0]
    changed = Page(browser.post(address_of(case, "incorporate"), fields | {"clause": "7.1.7", "confirmed": mark}))
    still_nothing = fresh(case).record.verdicts.count()
    browser.post(address_of(case, "incorporate"), fields | {"confirmed": mark})

    assert [text in shown.words for text in SHOWN_FIRST] == [True] * len(SHOWN_FIRST)
    assert (nothing, still_nothing, "At clause 7.1.7, from March 2026." in changed.words) == (0, 0, True)
    assert fresh(case).record.verdicts.get().clause == "7.1.6"


SHOWN_FIRST = (
    "The standard itself now says this.",
    ": Included",
    "At clause 7.1.6, from March 2026.",
    "In other words.",
    "Tells the requester and the convenor.",
)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("still-applies", "WG 31, Resolution 4, February 2026; recorded on"),
        ("no-longer-applies", "WG 31, Resolution 4, February 2026; recorded on"),
    ],
)
def test_a_review_is_shown_first_with_who_made_it(browser_of, verb, said):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    browser = browser_of(case.sam)
    named = {"edition": str(newer.pk), "group": "WG 31", "resolution": "Resolution 4", "decided_on": "2026-02"}
    why = {"note": "Renumbered."} if verb == "still-applies" else {"reason": "Rewritten."}

    page = browser.post(address_of(case, verb), opened(browser, case, verb, **named, **why))
    send(browser, case, verb, **named, **why)

    assert said in Page(page).words
    assert fresh(case).record.verdicts.get().kind == verb


def test_a_review_of_a_day_to_come_is_refused(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    named = {"edition": str(newer.pk), "group": "WG 31", "resolution": "Resolution 4", "decided_on": "9999"}

    page = send(browser_of(case.sam), case, "still-applies", **named)

    assert "This day has not come yet." in texts(page)


def test_where_nothing_follows_the_edition_the_form_says_so(browser_of):
    case = published()

    page = texts(browser_of(case.sam).get(address_of(case, "still-applies")))

    assert "No edition, amendment or corrigendum that could be named is published." in page


def test_the_convenor_asks_and_the_secretariat_withdraws_or_lets_stand(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer))
    sam, connie = browser_of(case.sam), browser_of(case.connie)
    verdict = str(fresh(case).record.verdicts.get().pk)

    send(connie, case, "ask-withdrawal", verdict=verdict, reason="Another clause was meant.")
    waiting = Page(sam.get("/desk/")).words
    send(sam, case, "keep-verdict", verdict=verdict, reason="The minutes say so.")
    send(connie, case, "ask-withdrawal", verdict=verdict, reason="They do not.")
    fields = opened(sam, case, "withdraw-verdict", verdict=verdict, reason="Taken for another clause.")
    shown = Page(sam.post(address_of(case, "withdraw-verdict"), fields)).words
    send(sam, case, "withdraw-verdict", verdict=verdict, reason="Taken for another clause.")
    file = Page(sam.get(case.clarification.get_absolute_url())).words

    assert "Withdraw the verdict, or let it stand" in waiting
    assert f"{newer.reference}. Before: No longer applies, " in shown
    assert "because: Taken for another clause." in shown
    assert [text in file for text in ("Another clause was meant.", "They do not.", "Taken for another clause.")] == [
        True
    ] * 3
    assert fresh(case).record.label == "not-reviewed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"clause": "7..2"}, "Did you mean 7.2?"),
        ({"clause": "abc"}, "“abc” is not a clause number."),
        ({"in_force": "9999"}, "This date is too far ahead."),
        ({"in_force": "2026-02-30"}, "is not a date"),
        ({"edition": "999999"}, "Choose one of these editions"),
        ({"edition": ""}, "This field is required."),
    ],
)
def test_an_inclusion_that_cannot_be_is_refused_with_what_was_typed(browser_of, typed, said):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    right = {"edition": str(newer.pk), "clause": "7.1.6", "in_force": "2026-03", "note": "In other words."}

    page = send(browser_of(case.sam), case, "incorporate", **(right | typed))

    assert said in texts(page)
    assert "In other words.</textarea>" in texts(page)
    assert fresh(case).record.verdicts.count() == 0


def test_an_inclusion_in_a_clause_that_is_not_in_the_edition_is_refused(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    for number in ("7", "7.1"):
        ClauseFactory(edition=newer, number=number)
    sync_depths({newer.pk: read_depths("7: paragraphs")}, reason="example")
    right = {"edition": str(newer.pk), "clause": "7.2", "in_force": "2026-03", "note": "In other words."}

    page = send(browser_of(case.sam), case, "incorporate", **right)

    assert f"7.2 is not in {newer}: our list has every numbered paragraph there." in texts(page)
    assert 'value="7.2"' in texts(page)


def test_a_project_is_not_offered_as_having_included_anything(browser_of):
    case = published()
    project = EditionFactory(standard=case.edition.standard, year=2027, stage="50.20")

    page = send(browser_of(case.sam), case, "incorporate", edition=str(project.pk), clause="7.1.6", in_force="2026-03")

    assert "Choose one of these editions" in texts(page)
    assert project.reference not in texts(page)


def test_a_record_no_longer_applies(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)

    named = {"edition": str(newer.pk), "group": "WG 31", "resolution": "Resolution 4", "decided_on": "2026-02"}
    send(browser_of(case.sam), case, "no-longer-applies", **named, reason="It was rewritten.")

    assert fresh(case).record.label == "no-longer-applies"


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


def test_a_draft_is_kept_again_and_is_gone_once_its_text_is_entered(browser_of):
    case = cast()
    browser = browser_of(case.sam)
    browser.post("/desk/new/historic/", historic(case) | {"keep": "yes"})
    draft = EntryDraft.objects.get()

    browser.post("/desk/new/historic/", historic(case, title="Said better") | {"keep": "yes", "draft": str(draft.pk)})
    titles = list(EntryDraft.objects.values_list("title", flat=True))
    browser.post("/desk/new/historic/", historic(case) | {"key": "k" * 32, "draft": str(draft.pk)})

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


# ---------- corrections of facts ----------


def test_a_correction_of_the_edition_gives_another_name_and_the_former_address_leads_on(browser_of, client):
    case = published()
    other = EditionFactory(standard=case.edition.standard, year=2026)
    former = fresh(case).record.get_absolute_url()

    send(browser_of(case.sam), case, "correct", edition=str(other.pk), reason="It is about the newer edition.")

    record = fresh(case).record
    moved = [client.get(former), client.get(f"{former}v1/")]
    assert (record.edition, record.get_absolute_url() == former) == (other, False)
    assert [answer.status_code for answer in moved] == [301, 301]
    assert [answer["Location"] for answer in moved] == [record.get_absolute_url(), record.version_url(1)]


def test_what_a_correction_changes_is_marked_before_it_is_published(browser_of):
    case = published()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "correct", clauses="7.1.6; 7.2", preview="yes")

    page = texts(browser.post(address_of(case, "correct"), fields))

    assert ["What changes" in page, "7.1.6" in page.partition("What changes")[2].partition("<form")[0]] == [True, True]


# ---------- retired records ----------


def test_a_retired_record_says_why_and_what_replaces_it_and_lists_show_it_only_when_asked(browser_of, client):
    register = Register()
    case, stays = register.published("It was entered twice"), register.add("It stands")
    record = fresh(case).record

    send(browser_of(case.sam), case, "retire", replacement=stays.slug, reason="It was entered twice.")

    page = texts(client.get(record.get_absolute_url()))
    lists = [texts(client.get(f"/clarifications/{query}")) for query in ("", "?label=retired", f"?q={record.slug}")]
    assert ["It was entered twice." in page, "It stands</a>" in page] == [True, True]
    assert [record.get_absolute_url() in found for found in lists] == [False, True, False]


def test_a_record_that_replaces_is_named_by_an_address_it_has_or_had(browser_of):
    case = published()

    page = texts(send(browser_of(case.sam), case, "retire", replacement="none-such", reason="It was entered twice."))

    assert "No published clarification has this address: none-such" in page
