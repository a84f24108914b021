"""Reading a table from a CSV file: whatever the separator and order, and every fault with its line."""

import pytest

from standards.editing.sheets import BadSheet, guarded, read_sheet, unguarded, written


def read(content, **columns):
    columns = {"needed": ["number"], "known": ["number", "title"]} | columns
    return read_sheet(content if isinstance(content, bytes) else content.encode(), **columns)


def cells(content):
    return [(line.line, line.cells.get("number"), line.cells.get("title")) for line in read(content).lines]


@pytest.mark.parametrize(
    "content",
    [
        "number,title\n7,Process\n7.1,General\n",
        "\ufeffnumber,title\n7,Process\n7.1,General\n",
        "title;Number\r\nProcess;7\r\nGeneral;7.1\r\n",
        "number\ttitle\n7\tProcess\n7.1\tGeneral",
        'number,"title"\n"7","Process"\n7.1, General \n',
        "number,title\r7,Process\r7.1,General\r",
    ],
)
def test_separator_order_case_and_mark_of_the_file_do_not_matter(content):
    assert cells(content) == [(2, "7", "Process"), (3, "7.1", "General")]


def test_a_number_may_stand_alone_and_blank_lines_are_passed_over():
    assert cells("number,title\n7\n\n,\n7.1,\n") == [(2, "7", ""), (5, "7.1", "")]
    assert cells("number\n7\n") == [(2, "7", None)]


def test_other_columns_are_left_aside_and_named():
    sheet = read("status,number,Owner\nnew,7,me\n")

    assert (sheet.columns, sheet.ignored) == (["number"], ["status", "owner"])


def test_a_text_in_quotation_marks_may_hold_separators_and_line_ends():
    assert cells('number,title\n7,"A, b\nand c"\n8,D\n') == [(2, "7", "A, b and c"), (4, "8", "D")]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("", ["The file is empty."]),
        (" \n\n", ["The file is empty."]),
        ("\ufeff", ["The file is empty."]),
        ("number\n", ["Below the names of the columns there is nothing."]),
        (",,,\n", ["Line 1: The first line must name the columns; this one is missing: number."]),
        ("7.1,General\n7.2,Terms\n", ["Line 1: The first line must name the columns; this one is missing: number."]),
        ("number,title,title\n7,a,b\n", ["Line 1: The column “title” stands there twice."]),
        (b"number,title\n7,Pr\xfcfung\n", ["Line 2: This is not UTF-8. Save the file as “CSV UTF-8”."]),
        ("number\n7\n".encode("utf-16"), ["This is not UTF-8. Save the file as “CSV UTF-8”. (UTF-16)"]),
        (b"number\n7\n\x00PK\n", ["Line 3: There is a sign that no text has; this is perhaps no CSV file."]),
        ("number\n" + "7\n" * 5_000, ["The file has more than 5 000 lines."]),
        ("number\n7," + "x" * 10_000 + "\n", ["Line 2: The line is longer than 10 kB."]),
        (b"x" * 1_000_001, ["The file is larger than 1 MB."]),
        ('number,title\n7,a\n8,"b\n9,c\n', ["Line 3: The quotation marks are not in order."]),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, faults):
    with pytest.raises(BadSheet) as bad:
        read(content)

    assert [str(fault) for fault in bad.value.faults] == faults


def test_more_cells_than_columns_are_a_fault_of_the_line():
    sheet = read("number,title\n7,Process, general\n8,Other,,\n")

    assert [fault.line for fault in sheet.faults] == [2]


def test_of_very_many_faults_the_first_are_told():
    bad = BadSheet(read("number\n" + "7,x\n" * 300).faults)

    assert (len(bad.shown), bad.more) == (200, 100)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-dash", "@name"])
def test_what_a_spreadsheet_would_calculate_is_guarded_and_comes_back(text):
    assert (guarded(text), unguarded(guarded(text)), guarded("Plain")) == (f"'{text}", text, "Plain")


def test_a_written_table_can_be_read():
    assert cells(written(["number", "title"], [["7", 'A "b", c']])) == [(2, "7", 'A "b", c')]
