"""The documentation drawn from the code equals the code, and the drawing of the map shows every move."""

from pathlib import Path

import pytest
from django.conf import settings

from clarifications.documentation import (
    glossary_md,
    process_md,
    published_text_schema,
    register_schema,
    step_rows,
)
from clarifications.map.picture import NARROW, WIDE, draw
from clarifications.map.steps import STEPS, State

DOCS = Path(settings.BASE_DIR) / "docs"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("process.md", process_md),
        ("glossary.md", glossary_md),
        ("published-text.schema.json", published_text_schema),
        ("moving/register.schema.json", register_schema),
    ],
)
def test_the_page_is_what_the_code_says(name, written):
    assert (DOCS / name).read_text(encoding="utf-8") == written()


def test_every_step_has_its_row():
    assert [row.verb for row in step_rows()] == [step.verb for step in STEPS]


def test_a_row_says_from_where_to_where_and_who():
    row = next(row for row in step_rows() if row.verb == "reconsider")

    assert (row.origins, row.to, row.by, row.asks_reason) == ("any that ended", "Received", "Secretariat", True)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_drawing_has_a_box_for_every_state_and_one_for_the_standard(size):
    drawing = draw(size)

    said = " ".join(words.text for words in drawing.words)
    assert len(drawing.boxes) == len(State) + 1
    assert [state.label for state in State if str(state.label) not in said] == []


def test_the_wide_drawing_names_every_step_that_moves_a_case():
    said = " ".join(words.text for words in draw(WIDE).words)

    assert [str(step) for step in STEPS if step.moves and str(step) not in said] == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everything_lies_inside_the_drawing(size):
    drawing = draw(size)

    assert all(box.x >= 0 and box.x + box.width <= size.width for box in drawing.boxes)
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)
    assert all(0 < words.y < drawing.height for words in drawing.words)


def test_the_line_of_a_box_says_how_much_it_binds():
    lines = {box.line for box in draw(WIDE).boxes}

    assert lines == {"work", "clarification", "standard", "ended"}
