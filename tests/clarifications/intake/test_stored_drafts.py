"""Drafts as commit 430ab94 stored them open in the forms of today with everything in them, and are kept the same."""

import json
from pathlib import Path

import pytest
from django.http import QueryDict

from clarifications.intake.models import UNFINISHED, Draft
from clarifications.intake.question_forms import FORMS
from tests.builders import START
from tests.factories import BodyFactory, EditionFactory, StandardFactory

STORED = json.loads((Path(__file__).parent / "drafts_430ab94.json").read_text("utf-8"))
PAGES = [(name, page) for name, answers in STORED.items() for page in answers]


@pytest.fixture
def catalogue(db):
    """The edition and the body that the stored drafts name by their keys."""
    EditionFactory(pk=1, standard=StandardFactory(number="90025", slug="90025"))
    BodyFactory(pk=1)


def sent_again(form) -> QueryDict:
    """What a browser sends of a page that is left as it was opened."""
    data = QueryDict(mutable=True)
    for field in [field for one in form.all_forms for field in one]:
        if field.value() not in (None, False):
            data[field.html_name] = str(field.value())
    return data


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_a_stored_page_opens_with_everything_in_it_and_is_kept_the_same(catalogue, name, page):
    stored = {key: value for key, value in STORED[name][page].items() if key != UNFINISHED}

    opened = FORMS[page](answers=STORED[name][page], at=START)
    kept = FORMS[page](sent_again(opened), at=START).kept()

    assert not opened.has_errors
    assert {key: kept[key] for key in stored} == stored


@pytest.mark.parametrize("name", STORED)
def test_a_stored_draft_goes_on_where_it_was_left(name):
    draft = Draft(answers=STORED[name])

    assert draft.unfinished_pages == [
        page for page in FORMS if UNFINISHED in STORED[name].get(page, {UNFINISHED: True})
    ]


def test_a_stored_page_shows_questions_parts_and_clauses_of_their_own(catalogue):
    form = FORMS["question"](answers=STORED["as typed"]["question"], at=START)

    shown = [(asked.label, asked["text"].value(), asked["clauses"].value()) for asked in form.formsets["questions"]]
    assert shown == [
        ("1", "Half a quest", "abc"),
        ("2", "", ""),
        ("2 a)", " First half?\nline two", ""),
        ("2 b)", "", "Annex A"),
    ]
