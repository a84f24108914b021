"""Texts whose former reading lost a sign: who sees them, what is lost, and that a correction takes them off."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.map import steps
from clarifications.register.models import RecordVersion
from clarifications.register.pieces import PublishedAnswer, PublishedPart, PublishedQuestion
from clarifications.register.vocabulary import PublicOutcome
from clarifications.triggers import create_triggers, drop_triggers
from tests.clarifications.desk.pages import address_of
from tests.page import Page
from tests.register import Register
from tests.typed import seen_in

pytestmark = pytest.mark.django_db

LOST = {
    "Question 1": "Is it k*u*c?",
    "Question 1 a)": "> 95 % coverage",
    "Answer to 1": "1. a\n3. b",
    "Considerations on 1": "C:\\*dir",
    "Conditions of the answer to 1": "- 20 °C",
}


def published_long_ago(case, **texts):
    """The record of a case as it stands in the first format, with these texts."""
    record = case.clarification.record
    said = dict.fromkeys(LOST, "As typed, **not** otherwise.\n\n- a\n- b") | texts
    parts = (PublishedPart("1 a)", "q1a", said["Question 1 a)"]),)
    answer = PublishedAnswer(
        ("1",),
        PublicOutcome.YES,
        said["Answer to 1"],
        said["Considerations on 1"],
        (said["Conditions of the answer to 1"],),
    )
    text = replace(
        record.text_in_force(),
        questions=(PublishedQuestion("1", "q1", said["Question 1"], parts=parts),),
        answers=(answer,),
    )
    content = text.to_json()
    for name in content.keys() - FORMER:
        del content[name]
    content["format"] = 1
    drop_triggers(connection)
    RecordVersion.objects.filter(record=record).update(content=content, hash=RecordVersion.hash_of(content, 1))
    create_triggers(connection)
    return record


FORMER = {"kind", "title", "standard", "edition", "clauses", "questions", "answers", "consensus", "votes", "dates"} | {
    "group",
    "source",
    "format",
}


def test_the_secretariat_sees_what_was_lost_and_a_correction_takes_it_off(browser_of):
    case = Register().published()
    record = published_long_ago(case, **LOST)
    browser = browser_of(case.sam)

    desk, listed = Page(browser.get("/desk/")), Page(browser.get("/desk/texts/"))

    assert "Texts to look at 1" in desk.words
    assert listed.all("h3") == list(LOST)
    removed = [[part.text() for part in text.css("del")] for text in listed.root.css(".typed")]
    assert len(removed) == len(LOST)
    assert all(removed)
    assert record.get_absolute_url() in listed.values("h2 a")
    assert address_of(case, "correct") in listed.values("a")

    case.take(steps.CORRECT, case.sam, reason="Shown as typed.", content=record.text_in_force())

    assert "Texts to look at" not in Page(browser.get("/desk/")).words
    assert seen_in(browser.get(record.get_absolute_url()), ".ask .typed, .stem .typed") == [*LOST.values()][:2]


def test_a_text_that_lost_nothing_is_not_listed(browser_of):
    case = Register().published()
    published_long_ago(case)
    browser = browser_of(case.sam)

    assert "Texts to look at" not in Page(browser.get("/desk/")).words
    assert "No published text has lost a sign." in Page(browser.get("/desk/texts/")).words


def test_the_list_is_the_secretariats(browser_of, petra):
    case = Register().published()
    published_long_ago(case, **LOST)

    assert browser_of(case.max).get("/desk/texts/").status_code == 403
    assert petra.get("/desk/texts/").status_code == 302
    assert "Texts to look at" not in Page(browser_of(case.max).get("/desk/")).words


def test_the_list_asks_as_often_for_three_as_for_one(browser_of):
    register = Register()
    asked = []
    for number in range(3):
        case = register.published(f"Images {number}")
        published_long_ago(case, **LOST)
        browser = browser_of(case.sam)
        cache.clear()
        if number != 1:
            with CaptureQueriesContext(connection) as queries:
                browser.get("/desk/texts/")
            asked.append(len(queries))

    assert asked[0] == asked[1]
