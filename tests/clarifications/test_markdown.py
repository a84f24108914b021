"""The Markdown of the first two formats: what readers saw under it, which the desk compares with what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clarifications.desk.lost_signs import MARKED
from clarifications.markdown import seen, to_html
from tests.typed import ANY_TEXT, said, shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a *b* **c** _d_", "a b c d"),
        ("k*u*c and 2*3*4", "kuc and 234"),
        ("> 95 %", "95 %"),
        ("1. a\n3. b\n5. c", "1. a 2. b 3. c"),
        ("7) a\n7) b", "7) a 8) b"),
        ("1. 20 °C\n2. x", "1. 20 °C 2. x"),
        ("- 20 °C", "20 °C"),
        ("- a\n  - b\n- c", "- a - b - c"),
        ("1. 3. 5.", ""),
        ("a\n\nb\nc", "a b c"),
        ("C:\\*dir &lt;", "C:*dir <"),
        ("", ""),
    ],
)
def test_readers_saw_the_words_and_what_was_drawn_before_items(text, words):
    assert said(seen(text)) == said(words)


@given(ANY_TEXT)
def test_all_words_of_the_page_were_seen(text):
    letters = iter("".join(said(seen(text))))

    assert all(letter in letters for letter in "".join(said(shown(to_html(text)).text())))


@given(st.one_of(ANY_TEXT, st.text(max_size=80)).filter(lambda text: not MARKED.search(text) and "\r" not in text))
def test_a_text_without_any_mark_was_seen_as_typed(text):
    assert said(seen(text)) == said(text.replace("\0", "\ufffd"))
