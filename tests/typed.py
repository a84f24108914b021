"""Texts as people really type them, which no page may change, and what pages show of them."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser

# Each lost something once, when all texts were read as Markdown.
TRIED = ("1. 3. 5.", "k*u*c and 2*3*4", "> 95 % coverage", "- 20 °C", "C:\\*dir", "__init__ &amp; <b>", "  a  b\n\tc")
ALL_TRIED = "\n\n".join(TRIED)


def seen_in(shown: Any, selector: str) -> list[str]:
    """What the elements of a page, or of a piece of HTML, hold: every blank and line of it."""
    html = shown if isinstance(shown, str) else shown.content.decode()
    return [node.text() for node in LexborHTMLParser(html).css(selector)]
