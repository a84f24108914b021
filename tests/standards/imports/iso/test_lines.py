"""Reading files line by line: JSONL and CSV, plain and gzipped, and what is wrong with some."""

import gzip
import tracemalloc

import pytest

from standards.imports.iso.lines import BrokenFile, FileLine, Refusal, read

PACKED = gzip.compress(b'{"id": 1}\n' * 9, mtime=0)


def said(path):
    """What each line of a file says, or why it cannot be used."""
    return [line.values if isinstance(line, FileLine) else (line.number, line.reason) for line in read(path)]


@pytest.mark.parametrize("packed", [False, True])
def test_jsonl_is_read_whether_or_not_it_is_packed(files, packed):
    assert said(files.jsonl({"id": 1}, {"id": 2}, packed=packed)) == [{"id": 1}, {"id": 2}]


def test_empty_lines_of_jsonl_count_but_say_nothing(files):
    assert list(read(files.jsonl(b"\n  \n", {"id": 1}, b"\r\n", b"x\n", name="a"))) == [
        FileLine("a", 3, {"id": 1}),
        Refusal("a", 5, "not JSON: Expecting value: line 1 column 1 (char 0)."),
    ]


def test_jsonl_may_begin_with_a_byte_order_mark(files):
    assert said(files.jsonl(b"\xef\xbb\xbf", {"id": 1})) == [{"id": 1}]


def test_a_last_line_without_an_end_counts(files):
    assert said(files.raw(b'{"id": 1}\n{"id": 2}')) == [{"id": 1}, {"id": 2}]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[1]\n", "not a JSON object."),
        (b"7\n", "not a JSON object."),
        (b'{"id": \n', "not JSON: Expecting value: line 2 column 1 (char 8)."),
        ('{"id": "é"}\n'.encode("latin-1"), "not UTF-8 at byte 8."),
        (b'{"id": ' + b"9" * 5000 + b"}\n", "not JSON: Exceeds the limit (4300 digits) for integer string conversion"),
        (b'{"id": ' + b"[" * 100_000 + b"}\n", "not JSON: maximum recursion depth exceeded"),
    ],
)
def test_a_line_that_is_no_object_is_refused_and_the_next_is_read(files, line, reason):
    first, bad, last = said(files.jsonl({"id": 1}, line, {"id": 3}))

    assert (first, bad[0], bad[1][: len(reason)], last) == ({"id": 1}, 2, reason, {"id": 3})


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_of_forty_megabytes_is_refused_without_being_held(files, packed):
    path = files.path / "long"
    with gzip.open(path, "wb", 1) if packed else path.open("wb") as sink:
        sink.write(b'{"id": 1}\n{"title": "')
        for _ in range(40):
            sink.write(b"x" * 1_000_000)
        sink.write(b'"}\n{"id": 3}\n')
    tracemalloc.start()

    found = said(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == [{"id": 1}, (2, "longer than 1,000,000 bytes."), {"id": 3}]
    assert most < 8_000_000


def test_a_file_of_one_endless_line_is_refused_as_one_line(files):
    assert said(files.raw(b"x" * 3_000_000)) == [(1, "longer than 1,000,000 bytes.")]


def test_csv_nests_what_its_columns_say(files):
    path = files.raw(b"reference,title.en,title.fr,id,extra\r\nISO 1,One,,1,?\r\n\r\nISO 2,,Deux,2,\r\n")

    assert said(path) == [
        {"reference": "ISO 1", "title": {"en": "One", "fr": None}, "id": "1", "extra": "?"},
        {"reference": "ISO 2", "title": {"en": None, "fr": "Deux"}, "id": "2", "extra": None},
    ]


def test_csv_may_begin_with_a_byte_order_mark_and_empty_lines(files):
    assert said(files.raw(b"\xef\xbb\xbfid,reference\n1,ISO 1\n")) == [{"id": "1", "reference": "ISO 1"}]
    assert said(files.raw(b"\n\nid,reference\n1\n")) == [(4, "1 cells under 2 columns.")]


def test_lines_of_csv_that_are_not_utf_8_are_read_as_windows_writes_them(files):
    path = files.raw(b"id,reference\n1,O\x92ZTTSA\n" + "2,Évaluation\n".encode())

    assert [line["reference"] for line in said(path)] == ["O’ZTTSA", "Évaluation"]


def test_a_cell_of_csv_may_hold_line_ends_and_quotes(files):
    path = files.raw(b'id,reference\n1,"ISO\n""1"""\n2,x,y\n')

    assert said(path) == [{"id": "1", "reference": 'ISO\n"1"'}, (4, "3 cells under 2 columns.")]


def test_rows_of_csv_with_missing_or_surplus_cells_are_refused(files):
    assert said(files.raw(b"id,reference\n1\n2,ISO 2,3\n3,ISO 3\n")) == [
        (2, "1 cells under 2 columns."),
        (3, "3 cells under 2 columns."),
        {"id": "3", "reference": "ISO 3"},
    ]


def test_a_line_of_csv_that_is_too_long_counts(files):
    path = files.raw(b"id,reference\n1," + b"x" * 2_000_000 + b"\n2,ISO 2\n3\n4," + b"x" * 200_000 + b"\n5,ISO 5\n")

    assert said(path) == [
        (2, "longer than 1,000,000 bytes."),
        {"id": "2", "reference": "ISO 2"},
        (4, "1 cells under 2 columns."),
        (5, "not CSV: field larger than field limit (131072)."),
        {"id": "5", "reference": "ISO 5"},
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "the file is empty."),
        (b" \n\n", "the file is empty."),
        (gzip.compress(b"", mtime=0), "the file is empty."),
        (b'[{"id": 1}]', "one JSON list; a file has one object a line."),
        (PACKED[:-4], "damaged or cut off after line "),
        (PACKED + b"no gzip", "damaged or cut off after line 9: Not a gzipped file (b'no')."),
        (b"\x1f\x8bno more than that", "damaged or cut off after line 0: Unknown compression method."),
        ('id,reference\n1,"é"'.encode("utf-16"), "the columns “id” and “reference” are missing; the head line says: "),
        (b"identifier,parent,titleEn\n01,,x\n", "the columns “id” and “reference” are missing; the head line says: id"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "the columns “id” and “reference” are missing; the head line says: PK??"),
        (b"id,reference,id\n", "a column stands there twice."),
        (b"id,reference,title,title.en\n1,2,3,4\n", "a column stands there twice."),
        (b"id,reference,title.en,title\n1,2,3,4\n", "a column stands there twice."),
    ],
)
def test_a_file_of_another_kind_or_damaged_is_named(files, content, fault):
    with pytest.raises(BrokenFile) as broken:
        said(files.raw(content, "some.file"))

    assert str(broken.value)[: len(fault) + 11] == f"some.file: {fault}"


def test_what_is_no_file_is_named(files):
    with pytest.raises(BrokenFile, match=r"^open-data: Is a directory\.$"):
        said(files.path)
    with pytest.raises(BrokenFile, match=r"^missing: No such file or directory\.$"):
        said(files.path / "missing")


def test_progress_is_shares_as_the_file_is_read(files):
    shares = []

    list(read(files.jsonl(*[{"id": number} for number in range(3000)], packed=True), progress=shares.append))

    assert (len(shares), shares == sorted(shares), 0 < shares[0] <= shares[-1] <= 1) == (3, True, True)
