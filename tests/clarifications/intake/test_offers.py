"""What the pages of a draft offer, and to whom."""

import pytest

from clarifications.intake.models import Draft
from tests.clarifications.intake.pages import IDENTITY, errors_of, page_of
from tests.factories import BodyFactory
from tests.page import Page


@pytest.fixture
def bodies(db):
    BodyFactory(kind="member", acronym="SNE", name="Standards Norland", country="Norland")
    BodyFactory(kind="liaison", acronym="", name="Example Forum", country="")
    BodyFactory(kind="other", name="Example Accreditation")
    BodyFactory(kind="member", name="Example Standards", is_active=False)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["SNE, Standards Norland (Norland)", "Example Forum"]),
        ("orland", ["SNE, Standards Norland (Norland)"]),
        ("forum EXAMPLE", ["Example Forum"]),
        ("Accreditation", []),
    ],
)
def test_bodies_are_offered_to_whoever_has_a_draft(petra, draft, bodies, typed, found):
    answer = petra.get(f"/request/draft/{draft.key}/bodies/", {"q": typed})

    texts = [offer["text"] for offer in answer.json()["offers"]]
    assert [text for text in texts if not text.startswith("Body")] == found


def test_nobody_else_is_shown_who_may_ask(petra, draft, bodies):
    assert petra.get("/request/draft/no-such-key/bodies/").status_code == 404
    assert petra.post(f"/request/draft/{draft.key}/bodies/").status_code == 405


def test_pages_hold_no_more_however_many_can_be_chosen(petra, draft, edition):
    before = [len(petra.get(page_of(draft, page)).content) for page in ("standard", "identity")]
    for number in range(30):
        BodyFactory(kind="member", name=f"Standards {number}")

    assert [len(petra.get(page_of(draft, page)).content) for page in ("standard", "identity")] == before


def test_what_was_typed_and_names_nothing_stays_in_its_field(petra, draft):
    petra.post(page_of(draft, "identity"), IDENTITY | {"body": "Standards Nowhere"})

    page = Page(petra.get(page_of(draft, "identity")))

    assert page.values("#id_body", "value") == ["Standards Nowhere"]


@pytest.mark.parametrize("typed", ["ISO/IEC 90025:2017", "90025"])
def test_a_draft_begins_on_the_second_page_where_the_edition_is_named_on_the_first(petra, edition, typed):
    answer = petra.post("/request/", {"named": typed})

    draft = Draft.objects.get()
    assert answer["Location"] == page_of(draft, "question")
    assert draft.answers == {"standard": {"edition": edition.pk, "other_standard": ""}}


def test_an_edition_that_is_not_there_is_said_on_the_first_page_and_nothing_begins(petra, edition):
    answer = petra.post("/request/", {"named": "ISO 4711:2017", "question": "Why?"})

    assert errors_of(answer)[0][0] == "id_named"
    assert Page(answer).values("#id_named, [name=question]", "value") == ["Why?", "ISO 4711:2017"]
    assert Draft.objects.count() == 0


def test_what_another_page_passed_on_is_not_asked_again(petra, edition):
    page = Page(petra.get("/request/", {"edition": "90025/2017"}))

    assert page.values("#id_named", "name") == []
