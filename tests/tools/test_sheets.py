"""What of Bootstrap the pages load: what they use, and nothing else."""

import pytest

from tools.sheets import KEPT, USED, Vocabulary, rules, used, vocabulary

WORDS = Vocabulary(frozenset({"btn", "row"}), frozenset({"a", "p"}))


def test_the_file_is_what_the_tool_writes():
    assert USED.read_text("utf-8") == used(), "Run: python -m tools.sheets"


@pytest.mark.parametrize(
    "selector",
    [".btn", "p", "*", "::before", "p>a:hover", ".btn:not(.lost)", ":not(.lost)+.btn", "[type=button]", ".row>*"],
)
def test_what_can_be_meant_stays(selector):
    assert WORDS.knows(selector)


@pytest.mark.parametrize("selector", [".lost", "h1", ".btn .lost", "p h1", ".btn.lost", "[data-bs-theme=dark] .btn"])
def test_what_no_page_has_goes(selector):
    assert not WORDS.knows(selector)


def test_rules_are_read_with_what_stands_within_a_condition():
    text = '@charset "UTF-8";/* a {} */a{b:c}@media (min-width:1px){p{d:e}a{f:"}"}}'

    found = list(rules(text))

    assert found == [("a", "b:c"), ("@media (min-width:1px)", 'p{d:e}a{f:"}"}')]


def test_no_property_is_set_that_nothing_reads():
    text = used()

    assert "--bs-blue" not in text
    assert "--bs-body-font-weight:" in text


def test_classes_are_found_in_templates_also_where_a_tag_chooses_them():
    words = vocabulary()

    assert {"visually-hidden", "btn-primary", "form-control"} <= words.classes
    assert not {"accordion", "carousel", "endif", "translate"} & words.classes


def test_what_is_kept_besides_is_some_of_bootstrap():
    text = used()

    assert [name for name in KEPT if f".{name}" not in text] == []
