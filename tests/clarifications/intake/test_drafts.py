"""Drafts: what they keep, who may open them, when they are purged."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from clarifications.case.part import StepRefused
from clarifications.intake.drafts import confirm, fault_of_mail, open_draft, purge_drafts, save_draft, submission_of
from clarifications.intake.models import UNFINISHED, Draft
from clarifications.mail.models import Message
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


def test_why_the_mail_of_a_draft_was_not_delivered_is_that_of_its_last_link(draft):
    asked(draft)
    Message.objects.filter(verb="confirm").update(fault="550 who?")
    draft.refresh_from_db()
    first = fault_of_mail(draft)
    asked(draft, at=LATER)
    draft.refresh_from_db()

    assert (first, fault_of_mail(draft)) == ("550 who?", "")


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
