"""The pages of the steps that say what stands beside a published record."""

import pytest

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind
from tests.builders import text_of
from tests.clarifications.desk.pages import address_of, opened, send, texts
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    register = Register()
    return register.entered("Older", questions=[Asked("Is it?")]), register.entered("Newer")


def test_a_relation_is_recorded_by_address_and_shown_on_both_pages_and_in_the_list(two, browser_of, petra):
    older, newer = two
    address = "https://example.org" + older.clarification.record.get_absolute_url()

    answer = send(browser_of(newer.sam), newer, "relate", other=address, kind="supersedes", note="Wider.", reason="So.")

    assert answer.status_code == 302
    record = newer.clarification.record
    here, there = (
        texts(petra.get(record.get_absolute_url())),
        texts(petra.get(older.clarification.record.get_absolute_url())),
    )
    assert ["<dt>Supersedes</dt>" in here, "Wider." in here, "The current answer" in here] == [True, True, False]
    assert ["The current answer" in there, f"<strong>{record.name}</strong>" in there] == [True, True]
    assert f"Superseded: read {record.name}" in texts(petra.get("/clarifications/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"other": "none-1"}, "No published record is found as “none-1”."),
        ({"other": "\x00"}, "This field is required."),
        ({"other": "itself"}, "This is the record itself."),
        ({"kind": "eats"}, "Select a valid choice"),
        ({"questions": "9"}, "has no question with this label: 9"),
        ({"kind": "supersedes-in-part"}, "Name the questions that are superseded."),
        ({"note": "a" * 301}, "301 of at most 300 characters."),
    ],
)
def test_a_relation_that_cannot_be_is_refused_beside_its_field(two, browser_of, typed, said):
    older, newer = two
    if typed.get("other") == "itself":
        typed = {"other": newer.clarification.record.slug}
    right = {"other": older.clarification.record.slug, "kind": "narrows", "note": "Wider.", "reason": "So."}

    page = send(browser_of(newer.sam), newer, "relate", **(right | typed))

    assert (page.status_code, said in texts(page)) == (200, True)
    assert RecordRelation.objects.count() == 0


def test_the_same_page_sent_twice_relates_once(two, browser_of):
    older, newer = two
    browser = browser_of(newer.sam)
    fields = opened(browser, newer, "relate", other=older.clarification.record.slug, kind="narrows", reason="So.")

    first, second = (browser.post(address_of(newer, "relate"), fields) for _time in range(2))

    assert (first.status_code, second.status_code, RecordRelation.objects.count()) == (302, 302, 1)


def test_only_the_secretariat_relates_records(browser_of):
    case = Register().published()

    answer = browser_of(case.connie).get(address_of(case, "relate"))

    assert answer.status_code == 403


def test_a_relation_is_ended_on_its_page(two, browser_of, petra):
    older, newer = two
    newer.take(steps.RELATE, newer.sam, other=older.clarification.record, kind=RelationKind.NARROWS)
    relation = RecordRelation.objects.get()
    browser = browser_of(newer.sam)

    offered = texts(browser.get(address_of(newer, "end-relation")))
    send(browser, newer, "end-relation", relation=str(relation.pk), reason="It does not.")

    assert f"Narrows {older.clarification.record.name}" in offered
    assert "Narrow" not in texts(petra.get(older.clarification.record.get_absolute_url()))


# ---------- translations and bulletins ----------

FRENCH = {
    "content-title": "Images transmises",
    "content-question-0_text": "Est-ce ?",
    "language": "fr",
    "translator": "A member body",
    "reason": "So.",
}


def translated(two, browser_of, **typed):
    older, _newer = two
    browser = browser_of(older.sam)
    fields = opened(browser, older, "translate")
    names = {name.replace("_", "-"): name for name in fields}
    sent = {names.get(name.replace("_", "-"), name): value for name, value in (FRENCH | typed).items()}
    return browser.post(address_of(older, "translate"), fields | sent)


def test_a_text_is_translated_beside_its_original_and_read_in_both_languages(two, browser_of, petra):
    older, _newer = two
    record = older.clarification.record
    form = texts(browser_of(older.sam).get(address_of(older, "translate")))

    answer = translated(two, browser_of)

    assert '<span class="typed">Is it?</span>' in form
    assert answer.status_code == 302
    page, original = (texts(petra.get(f"{record.get_absolute_url()}{end}")) for end in ("fr/", ""))
    assert '<h1 class="said" lang="fr" dir="ltr">Images transmises</h1>' in page
    assert ["The text that counts is the original" in page, "does not bind" in page] == [True, True]
    assert ["A member body" in page, "The original has changed since" in page] == [True, False]
    for text in (page, original):
        for code, end in (("en", ""), ("fr", "fr/"), ("x-default", "")):
            assert f'hreflang="{code}" href="http://127.0.0.1:8000{record.get_absolute_url()}{end}"' in text
    assert ["The text that counts." in original, ">French</a>" in original] == [True, True]


def test_a_translation_says_that_the_original_has_changed_and_follows_its_new_name(two, browser_of, petra):
    older, _newer = two
    former = older.clarification.record.get_absolute_url()
    translated(two, browser_of, language="ar")
    older.clarification.refresh_from_db()
    edition = EditionFactory(standard=older.edition.standard, year=2031)
    older.take(steps.CORRECT, older.sam, content=text_of(older, title="Said better"), edition=edition)

    answer = petra.get(f"{former}ar/")
    page = texts(petra.get(answer.headers["Location"]))

    assert answer.status_code == 301
    assert ["The original has changed since" in page, 'lang="ar" dir="rtl"' in page] == [True, True]
    assert petra.get(f"{former}de/").status_code == 301
    assert petra.get(f"{older.clarification.record.get_absolute_url()}de/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"content-title": ""}, "This field is required."),
        ({"content-question-0_text": " "}, "This field is required."),
        ({"language": "en"}, "Select a valid choice"),
        ({"made": "2999"}, "This day has not come yet."),
        ({"made": "yesterday"}, "is not a date"),
    ],
)
def test_a_translation_that_cannot_be_is_refused_beside_its_field(two, browser_of, typed, said):
    page = translated(two, browser_of, **typed)

    assert (page.status_code, said in texts(page), "A member body" in texts(page)) == (200, True, True)


def test_a_translation_is_previewed_before_it_is_published(two, browser_of):
    page = texts(translated(two, browser_of, preview="yes", reason=""))

    missing = texts(translated(two, browser_of, **{"preview": "yes", "content-title": ""}))

    assert ["Images transmises</h2>" in page, "This field is required" in page] == [True, False]
    assert ["transmises</h2>" in missing, "This field is required" in missing] == [False, True]
    assert RecordTranslation.objects.count() == 0


def test_what_the_requester_wrote_is_not_for_a_translation(browser_of):
    case = Register().published(background="As long as it is lit.")

    page = texts(browser_of(case.sam).get(address_of(case, "translate")))

    assert "What the requester wrote" not in page


def test_a_translation_is_taken_back_on_its_page(two, browser_of, petra):
    older, _newer = two
    translated(two, browser_of)
    older.clarification.refresh_from_db()
    row = RecordTranslation.objects.get()

    send(browser_of(older.sam), older, "end-translation", translation=str(row.pk), reason="It is wrong.")

    assert petra.get(row.get_absolute_url()).status_code == 404


def test_a_bulletin_is_shown_as_not_of_casco_until_it_is_removed(two, browser_of, petra):
    older, _newer = two
    browser, address = browser_of(older.sam), older.clarification.record.get_absolute_url()
    facts = {"body": "Example Body", "reference": "Bulletin 7", "language": "fr", "published": "2025-03"}
    facts |= {"link": "https://example.org/7", "adds": "An example more.", "reason": "So."}

    refused = send(browser, older, "add-bulletin", **(facts | {"link": "javascript:alert(1)", "published": "2999"}))
    send(browser, older, "add-bulletin", **facts)
    page = texts(petra.get(address))
    older.clarification.refresh_from_db()
    bulletin = str(Bulletin.objects.get().pk)
    send(browser, older, "remove-bulletin", bulletin=bulletin, reason="In error.")

    assert ["Enter a valid URL." in texts(refused), "This day has not come yet." in texts(refused)] == [True, True]
    assert ["Published by others; not CASCO’s" in page, "An example more." in page] == [True, True]
    assert "French · March 2025" in page
    assert "Bulletin 7" not in texts(petra.get(address))


def test_the_list_takes_as_many_queries_with_relations_as_without(two, petra, django_assert_max_num_queries):
    older, newer = two
    with django_assert_max_num_queries(30) as before:
        petra.get("/clarifications/")

    newer.take(steps.RELATE, newer.sam, other=older.clarification.record, kind=RelationKind.SUPERSEDES)

    with django_assert_max_num_queries(len(before) + 2):  # the next record on the way, and how it is called
        petra.get("/clarifications/")
