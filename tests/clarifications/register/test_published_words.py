"""What a page of the register says is what was typed, whatever was typed: on the page, in print and in the feed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.models import RecordVersion
from clarifications.register.pieces import PublishedAnswer, PublishedPart, PublishedQuestion
from clarifications.register.record import page_of
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import PublicOutcome, RecordKind
from clarifications.review.steps import DraftAnswer
from clarifications.wording import without_marks
from tests.typed import ALL_TRIED, ANY_TEXT, TRIED, said, seen_in

PRINT = Path(__file__).resolve().parents[3] / "casco_site" / "styles" / "print.css"
SAID = ANY_TEXT.filter(str.strip)
ANSWER = ".answer > .said"


@given(SAID, SAID, SAID, SAID, st.lists(SAID, max_size=3))
def test_every_text_of_a_record_is_read_as_it_was_typed(question, part, position, why, conditions):
    parts = (PublishedPart("1 a)", "q1a", part),)
    text = PublishedText(
        kind=RecordKind.CLARIFICATION,
        title="Images",
        standard="ISO/IEC 17025",
        edition="ISO/IEC 17025:2017",
        questions=(PublishedQuestion("1", "q1", question, parts=parts),),
        answers=(PublishedAnswer(("1 a)",), PublicOutcome.YES, position, why, tuple(conditions)),),
    )

    page = render_to_string("clarifications/register/_text.html", {"page": page_of(text.as_html(), edition_url="/")})

    assert seen_in(page, ".stem .typed, .ask .typed") == [question, part]
    listed = [said("\n".join(map(without_marks, conditions)))] if conditions else []
    read = [said(words) for words in seen_in(page, ANSWER)]
    assert read == [said(without_marks(position)), *listed, said(without_marks(why))]


@pytest.mark.django_db
def test_what_was_tried_is_on_the_page_as_it_was_typed(petra, register):
    record = register.add(
        "k*u*c & > 95 % <b>",
        questions=[Asked(ALL_TRIED)],
        answers=[DraftAnswer(["1"], "yes", ALL_TRIED, f"{ALL_TRIED}\n\n**DO NOT**", [*TRIED[:6]])],
    )

    page, feed = petra.get(record.get_absolute_url()), petra.get("/clarifications/feed/").content.decode()

    assert seen_in(page, ".ask .typed") == [ALL_TRIED]
    position, conditions, why = map(said, seen_in(page, ANSWER))
    assert (position, conditions) == (said(ALL_TRIED), said("\n".join(TRIED[:6])))
    assert why == said(f"{ALL_TRIED}\n\nDO NOT")
    assert seen_in(page, "h1") == ["k*u*c & > 95 % <b>"]
    assert f"{record.name}: k*u*c &amp; &gt; 95 % &lt;b&gt;" in feed


STRONG, TYPED = (
    '<p class="typed" dir="auto"><strong>Not</strong> 2*3.</p>',
    '<div class="typed" dir="auto">**Not** 2*3.</div>',
)


@pytest.mark.parametrize(("markup", "read"), [("dialect", STRONG), ("markdown", TYPED)])
def test_the_note_of_a_version_is_read_as_its_text_is(markup, read):
    text = PublishedText(RecordKind.CLARIFICATION, "Images", "ISO/IEC 17025", "ISO/IEC 17025:2017", markup=markup)

    assert RecordVersion(note="**Not** 2*3.", rendered=text.as_html().to_json()).note_as_read == read


def test_the_note_of_a_redacted_version_is_shown_as_typed():
    assert RecordVersion(note="**Not** 2*3.", rendered={}).note_as_read == TYPED


def test_a_version_without_a_note_shows_none():
    assert RecordVersion(rendered={}).note_as_read == ""


@pytest.mark.django_db
def test_the_note_on_a_correction_is_read_on_page_and_desk(petra, browser_of, register):
    case = register.published()
    corrected = replace(case.clarification.record.text_in_force(), title="Images, all of them")
    case.take(steps.CORRECT, case.sam, reason="**Not** 2*3.", content=corrected)

    pages = [
        petra.get(case.clarification.record.get_absolute_url()),
        browser_of(case.sam).get(case.clarification.get_absolute_url()),
    ]

    assert ["Not 2*3." in seen_in(page, "dd .typed") for page in pages] == [True, True]


def test_print_hides_no_text_of_a_record():
    hidden = re.findall(r"([^{}]+)\{\s*display: none", PRINT.read_text())
    classes = {name for rule in hidden for name in re.findall(r"\.([\w-]+)", rule)}

    assert classes & {"typed", "items", "item", "item__mark", "conditions", "said", "answer", "ask", "stem"} == set()
