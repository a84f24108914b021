"""Where a person may be named in a text: in any case, accents and order; no other word, no part of a word."""

import pytest

from clarifications.erasure.finding import Sought, found


def words(text, *names, addresses=(), phrases=(), is_own=False):
    sought = Sought(frozenset(names), frozenset(addresses), frozenset(phrases), is_own)
    return [text[start:end] for start, end in found(text, sought)]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("Ask Max Example, or max.", "Max Example", ["Max Example", "max"]),
        ("EXAMPLE, MAX asks", "Max Example", ["EXAMPLE, MAX"]),
        ("Maxime takes the maximum for example’s sake", "Max Example", ["example"]),
        ("Max’s own view", "Max", ["Max"]),
        ("Jose and Jose\u0301 and JOSÉ", "José", ["Jose", "Jose\u0301", "JOSÉ"]),
        ("Stra\u00dfe and STRASSE", "Straße", ["Stra\u00dfe", "STRASSE"]),
        ("\uff2d\uff41\uff58 in wide signs", "Max", ["\uff2d\uff41\uff58"]),
        ("田中さんに尋ねる", "田中", ["田中"]),
        ("Jean\u2011Luc O\u2019Neill wrote", "Jean-Luc O'Neill", ["Jean\u2011Luc O\u2019Neill"]),
        ("This will do; will it?", "Will", ["will", "will"]),
        ("M. asks, Dr. too", "Dr. M. Wu", []),
        ("No name at all", "", []),
    ],
)
def test_a_name_is_found_however_it_is_written(text, name, places):
    assert words(text, name) == places


def test_an_address_is_found_and_one_that_holds_the_name():
    text = "From rita@member.example, or rita.smith@home.example, not from max@member.example."

    assert words(text, "Rita", addresses=["rita@member.example"]) == [
        "rita@member.example",
        "rita.smith@home.example",
    ]


def test_in_own_texts_any_address_and_number_may_be_theirs():
    text = "Call +41 22 749 01 11 or tel. 022/7490111, or write to office@home.example. ISO/IEC 17025:2017, 2026-11-27."

    assert words(text, "Rita", is_own=True) == ["Call +41 22 749 01 11", "tel. 022/7490111", "office@home.example"]
    assert words(text, "Rita") == []


def test_of_a_phrase_no_part_means_anything():
    assert words("A laboratory asks; Laboratory of Norland too", phrases=["Laboratory of Norland"]) == [
        "Laboratory of Norland"
    ]


def test_a_long_text_without_any_is_looked_through_quickly():
    assert words("a" * 100_000 + " " + "0 " * 50_000, "Max", is_own=True) == []
