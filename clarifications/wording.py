"""How typed texts are shown: plain ones exactly as typed, others in a small dialect that changes no sign; always safe.

The dialect knows paragraphs, items and emphasis, and nothing else. A line is an item if it begins with a mark and a
blank; the mark is part of the text. ``**strong**`` and ``*emphasis*`` are read around whole words alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from standards.reading.characters import plain, says_something

DEEPEST = 4  # lists within lists; what is typed further in stands beside the deepest
TAB = 4

# Quotation marks that open in one language close in another, so they stand on both sides.
_QUOTES = "\"'«»‹›“”„‟‘’‚‛"  # noqa: RUF001  # they are meant
_OPENING = re.escape(f"([{{¿¡{_QUOTES}")
_CLOSING = re.escape(f")]}}.,;:!?…、。，；：！？{_QUOTES}")  # noqa: RUF001
# What stands out begins with a letter or a digit; between single stars it holds a letter: "2 *3* 4" is a product.
_EMPHASIS = re.compile(
    rf"(?<![^\s{_OPENING}])(?P<mark>\*\*|\*(?=[^*]*?[^\W\d_]))(?=[^\W_])(?P<words>[^*]*[^\s*])(?P=mark)(?![^\s{_CLOSING}])"
)
_TAGS = {"*": "em", "**": "strong"}
_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_ROMAN = "(?i:x{0,3}(?:ix|iv|vi{0,3}|i{1,3})|x{1,3})"
_NUMBER = rf"(?:\d{{1,3}}|{_ROMAN}|[^\W\d_])"
_ITEM = re.compile(rf"(?P<indent>\s*)(?P<mark>[-–—•*]|{_NUMBER}[.)]|\({_NUMBER}\))(?P<words>\s.*)")


@dataclass
class _Paragraph:
    """Lines that follow each other without an empty one."""

    lines: list[str]


@dataclass
class _Item(_Paragraph):
    """A line that begins with a mark, and those that belong to it; where the mark and where its words stand."""

    mark: str
    indent: int
    column: int


def plain_to_html(text: str) -> str:
    """The text exactly as typed: every sign, blank and line of it."""
    return f'<div class="typed" dir="auto">{_escaped(text)}</div>'


def dialect_to_html(text: str) -> str:
    """The text in paragraphs, items and emphasis; what it says is ``without_marks(text)``."""
    made: list[str] = []
    open_lists: list[int] = []  # the indents of the lists that are not closed, the outermost first
    for block in _blocks(text):
        if isinstance(block, _Item):
            made += [*_tags_before(block, open_lists), _item(block)]
        else:
            made += [*_ends(open_lists), f'<p class="typed" dir="auto">{_emphasised(block.lines)}</p>']
    return "\n".join([*made, *_ends(open_lists)])


def without_marks(text: str) -> str:
    """The text without the marks of emphasis: what readers see."""
    return "\n".join(map(_unmarked, text.split("\n")))


def trimmed(text: str) -> str:
    """The text without empty lines around it; its first line keeps its indent."""
    return _EMPTY_LINES.sub("", text.rstrip())


def counted(text: str) -> int:
    """How many characters of a text count for its limit: the code points that are kept. In site.js it is the same."""
    kept = trimmed(plain(text))
    return len(kept) if says_something(kept) else 0


def _unmarked(line: str) -> str:
    item = _ITEM.fullmatch(line)
    start = item.start("words") if item else 0
    return line[:start] + _EMPHASIS.sub(r"\g<words>", line[start:])


def _blocks(text: str) -> Iterator[_Paragraph]:
    """Paragraphs and items in order."""
    block: _Paragraph | None = None
    for line in text.split("\n"):
        is_empty, item = not line.strip(), _item_of(line)
        if block and (is_empty or item):
            yield block
            block = None
        if item:
            block = item
        elif block:
            block.lines.append(line)
        elif not is_empty:
            block = _Paragraph([line])
    if block:
        yield block


def _item_of(line: str) -> _Item | None:
    found = _ITEM.fullmatch(line)
    if not found:
        return None
    words = found["words"]
    blanks = len(words) - len(words.lstrip())
    indent = len(found["indent"].expandtabs(TAB))
    return _Item([words], found["mark"], indent, found.start("words") + blanks)


def _tags_before(item: _Item, open_lists: list[int]) -> list[str]:
    """What stands between an item and the one before it, which ends unless the new one stands further in."""
    tags = []
    while open_lists and item.indent < open_lists[-1]:
        open_lists.pop()
        tags.append("</li></ul>")
    if open_lists and (item.indent == open_lists[-1] or len(open_lists) == DEEPEST):
        return [*tags, "</li>"]
    open_lists.append(item.indent)
    return [*tags, '<ul class="items" role="list">']


def _ends(open_lists: list[int]) -> list[str]:
    """The ends of all open lists."""
    ends = ["</li></ul>"] * len(open_lists)
    open_lists.clear()
    return ends


def _item(item: _Item) -> str:
    """An item up to the lists within it; its further lines begin where its words do."""
    words, *more = item.lines
    said = _emphasised([words, *(_outdented(line, item.column) for line in more)])
    return f'<li><div class="item typed" dir="auto"><span class="item__mark">{_escaped(item.mark)}</span>{said}</div>'


def _outdented(line: str, column: int) -> str:
    return line[min(column, len(line) - len(line.lstrip())) :]


def _emphasised(lines: list[str]) -> str:
    """The HTML of lines that begin with no mark of an item."""
    return "\n".join("".join(_pieces(line)) for line in lines)


def _pieces(line: str) -> Iterator[str]:
    end = 0
    for found in _EMPHASIS.finditer(line):
        tag = _TAGS[found["mark"]]
        yield f"{_escaped(line[end : found.start()])}<{tag}>{_escaped(found['words'])}</{tag}>"
        end = found.end()
    yield _escaped(line[end:])


def _escaped(text: str) -> str:
    return escape(text, quote=False)
