"""Take of Bootstrap what the pages use: `python -m tools.sheets` writes casco_site/styles/bootstrap.css anew.

A selector stays where each of its classes stands in a template or in ``KEPT`` and its element is one that pages have;
a custom property stays where something reads it. A test says when the file is not what this writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ROOT / "tools" / "bootstrap" / "bootstrap.min.css"
STYLES = ROOT / "casco_site" / "styles"
USED = STYLES / "bootstrap.css"
HEAD = "/* Bootstrap 5.3.9 (MIT, bootstrap-LICENSE.txt): what the pages use of it. Written by tools/sheets.py. */\n"
# Classes that forms and their library write, not the templates; each is on some page.
KEPT = frozenset(
    {
        *("btn", "form-control", "form-select", "form-check", "form-check-input", "form-check-label"),
        *("form-text", "is-invalid", "mb-3", "visually-hidden"),
    }
)
# Elements that no template writes: those of forms, and of the dialect of texts.
ELEMENTS = frozenset(
    {"textarea", "select", "optgroup", "option", "input", "blockquote", "code", "em", "ol", "pre", "ins", "del"}
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CONDITIONS = ("@media", "@supports")
DARK = "[data-bs-theme=dark]"  # the tokens follow the scheme by themselves
FORMER = ("::-webkit-file-upload-button", "::-moz-")  # names that browsers had for what has one name since 2021

Rule = tuple[str, str]  # what stands before the braces, and what within


@dataclass(frozen=True)
class Vocabulary:
    """What pages are written with."""

    classes: frozenset[str]
    elements: frozenset[str]

    def knows(self, selector: str) -> bool:
        """Whether something on a page can be meant by it."""
        plain = re.sub(r":not\([^()]*\)|\[[^\]]*\]", "", selector)
        classes = re.findall(r"\.(-?[a-zA-Z_][\w-]*)", plain)
        elements = re.findall(r"(?:^|[\s>+~(])([a-z][a-z0-9]*)", re.sub(r"::?[\w-]+", "", plain))
        is_current = DARK not in selector and not any(name in selector for name in FORMER)
        return is_current and self.classes.issuperset(classes) and self.elements.issuperset(elements)


def main() -> None:
    """Write the file."""
    USED.write_text(used(), encoding="utf-8")


def used() -> str:
    """The part of Bootstrap that the pages use."""
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted(STYLES.glob("*.css")) if path != USED)
    kept = "".join(_kept(WHOLE.read_text(encoding="utf-8"), vocabulary()))
    return HEAD + _without_what_nothing_reads(_without_what_tokens_set(kept), ours)


def vocabulary() -> Vocabulary:
    """The classes and elements of all templates, and those that are kept besides."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.html")))
    classes = {word for value in _values(text) for word in re.findall(r"[a-zA-Z][\w-]*", value)}
    elements = set(re.findall(r"<([a-z][a-z0-9]*)", text))
    return Vocabulary(frozenset(classes | KEPT), frozenset(elements | ELEMENTS))


def _values(text: str) -> Iterator[str]:
    """What `class` is set to; of a tag or variable of Django in it, the words between quotation marks."""
    for value in re.findall(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', text, re.DOTALL):
        yield TAG.sub(" ", value)
        for tag in TAG.findall(value):
            yield from re.findall(r"'([^']*)'", tag) + re.findall(r'"([^"]*)"', tag)


def rules(text: str) -> Iterator[Rule]:
    """The rules of a sheet, in order; those within a condition are in its body."""
    text = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", text, flags=re.DOTALL)
    depth, began, opened = 0, 0, 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', text):
        if found[0] == "{":
            depth += 1
            if depth == 1:
                opened = found.end()
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                yield text[began : opened - 1].strip(), text[opened : found.start()].strip()
                began = found.end()


def _kept(text: str, words: Vocabulary) -> Iterator[str]:
    for before, body in rules(text):
        if before.startswith(CONDITIONS):
            inside = "".join(_kept(body, words))
            if inside:
                yield f"{before}{{{inside}}}\n"
        elif not before.startswith("@"):
            selectors = [one for one in _parted(before) if words.knows(one)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}\n"


def _parted(selectors: str) -> list[str]:
    """A list of selectors, parted where a comma stands in no parentheses."""
    return [one.strip() for one in re.findall(r"(?:\([^()]*\)|[^,()])+", selectors)]


def _without_what_tokens_set(kept: str) -> str:
    """Drop what Bootstrap sets for the whole page and our tokens set again."""
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    names = "|".join(sorted(set(re.findall(r"(--bs-[\w-]+):", tokens))))
    root = re.compile(r"^:root,[^{]*\{[^}]*\}", re.MULTILINE)
    return root.sub(lambda found: re.sub(rf"(?<=[{{;])(?:{names}):[^;}}]*;?", "", found[0]), kept)


def _without_what_nothing_reads(kept: str, ours: str) -> str:
    """Drop custom properties until each that is left is read by some rule."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", kept + ours))
        set_for_nothing = set(re.findall(r"(--bs-[\w-]+):", kept)) - read
        less = re.sub(rf"(?<=[{{;])(?:{'|'.join(sorted(set_for_nothing)) or '(?!)'}):[^;{{}}]*;?", "", kept)
        less = re.sub(r"(?m)^[^{}\n]*\{\}\n", "", less)
        if less == kept:
            return kept
        kept = less


if __name__ == "__main__":
    main()
