"""Citations taken apart: every reference of ISO in the ways in which people write it, drafts, supplements, others."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.management.commands.measure_references import FORMS, is_read
from standards.reading import urns
from standards.reading.citations import Citation, read
from standards.reading.clause_numbers import NotAClause
from standards.reading.supplements import Supplement

HERE = Path(__file__).parent


def lines(name):
    found = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if not line.startswith("# ")]


IDENTIFIERS = [tuple(part.strip() for part in line.split(" | ")) for line in lines("identifiers.txt")]
PIECES = [
    *sorted({piece for typed, _said in IDENTIFIERS for piece in typed.split()}),
    " ",
    "/",
    "-",
    ":",
    "(",
    "(E)",
    "1",
]


def said(citation: Citation | None) -> str:
    """A citation as the table of identifiers writes it."""
    if citation is None:
        return "nothing"
    parts = [
        citation.owner and f"of {citation.owner}:",
        "/".join(sorted(citation.publishers, key=lambda name: (name != "ISO", name))),
        citation.standard,
        "" if citation.owner or not citation.year else str(citation.year),
        f"ed. {citation.edition}" if citation.edition else "",
        f"{citation.stage}.{citation.iteration}" if citation.iteration else citation.stage,
        "/".join(map(str, citation.supplements)),
        citation.clause and f"cl. {citation.clause}",
        citation.rest and f"? {citation.rest}",
    ]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize("name", FORMS)
def test_every_reference_is_read_without_remainder_in_every_way_of_writing(name):
    form, dated = FORMS[name], name != "without the year"

    assert [form(one) for one in lines("references.txt") if not is_read(one, form(one), dated=dated)] == []


@pytest.mark.parametrize(("typed", "expected"), IDENTIFIERS, ids=[typed for typed, _said in IDENTIFIERS])
def test_an_identifier_is_taken_apart(typed, expected):
    assert said(read(typed)) == expected


def test_an_identifier_stands_once_in_the_table():
    assert len({typed for typed, _said in IDENTIFIERS}) == len(IDENTIFIERS)


@pytest.mark.parametrize(
    "urn",
    [
        "urn:iso:std:iso-iec:17025:ed-3",
        "urn:iso:std:iso:9999:-1:ed-2:amd:1",
        "urn:iso:std:iso:9999:-1:ed-2:amd:1:cor:1",
        "urn:iso:std:iso-iec:tr:9999:-1:ed-1",
        "urn:iso:std:iso:105:-b07:ed-1",
        "urn:iso:std:iso-iec:17065:stage-50.20:ed-2",
    ],
)
def test_a_urn_is_written_as_it_was_read(urn):
    found = urns.read(urn)

    assert urn == urns.written(
        publisher="/".join(sorted(found.publishers, reverse=True)),
        type=found.type or "IS",
        number=found.number,
        part=found.part,
        stage="50.20" if found.is_draft else "",
        edition=found.edition,
        supplements=found.supplements,
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"publisher": "ISO/SAE"},
        {"edition": None},
        {"supplements": [Supplement("Ext", 1)]},
        {"supplements": [Supplement("Suppl", None, 1994)]},
    ],
)
def test_no_urn_is_made_up_where_the_rfc_has_none(facts):
    whole = {"publisher": "ISO", "type": "IS", "number": "1", "part": "", "stage": "", "edition": 1, "supplements": []}

    assert urns.written(**whole | facts) == ""


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).map(lambda text: (text * 8000)[:8000]))
@settings(deadline=500)
def test_no_citation_takes_long_however_its_words_repeat(typed):
    with contextlib.suppress(NotAClause):
        read(typed)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_answered(typed):
    assert isinstance(read(typed), Citation | None)
