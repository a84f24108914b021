"""Clause numbers: every form in which people write them, and what they are told about what is none."""

import contextlib
import random
import time

import pytest

from standards.reading.clause_addresses import from_slug
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse, parse_list

READ = [
    ("7.8.2.1", "7.8.2.1"),
    ("15", "15"),
    ("3.10", "3.10"),
    ("0.1", "0.1"),
    (" 7.8 ", "7.8"),
    ("7.8.", "7.8"),
    ("“7.8”", "7.8"),
    ("(7.8)", "7.8"),
    ("\uff17\uff0e\uff18", "7.8"),
    ("7.8\u200b.2", "7.8.2"),
    ("7\u00ad.8", "7.8"),
    ("clause 7.8", "7.8"),
    ("Clauses 7.8", "7.8"),
    ("Cl. 4.1", "4.1"),
    ("cl 4.1", "4.1"),
    ("sub-clause 4.1", "4.1"),
    ("Subclause 4.1.2", "4.1.2"),
    ("§ 9.2.3", "9.2.3"),
    ("§9.2.3", "9.2.3"),
    ("§§ 9.2", "9.2"),
    ("section 9", "9"),
    ("term 3.10", "3.10"),
    ("requirement 6.4.1", "6.4.1"),
    ("article 7.8", "7.8"),
    ("Abschnitt 4.2", "4.2"),
    ("Ziffer 4.2", "4.2"),
    ("paragraphe 5.1", "5.1"),
    ("apartado 5.3", "5.3"),
    ("cláusula 5.3", "5.3"),
    ("6.2.1 d)", "6.2.1 d)"),
    ("6.2.1d)", "6.2.1 d)"),
    ("6.2.1d", "6.2.1 d)"),
    ("6.2.1 d", "6.2.1 d)"),
    ("6.2.1 D)", "6.2.1 d)"),
    ("6.2.1.d", "6.2.1 d)"),
    ("6.2.1.d)", "6.2.1 d)"),
    ("6.2.1 (d)", "6.2.1 d)"),
    ("6.2.1(d)", "6.2.1 d)"),
    ("6.2.1 ( d )", "6.2.1 d)"),
    ("6.2.1, item d", "6.2.1 d)"),
    ("6.2.1 lit. d", "6.2.1 d)"),
    ("§ 9.2.3 b", "9.2.3 b)"),
    ("6.2.1 d) 2)", "6.2.1 d) 2)"),
    ("6.2.1 (d)(2)", "6.2.1 d) 2)"),
    ("6.2.1 d) 2) ii)", "6.2.1 d) 2) ii)"),
    ("6.2.1 a) i)", "6.2.1 a) i)"),
    ("6.2.1 i)", "6.2.1 i)"),
    ("6.2.1 2)", "6.2.1 2)"),
    ("Annex B", "Annex B"),
    ("annex b", "Annex B"),
    ("Appendix B", "Annex B"),
    ("Annexe B", "Annex B"),
    ("Anhang C", "Annex C"),
    ("Anexo A", "Annex A"),
    ("B.1", "B.1"),
    ("b.1", "B.1"),
    ("Annex B.1", "B.1"),
    ("Annex B, B.1", "B.1"),
    ("Annex B B.1.2", "B.1.2"),
    ("B.1 a)", "B.1 a)"),
    ("Annex A a)", "Annex A a)"),
    ("7.8.2.1 NOTE 2", "7.8.2.1 NOTE 2"),
    ("7.8.2.1, note 2", "7.8.2.1 NOTE 2"),
    ("7.8.2.1 NOTE", "7.8.2.1 NOTE"),
    ("3.10 Note 1 to entry", "3.10 NOTE 1"),
    ("6.2.1 d) NOTE", "6.2.1 d) NOTE"),
    ("4.2 Anmerkung 1", "4.2 NOTE 1"),
    ("Table 1", "Table 1"),
    ("Tabelle 1", "Table 1"),
    ("Table A.1", "Table A.1"),
    ("Fig. 2", "Figure 2"),
    ("Figure B.3", "Figure B.3"),
    ("Introduction", "Introduction"),
    ("Foreword", "Foreword"),
    ("999.1", "999.1"),
    ("1.2.3.4.5.6.7.8", "1.2.3.4.5.6.7.8"),
]


@pytest.mark.parametrize(("text", "canonical"), READ)
def test_every_way_of_writing_a_clause_has_one_form(text, canonical):
    assert parse(text).canonical == canonical


@pytest.mark.parametrize("canonical", sorted({canonical for _text, canonical in READ}))
def test_the_one_form_is_read_as_itself_and_from_its_address(canonical):
    clause = parse(canonical)

    assert (parse(clause.canonical), from_slug(clause.slug)) == (clause, clause)


@pytest.mark.parametrize(
    ("canonical", "slug"),
    [
        ("7.8.2.1", "7.8.2.1"),
        ("6.2.1 d)", "6.2.1-d"),
        ("6.2.1 d) 2) ii)", "6.2.1-d-2-ii"),
        ("Annex B", "annex-b"),
        ("B.1", "b.1"),
        ("B.1 a)", "b.1-a"),
        ("7.8.2.1 NOTE 2", "7.8.2.1-note-2"),
        ("7.8.2.1 NOTE", "7.8.2.1-note"),
        ("Table A.1", "table-a.1"),
        ("Introduction", "introduction"),
    ],
)
def test_an_address_is_lower_case_with_dashes(canonical, slug):
    assert parse(canonical).slug == slug


@pytest.mark.parametrize(
    "slug", ["", "-", "7..2", "07.2", "annex", "ANNEX-B", "6.2.1-", "6.2.1d", "7.2-7.3", "note", "a" * 300]
)
def test_another_address_than_ours_names_no_clause(slug):
    with pytest.raises(NotAClause):
        from_slug(slug)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("7..2", "7.2"),
        ("7.8..2", "7.8.2"),
        ("7. 8", "7.8"),
        ("7 .8", "7.8"),
        ("7,2", "7.2"),
        (".7.2", "7.2"),
        ("07.2", "7.2"),
        ("7.02", "7.2"),
        ("7.8.6 Reporting statements of conformity", "7.8.6"),
        ("4.1 of the standard", "4.1"),
        ("ISO/IEC 17025:2017, 7.8", "7.8"),
        ("17025:2005 cl 4.1", "4.1"),
        ("ISO 17021-1 9.2.3 b", "9.2.3 b)"),
        ("A", "Annex A"),
        ("B1", "B.1"),
        ("abc", None),
        ("", None),
        ("   ", None),
        ("7.x", None),
        ("clause", None),
        ("Annex", None),
        ("d)", None),
        ("-7", None),
        ("7.8-", None),
        ("1000.1", None),
        ("12345", None),
        ("1.2.3.4.5.6.7.8.9", None),
        ("7\x002", None),
        ("7.2\ud800", None),
        ("<b>7.2</b>", None),
        ("🙂", None),
        ("\u0667.\u0662", None),
    ],
)
def test_what_is_no_clause_is_refused_with_what_was_perhaps_meant(text, suggestion):
    with pytest.raises(NotAClause) as refusal:
        parse(text)

    assert refusal.value.suggestion == suggestion


def test_the_refusal_says_what_was_read_and_what_was_perhaps_meant():
    with pytest.raises(NotAClause) as refusal:
        parse("7..2")

    assert refusal.value.message == "“7..2” is not a clause number. Did you mean 7.2?"


def test_the_refusal_of_nothing_says_what_to_name():
    with pytest.raises(NotAClause) as refusal:
        parse(" ")

    assert refusal.value.message == "Name a clause, for example 7.8.2.1, 6.2.1 d) or Annex B."


def test_the_refusal_repeats_neither_control_characters_nor_long_texts():
    with pytest.raises(NotAClause) as refusal:
        parse("x\x1b[31m" + "y" * 300)

    assert refusal.value.text == "x[31m" + "y" * 54 + "…"


def test_clauses_sort_as_they_stand_in_a_standard():
    in_order = [
        "Foreword",
        "Introduction",
        "1",
        "3.9",
        "3.10",
        "3.10 NOTE 1",
        "4",
        "6.2.1",
        "6.2.1 a)",
        "6.2.1 d)",
        "6.2.1 d) 2)",
        "6.2.1 e)",
        "6.2.1 NOTE 1",
        "6.2.1.1",
        "6.2.2",
        "9.9",
        "9.10",
        "10",
        "Annex A",
        "A.1",
        "A.10",
        "Annex B",
        "B.1",
        "Table 1",
        "Table A.1",
        "Figure 1",
    ]

    found = sorted(random.Random(7).sample(in_order, len(in_order)), key=lambda text: parse(text).sort_key)

    assert found == in_order


def test_the_sort_key_is_digits_alone_so_that_every_collation_sorts_alike():
    assert {parse(canonical).sort_key.isdigit() for _text, canonical in READ} == {True}


def test_the_key_of_a_part_begins_with_the_key_of_its_whole():
    whole, parts = parse("7.8"), [parse("7.8.2.1"), parse("7.8 b)"), parse("7.8 NOTE 1")]

    assert [part.sort_key.startswith(whole.sort_key) for part in parts] == [True, True, True]
    assert parse("7.80").sort_key.startswith(whole.sort_key) is False


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("7.8.2", ["7.8", "7"]),
        ("6.2.1 d) 2)", ["6.2.1 d)", "6.2.1", "6.2", "6"]),
        ("B.1", ["Annex B"]),
        ("Table A.1", []),
        ("Introduction", []),
    ],
)
def test_a_clause_knows_what_it_is_part_of(text, parents):
    found, clause = [], parse(text)
    while clause := clause.parent:
        found.append(clause.canonical)

    assert found == parents


@pytest.mark.parametrize(
    "text",
    [
        "7." * 100_000,
        "a" * 200_000,
        "7.2, " * 399,
        "(" * 1999,
        " " * 1999,
        "and " * 499,
        ".," * 999,
        "6.2.1 " + "a) " * 600,
        "1-" * 999,
        "7.1 to " * 280,
        "clause " * 280,
        "ﷺ" * 1999,
        "iso/" * 499,
    ],
)
@pytest.mark.parametrize("read", [parse, parse_list])
def test_no_text_takes_long(read, text):
    begin = time.process_time()

    with contextlib.suppress(NotAClause):
        read(text)

    assert time.process_time() - begin < 0.25
