"""The group learns what became of its words: by mail what says something else now, on the case both texts, marked."""

from dataclasses import replace

import pytest

from clarifications.case.models import Clarification
from clarifications.erasure.models import Place
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.rewording import last_changes
from clarifications.register.text import PublishedText
from clarifications.review.models import Answer
from clarifications.review.steps import DraftAnswer
from tests.builders import change_asked, decided, edited_otherwise, published, text_of
from tests.clarifications.desk.pages import texts
from tests.clarifications.publication.test_changed_answers import historic, without_consensus
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
ASKED = "Is examining an item through transmitted images an inspection?"


def anonymous(text: PublishedText, **changed) -> PublishedText:
    """A text whose title and question say something else."""
    first, *others = text.questions
    return replace(text, title="Images", questions=(replace(first, text="Is it an inspection?"), *others), **changed)


def edited(case=None):
    """Decided, and the secretariat has changed title and question."""
    case = case or decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=anonymous(text_of(case)))
    return case


def mail_to_members(case, verb) -> str:
    """What every member is written, on one line."""
    written = {mail.text for mail in case.clarification.messages.filter(verb=verb, role="member")}
    assert len(written) == 1
    return " ".join(written.pop().split())


def part(browser, case) -> str:
    """What the case says of its wording."""
    return Page(browser.get(case.clarification.get_absolute_url()), 'section[aria-labelledby="wording"]').words


# ---------- mail ----------


def test_members_are_told_which_words_were_edited_before_publication():
    case = published(edited())

    said = mail_to_members(case, "publish")

    assert "The text was edited after it was decided." in said
    assert "Title: > Images Question 1: > Is it an inspection? What stood there before is marked" in said


def test_what_the_secretariat_left_out_stands_in_no_mail():
    case = published(edited())

    assert ASKED not in mail_to_members(case, "publish")


def test_members_are_told_of_answers_that_the_convenor_agreed_to():
    case = change_asked()
    case.take(steps.AGREE, case.connie)

    published(case)

    assert "Answer to 1: > It is, in every case. What stood" in mail_to_members(case, "publish")


def test_members_are_told_that_nothing_was_edited():
    case = published()

    assert "The text is published as it was decided, word by word." in mail_to_members(case, "publish")


def test_members_are_told_what_a_correction_changes():
    case = published()

    case.take(steps.CORRECT, case.sam, content=anonymous(text_of(case)))

    said = mail_to_members(case, "correct")
    assert "Title: > Images Question 1: > Is it an inspection? What stood there before is marked" in said


def test_members_are_told_what_a_correction_leaves_out():
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case))
    published(case)
    case.take(steps.CORRECT, case.sam, content=text_of(case, background="Two assessors differ."))

    case.take(steps.CORRECT, case.sam, content=text_of(case, background=""))

    last = case.clarification.messages.filter(verb="correct", role="member").order_by("-pk").first()
    assert "Background: (left out)" in " ".join(last.text.split())


def test_for_the_mail_about_a_correction_no_text_but_the_last_two_is_read(django_assert_num_queries):
    case = published()
    for title in ("Images", "Moving images", "Images of a lift"):
        case.take(steps.CORRECT, case.sam, content=text_of(case, title=title))
    clarification = Clarification.objects.get()

    with django_assert_num_queries(2):  # the record, and its versions
        changed = last_changes(clarification)

    assert [(row.former, row.new) for row in changed] == [("Moving images", "Images of a lift")]


def test_answers_in_another_order_are_no_other_words(browser_of):
    answers = [DraftAnswer(questions=[label], outcome="yes", position="It is.") for label in ("1", "2")]
    case = Register().published(questions=[Asked("Is it?"), Asked("Must it be?")], answers=answers)
    turned = text_of(case, answers=text_of(case).answers[::-1])
    case.take(steps.ASK_CONVENOR, case.sam, content=turned)
    case.take(steps.AGREE, case.connie)

    case.take(steps.CORRECT, case.sam, content=turned)

    assert "No place says something else than before." in mail_to_members(case, "correct")
    assert "No place says something else than before." in part(browser_of(case.max), case)


# ---------- the page of the case ----------


def test_the_group_sees_what_is_edited_before_it_is_published(browser_of):
    case = edited()

    said = part(browser_of(case.max), case)

    assert said.startswith("Wording To be published Of what was decided: Title")
    assert "Is [removed: examining an item through transmitted images ] [added: it ] an inspection?" in said


def test_what_is_published_as_it_was_decided_says_so(browser_of):
    case = published()

    assert part(browser_of(case.max), case) == "Wording Version 1 As it was decided."


def test_each_version_shows_what_it_changes(browser_of):
    case = published(edited())
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Moving images"))

    said = part(browser_of(case.max), case)

    second, _, first = said.partition(" Version 1 ")
    assert second.startswith("Wording Version 2 Of the version before: Title")
    assert first.startswith("Of what was decided: Title Images [removed: that the client transmits ] Question 1")


def test_what_a_redacted_version_changed_is_shown_no_more(browser_of):
    case = published()
    case.take(steps.CORRECT, case.sam, content=anonymous(text_of(case)))
    case.take(steps.REDACT, case.sam, version=1)

    redacted = "Words were redacted; what changed cannot be shown any more."
    assert part(browser_of(case.max), case) == f"Wording Version 2 {redacted} Version 1 {redacted}"


def test_what_was_redacted_since_publication_is_not_shown_as_edited_before_it(browser_of):
    case = published()
    answer = Answer.objects.get()
    at = {"row": answer.pk, "path": "position", "start": answer.position.index("inspector"), "words": "inspector"}
    place = Place.objects.create(clarification=case.clarification, kind="answer", found_at=case.at, **at)

    case.take(steps.SETTLE_PLACES, case.sam, places={place.pk: "redacted"})

    answer.refresh_from_db()
    assert answer.position == "It is, if the [erased] directs it."
    said = "Words were redacted; what changed cannot be shown any more."
    assert part(browser_of(case.max), case) == f"Wording Version 1 {said}"


def test_what_was_published_before_this_system_has_nothing_before_it(browser_of):
    case = historic()
    page = texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Images"))

    assert "Wording" not in page
    assert part(browser_of(case.sam), case).startswith("Wording Version 2 Of the version before: Title")


def test_a_case_without_consensus_shows_what_is_edited_too(browser_of):
    case = edited(without_consensus())

    assert "To be published Of what was decided: Title" in part(browser_of(case.max), case)


def test_an_edited_answer_is_marked_before_the_convenor_is_asked(browser_of):
    case = edited_otherwise()

    said = part(browser_of(case.max), case)

    assert "It is, [removed: if the inspector directs it ] [added: in every case ] ." in said


def test_a_case_that_is_reopened_shows_no_text_to_be_published(browser_of):
    case = edited()
    case.take(steps.REOPEN, case.connie)

    page = texts(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert "To be published" not in page
