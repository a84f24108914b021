"""The Markdown that texts of the formats 0 and 1 were published under; frozen: how they read never changes.

What is written today is shown by ``wording.py``.
"""

import nh3
from markdown_it import MarkdownIt

ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "br", "blockquote"}
_parser = MarkdownIt("zero", {"breaks": True}).enable(["list", "emphasis", "newline", "escape", "entity", "blockquote"])


def to_html(text: str) -> str:
    """The text as HTML of the few allowed elements; links, images, raw HTML and headings stay as they were typed."""
    return nh3.clean(_parser.render(text), tags=ALLOWED, attributes={"ol": {"start"}}, link_rel=None)
