"""The pages of the steps after a decision: the public text, corrections, inclusion, texts of the former process."""

import pytest

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.builders import (
    decided,
    drafted,
    published,
    received,
    reviewed,
    seeking_consensus,
    text_of,
    under_review,
)
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
    fields |= {"content-circumstance": "as long as\n  it is lit"}
    fields |= {"content-answer-0-position": "It *is*.", "content-answer-0-conditions": "One.\nTwo."}

    preview = texts(browser.post(address_of(case, "edit-public-text"), fields | {"preview": "yes"}))
    unchanged = fresh(case).public_text.text.title
    browser.post(address_of(case, "edit-public-text"), fields)
    send(browser, case, "ask-convenor", reason="Shorter.")
    send(browser_of(case.connie), case, "agree")
    browser = browser_of(case.sam)
    exact = texts(browser.get(address_of(case, "publish")))
    send(browser, case, "publish")

    assert [text in preview for text in ("Images &lt;b&gt;sent&lt;/b&gt;", "It <em>is</em>.", "does not bind")] == [
        True
    ] * 3
    assert unchanged == "Images that the client transmits"
    assert ["It <em>is</em>." in exact, "This cannot be undone." in exact] == [True, True]
    record = fresh(case).record
    text = record.versions.get().text
    assert (record.title, text.answers[0].conditions) == ("Images <b>sent</b>", ("One.", "Two."))
    assert (text.background, text.understanding, text.circumstance) == ("", "", "as long as\n  it is lit")


OWN = {"background": "k*u*c,\n  as long as it is lit", "understanding": "1. yes [[as it says]]"}


def test_what_the_requester_wrote_is_not_published_unless_it_is_taken_over(browser_of):
    case = decided(seeking_consensus(drafted(under_review(received(**OWN)))))
    page = Page(browser_of(case.sam).get(address_of(case, "edit-public-text")))

    case.take(steps.PUBLISH, case.sam)

    assert page.values("button[name=fill]", "value") == [
        "content-background",
        "content-understanding",
        "content-circumstance",
    ]
    assert page.values("button[name=fill]", "data-words") == [*OWN.values(), OWN["background"]]
    text = fresh(case).record.text_in_force()
    assert (text.background, text.understanding, text.circumstance) == ("", "", "")


def test_words_of_the_requester_are_taken_over_with_a_button_and_what_else_is_typed_stays(browser_of):
    case = decided(seeking_consensus(drafted(under_review(received(**OWN)))))
    browser, address = browser_of(case.sam), address_of(case, "edit-public-text")
    fields = opened(browser, case, "edit-public-text") | {"content-title": "", "content-circumstance": "Only:\r\n"}

    shown = fields
    for control in ("content-background", "content-understanding", "content-circumstance", "content-circumstance"):
        answer = browser.post(address, shown | {"fill": control})
        shown = Page(answer, 'form[method="post"][novalidate]').fields
    none = Page(browser.post(address, fields | {"fill": "content-nothing"}), 'form[method="post"][novalidate]').fields
    browser.post(address, shown | {"content-title": "Images"})

    assert "is required" not in texts(answer)
    assert [shown[f"content-{name}"] for name in OWN] == [[text] for text in OWN.values()]
    assert shown["content-circumstance"] == [f"Only:\n\n{OWN['background']}"]
    assert (shown["content-title"], none["content-background"]) == ([""], [""])
    text = fresh(case).public_text.text
    assert (text.background, text.understanding) == (OWN["background"], "1. yes […]")


def test_the_return_key_sends_the_form_and_takes_nothing_over(browser_of):
    case = decided(seeking_consensus(drafted(under_review(received(**OWN)))))

    page = Page(browser_of(case.sam).get(address_of(case, "edit-public-text")), 'form[method="post"][novalidate]')

    assert page.values("button", "name")[:2] == [None, "fill"]
    assert page.all("button")[0] == "Save the public text"


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

    assert f"7.2 is not in {newer}: our list is complete there." in texts(page)
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
    assert f"Published as {case.edition.reference}, clarification 1." in texts(client.get(record.get_absolute_url()))


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

    assert "No published record is found as “none-such”." in page


def test_a_correction_keeps_every_question_and_answer_of_a_long_text(browser_of):
    many = [Asked(f"May one do {number}?") for number in range(1, 31)]
    answers = [PublishedAnswer((str(number),), PublicOutcome.YES, f"One may do {number}.") for number in range(1, 31)]
    case = Register().entered(questions=many, answers=answers)
    before = case.clarification.record.text_in_force()

    answer = send(browser_of(case.sam), case, "correct", title="Another title", reason="It had another title.")

    text = case.clarification.record.versions.get(number=2).text
    assert (answer.status_code, text.title) == (302, "Another title")
    assert (text.questions, text.answers) == (before.questions, before.answers)
