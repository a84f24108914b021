"""Clauses on the form: refused only where our list has every paragraph, elsewhere taken with a word on the list."""

from html import unescape

import pytest

from clarifications.mail.models import Message
from standards.imports.depths import sync_depths
from standards.reading.depths import read_depths
from tests.clarifications.intake.pages import QUESTION, errors_of, page_of, texts
from tests.factories import ClauseFactory, EditionFactory
from tests.markup import markup


@pytest.fixture
def listed(edition):
    """Of 4 every numbered paragraph is listed, of 5 the headings."""
    for number in ("4", "4.1", "5", "5.1"):
        ClauseFactory(edition=edition, number=number)
    sync_depths({edition.pk: read_depths("4: paragraphs\n5: headings")}, reason="example")


NOT_THERE = (
    "4.2 is not in ISO/IEC 90025:2017: our list is complete there. If your copy has it, name the "
    "clause above it and say so in your question."
)


def test_a_number_is_refused_only_where_the_list_is_complete(petra, draft, listed):
    fields = QUESTION | {"clauses": "4.1 a), 5.1.9, 4.2", "question_1_clauses": "4.2"}

    answer = petra.post(page_of(draft, "question"), fields)

    assert errors_of(answer) == [("id_clauses", NOT_THERE), ("id_question_1_clauses", NOT_THERE)]
    assert 'value="4.1 a), 5.1.9, 4.2"' in unescape(markup(answer))


def test_looking_up_refuses_it_too(petra, draft, listed):
    answer = petra.post(page_of(draft, "question"), {"clauses": "4.2", "subject": "", "look-up": "1"})

    assert errors_of(answer) == [("id_clauses", NOT_THERE)]


def test_a_number_that_is_not_listed_is_taken_and_it_is_said_that_the_list_does_not_go_so_deep(petra, draft, listed):
    going_on = petra.post(page_of(draft, "question"), QUESTION | {"clauses": "5.1.1"})

    shown = texts(petra.get(page_of(draft, "question")))

    assert going_on.headers["Location"] == page_of(draft, "background")
    assert "5.1.1 is not in our list of ISO/IEC 90025:2017. The list does not go so deep, so it may exist." in shown


def test_a_clause_that_the_edition_chosen_afterwards_does_not_have_is_put_right_before_it_is_sent(
    petra, complete, edition
):
    later = EditionFactory(standard=edition.standard, year=2027)
    ClauseFactory(edition=later, number="7")
    sync_depths({later.pk: read_depths("7: paragraphs")}, reason="example")
    petra.post(page_of(complete, "standard"), {"edition": later.reference})

    answer = petra.post(page_of(complete, "check"), {"nobody_named": "on"}, follow=True)

    assert answer.redirect_chain == [(page_of(complete, "question"), 302)]
    assert "7.8.6, 7.1.3 are not in ISO/IEC 90025:2027: our list is complete there." in texts(answer)
    assert Message.objects.count() == 0
