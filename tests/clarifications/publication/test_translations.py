"""Translations of a published record, and bulletins of other bodies: what is taken, what is refused, what is found."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.beside import Bulletin, RecordTranslation
from clarifications.register.filters import read
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.verify import faults_of, stale_in
from clarifications.register.vocabulary import PublicOutcome
from standards.reading.dates import PartialDate
from tests.builders import text_of
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    answers = [PublishedAnswer(("1",), PublicOutcome.YES, "It is.", "Clause 5.", ("Directed.",))]
    return Register().entered("Images", questions=[Asked("Is it an inspection?")], answers=answers)


def in_french(case, **changed):
    text = text_of(case)
    answer = replace(
        text.answers[0], position="Oui, *absolument*.", considerations="Article 5.", conditions=("Dirigé.",)
    )
    question = replace(text.questions[0], text="Est-ce une inspection ?")
    return replace(text, title="Images transmises", questions=(question,), answers=(answer,), **changed)


def translate(case, language="fr", content=None, **given):
    case.take(steps.TRANSLATE, case.sam, content=content or in_french(case), language=language, **given)


def test_a_joint_answer_is_led_to_in_a_translation_too_whose_head_names_the_clauses(petra):
    answers = [PublishedAnswer(("1", "2"), PublicOutcome.YES, "Both are.")]
    asked = [Asked("Is it?"), Asked("Is that?")]
    case = Register().entered("Images", clauses="7.1.5, 6.2", questions=asked, answers=answers)
    translate(case, content=replace(text_of(case), title="Images transmises"))

    shown = Page(petra.get(f"{case.clarification.record.get_absolute_url()}fr/"))

    assert shown.one(".running__clause dd") == "7.1.5, 6.2"
    assert "Answered together with 1" in shown.words


def add_bulletin(case, **given):
    facts = {"body": "Example Body", "reference": "Bulletin 7", "language": "fr"} | given
    case.take(steps.ADD_BULLETIN, case.sam, **facts)


def found_by(words):
    return list(read(QueryDict(f"q={words}")).filter.qs)


def test_a_translation_says_everything_in_other_words_and_nothing_else(case):
    translate(case, translator="A member body", made=PartialDate("2026-02"), is_official=True)

    made = RecordTranslation.objects.get()
    original = case.clarification.record.text_in_force()
    assert (made.language, made.version, made.translator, made.is_official) == ("fr", 1, "A member body", True)
    assert (made.text.title, made.text.dates, made.text.origin) == (
        "Images transmises",
        original.dates,
        original.origin,
    )
    assert "<em>absolument</em>" in made.rendered_text.answers[0].position
    assert str(made) == f"{case.clarification.record}: fr"


def test_words_of_a_standard_are_left_out_of_a_translation(case):
    translate(case, content=replace(in_french(case), title="Images [[mot]]", background=""))

    assert RecordTranslation.objects.get().text.title == "Images […]"
    assert "[[" not in str(RecordTranslation.objects.get().text)


def test_search_finds_a_record_by_the_words_of_its_translation_as_long_as_it_stands(case):
    translate(case)
    record = case.clarification.record

    found, stale, faults = found_by("transmises"), stale_in(record), list(faults_of(record))
    case.take(steps.END_TRANSLATION, case.sam, translation=RecordTranslation.objects.get())

    assert (found, stale, faults) == ([record], [], [])
    assert (found_by("transmises"), stale_in(record)) == ([], [])


def test_a_later_translation_of_a_language_replaces_the_one_before(case):
    translate(case)

    translate(case, content=replace(in_french(case), title="Images envoyées"))

    assert [row.text.title for row in RecordTranslation.objects.standing()] == ["Images envoyées"]
    assert RecordTranslation.objects.count() == 2


def test_the_language_of_the_original_is_no_translation(case):
    with pytest.raises(StepRefused, match="This is the language of the original"):
        translate(case, "en")


def test_a_translation_that_leaves_something_out_is_refused(case):
    content = in_french(case)

    with pytest.raises(StepRefused, match="Something of the text is not translated"):
        translate(case, content=replace(content, questions=(replace(content.questions[0], text=""),)))


def test_redacting_a_version_empties_its_translations(case):
    translate(case)
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"), edition=case.edition)
    translate(case, "de")

    case.take(steps.REDACT, case.sam, version=1)

    emptied, kept = RecordTranslation.objects.order_by("version")
    assert (emptied.content, emptied.rendered, emptied.ended_at) == ({}, {}, case.at)
    assert (kept.language, kept.ended_at) == ("de", None)
    assert stale_in(case.clarification.record) == []


def test_only_what_stands_beside_the_record_is_taken_back_and_once(case):
    translate(case)
    translation = RecordTranslation.objects.get()
    translate(case, "de")
    case.take(steps.END_TRANSLATION, case.sam, translation=translation)

    with pytest.raises(StepRefused, match="it was taken back already"):
        case.take(steps.END_TRANSLATION, case.sam, translation=translation)


def test_a_bulletin_is_named_once_found_by_its_words_and_removed(case):
    add_bulletin(case, published=PartialDate("2025"), link="https://example.org/7", adds="An example more.")
    found, stale = found_by("bulletin"), stale_in(case.clarification.record)
    with pytest.raises(StepRefused, match="This bulletin is named already"):
        add_bulletin(case, published=PartialDate("2025"), link="https://example.org/7", adds="In other words.")
    bulletin = Bulletin.objects.get()

    case.take(steps.REMOVE_BULLETIN, case.sam, bulletin=bulletin)

    assert (found, stale, found_by("bulletin")) == ([case.clarification.record], [], [])
    assert (str(bulletin), bulletin.adds) == ("Example Body, Bulletin 7", "An example more.")
    assert list(Bulletin.objects.standing()) == []
    assert Bulletin.objects.get().ended_at == case.at


def test_a_translation_does_not_stand_in_the_language_of_a_corrected_original(case):
    translate(case)
    corrected = text_of(case, language="fr")

    with pytest.raises(StepRefused, match="A translation in this language stands"):
        case.take(steps.CORRECT, case.sam, content=corrected)

    case.take(steps.END_TRANSLATION, case.sam, translation=RecordTranslation.objects.get())
    case.take(steps.CORRECT, case.sam, content=corrected)
    assert case.clarification.record.text_in_force().language == "fr"
