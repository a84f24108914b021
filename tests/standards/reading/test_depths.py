"""How deep a clause list goes, as lines: read, written, put into words, and what follows for a number."""

import pytest

from standards.reading.clause_reader import parse
from standards.reading.depths import BranchDepth, DepthKind, NotADepth, depth_of, paragraph_of, read_depths, written

LINES = """3: partial; the terms are not listed
4: paragraphs
8: paragraphs from 8.1 to 8.6.3; the source is cut there
9: headings to level 2
Annex A: partial
all: headings"""


def test_lines_are_read_and_written_in_natural_order():
    shuffled = "\n".join(reversed([*LINES.splitlines(), "", "  "]))

    assert written(read_depths(shuffled)) == LINES


def test_every_part_of_a_line_is_kept():
    (depth,) = read_depths("ANNEX b, B.1: Headings to level 3 from B.1.1 to B.1.4 ; as printed")

    assert depth == BranchDepth("B.1", DepthKind.HEADINGS, 3, "B.1.1", "B.1.4", "as printed")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("complete", "“complete” cannot be read."),
        ("8: whole", "“8: whole” cannot be read."),
        ("8..1: headings", "“8..1” is not a clause number. Did you mean 8.1?"),
        ("8: paragraphs to level 2", "A level goes with headings alone"),
        ("8: paragraphs from 8.6 to 8.1", "8.6 comes after 8.1."),
        ("8: paragraphs from 7.1 to 8.1", "7.1 does not belong to 8."),
        (f"8: partial; {'x' * 301}", "The note has 301 characters; 300 are possible."),
        ("8: partial\n8: headings", "“8” stands there twice."),
        ("all: partial\nALL: headings", "“all” stands there twice."),
    ],
)
def test_a_line_that_cannot_be_right_is_refused_in_words(line, fault):
    with pytest.raises(NotADepth) as refused:
        read_depths(line)

    assert refused.value.message.startswith(fault) is True


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("8: headings", "All headings are listed, but not all paragraphs without a heading."),
        ("8: headings to level 2", "All headings to level 2 are listed, but not all that lies deeper."),
        ("8: partial; by number", "The list is partial. By number."),
        (
            "8: paragraphs from 8.1 to 8.6.3",
            "All headings and all numbered paragraphs are listed. This is so from 8.1 to 8.6.3.",
        ),
    ],
)
def test_a_line_in_words(line, words):
    assert read_depths(line)[0].words == words


@pytest.mark.parametrize(
    ("line", "number", "has_headings_beside", "is_absent"),
    [
        ("8: paragraphs", "8.9", False, True),
        ("8: headings", "8.9", False, False),
        ("8: headings", "8.9", True, True),
        ("8: headings to level 2", "8.9", True, True),
        ("8: headings to level 2", "8.1.9", True, False),
        ("8: headings from 8.1 to 8.6", "8.5.1", True, True),
        ("8: headings from 8.1 to 8.6", "8.7", True, False),
        ("8: partial", "8.9", True, False),
        ("8: paragraphs from 8.1 to 8.6.3", "8.6.2.1", False, True),
        ("8: paragraphs from 8.1 to 8.6.3", "8.6.3.1", False, False),
        ("8: paragraphs from 8.1 to 8.6.3", "8.6.4", False, False),
        ("all: paragraphs", "Annex C", False, True),
        ("all: paragraphs", "Introduction", True, False),
        ("all: paragraphs", "Table 3", True, False),
    ],
)
def test_a_gap_means_something_only_where_a_level_is_complete(line, number, has_headings_beside, is_absent):
    said = read_depths(line)[0]

    assert said.proves_absent(parse(number), has_headings_beside=has_headings_beside) is is_absent


@pytest.mark.parametrize(
    ("number", "branch"), [("8.6.4", "8"), ("8", "8"), ("B.1", "Annex B"), ("7.1", ""), ("Annex A", "")]
)
def test_a_number_belongs_to_the_nearest_branch_or_to_all_the_rest(number, branch):
    found = depth_of(parse(number), read_depths("8: headings\nAnnex B: partial\nall: partial"))

    assert found.branch == branch


def test_of_a_branch_that_no_line_speaks_of_nothing_is_known():
    assert depth_of(parse("7.1"), read_depths("8: headings")) is None


@pytest.mark.parametrize(
    ("number", "paragraph"),
    [("6.2.1 d) 2)", "6.2.1"), ("7.8 NOTE 2", "7.8"), ("3.10", "3.10"), ("Annex B", "Annex B")],
)
def test_listed_items_and_notes_belong_to_their_paragraph(number, paragraph):
    assert paragraph_of(parse(number)).canonical == paragraph
