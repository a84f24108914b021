"""Which characters stay in a text, in a line and in an address: what no XML may hold goes, what people write stays."""

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standards.reading.characters import UNFIT, address, is_no_domain, one_line, plain, plain_in, says_something

# Any code point at all, those that mean nothing more often than they come.
TEXTS = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\x00\x0b\x85\ufeff\ufffe\uffff\ufdd0\U0010ffff\r\n")
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\ufffeb\uffffc\ufdd0d\ufdefe\U0001fffef\U0010ffffg", "abcdefg"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("\ufeffbegun by an editor", "begun by an editor"),
        ("tab\tand\nline", "tab\tand\nline"),
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("  indented\n\n  twice  ", "  indented\n\n  twice  "),
        ("مرحبا \u200fשלם \u202aab\u202c", "مرحبا \u200fשלם \u202aab\u202c"),
        ("می\u200cروم 👩\u200d🔬 é 日本語 नमस्ते", "می\u200cروم 👩\u200d🔬 é 日本語 नमस्ते"),
        ("<b>**bold**</b> \u2212 20 °C, U+FFFD \ufffd", "<b>**bold**</b> \u2212 20 °C, U+FFFD \ufffd"),
    ],
)
def test_a_text_loses_what_no_page_can_show_and_nothing_else(typed, kept):
    assert plain(typed) == kept


@given(TEXTS)
@example("\r\x00\n")
def test_a_plain_text_is_plain_and_a_document_can_hold_it(text):
    shown = plain(text)

    root = ElementTree.fromstring(f"<p>{shown.replace('&', '&amp;').replace('<', '&lt;')}</p>".encode())
    assert plain(shown) == shown
    assert (root.text or "") == shown


@given(TEXTS)
def test_nothing_that_can_be_seen_is_lost(text):
    kept = [sign for sign in text if unicodedata.category(sign)[0] not in "CZ"]

    assert [sign for sign in plain(text) if unicodedata.category(sign)[0] not in "CZ"] == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\n words\x00 ", "two words"),
        ("De\u00adci\u200bsion\u2060 rules\ufeff", "Decision rules"),
        ("Rita \u202eelpmaxE\u202c", "Rita elpmaxE"),
        ("Rita \u2067אב\u2069 Example", "Rita \u2067אב\u2069 Example"),
        ("Rita \u2067אב Example", "Rita אב Example"),
        ("Rita \u2069אב\u2067 Example", "Rita אב Example"),
        ("می\u200cروم 👩\u200d🔬 שלם\u200f!", "می\u200cروم 👩\u200d🔬 שלם\u200f!"),
        ("non\u00a0breaking  blanks", "non breaking blanks"),
        ("\u200d\u200e \u200b", ""),
    ],
)
def test_a_line_loses_what_only_confuses_in_a_name(typed, kept):
    assert one_line(typed) == kept


@given(TEXTS)
def test_a_line_stays_as_it_is_and_is_one(text):
    shown = one_line(text)

    assert one_line(shown) == shown
    assert len(shown.splitlines()) <= 1
    assert UNFIT.search(shown) is None


UNSEEN = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
UNSEEN += "\u2066\u2067\u2068\u2069\ufe0f\ufeff\x00\x07\uffff"


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("written", ["{}rita@member.example", "ri{}ta@member.example", "rita@mem{}ber.example{}"])
def test_an_address_loses_what_is_not_seen(unseen, written):
    assert address(written.replace("{}", unseen)) == "rita@member.example"


def test_an_address_is_written_in_one_way_and_keeps_its_letters():
    assert address(" Rita@exa\u0308mple.example\n") == "Rita@exämple.example"
    assert address("\uff52ita@member.example") == "\uff52ita@member.example"


@pytest.mark.parametrize(
    "domain", ["member.example", "Member.Example", "exämple.example", "ÄX.example", "例え.example"]
)
def test_a_domain_of_letters_is_one(domain):
    assert is_no_domain(domain) is False


@pytest.mark.parametrize(
    "domain", ["\uff4dember.example", "member\u2024example", "member\u3002example", "straße.example", "é..example"]
)
def test_a_domain_that_is_another_one_to_mail_servers_is_none(domain):
    assert is_no_domain(domain) is True


@pytest.mark.parametrize(("text", "seen"), [("", False), (" \n\u200d\u00a0", False), ("\u200dא", True), ("…", True)])
def test_a_text_says_something_where_there_is_something_to_see(text, seen):
    assert says_something(text) is seen


def test_every_text_of_a_file_is_plain():
    found = {"na\x00me": ["a\uffff", 1, None, True, {"b": "c\r\n"}]}

    assert plain_in(found) == {"name": ["a", 1, None, True, {"b": "c\n"}]}
