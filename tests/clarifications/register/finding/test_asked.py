"""What was typed into a search is taken apart: standard, clauses, our own numbers, phrases, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clarifications.register.finding.asked import TypedSearch, read


def taken_apart(text: str) -> tuple[str, str, str]:
    """The standard with its year, the clauses, the words."""
    asked = read(text)
    year = f":{asked.citation.year}" if asked.citation and asked.citation.year else ""
    standard = f"{asked.citation.standard}{year}" if asked.citation else ""
    return standard, ", ".join(str(one) for one in asked.clauses), " ".join(word.full for word in asked.words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISO/IEC 17025:2017, 7.8.6", ("17025:2017", "7.8.6", "")),
        ("cl. 7.8.6.1 of 17025", ("17025", "7.8.6.1", "of")),
        ("17025-7.8.8", ("17025", "7.8.8", "")),
        ("ISO17025 7.7.2", ("17025", "7.7.2", "")),
        ("DIN EN ISO/IEC 17020 Abschnitt 6.1", ("17020", "6.1", "")),
        ("§ 4.2 17065", ("17065", "4.2", "")),
        ("17025 cl 7.8.3.1(b)", ("17025", "7.8.3.1 b)", "")),
        ("guide 65 clause 12", ("Guide 65", "12", "")),
        ("17025:2017 Annex A", ("17025:2017", "Annex A", "")),
        ("clause 7.8.2.2", ("", "7.8.2.2", "")),
        ("annex a.1", ("", "A.1", "")),
        ("6.2.6b", ("", "6.2.6 b)", "")),
        ("7.8.6, 7.1.3", ("", "7.8.6, 7.1.3", "")),
        ("17065 7.6 automated decision", ("17065", "7.6", "automated decision")),
        ("automated decision 7.6 17065", ("17065", "7.6", "automated decision")),
        ("who decides under clause 7.6 of 17065?", ("17065", "7.6", "who decides under of")),
        ("customer data 17025", ("17025", "", "customer data")),
        ("2017 17025 report", ("17025", "", "report n2017x")),
        ("12 months validity", ("", "", "n12x months validity")),
        ("as is", ("", "", "as is")),
        ("§ 7 and 8 impartiality", ("", "7, 8", "impartiality")),
        ("report under clauses 7.8.2, 7.8.6 and 8 of 17025", ("17025", "7.8.2, 7.8.6, 8", "report under of")),
        ("clause 7 and 12 months", ("", "7", "and n12x months")),
        ("samples 5000 km away", ("", "", "samples n5000x km away")),
        ("1000 samples", ("", "", "n1000x samples")),
        ("ISO 5000 samples", ("5000", "", "samples")),
        ("IAF MD 5", ("", "", "iaf md n5x")),
    ],
)
def test_citation_and_words_are_read_apart(text, expected):
    assert taken_apart(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("ISO/IEC 17025:2017, clarification 4", 4, "clarification"),
        ("17025 clarification no. 12", 12, "clarification"),
        ("Clarification 2 on 17024", 2, "clarification"),
        ("guide 61 interpretation 1", 1, "interpretation"),
        ("clarification 4", None, ""),
        ("17025 clarification of 7.8", None, ""),
    ],
)
def test_our_own_citation_is_known(text, number, kind):
    asked = read(text)

    assert (asked.number, asked.kind) == (number, kind)


@pytest.mark.parametrize(
    "text",
    [
        "17025-2017-3",
        "/clarifications/17025-2017-3/",
        "https://clarifications.example/clarifications/17025-2017-3/v2/",
        "see https://clarifications.example/clarifications/17025-2017-3/fr/ please",
    ],
)
def test_an_address_of_a_record_is_known(text):
    assert read(text).slugs == ("17025-2017-3",)


@pytest.mark.parametrize("written", ["cr-2026-0012", "CR 2026 12", "CR2026-0012", "cr 2026/012", "CR-2026-12"])
def test_a_reference_of_a_request_is_known_however_it_is_written(written):
    assert read(f"what became of {written}").references == ("CR-2026-0012",)


@pytest.mark.parametrize("written", ["CR 12", "CRM 2026 12", "CR 2026", "2026-0012"])
def test_what_is_no_reference_is_none(written):
    assert read(written).references == ()


@pytest.mark.parametrize("text", ["GB/T 27025-2019", "IAF MD 4:2023", "EA-4/02 (2013)"])
def test_the_year_of_a_document_of_another_publisher_is_no_word(text):
    asked = read(text)

    assert not any(
        "x20" in word.full or word.full.startswith("n20") for word in (*asked.words, *asked.words_of_citation)
    )


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»"])
def test_phrases_and_what_must_not_occur(marks):
    asked = read(f"images {marks.format('decision rule')} -camera -{marks.format('live video')}")

    assert [[word.full for word in words] for words in asked.phrases] == [["decision", "rule"]]
    assert sorted(word.full for words in asked.without for word in words) == ["camera", "live", "video"]
    assert [word.full for word in asked.words] == ["images"]


def test_a_hyphen_within_a_word_or_between_blanks_takes_nothing_away():
    assert read("re-certification - persons 17021-1").without == ()


@given(st.text())
def test_any_text_is_read(text):
    assert isinstance(read(text), TypedSearch)
