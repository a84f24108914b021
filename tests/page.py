"""Reads pages as a browser does: words, links, fields and errors, whatever the marks look like."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Page:
    """``Page(petra.get("/glossary/")).words``; a piece of HTML is read, too, and ``part`` narrows what is read."""

    def __init__(self, shown: Any, part: str = "html") -> None:
        html = shown if isinstance(shown, str) else shown.content.decode()
        found = LexborHTMLParser(html).css_first(part)
        assert found is not None, f"There is no {part} on the page."
        self.root = found

    @property
    def words(self) -> str:
        """All words, parted by one blank, whatever stands between them."""
        return words_of(self.root)

    def all(self, selector: str) -> list[str]:
        """The words of each element."""
        return [words_of(node) for node in self.root.css(selector)]

    def one(self, selector: str) -> str:
        """The words of the only such element."""
        (found,) = self.all(selector)
        return found

    def values(self, selector: str, attribute: str = "href") -> list[str | None]:
        """An attribute of each element."""
        return [node.attributes.get(attribute) for node in self.root.css(selector)]

    @property
    def inline(self) -> list[str]:
        """Scripts and styles that stand in the page itself, which the Content-Security-Policy would not obey.

        Data for programs is none: no browser runs it.
        """
        inside = [node.tag or "" for node in self.root.css('script:not([src], [type="application/ld+json"]), style')]
        named = [name for node in self.root.css("*") for name in node.attributes]
        return inside + [name for name in named if name == "style" or name.startswith("on")]

    @property
    def title(self) -> str:
        """The title, without the name of the site."""
        return self.one("title").removesuffix(" · CASCO Clarifications")

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What the summary of errors says, each with the field that it leads to."""
        links = self.root.css("section.errors a")
        return [((link.attributes["href"] or "").removeprefix("#"), words_of(link)) for link in links]

    @property
    def fields(self) -> dict[str, list[str]]:
        """What a browser would send of the fields in this part, as they stand there."""
        fields: dict[str, list[str]] = {}
        for node in self.root.css("input[name], textarea[name], select[name]"):
            if (value := _sent(node)) is not None:
                fields.setdefault(node.attributes["name"] or "", []).append(value)
        return fields


def words_of(node: LexborNode) -> str:
    """The words of an element and all within it, parted by one blank."""
    return " ".join(node.text(separator=" ").split())


def _sent(node: LexborNode) -> str | None:
    """What a field sends; nothing where it is not ticked."""
    kind = node.attributes.get("type")
    if node.tag == "textarea":
        return node.text()
    if node.tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return chosen.attributes.get("value") or "" if chosen else None
    if kind in ("radio", "checkbox") and "checked" not in node.attributes:
        return None
    return node.attributes.get("value") or ("on" if kind == "checkbox" else "")
