"""A word is two only where the two stand beside one another in a text; else its spelling is mended."""

import pytest
from django.utils import timezone

from clarifications.register.beside import Bulletin, RecordName, RecordTranslation
from clarifications.register.finding.search import search
from clarifications.register.write import reindex
from standards.models import ThesaurusRing
from tests.clarifications.register.finding.found import titles
from tests.factories import ClauseFactory, EditionFactory, UserFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "typed", "meant"),
    [
        ("Inspections, on request; inspection of seals", "inspecton", "inspection"),
        ("A report on images", "reporton", "report"),
        ("The body that transmits", "bodythat", "body that"),
        ("The body that transmits", "thebody", "the body"),
        ("A spread, sheets of paper", "spreadsheets", None),
        ("A report. Site of the laboratory", "reportsite", None),
        ("That is not so", "isnot", None),
    ],
)
def test_what_stands_apart_or_is_joined_to_a_function_word_is_not_one_word(record_about, written, typed, meant):
    record_about(written)

    found = search(typed)

    assert found.mended == ({typed: meant} if meant else {})
    assert titles(typed) == ([written] if meant else [])
    assert found.unknown == (() if meant else (typed,))


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("sub contractor competence", "subcontractor competence"),  # of the thesaurus
        ("sub contracting testing", "subcontracting testing"),
        ("re certification", "recertification"),
        ("web page", "webpage"),  # of a record
        ("cross check of work sheets", "crosscheck worksheets"),  # of a heading
        ("multi site", "multi site"),  # a term of two words
        ("quality system", "quality system"),  # nowhere one word
        ("on site", "site"),
        ("7 8", "n7x n8x"),
    ],
)
def test_two_words_that_are_one_somewhere_are_read_as_one(record_about, typed, one):
    ThesaurusRing.objects.create(preferred="outsourcing", same="subcontracting\nsubcontractor")
    ThesaurusRing.objects.create(preferred="multi-site", same="multiple sites")
    ThesaurusRing.objects.create(preferred="recertification", same="renewal")
    record_about("A webpage of the body with a multisite and a quality system")
    ClauseFactory(edition__standard__committee__reference="ISO/CASCO", title="Crosscheck by worksheets")

    assert " ".join(needle.said for needle in search(typed).needles) == one


def test_what_was_written_as_two_is_found_either_way(record_about):
    record_about("A webpage of the body")
    record_about("A web page of the laboratory")
    record_about("A page on the web")

    assert titles("web page")[:2] == ["A webpage of the body", "A web page of the laboratory"]
    assert "A page on the web" not in titles("web page")


def test_of_two_words_as_near_the_one_that_ends_alike_too_is_meant(record_about):
    record_about("Inspectors of an inspection; an inspector")

    assert search("inspecton").mended == {"inspecton": "inspection"}


@pytest.mark.parametrize("written", ["Visits on-site", "Visits on\u2011site"])
def test_a_hyphen_joins_a_function_word_too(record_about, written):
    record_about(written)
    record_about("It goes on: site by site")

    assert titles("onsite") == [written]


def test_of_two_words_that_are_looked_for_as_one_only_those_beside_one_another_are_marked(record_about):
    record_about("Spread sheets of a laboratory")

    (needle,) = search("spreadsheets").needles

    assert [form.words for form in needle.split] == [("spread", "sheet")]
    assert search("laboratory").needles[0].split == ()


def test_two_words_in_a_translation_stand_beside_one_another():
    case = Register().published("Images")
    record, version = case.clarification.record, case.clarification.record.versions.get()
    said = {"content": version.content | {"title": "Spread sheets"}, "rendered": version.rendered}
    RecordTranslation.objects.create(record=record, language="fr", version=1, by=case.sam, at=case.at, **said)
    reindex(record, record.text_in_force())

    assert titles("spreadsheets") == ["Images"]


def test_no_more_than_a_few_words_of_a_search_are_taken_apart(record_about):
    """Each costs the texts of many records."""
    record_about("Spread sheets, work flows, data bases, time tables and check lists")

    assert search("spreadsheets workflows databases timetables").unknown == ()
    assert search("spreadsheets workflows databases timetables checklists").unknown == ("checklists",)


@pytest.mark.parametrize("place", ["a bulletin", "a former name"])
def test_two_words_of_what_the_index_has_beside_the_texts_stand_beside_one_another(record_about, place):
    record = record_about("Images")
    if place == "a bulletin":
        Bulletin.objects.create(record=record, by=UserFactory(), at=timezone.now(), adds="Spread sheets")
    else:
        edition = EditionFactory(reference="Spread Sheets 1:2001")
        facts = {"kind": record.kind, "number": 9, "slug": "s-9", "since_version": 9}
        RecordName.objects.create(record=record, edition=edition, **facts)
    reindex(record, record.text_in_force())

    assert titles("spreadsheets") == ["Images"]
