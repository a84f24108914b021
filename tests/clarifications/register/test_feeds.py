"""The Atom feed of the register: each entry with its disclaimer, ids that stay, a change that brings it up again."""

from xml.etree import ElementTree

import pytest

from clarifications.map import steps
from clarifications.register.beside import RelationKind
from clarifications.register.models import Record
from standards.reading.dates import PartialDate
from tests.builders import reviewed, text_of
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://clarifications.example"


def feed(petra) -> ElementTree.Element:
    answer = petra.get("/clarifications/feed/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def entries(petra) -> list[dict[str, str]]:
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href", "") for part in entry}
        for entry in feed(petra).iter(f"{ATOM}entry")
    ]


def test_an_empty_register_has_an_empty_feed(petra):
    assert entries(petra) == []


def test_an_entry_names_the_record_and_where_it_is(petra, register, site):
    record = register.add("Images")

    (entry,) = entries(petra)

    assert entry["title"] == f"{record.name}: Images"
    assert entry["link"] == f"https://clarifications.example/clarifications/{record.slug}/"
    assert entry["id"] == f"tag:clarifications.example,2026:{record.slug}"


def test_every_entry_begins_with_its_disclaimer(petra, register):
    register.add("Images")
    register.add("Photographs")

    begins = [entry["summary"].startswith("<p><strong>This is not a requirement") for entry in entries(petra)]

    assert begins == [True, True]


def test_the_disclaimer_of_what_a_standard_included_says_so(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027-03"), note="")

    (entry,) = entries(petra)

    assert entry["summary"].startswith("<p><strong>The standard itself now says this.")


def test_a_verdict_brings_a_record_to_the_top_under_the_same_id(petra, register):
    case = register.published("First")
    register.add("Second")
    before = entries(petra)

    case.at = register.shared["at"]
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")

    after = entries(petra)
    assert [one["id"] for one in after] == [one["id"] for one in before[::-1]]
    assert after[0]["updated"] > before[1]["updated"]


def summary_of(petra, title) -> str:
    """What the feed says of the record with this title, in one line."""
    (entry,) = [entry for entry in entries(petra) if entry["title"].endswith(f": {title}")]
    return " ".join(entry["summary"].split())


def test_an_entry_names_the_relations_of_its_record_from_its_own_end(petra, register, site):
    older, newer, third = (register.published(name) for name in ("Older", "Newer", "Third"))
    of_older = {"other": older.clarification.record, "note": "One line."}
    newer.take(steps.RELATE, newer.sam, **of_older, kind=RelationKind.SUPERSEDES_IN_PART, questions=("1",))
    third.take(steps.RELATE, third.sam, other=newer.clarification.record, kind=RelationKind.DEPENDS)
    third.take(steps.RETIRE, third.sam)

    here, there = summary_of(petra, "Newer"), summary_of(petra, "Older")

    old, new, last = (
        f'<a href="https://clarifications.example{case.clarification.record.get_absolute_url()}">'
        f"{case.clarification.record.name}</a>: {case.clarification.record.title}"
        for case in (older, newer, third)
    )
    assert f"Supersedes in part {old} <br> Questions: 1 <br> One line." in here
    assert f"Is the ground of {last} <br> That record is retired." in here
    assert f"Superseded in part by {new} <br> Questions: 1 <br> One line." in there


def test_an_entry_names_translations_and_what_is_to_be_known_of_them(petra, register, site):
    case = register.published("Images")
    facts = {"content": text_of(case), "translator": "A member body"}
    case.take(steps.TRANSLATE, case.sam, **facts, language="fr", is_official=True)
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Said better"), edition=case.edition)
    case.take(steps.TRANSLATE, case.sam, content=text_of(case), language="de")

    said = summary_of(petra, "Said better")

    address = f"https://clarifications.example{case.clarification.record.get_absolute_url()}"
    french = "An official translation. By A member body. The original has changed since."
    assert f'<a href="{address}de/" hreflang="de">German</a>: A translation, not official.</li>' in said
    assert f'<a href="{address}fr/" hreflang="fr">French</a>: {french}</li>' in said


def test_an_entry_sets_bulletins_of_other_bodies_apart(petra, register):
    case = register.published("Images")
    facts = {"body": "Example Body", "language": "fr"}
    linked = {"link": "https://example.org/7", "published": PartialDate("2025-03"), "adds": "An example <more>."}
    case.take(steps.ADD_BULLETIN, case.sam, **facts, **linked, reference="Bulletin 7")
    case.take(steps.ADD_BULLETIN, case.sam, **facts, reference="Bulletin 8")

    said = summary_of(petra, "Images").partition("<hr> <p><strong>Published by others; not CASCO’s</strong></p>")[2]

    seven = '<a href="https://example.org/7">Bulletin 7</a> (French, March 2025) <br> An example &lt;more&gt;.'
    assert f"Example Body: {seven}" in said
    assert "Example Body: Bulletin 8 (French, date not known)" in said


def test_an_entry_says_of_a_record_what_it_means_for_other_editions(petra, register):
    case = register.published("Images")
    newer = EditionFactory(standard=case.edition.standard, year=2026, published="2026-04")
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")

    before = summary_of(petra, "Images")
    case.take(steps.RETIRE, case.sam)
    after = summary_of(petra, "Images")

    said = (
        f"<li>{newer.reference}: No longer applies The text has changed. WG 31, Resolution 4, 12 May 2026; recorded on"
    )
    assert ["<p>No longer applies</p>" in before, said in before] == [True, True]
    assert "<p>Retired</p>" in after


def test_an_entry_says_why_no_clause_is_named(petra, register):
    register.historic("Old", published=PartialDate("2017-03"), scope="unknown")
    register.historic("General", published=PartialDate("2017-04"))

    assert ["clauses not known</p>" in summary_of(petra, "Old"), "general</p>" in summary_of(petra, "General")] == [
        True,
        True,
    ]


def test_what_was_taken_back_is_not_in_the_feed(petra, register):
    case = register.published("Images")
    case.take(steps.ADD_BULLETIN, case.sam, body="Example Body", reference="Bulletin 7", language="fr")
    case.take(steps.REMOVE_BULLETIN, case.sam, bulletin=case.clarification.record.bulletins.get())

    said = summary_of(petra, "Images")

    assert ["Bulletin 7" in said, "not CASCO’s" in said, "Other records" in said] == [False, False, False]


def test_text_of_requesters_cannot_become_markup(petra, register):
    register.add("<script>alert(1)</script> & “images”")

    (entry,) = entries(petra)

    assert entry["title"].endswith("<script>alert(1)</script> & “images”")
    assert "<script" not in entry["summary"]


@pytest.mark.parametrize("unfit", ["\uffff", "\ufdd0", "\x07", "\U0001fffe", "\ufeff"])
def test_a_title_that_was_stored_before_titles_were_made_plain_stops_the_feed_for_nobody(petra, register, unfit):
    record = register.add("Images")
    Record.objects.filter(pk=record.pk).update(title=f"Ima{unfit}ges")

    (entry,) = entries(petra)

    assert entry["title"] == f"{record.name}: Images"


def test_what_was_published_before_is_news_of_its_own_day_whenever_it_is_entered(petra, register):
    register.add("New")
    register.historic("Old", published=PartialDate("2017-03"))
    register.historic("Undated")

    found = entries(petra)

    assert [entry["title"].rpartition(": ")[2] for entry in found] == ["New", "Old"]
    assert found[1]["updated"].startswith("2017-03-31")


def test_a_record_of_unknown_day_has_no_day_of_publication(petra, register):
    record = register.historic("Undated")
    Record.objects.update(news_at=record.changed_at)

    assert "published" not in entries(petra)[0]


def test_the_feed_is_kept_while_nothing_changes(petra, register):
    register.add()
    etag = petra.get("/clarifications/feed/")["ETag"]

    assert petra.get("/clarifications/feed/", headers={"If-None-Match": etag}).status_code == 304
    register.add("Another")
    assert petra.get("/clarifications/feed/", headers={"If-None-Match": etag}).status_code == 200


def test_the_number_of_queries_does_not_grow(petra, register, django_assert_num_queries):
    register.add()
    with django_assert_num_queries(5):
        petra.get("/clarifications/feed/")

    register.add()
    register.add()
    with django_assert_num_queries(5):
        petra.get("/clarifications/feed/")
    assert Record.objects.count() == 3
