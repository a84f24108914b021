"""The text of a page as a browser lays it out: white space collapsed, inline elements joined, blocks apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

STYLES = Path(__file__).resolve().parent.parent / "casco_site" / "styles"
READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "value", "href")
BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|optgroup|option|p|pre|section|summary|table"
    "|tbody|td|tfoot|th|thead|title|tr|ul"
)
# They stand in a line like a word; white space around them counts, at their edges inside it does not.
BOXES = re.compile("button|img|input|meter|progress|select|svg|textarea")
# White space between their children is never shown.
APART = re.compile("head|html|select|svg|g|table|tbody|thead|tr")
UNREAD = ("script", "style", "template", "-comment", "!doctype")
# Differ from one reading to the next.
SECRETS = ("csrfmiddlewaretoken", "key")
AT_ONCE = re.compile(r"@(?:media|supports|page|font-face)[^{]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Layout:
    """What the style sheets say of white space, as selectors; ``markup``: elements and attributes are written too."""

    apart: tuple[str, ...] = ()  # the children are boxes of their own (flex, grid)
    blocks: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()  # inline-block, inline-flex, inline-grid
    lines: tuple[str, ...] = ()  # line breaks and blanks of the text are shown
    markup: bool = False

    @classmethod
    def of_the_site(cls, *, markup: bool = False) -> "Layout":
        """As the site's style sheets lay pages out on a wide screen."""
        rules = list(_rules(path.read_text() for path in sorted(STYLES.glob("*.css")) if path.name != "print.css"))
        return cls(
            apart=(".d-flex", *_selectors(rules, r"display:\s*(inline-)?(flex|grid)")),
            blocks=(".d-block", *_selectors(rules, r"display:\s*(block|flex|grid)")),
            boxes=(".d-inline-block", *_selectors(rules, r"display:\s*inline-(block|flex|grid)")),
            lines=_selectors(rules, r"white-space:\s*pre-wrap"),
            markup=markup,
        )

    def text_of(self, html: str) -> str:
        """The text of a page, one line a block."""
        tree = LexborHTMLParser(html)
        if tree.root is None:
            return ""
        found = {name: _found(tree, getattr(self, name)) for name in ("apart", "blocks", "boxes", "lines")}
        page = _Page(found, self.markup)
        page.read(tree.root, lines=False)
        return "".join(page.written).strip("\n")


class _Page:
    """A page while it is read: what is written, whether a space is due, whether the line is still empty."""

    def __init__(self, found: dict[str, set[int]], markup: bool) -> None:
        self.found, self.markup = found, markup
        self.written: list[str] = []
        self.space_due, self.at_start = False, True

    def read(self, node: LexborNode, *, lines: bool) -> None:
        tag = node.tag or ""
        if tag in UNREAD:
            return
        lines = lines or tag in ("textarea", "pre") or self._is("lines", node)
        is_block = BLOCKS.fullmatch(tag) is not None or self._is("blocks", node)
        is_hidden = tag == "input" and node.attributes.get("type") == "hidden"
        is_box = not is_block and not is_hidden and (BOXES.fullmatch(tag) is not None or self._is("boxes", node))
        if is_block:
            self._end_line()
        elif is_box:
            self._say("[")
            self.at_start = True
        self._mark(_opening(node) if self.markup else _read_aloud(node))
        self._read_inside(node, lines=lines, apart=APART.fullmatch(tag) is not None or self._is("apart", node))
        self._mark(f"</{tag}>" if self.markup else "")
        if is_block:
            self._end_line()
        elif is_box:
            self.space_due = self.at_start = False
            self.written.append("]")

    def _read_inside(self, node: LexborNode, *, lines: bool, apart: bool) -> None:
        for child in node.iter(include_text=True):
            if apart:
                self._end_line()
            if child.tag == "-text":
                self._read_text(child.text_content or "", lines=lines)
            else:
                self.read(child, lines=lines)
        if apart:
            self._end_line()

    def _read_text(self, text: str, *, lines: bool) -> None:
        for piece in re.findall(r"[ \t\r\n\f]+|[^ \t\r\n\f]+", text):
            if piece[0] not in " \t\r\n\f":
                self._say(piece)
            elif lines:
                self.written.append(piece.replace("\n", "↵"))
                self.space_due = self.at_start = False
            else:
                self.space_due = not self.at_start

    def _say(self, word: str) -> None:
        if self.space_due:
            self.written.append(" ")
        self.written.append(word)
        self.space_due = self.at_start = False

    def _mark(self, mark: str) -> None:
        if mark:
            self.written.append(mark)

    def _end_line(self) -> None:
        if self.written and self.written[-1] != "\n":
            self.written.append("\n")
        self.space_due, self.at_start = False, True

    def _is(self, name: str, node: LexborNode) -> bool:
        return node.mem_id in self.found[name]


def _opening(node: LexborNode) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(_attributes(node)))
    return f"<{node.tag}{attributes}>"


def _read_aloud(node: LexborNode) -> str:
    return "".join(f"{{{name}={value}}}" for name, value in _attributes(node) if name in READ_ALOUD)


def _attributes(node: LexborNode) -> Iterator[tuple[str, str]]:
    secret = node.attributes.get("name") in SECRETS
    for name, value in node.attributes.items():
        yield name, "" if secret and name == "value" else " ".join((value or "").split())


def _rules(sheets: Iterable[str]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        plain = AT_ONCE.sub("", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
        yield from ((rule[1].strip(), rule[2]) for rule in RULE.finditer(plain))


def _selectors(rules: list[tuple[str, str]], says: str) -> tuple[str, ...]:
    return tuple(where for where, what in rules if re.search(rf"(^|[;\s]){says}\b", what) and "::" not in where)


def _found(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> set[int]:
    return {node.mem_id for selector in selectors for node in tree.css(selector)}
