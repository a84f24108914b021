"""Drafts: what they keep, who may open them, when they are purged."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from clarifications.case.part import StepRefused
from clarifications.intake.drafts import (
    MOST_ADDRESSES,
    PAUSE,
    LinkRefused,
    find_draft,
    is_read_by_requester,
    mail_address,
    mail_came_back,
    open_draft,
    purge_drafts,
)
from clarifications.intake.models import UNFINISHED, Draft
from clarifications.intake.receiving import confirm, submission_of
from clarifications.intake.saving import MOST_BYTES, DraftNotKept, save_draft
from clarifications.mail.models import Message
from clarifications.map.steps import State
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, LATER, asked, complete_draft
from tests.factories import EditionFactory, UserFactory


@pytest.fixture
def edition(db):
    return EditionFactory()


@pytest.fixture
def draft(edition) -> Draft:
    """A complete draft of Rita's."""
    return complete_draft(edition)


def test_a_draft_keeps_each_page_under_its_name(edition):
    draft = save_draft(None, page="background", answers={"background": "Why"}, at=START)

    draft = save_draft(draft, page="standard", answers={"edition": edition.pk}, at=LATER)

    draft.refresh_from_db()
    assert draft.answers == {"background": {"background": "Why"}, "standard": {"edition": edition.pk}}
    assert (draft.created_at, draft.changed_at) == (START, LATER)


def test_two_tabs_do_not_overwrite_each_others_page(draft):
    one, two = Draft.objects.get(pk=draft.pk), Draft.objects.get(pk=draft.pk)

    save_draft(one, page="background", answers={"background": "From one", "understanding": ""}, at=LATER)
    save_draft(two, page="standard", answers={"edition": None, "other_standard": "ISO 9001"}, at=LATER)

    draft.refresh_from_db()
    assert draft.answers["background"]["background"] == "From one"
    assert draft.answers["standard"]["other_standard"] == "ISO 9001"


def test_a_page_kept_as_typed_is_unfinished(draft):
    draft = save_draft(draft, page="question", answers={"subject": "", UNFINISHED: True}, at=LATER)
    del draft.answers["background"]

    pages = draft.unfinished_pages

    assert pages == ["question", "background"]


def test_a_draft_kept_before_texts_were_made_plain_asks_in_plain_ones(draft):
    asked_then = {"text": "May\uffff it?", "clauses": "", "parts": [{"text": "a\x07", "clauses": "", "parts": []}]}
    question = draft.answers["question"] | {"subject": "Ima\uffffges", "questions": [asked_then]}
    draft = save_draft(draft, page="question", answers=question, at=LATER)

    submission = submission_of(draft)

    assert (submission.subject, submission.questions[0].text) == ("Images", "May it?")
    assert submission.questions[0].parts[0].text == "a"


def test_whether_the_mail_of_a_draft_came_back_is_said_of_its_last_link(draft):
    asked(draft)
    Message.objects.filter(verb="confirm").update(fault="550 who?")
    draft.refresh_from_db()
    first = mail_came_back(draft)
    asked(draft, at=LATER)
    draft.refresh_from_db()

    assert (first, mail_came_back(draft)) == (True, False)


def test_a_draft_that_is_not_complete_asks_nothing(draft):
    draft = save_draft(draft, page="question", answers={"subject": "", UNFINISHED: True}, at=LATER)

    with pytest.raises(StepRefused) as refused:
        submission_of(draft)

    assert refused.value.reasons == ["The draft is not complete: question"]


def test_the_key_opens_a_draft(draft):
    found = open_draft(draft.key, user=AnonymousUser())

    assert found == draft


def test_a_wrong_key_opens_nothing(db):
    found = open_draft("no-such-key", user=AnonymousUser())

    assert found is None


@pytest.mark.parametrize(
    ("is_secretariat", "is_active", "opens"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_draft_of_the_secretariat_opens_for_the_secretariat_alone(draft, sam, is_secretariat, is_active, opens):
    Draft.objects.filter(pk=draft.pk).update(entered_by=sam)
    user = UserFactory(is_secretariat=is_secretariat, is_active=is_active)

    found = open_draft(draft.key, user=user)

    assert (found == draft) == opens


def test_whoever_is_not_signed_in_has_to_be_before_a_draft_of_the_secretariat_opens(draft, sam):
    Draft.objects.filter(pk=draft.pk).update(entered_by=sam)

    with pytest.raises(PermissionDenied):
        open_draft(draft.key, user=AnonymousUser())


def test_a_draft_is_purged_when_its_days_are_over(draft, settings):
    asked(draft)
    just_before = purge_drafts(draft.kept_until)

    afterwards = purge_drafts(draft.kept_until + datetime.timedelta(seconds=1))

    assert (just_before, afterwards, Draft.objects.count(), Message.objects.count()) == (0, 1, 0, 0)


def test_a_received_draft_is_not_purged(draft):
    confirm(asked(draft), at=LATER)

    purged = purge_drafts(START + 400 * DAY)

    assert (purged, Draft.objects.count()) == (0, 1)


def test_what_a_draft_keeps_is_bounded_as_a_whole_and_may_shrink(draft):
    with pytest.raises(DraftNotKept) as refused:
        save_draft(draft, page="background", answers={"background": "x" * MOST_BYTES}, at=LATER)

    said = "This page was not kept: the draft would take 500 kB, and at most 500 kB are kept."
    assert refused.value.reasons == [f"{said} What you typed is still here. Shorten it, and send it again."]
    draft.refresh_from_db()
    assert draft.answers["background"]["background"] == "Two assessors differ."


def test_a_draft_of_before_the_bound_can_be_shortened(draft):
    Draft.objects.update(answers=draft.answers | {"background": {"background": "x" * 2 * MOST_BYTES}})

    draft = save_draft(draft, page="background", answers={"background": "x" * MOST_BYTES}, at=LATER)

    assert len(draft.answers["background"]["background"]) == MOST_BYTES


def test_a_link_confirms_what_was_typed_again_or_put_back(draft):
    code, background = asked(draft), dict(draft.answers["background"])
    save_draft(draft, page="background", answers=background | {"understanding": "No."}, at=LATER)
    save_draft(draft, page="background", answers=background, at=LATER)

    clarification = confirm(code, at=LATER)

    assert clarification.state == State.RECEIVED


def test_a_changed_draft_gets_a_new_link_at_once(draft):
    former = asked(draft)
    draft = save_draft(draft, page="background", answers={"background": "New", "understanding": ""}, at=START)

    code = asked(draft)

    assert (code == former, confirm(code, at=LATER).background) == (False, "New")


def test_a_link_sent_before_it_was_kept_what_it_confirms_is_good_until_the_next_change(draft):
    code = asked(draft)
    Draft.objects.update(asked_for="")
    found = find_draft(code, at=LATER)
    save_draft(draft, page="background", answers=draft.answers["background"], at=LATER)

    with pytest.raises(LinkRefused) as refused:
        find_draft(code, at=LATER)

    assert (found, refused.value.draft) == (draft, None)


def test_who_follows_a_link_is_the_requester_as_long_as_the_draft_names_that_address(draft):
    asked(draft)
    draft.refresh_from_db()
    before = is_read_by_requester(draft)

    draft = save_draft(draft, page="identity", answers={"email": "other@member.example"}, at=LATER)

    assert (before, is_read_by_requester(draft)) == (True, False)


def test_the_address_of_a_draft_is_mailed_with_nothing_that_was_typed(draft):
    mail_address(draft, to="max@home.example", at=START)
    mail_address(draft, to="max@home.example", at=START + PAUSE / 2)

    message = Message.objects.get()
    assert (message.to, message.verb, f"/request/draft/{draft.key}/" in message.text) == (
        "max@home.example",
        "keep",
        True,
    )
    assert [word in message.text for word in ("Rita", "Images", "member.example", "17025")] == [False] * 4


def test_an_address_gets_only_so_many_addresses_of_drafts_a_day(draft):
    for number in range(MOST_ADDRESSES):
        mail_address(draft, to="max@home.example", at=START + number * PAUSE)

    with pytest.raises(StepRefused) as refused:
        mail_address(draft, to="MAX@home.example", at=START + MOST_ADDRESSES * PAUSE)

    assert refused.value.reasons == [
        "Too many messages went to this address today. Keep the address that stands above."
    ]
    mail_address(draft, to="max@home.example", at=START + DAY + PAUSE)
