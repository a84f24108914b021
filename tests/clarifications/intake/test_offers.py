"""What the pages of a draft offer, and to whom."""

import pytest

from tests.clarifications.intake.pages import IDENTITY, page_of
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
