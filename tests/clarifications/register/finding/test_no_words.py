"""What is no word is looked for nowhere: markup, runs of signs, references of requests of which nothing is public."""

import pytest

from clarifications.register.finding.search import search
from clarifications.register.pieces import Origin
from tests.builders import received
from tests.clarifications.register.finding.found import titles
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["<script>", "</b>", "???", "=1'--", "' 1=1 --", "{{7*7}}", "<!-- 1 -->"])
def test_of_what_is_no_word_nothing_is_looked_for(record_about, typed):
    record_about("Script 1 of 7")

    assert (titles(typed), search(typed).asked.elsewhere) == ([], "")


def test_markup_around_words_is_left_out(record_about):
    record_about("Images")

    assert titles("<b>images</b>") == titles('<a href="x">images</a>') == ["Images"]


def test_a_reference_of_which_nothing_is_public_is_unknown_and_no_reason_to_look_elsewhere(record_about):
    register = Register()
    published = register.add("Images").clarification.reference
    pending = register.pending("Seals").clarification.reference
    private = received(register.case(), subject="Secret").clarification.reference

    found = {one: search(one) for one in (published, pending, private, "CR-2026-001", "cr-1999-1234")}

    assert [one for one, asked in found.items() if asked.unknown_references] == [
        published,
        private,
        "CR-2026-001",
        "cr-1999-1234",
    ]
    assert [(asked.records, asked.asked.elsewhere) for asked in found.values()] == [([], "")] * 5
    assert search(f"{private} images").unknown_references == [private]


def test_a_reference_that_stands_in_a_text_finds_it():
    Register().historic("Images", origin=Origin("A list", identifier="CR-17"))

    assert (titles("CR-17"), search("cr-17").unknown_references) == (["Images"], [])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("images 17 months", "“17” and “months”"),
        ("images 7 . 8 . 6", "“7”, “8” and “6”"),
        ("images 17025,7,8", "“17025”, “7” and “8”"),
        ("images AB-17", "“AB” and “17”"),
        ("images 不定", "“不” and “定”"),
        ("images неопределенность", "“неопределенность”"),
        ("images Prüfbericht", "“Prüfbericht”"),
        ("images Annex Q", "“Annex Q”"),
    ],
)
def test_what_stands_nowhere_is_said_as_it_was_typed(record_about, typed, said):
    record_about("Images")

    assert search(typed).unknown_in_words == said
