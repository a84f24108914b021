"""What is typed is read as it is meant: no contrary, no year alone, and no number that is not there."""

import pytest

from clarifications.register.finding.search import search
from standards.models import ThesaurusRing
from tests.clarifications.register.finding.found import titles
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


def test_a_word_is_shown_with_the_accents_that_texts_of_the_register_give_it(record_about):
    record_about("The Prüfbericht of a laboratory")

    assert search("prufberichd").mended == {"prufberichd": "Prüfbericht"}
    assert titles("prufberichd") == ["The Prüfbericht of a laboratory"]


@pytest.mark.parametrize(
    ("typed", "other"), [("unannounced", "announced"), ("impartial", "partial"), ("drone", "done")]
)
def test_no_word_is_mended_into_its_contrary_or_into_one_that_is_not_looked_for(record_about, typed, other):
    record_about(f"Visits that are {other}")

    assert search(typed).mended == {}


def test_what_no_text_holds_is_mended_by_the_thesaurus_and_the_catalogue(record_about):
    ThesaurusRing.objects.create(preferred="decision rule", same="Entscheidungsregel")
    record_about("The decision rule of a laboratory")

    assert search("Entscheidungsregeln").mended == {"entscheidungsregeln": "Entscheidungsregel"}
    assert titles("Entscheidungsregeln") == ["The decision rule of a laboratory"]
    assert search("entscheidungsregel").mended == {}


def test_a_document_whose_number_we_do_not_know_finds_nothing_by_its_year(record_about):
    EditionFactory(standard__number="17029", year=2019)
    record_about("Facts of 2019 in a report of type T")

    assert titles("GB/T 27025-2019") == []


def test_a_record_that_a_standard_does_not_have_is_said_not_to_be_there():
    edition = Register().published("Images").clarification.record.edition

    assert search(f"{edition.reference}, clarification 99").unknown_number == f"{edition.reference}, clarification 99"
    assert search(f"{edition.reference}, clarification 1").unknown_number == ""
    assert search("clarification 99").unknown_number == ""
