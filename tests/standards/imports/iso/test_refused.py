"""Files that cannot be imported: what is said of them, and every table as it was."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from standards.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(files, imported, all_tables):
    """A catalogue that an import must leave as it is; its tables."""
    imported(
        files.jsonl(
            files.committee(50, "ISO/TC 1"),
            files.deliverable(1, "ISO 1:2000", currentStage=9599, replacedBy=[2]),
            files.deliverable(2, "ISO 1:2020"),
        ),
        as_of="2026-09-01",
    )
    return all_tables()


def good(files):
    """Lines that would change every table."""
    return [
        files.committee(50, "ISO/TC 1", title={"en": "Threads"}),
        files.committee(60, "ISO/TC 60"),
        files.deliverable(1, "ISO 1:2001", replaces=[3], replacedBy=None),
        files.deliverable(3, "ISO 3:2020", ownerCommittee="IIW"),
    ]


def refused(imported, *paths, **options):
    with pytest.raises(CommandError) as wrong:
        imported(*paths, **options)
    assert wrong.value.returncode == 1
    return str(wrong.value)


def test_a_file_that_is_cut_off_changes_nothing(files, imported, before, all_tables):
    whole = "".join(f"{json.dumps(line)}\n" for line in [*good(files), *[files.deliverable(9, "ISO 9:1999")] * 500])
    path = files.raw(gzip.compress(whole.encode())[:-9], "cut.gz")

    said = refused(imported, path, skip_bad=True)

    assert said.startswith("Nothing was imported. cut.gz: damaged or cut off after line ")
    assert all_tables() == before


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "x: the file is empty."),
        (b'[{"id": 1}]', "x: one JSON list; a file has one object a line."),
        ("\N{BYTE ORDER MARK}identifier,parent,titleEn\n01,,x\n".encode(), "x: the columns “id” and “reference” are"),
        ("id,reference\n".encode("utf-16"), "x: the columns “id” and “reference” are missing; the head line says: "),
        (b"id,deliverableType,reference\n", "x: there is nothing in it."),
    ],
    ids=["empty", "list", "ICS", "UTF-16", "head line alone"],
)
def test_a_file_of_another_kind_changes_nothing_though_another_file_is_good(
    files, imported, before, all_tables, content, fault
):
    said = refused(imported, files.jsonl(*good(files)), files.raw(content, "x"), skip_bad=True)

    assert said[: len(fault) + 22] == f"Nothing was imported. {fault}"
    assert all_tables() == before


@pytest.mark.parametrize("as_of", ["2026-10-01", ""])
def test_what_is_no_file_is_refused(files, imported, before, all_tables, as_of):
    said = [
        refused(imported, files.jsonl(*good(files)), path, as_of=as_of) for path in (files.path, files.path / "none")
    ]

    assert said == [
        "Nothing was imported. open-data: Is a directory.",
        "Nothing was imported. none: No such file or directory.",
    ]
    assert all_tables() == before


BAD = {
    "Latin-1": ('{"id": 5, "title": "é"}\n'.encode("latin-1"), "not UTF-8 at byte 20."),
    "UTF-16 without a mark": ('{"id": 5}'.encode("utf-16-le"), "not JSON: "),
    "a line of 40 MB": (b'{"id": 5, "title": "' + b"x" * 40_000_000 + b'"}\n', "longer than 1,000,000 bytes."),
    "deeply nested": (b'{"id":' * 50_000 + b"\n", "not JSON: maximum recursion depth exceeded"),
    "not JSON": (b"{'id': 5}\n", "not JSON: Expecting property name"),
    "no object": (b"5\n", "not a JSON object."),
    "another kind": (b'{"identifier": "01"}\n', "the reference is missing."),
    "duplicate id": ({"id": 3, "reference": "ISO 5:2000"}, "the id 3 stands there twice, first in line 4 of n."),
    "duplicate reference": ({"reference": "ISO 3:2020"}, "the reference ISO 3:2020 stands there twice, also with the"),
    "taken reference": ({"reference": "ISO 1:2020"}, "the reference ISO 1:2020 is that of the id 2 in the catalogue."),
    "replaces itself": ({"replaces": [5]}, "it replaces itself, through others: ISO 5:2000 → ISO 5:2000."),
    "circle of two": ({"replaces": [7], "replacedBy": [7]}, "it replaces itself, through others: ISO 5:2000 → 7 → "),
    "unknown stage": ({"currentStage": 7000}, "the stage 7000 is not a harmonized stage code."),
    "date 0000": ({"publicationDate": "0000"}, "“publicationDate”: year 0 is out of range"),
    "month 13": ({"publicationDate": "2020-13-01"}, "“publicationDate”: month must be in 1..12"),
    "id 0": ({"id": 0}, "the id is missing."),
    "negative id": ({"id": -5}, "“id” is '-5'; it should be a whole number"),
    "float": ({"id": 5.0}, "“id” is '5.0'; it should be a whole number"),
    "too large": ({"id": 2**31}, "“id” is '2147483648'; it should be a whole number"),
    "NUL": ({"title": {"en": "a\0"}}, "“en” holds a character that cannot be stored."),
    "lone surrogate": ({"title": {"en": "\ud800"}}, "“en” holds a character that cannot be stored."),
    "long title": ({"title": {"en": "x" * 2000}}, "“en” has 2000 characters; 1000 are the most."),
    "long number": ({"reference": f"ISO {'1' * 50}:2000"}, "the reference “ISO 111"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_line_that_cannot_be_used_is_named_and_the_rest_goes_on_only_if_asked_for(
    files, imported, before, all_tables, capsys, name
):
    line, reason = BAD[name]
    if isinstance(line, dict):
        line = files.deliverable(5, "ISO 5:2000") | line
    path = files.jsonl(*good(files), line, name="n")

    said = refused(imported, path)
    lines, after = capsys.readouterr().err.splitlines(), all_tables()
    imported(path, skip_bad=True)

    assert said == "Nothing was imported. 1 lines cannot be used; --skip-bad leaves them out."
    assert [row[: len(reason) + 11] for row in lines] == [f"n, line 5: {reason}"]
    assert after == before
    assert sorted(Edition.objects.values_list("reference", flat=True)) == ["ISO 1:2001", "ISO 1:2020", "ISO 3:2020"]


def test_rows_of_csv_with_missing_or_surplus_cells_are_named(files, imported, before, all_tables, capsys):
    path = files.csv(files.deliverable(3, "ISO 3:2020"), name="n.csv")
    path.write_bytes(path.read_bytes() + b"4,IS\r\n" + b"5,IS,,ISO 5:2000" + b"," * 20 + b"\r\n")

    said = refused(imported, path)

    assert said == "Nothing was imported. 2 lines cannot be used; --skip-bad leaves them out."
    assert capsys.readouterr().err.splitlines() == [
        "n.csv, line 3: 2 cells under 16 columns.",
        "n.csv, line 4: 24 cells under 16 columns.",
    ]
    assert all_tables() == before


def test_a_circle_of_the_file_with_what_we_hold_is_refused(files, imported, before, all_tables, capsys):
    path = files.jsonl(files.deliverable(1, "ISO 1:2000", replaces=[2]), *good(files)[:2], name="n")

    refused(imported, path)

    assert capsys.readouterr().err == ("n, line 1: it replaces itself, through others: ISO 1:2000 → 2 → ISO 1:2000.\n")
    assert all_tables() == before


def test_a_succession_may_be_turned_round_by_a_file_that_speaks_of_both(files, imported, before):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000", replaces=[2]), files.deliverable(2, "ISO 1:2020")))

    assert [row.reference for row in Edition.objects.get(iso_id=1).replaces.all()] == ["ISO 1:2020"]


def test_lines_that_were_left_out_are_named_and_written_down(files, imported, before, capsys):
    path = files.jsonl(b"{\n", *good(files), name="n")

    call_command("import_iso_open_data", str(path), "--skip-bad", "--as-of", "2026-10-01")

    assert capsys.readouterr().err.splitlines() == [
        "left out: n, line 1: not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)."
    ]


def test_a_day_that_is_none_is_refused(files, before, all_tables):
    with pytest.raises(CommandError, match=r"'01\.10\.2026' is not a day like 2026-09-23"):
        call_command("import_iso_open_data", str(files.jsonl(*good(files))), "--as-of", "01.10.2026")

    assert all_tables() == before
