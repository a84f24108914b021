"""Lists of clauses as people write them: what is read of each, what is asked back, and in which words."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standards.reading.clause_numbers import NotAClause, listed
from standards.reading.clause_reader import parse_list
from tests.standards.reading.test_clause_reader import READ

ONE_FORM = sorted({canonical for _text, canonical in READ})
LISTS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "clause_lists.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
PIECES = [*sorted({piece for typed, _read in LISTS for piece in typed.split()}), " ", ",", ".", "-", "(", ")", "e", "y"]


@pytest.mark.parametrize(("typed", "expected"), LISTS, ids=[typed for typed, _expected in LISTS])
def test_a_list_is_read_as_it_is_meant_or_asked_back_in_a_sentence_that_says_why(typed, expected):
    try:
        found = ", ".join(clause.canonical for clause in parse_list(typed))
    except NotAClause as refusal:
        found = f"? {refusal.message}"

    assert found == expected


def test_the_table_of_lists_is_as_long_as_was_asked():
    assert len({typed for typed, _expected in LISTS}) == len(LISTS) >= 150


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_whatever_is_read_of_a_list_is_read_again_as_just_that(typed):
    try:
        found = [clause.canonical for clause in parse_list(typed)]
    except NotAClause:
        found = ["7"]

    assert [clause.canonical for clause in parse_list(listed(found))] == found


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).map(lambda text: (text * 8000)[:8000]))
@settings(deadline=500)
def test_no_list_takes_long_however_its_words_repeat(typed):
    for length in (200, 2000, 8000):
        with contextlib.suppress(NotAClause):
            parse_list(typed[:length])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("7.8", ["7.8"]),
        ("7.2.1, 7.2.2", ["7.2.1", "7.2.2"]),
        ("7.2.1 and 7.2.2", ["7.2.1", "7.2.2"]),
        ("7.2.1; 8.1 & 9", ["7.2.1", "8.1", "9"]),
        ("7.2.1, 7.2.2, and 8.1", ["7.2.1", "7.2.2", "8.1"]),
        ("7.2/7.3", ["7.2", "7.3"]),
        ("7.2\n7.3\r\n7.4", ["7.2", "7.3", "7.4"]),
        ("7.2 7.3", ["7.2", "7.3"]),
        ("7.1 et 7.2", ["7.1", "7.2"]),
        ("7.1 und 7.2", ["7.1", "7.2"]),
        ("7.1 y 7.2", ["7.1", "7.2"]),
        ("clauses 7.2 and 7.3", ["7.2", "7.3"]),
        ("8.1, 7.2", ["8.1", "7.2"]),
        ("7.2, 7.2", ["7.2"]),
        ("6.2.1 a), b) and d)", ["6.2.1 a)", "6.2.1 b)", "6.2.1 d)"]),
        ("6.2.1a, b", ["6.2.1 a)", "6.2.1 b)"]),
        ("6.2.1 d), e)", ["6.2.1 d)", "6.2.1 e)"]),
        ("6.2.1 d) e)", ["6.2.1 d)", "6.2.1 e)"]),
        ("6.2.1 d) e e)", ["6.2.1 d)", "6.2.1 e)"]),
        ("6.2.1 d) e 7.2", ["6.2.1 d)", "7.2"]),
        ("6.2.1 a) to c)", ["6.2.1 a)", "6.2.1 b)", "6.2.1 c)"]),
        ("6.2.1 a-c", ["6.2.1 a)", "6.2.1 b)", "6.2.1 c)"]),
        ("6.2.1 d) 2) and 3)", ["6.2.1 d) 2)", "6.2.1 d) 3)"]),
        ("6.2.1 a), 7.2", ["6.2.1 a)", "7.2"]),
        ("3.10 NOTE 1 and NOTE 2", ["3.10 NOTE 1", "3.10 NOTE 2"]),
        ("Annex A and B", ["Annex A", "Annex B"]),
        ("Annexes A to C", ["Annex A", "Annex B", "Annex C"]),
        ("Annex B, B.1", ["B.1"]),
        ("Annex B, C.1", ["Annex B", "C.1"]),
        ("Tables 1 and 2", ["Table 1", "Table 2"]),
        ("Table 1, clause 7", ["Table 1", "7"]),
        ("7.8.2 to 7.8.5", ["7.8.2", "7.8.3", "7.8.4", "7.8.5"]),
        ("7.8.2–7.8.5", ["7.8.2", "7.8.3", "7.8.4", "7.8.5"]),
        ("7.8.2 — 7.8.4", ["7.8.2", "7.8.3", "7.8.4"]),
        ("7.8.2\u22127.8.4", ["7.8.2", "7.8.3", "7.8.4"]),
        ("7.8.2-5", ["7.8.2", "7.8.3", "7.8.4", "7.8.5"]),
        ("4 to 6, 8", ["4", "5", "6", "8"]),
        ("7.1 bis 7.3", ["7.1", "7.2", "7.3"]),
        ("7.1 a 7.3", ["7.1", "7.2", "7.3"]),
        ("9.9 to 9.11", ["9.9", "9.10", "9.11"]),
    ],
)
def test_lists_and_ranges_are_written_out_in_the_order_asked(text, clauses):
    assert [clause.canonical for clause in parse_list(text)] == clauses


@given(st.lists(st.sampled_from(ONE_FORM), unique=True, max_size=6))
def test_numbers_that_are_listed_are_read_as_just_these(numbers):
    assume(numbers)

    assert [clause.canonical for clause in parse_list(listed(numbers))] == numbers


@pytest.mark.parametrize(
    ("text", "piece", "suggestion"),
    [
        ("7.2, abc and 7.3", "abc", None),
        ("7.2 and 7..3", "7..3", "7.3"),
        ("7.2, general", "general", None),
        ("7.1.2, Annex A, B1", "B1", "B.1"),
        ("", "", None),
        ("7.8 to 8.1", "7.8-8.1", "7.8, 8.1"),
        ("4.1 to 5", "4.1-5", "4.1, 5"),
        ("7.5 to 7.2", "7.5-7.2", "7.2-7.5"),
        ("7.1 to 7.900", "7.1-7.900", "7.1, 7.900"),
        ("7.1 to Annex B", "7.1-Annex B", "7.1, Annex B"),
        ("7.2 to", "7.2 to", None),
    ],
)
def test_the_piece_of_a_list_that_cannot_be_read_is_named(text, piece, suggestion):
    with pytest.raises(NotAClause) as refusal:
        parse_list(text)

    assert (refusal.value.text, refusal.value.suggestion) == (piece, suggestion)


def test_a_suggestion_can_be_read():
    for text in ("7.8 to 8.1", "7.5 to 7.2", "7..2", "A", "7,8", "7.8.6.1 2", "7.8 ff."):
        with pytest.raises(NotAClause) as refusal:
            parse_list(text)
        assert parse_list(refusal.value.suggestion) != []
