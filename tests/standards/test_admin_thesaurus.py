"""The thesaurus in the admin: its rings are checked term by term, and what is added is found at once."""

import pytest
from django.urls import reverse

from clarifications.register.finding.search import search
from standards.models import ThesaurusRing
from tests.factories import UserFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db

ADD = "admin:standards_thesaurusring_add"


@pytest.fixture
def desk(browser_of, ada):
    """The browser of an administrator."""
    return browser_of(ada)


def faults(desk, **fields):
    """What the form says beside its fields."""
    page = Page(desk.post(reverse(ADD), fields))
    return page.all(".field-preferred .errorlist li"), page.all(".field-same .errorlist li")


def test_a_ring_that_is_added_changed_and_deleted_shows_at_once(desk):
    record = Register().add("An invigilator in the room")
    found = [search("proctor").records]

    desk.post(reverse(ADD), {"preferred": "invigilator", "same": " proctor \r\n\r\nexam  supervisor"})
    ring = ThesaurusRing.objects.get()
    found.append(search("proctor").records)
    desk.post(
        reverse("admin:standards_thesaurusring_change", args=[ring.pk]), {"preferred": "invigilator", "same": "warden"}
    )
    found += [search("proctor").records, search("warden").records]
    desk.post(reverse("admin:standards_thesaurusring_delete", args=[ring.pk]), {"post": "yes"})
    found.append(search("warden").records)

    assert found == [[], [record.pk], [], [record.pk], []]
    assert ring.same == "proctor\nexam supervisor"
    assert [row.history_user.name for row in ThesaurusRing.history.all()] == ["Ada Example"] * 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"preferred": "Audits", "same": "visit"}, (["“Audits” stands in the ring of “audit” already."], [])),
        ({"preferred": "visit", "same": "stay\naudits"}, ([], ["“audits” stands in the ring of “audit” already."])),
        (
            {"preferred": "visit", "same": "stay\nvisits\nStays"},
            (
                [],
                [
                    "“visits” is one with “visit” to the search. Leave one of them out.",
                    "“Stays” is one with “stay” to the search. Leave one of them out.",
                ],
            ),
        ),
        ({"preferred": "visit", "same": ""}, ([], ["This field is required."])),
        ({"preferred": "visit", "same": "\u200b\n\u200b"}, ([], ["Name at least one other term."])),
        ({"preferred": "", "same": "stay"}, (["This field is required."], [])),
        ({"preferred": "–", "same": "…"}, (["“–” holds no word."], ["“…” holds no word."])),
        ({"preferred": "visit", "same": "a" * 81}, ([], [f"“{'a' * 81}” is longer than 80 characters."])),
    ],
)
def test_what_is_wrong_with_a_ring_is_said_beside_its_field(desk, fields, said):
    ThesaurusRing.objects.create(preferred="audit", same="assessment")

    assert faults(desk, **fields) == said
    assert ThesaurusRing.objects.count() == 1


def test_a_ring_is_no_rival_of_itself(desk):
    ring = ThesaurusRing.objects.create(preferred="audit", same="assessment")
    address = reverse("admin:standards_thesaurusring_change", args=[ring.pk])

    answer = desk.post(address, {"preferred": "assessment", "same": "audit\nevaluation", "note": "One note"})

    ring.refresh_from_db()
    assert (answer.status_code, ring.terms, ring.note) == (302, ("assessment", "audit", "evaluation"), "One note")


def test_a_ring_is_found_by_any_of_its_terms(desk):
    ThesaurusRing.objects.create(preferred="invigilator", same="proctor\nexam supervisor")
    ThesaurusRing.objects.create(preferred="laboratory", same="lab")

    page = Page(desk.get(reverse("admin:standards_thesaurusring_changelist"), {"q": "supervisor"}))

    assert page.all("#result_list tbody .field-other_terms") == ["proctor, exam supervisor"]


def test_only_administrators_keep_the_thesaurus(browser_of):
    browser = browser_of(UserFactory(is_secretariat=True))

    browser.post(reverse(ADD), {"preferred": "audit", "same": "assessment"})

    assert ThesaurusRing.objects.count() == 0
