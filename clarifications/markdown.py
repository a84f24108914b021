"""Restricted Markdown of questions and answers: paragraphs, lists, emphasis, nothing else; always safe HTML."""

import nh3
from markdown_it import MarkdownIt

ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "br", "blockquote"}
_parser = MarkdownIt("zero", {"breaks": True}).enable(["list", "emphasis", "newline", "escape", "entity", "blockquote"])


def to_html(text: str) -> str:
    """The text as HTML of the few allowed elements; links, images, raw HTML and headings stay as they were typed."""
    return nh3.clean(_parser.render(text), tags=ALLOWED, attributes={"ol": {"start"}}, link_rel=None)
