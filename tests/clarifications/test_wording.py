"""How typed texts are shown: the words that are seen are those that were typed, whatever was typed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from selectolax.lexbor import LexborNode

from clarifications.wording import DEEPEST, dialect_to_html, plain_to_html, trimmed, without_marks
from tests.typed import ANY_TEXT, MARKS, said, shown

STYLES = Path(__file__).resolve().parents[2] / "casco_site" / "styles" / "base.css"
DRAWN = {"p", "ul", "li", "div", "span", "strong", "em"}
ATTRIBUTES = {("class", "typed"), ("class", "items"), ("class", "item typed"), ("class", "item__mark")}
ATTRIBUTES |= {("dir", "auto"), ("role", "list")}
# ---------- plain ----------


@given(ANY_TEXT)
def test_a_plain_text_is_shown_exactly_as_it_was_typed(text):
    assert shown(plain_to_html(text)).text() == text


@given(ANY_TEXT)
def test_a_plain_text_is_one_element_whatever_was_typed(text):
    drawn = shown(plain_to_html(text)).css("*")[1:]

    assert [(node.tag, node.attributes) for node in drawn] == [("div", {"class": "typed", "dir": "auto"})]


def test_what_is_shown_as_typed_keeps_its_blanks_and_lines():
    (rule,) = re.findall(r"\.typed \{([^}]*)\}", STYLES.read_text())

    assert "white-space: pre-wrap" in rule


# ---------- the dialect ----------


@given(ANY_TEXT)
def test_the_dialect_shows_what_was_typed_without_the_marks_of_emphasis(text):
    assert said(shown(dialect_to_html(text)).text()) == said(without_marks(text))


@given(ANY_TEXT)
def test_only_marks_of_emphasis_are_left_out(text):
    assert without_marks(text).replace("*", "") == text.replace("*", "")
    assert len(without_marks(text).split("\n")) == len(text.split("\n"))


@given(ANY_TEXT)
def test_the_dialect_draws_nothing_but_its_few_elements(text):
    drawn = shown(dialect_to_html(text)).css("*")[1:]

    assert {node.tag for node in drawn} <= DRAWN
    assert {pair for node in drawn for pair in node.attributes.items()} <= ATTRIBUTES


@given(ANY_TEXT)
def test_every_element_of_the_dialect_is_closed_where_it_belongs(text):
    html = dialect_to_html(text)

    assert shown(html).inner_html == html.replace("\u00a0", "&nbsp;")


@pytest.mark.parametrize(
    "text",
    [
        *("k*u*c and 2*3*4", "> 95 % coverage", "C:\\*dir", "2 *3* 4", "2 * 3 * 4", "x_1_2 and _y_", "a ** b ** c"),
        *("# 5", "`code`", "\\*not\\*", "&amp; &lt;", "<b>x</b>", "[a](https://x.example)", "***both***", "a*b* *c*d"),
        *("*a *", "*-a*", "**a*b**", "the 5*-hotel*", "*one\nline*", "3.1 Terms", "(3.1) x", "e.g. this", "3.x"),
        *("-20 °C", "–20", "mix) y", "(abc) z", "1234. x", "https://x.example/*a*/"),
    ],
)
def test_all_else_is_text_and_stays_as_it_was_typed(text):
    assert shown(dialect_to_html(text)).text() == text
    assert "<p" in dialect_to_html(text)
    assert without_marks(text) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**DO NOT** test", "<strong>DO NOT</strong> test"),
        ("it is *not* so", "it is <em>not</em> so"),
        ("(*not*), “**so**”.", "(<em>not</em>), “<strong>so</strong>”."),
        ("**95 %**, *3 years* and *b*", "<strong>95 %</strong>, <em>3 years</em> and <em>b</em>"),
        ("*5 < 6 kg & more*", "<em>5 &lt; 6 kg &amp; more</em>"),
        ("*не*; *不*。", "<em>не</em>; <em>不</em>。"),
    ],
)
def test_words_are_emphasised(text, html):
    assert dialect_to_html(text) == f'<p class="typed" dir="auto">{html}</p>'


@pytest.mark.parametrize("mark", MARKS)
def test_the_mark_of_an_item_is_text(mark):
    item = shown(dialect_to_html(f"{mark} 20 °C")).css_first("ul > li > .item")

    assert item is not None
    assert item.text() == f"{mark} 20 °C"
    assert item.css_first(".item__mark").text() == mark


def test_no_style_or_element_makes_the_mark_of_an_item():
    (rule,) = re.findall(r"^\.items, [^{]*\{([^}]*)\}", STYLES.read_text(), re.MULTILINE)

    assert "list-style: none" in rule
    assert shown(dialect_to_html("- a\n1. b")).css_first("ul").attributes["role"] == "list"


def outline(node: LexborNode) -> list[object]:
    """The items of lists within lists, and paragraphs."""
    found: list[object] = []
    for child in node.iter():
        if child.tag == "ul":
            found.append(outline(child))
        elif child.tag == "li":
            found += [child.css_first(".item").text(), *[part for part in outline(child) if isinstance(part, list)]]
        else:
            found.append(child.text())
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We say:\n- a\n- b\n\nEnd.", ["We say:", ["- a", "- b"], "End."]),
        ("- a\n  - b\n    - c\n  - d\n- e", [["- a", ["- b", ["- c"], "- d"], "- e"]]),
        ("- a\n    - b\n  - c", [["- a", ["- b"], ["- c"]]]),
        ("  - a\n- b", [["- a"], ["- b"]]),
        ("1. a\n\n2. b", [["1. a", "2. b"]]),
        ("- a\nb\n  c\n     d", [["- a\nb\nc\n   d"]]),
        ("a\n  b  c\n\n\n    d", ["a\n  b  c", "    d"]),
        ("- a\n\nb", [["- a"], "b"]),
        ("- a\n\t- b", [["- a", ["- b"]]]),
        ("", []),
        (" \n ", []),
    ],
)
def test_lines_make_paragraphs_items_and_lists_within_lists(text, found):
    assert outline(shown(dialect_to_html(text))) == found


def test_lists_go_no_deeper_than_a_narrow_page_can_show():
    lines = [f"{'  ' * depth}- {depth}" for depth in range(30)]

    drawn = shown(dialect_to_html("\n".join(lines)))

    assert len(drawn.css("ul")) == DEEPEST
    assert said(drawn.text()) == said("\n".join(lines))


@pytest.mark.parametrize(
    "text", ["*a " * 20_000, "*a" * 20_000, "*" * 40_000, " " * 40_000, "- " * 20_000, "*1" + " 1" * 40_000]
)
def test_a_text_of_any_shape_is_drawn_in_time(text):
    assert said(shown(dialect_to_html(text)).text()) == said(text)


@pytest.mark.parametrize(
    ("text", "left"), [("  a\n  b \n\n", "  a\n  b"), (" \n\n\t\n  a", "  a"), (" \n ", ""), ("", ""), ("a", "a")]
)
def test_empty_lines_around_a_text_go_and_its_indent_stays(text, left):
    assert trimmed(text) == left
