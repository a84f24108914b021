"""The places of the questions of a draft: how the boxes of questions and their parts are named on its page."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]  # a question or part: its text, its own clauses, its parts

LETTERS = "abcdefghij"
NAME = re.compile(r"question_([1-9]|10)([a-j]?)(_clauses)?")


def asked_row(text: str = "", clauses: str = "") -> Row:
    """A question or part as the draft keeps it."""
    return {"text": text, "clauses": clauses, "parts": []}


def lettered(row: Row) -> list[tuple[str, Row]]:
    """The parts of a question with their letters."""
    return list(zip(LETTERS, row["parts"], strict=False))


def placed(rows: list[Row]) -> Iterator[tuple[str, tuple[int, str, Row]]]:
    """Each question and part by the name of its box: its number, the letter of a part, and what it holds."""
    for number, row in enumerate(rows, start=1):
        for letter, asked in [("", row), *lettered(row)]:
            yield f"question_{number}{letter}", (number, letter, asked)
