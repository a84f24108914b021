"""Translating a record again after its original has changed: what is the same is not typed again."""

from dataclasses import replace

import pytest

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.beside import RecordTranslation
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from tests.builders import text_of
from tests.clarifications.desk.pages import address_of, opened
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
FORM = 'form[method="post"][novalidate]'


@pytest.fixture
def case():
    """A record with a French translation of its first version, of which the second question comes first now."""
    answers = [PublishedAnswer(("1", "2"), PublicOutcome.YES, "It is.", "Clause 5.", ("Directed.", "Lit."))]
    case = Register().entered("Images", questions=[Asked("Is it?"), Asked("Is it so?")], answers=answers)
    text = text_of(case)
    answer = replace(text.answers[0], position="Oui.", considerations="Article 5.", conditions=("Dirigé.", "Allumé."))
    asked = [replace(one, text=said) for one, said in zip(text.questions, ("Est-ce ?", "Vraiment ?"), strict=True)]
    in_french = replace(text, title="Images transmises", questions=tuple(asked), answers=(answer,))
    case.take(steps.TRANSLATE, case.sam, content=in_french, language="fr")
    first, second = text.questions
    changed = replace(text.answers[0], considerations="Clause 6.")
    new = replace(text, questions=(second, replace(first, text="Is it one?")), answers=(changed,))
    case.take(steps.CORRECT, case.sam, content=new, edition=case.edition)
    return case


def begun(browser, case, **typed):
    """The page after the button that begins with the French translation."""
    fields = opened(browser, case, "translate") | typed
    return browser.post(address_of(case, "translate"), fields | {"fill": "from-fr"})


def test_a_translation_that_stands_is_offered_to_begin_with(case, browser_of):
    page = Page(browser_of(case.sam).get(address_of(case, "translate")), FORM)

    assert page.values("button[name=fill]", "value") == ["from-fr"]
    assert ["Begin with: French, version 1" in page.words, "The original has changed since." in page.words] == [
        True
    ] * 2
    assert page.all("button")[0] == "Publish the translation"


def test_what_is_the_same_is_filled_in_and_what_was_typed_stays(case, browser_of):
    typed = {"content-title": "Images envoyées", "translator": "A member body", "reason": " "}

    page = Page(begun(browser_of(case.sam), case, **typed), FORM)

    assert {name: page.fields[name] for name in page.fields if name.startswith("content") or name in FILLED} == FILLED
    assert page.errors == []
    assert RecordTranslation.objects.count() == 1


FILLED = {
    "language": ["fr"],
    "content-title": ["Images envoyées"],
    "content-question-0-text": ["Vraiment ?"],
    "content-question-1-text": [""],
    "content-answer-0-position": ["Oui."],
    "content-answer-0-considerations": [""],
    "content-answer-0-conditions": ["Dirigé.\nAllumé."],
    "translator": ["A member body"],
}


def test_what_has_changed_shows_both_originals_side_by_side_and_can_be_taken_over(case, browser_of):
    browser = browser_of(case.sam)
    page = Page(begun(browser, case), FORM)

    fields = page.fields | {"fill": "content-answer-0-considerations"}
    filled = Page(browser.post(address_of(case, "translate"), fields), FORM)

    assert page.all(".offer__sides dd") == ["Is it?", "Is it one?", "Est-ce ?", "Clause 5.", "Clause 6.", "Article 5."]
    assert page.all(".offer__sides dt")[:3] == ["Original, version 1", "Original, now", "Former translation"]
    assert page.values(".offer__sides dd", "lang")[:3] == ["en", "en", "fr"]
    assert page.all("button[name=fill]")[1:] == [
        "Take over the former translation : Question 1",
        "Take over the former translation : Considerations on 1, 2",
    ]
    assert filled.fields["content-answer-0-considerations"] == ["Article 5."]
    assert filled.fields["content-question-1-text"] == [""]


def test_nothing_is_published_before_every_place_that_has_changed_was_looked_at(case, browser_of):
    browser, address = browser_of(case.sam), address_of(case, "translate")
    fields = Page(begun(browser, case), FORM).fields | {"reason": "The original has changed."}

    refused = browser.post(address, fields)
    looked_at = {"content-question-1-text": "Est-ce une ?", "content-answer-0-considerations": "Article 6."}
    answer = browser.post(address, fields | looked_at)

    assert [field for field, _said in Page(refused).errors] == [
        "id_content-question-1-text",
        "id_content-answer-0-considerations",
    ]
    assert answer.status_code == 302
    made = RecordTranslation.objects.standing().get()
    assert (made.version, [one.text for one in made.text.questions]) == (2, ["Vraiment ?", "Est-ce une ?"])
    assert made.text.answers[0].conditions == ("Dirigé.", "Allumé.")


def test_where_nothing_stands_there_is_nothing_to_begin_with(case, browser_of):
    case.take(steps.END_TRANSLATION, case.sam, translation=RecordTranslation.objects.get())
    browser = browser_of(case.sam)

    page = Page(browser.get(address_of(case, "translate")), FORM)
    sent = Page(begun(browser, case), FORM)

    assert page.values("button[name=fill]", "value") == []
    assert (sent.fields["language"], sent.fields["content-title"]) == ([""], [""])
