"""The Markdown that texts of the formats 0 and 1 were published under; frozen: how they read never changes.

What is written today is shown by ``wording.py``.
"""

from collections.abc import Iterator, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

BREAKS = ("softbreak", "hardbreak")
ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "br", "blockquote"}
_parser = MarkdownIt("zero", {"breaks": True}).enable(["list", "emphasis", "newline", "escape", "entity", "blockquote"])


def to_html(text: str) -> str:
    """The text as HTML of the few allowed elements; links, images, raw HTML and headings stay as they were typed."""
    return nh3.clean(_parser.render(text), tags=ALLOWED, attributes={"ol": {"start"}}, link_rel=None)


def seen(text: str) -> str:
    """What readers saw of the text: its words, with the bullets and numbers that were drawn before those of items."""
    return "".join(_seen(_parser.parse(text)))


def _seen(tokens: Sequence[Token]) -> Iterator[str]:
    numbers: list[int | None] = []  # of the next item in each open list; none where bullets are drawn
    mark = ""
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and (number := numbers[-1]) is not None:
            numbers[-1] = number + 1
            mark = f"{number}{token.markup} "
        elif token.type == "list_item_open":
            mark = f"{token.markup} "
        elif token.type == "inline":
            words = "".join("\n" if child.type in BREAKS else child.content for child in token.children or ())
            # A bullet before a number is no sign of it: "- 20" was read as 20.
            yield f"{'' if words[:1].isdigit() and not mark[:1].isdigit() else mark}{words}\n"
            mark = ""
