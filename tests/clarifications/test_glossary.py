"""The public glossary: every term once, in the order of the alphabet, with a place to link to."""

import pytest
from django.utils import translation

from clarifications.glossary import GLOSSARY
from tests.markup import markup
from tests.page import Page

pytestmark = pytest.mark.django_db


def page(petra) -> str:
    answer = petra.get("/glossary/")
    assert answer.status_code == 200
    text = markup(answer)
    return text[text.index("<main") : text.index("<footer")]


def test_every_term_stands_there_once_in_the_order_of_the_alphabet(petra):
    words = Page(page(petra), "main").all("dt[id] > a")

    assert words == sorted(str(term.word) for term in GLOSSARY)


def test_each_term_has_a_sentence_and_the_words_that_are_not_used(petra):
    text = " ".join(page(petra).split())

    assert "<dd>What a request must meet.<br>" in text
    assert "We do not say: ticket, issue; interpretation (the former process)." in text


def test_a_term_can_be_linked_to_whatever_the_language(petra):
    with translation.override("fr"):
        anchors = [term.anchor for term in GLOSSARY]

    assert len(set(anchors)) == len(GLOSSARY)
    assert [anchor for anchor in anchors if f'<dt id="{anchor}">' not in page(petra)] == []


def test_every_letter_leads_to_its_terms(petra):
    text = Page(page(petra), "main")

    letters = [address.removeprefix("#") for address in text.values('li > a[href^="#letter-"]')]

    assert letters == text.values("section.leaf[id]", "id")
    assert len(letters) == len({str(term.word)[0] for term in GLOSSARY})


def test_the_foot_of_every_page_leads_to_it(petra):
    assert '<a href="/glossary/">' in petra.get("/privacy/").content.decode().split("<footer")[1]
