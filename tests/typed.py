"""Texts as people really type them, which no page may change, and what pages show of them."""

from typing import Any

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

# Each lost something once, when all texts were read as Markdown.
TRIED = ("1. 3. 5.", "k*u*c and 2*3*4", "> 95 % coverage", "- 20 °C", "C:\\*dir", "__init__ &amp; <b>", "  a  b\n\tc")
ALL_TRIED = "\n\n".join(TRIED)

SIGNS = st.characters(exclude_categories=("Cs", "Cc"))
MARKS = ["-", "–", "—", "•", "*", "3.", "12.", "3)", "(3)", "c)", "c.", "(a)", "iv)", "(ii)", "XI."]
WORDS = ["DO", "NOT", "20 °C", "2*3*4", "k*u*c", "> 95 %", "±0,5", "C:\\*dir", "x_1_2", "<b>", "&amp;", "`a`", "10⁻³"]
PIECE = st.sampled_from(
    [*MARKS, *WORDS, "*", "**", " ", "  ", "\t", "\n", "\n\n", "(", ")", "“", "”", ".", "#", "λ", "ж"]
)
ANY_TEXT = st.one_of(
    st.text(SIGNS | st.sampled_from("\n\t *"), max_size=200), st.lists(PIECE, max_size=40).map("".join)
)


def seen_in(shown: Any, selector: str) -> list[str]:
    """What the elements of a page, or of a piece of HTML, hold: every blank and line of it."""
    html = shown if isinstance(shown, str) else shown.content.decode()
    return [node.text() for node in LexborHTMLParser(html).css(selector)]


def shown(html: str) -> LexborNode:
    """The HTML as a browser reads it."""
    body = LexborHTMLParser(f"<body><section>{html}</section>").css_first("section")
    assert body is not None
    return body


def said(text: str) -> list[str]:
    """Words and signs in order, whatever white space parts them."""
    return text.split()
