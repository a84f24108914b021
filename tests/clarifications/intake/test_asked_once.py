"""What pages of a request take from requests before: it saves statements, and is never older than its last change."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clarifications.intake.models import Draft
from clarifications.screening.criteria import ask_endorsement, load_starting_set
from clarifications.screening.models import CriteriaSet, Criterion
from clarifications.triggers import create_triggers
from standards.models import Edition
from tests.clarifications.intake.pages import BACKGROUND, IDENTITY, QUESTION, page_of
from tests.factories import BodyFactory, EditionFactory, StandardFactory
from tests.page import Page

PAGES = {"question": QUESTION, "background": BACKGROUND, "identity": IDENTITY}
# A page that is opened: the draft, and the marks. One that is sent: the draft twice, the marks, what is written, and
# the two ends of the transaction. Ten years of growth change none of it.
LOOKED_AT, SENT = 2, 6


@pytest.fixture
def draft(open_database) -> Draft:
    create_triggers(connection)
    load_starting_set()
    EditionFactory(standard=StandardFactory(number="90025"), year=2017)
    Client().post("/request/", {"named": "90025"})
    return Draft.objects.get()


def statements(ask) -> int:
    with CaptureQueriesContext(connection) as counted:
        ask()
    return len(counted)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_draft_asks_for_little_more_than_the_draft(petra, draft, page):
    petra.get(page_of(draft, page))
    looked_at = statements(lambda: petra.get(page_of(draft, page)))
    petra.post(page_of(draft, page), PAGES[page])

    sent = statements(lambda: petra.post(page_of(draft, page), PAGES[page]))

    assert (looked_at <= LOOKED_AT, sent <= SENT) == (True, True), (looked_at, sent)


def test_criteria_that_change_are_asked_at_once(petra, draft):
    before = Page(petra.get(page_of(draft, "identity"))).values("#id_endorsing_body", "name")

    ask_endorsement(since=timezone.localdate(), takes_unendorsed=True)

    after = Page(petra.get(page_of(draft, "identity"))).values("#id_endorsing_body", "name")
    assert (before, after) == ([], ["endorsing_body"])


def test_words_of_a_criterion_that_change_stand_on_the_first_page(petra, draft):
    petra.get("/request/")

    Criterion.objects.filter(criteria_set=CriteriaSet.objects.first(), number=1).update(title="Is it ours?")

    assert "Is it ours?" in Page(petra.get("/request/")).words


def test_a_body_and_an_edition_that_are_new_are_taken_at_once(petra, draft):
    for page in ("standard", "identity"):
        petra.post(page_of(draft, page), {"edition": "90026", "body": "Standards Nowhere"})

    BodyFactory(kind="member", name="Standards Nowhere")
    EditionFactory(standard=StandardFactory(number="90026"), year=2026)

    petra.post(page_of(draft, "standard"), {"edition": "90026"})
    petra.post(
        page_of(draft, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": "standards nowhere"}
    )
    draft.refresh_from_db()
    assert draft.unfinished_pages == ["question", "background"]
    assert Edition.objects.get(pk=draft.answers["standard"]["edition"]).reference == "ISO/IEC 90026:2026"


def test_a_body_that_is_switched_off_is_offered_no_more(petra, draft):
    body = BodyFactory(kind="member", name="Standards Nowhere")
    offers = f"/request/draft/{draft.key}/bodies/?q=nowhere"
    before = petra.get(offers).json()["offers"]

    type(body).objects.filter(pk=body.pk).update(is_active=False)

    assert (len(before), petra.get(offers).json()["offers"]) == (1, [])
