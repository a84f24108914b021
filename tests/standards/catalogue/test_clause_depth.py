"""Whether a number is a clause of an edition, as far as our list goes: one answer for every page."""

import pytest

from standards.catalogue.clause_depth import ClauseListing, ClauseLists, depths_of, list_depth, unlisted_words
from standards.imports.depths import sync_depths
from standards.models import Edition
from standards.reading.clause_numbers import ClauseNumber, LevelKind
from standards.reading.clause_reader import parse, parse_list
from standards.reading.depth_kinds import DepthKind
from standards.reading.depths import depth_of, read_depths
from tests.factories import ClauseFactory, EditionFactory

pytestmark = pytest.mark.django_db

DELIVERED = """
17025:2017 | 6.2         | listed
17025:2017 | 6.2.1       | deeper
17025:2017 | 7.8.2.1     | deeper
17025:2017 | 6.2.1 d)    | deeper
17025:2017 | 3.1         | deeper
17025:2017 | Annex B     | listed
17025:2017 | B.1         | deeper
17025:2017 | A.4         | absent
17025:2017 | Annex C     | absent
17025:2017 | 7.12        | absent
17025:2017 | 7.8.9       | absent
17025:2017 | 5.8         | deeper
17025:2017 | 9           | absent
17025:2017 | 99.9.9      | absent
17025:2017 | 99 a)       | absent
17025:2017 | Table 1     | deeper
17020:2012 | 8.6.3       | listed
17020:2012 | 8.6.4       | deeper
17020:2012 | 8.7         | deeper
17020:2012 | 8.6.2.1     | absent
17020:2012 | 8.5.1.4     | absent
17020:2012 | 4.1.6       | listed
17020:2012 | 4.1.6 a)    | deeper
17020:2012 | 4.1.7       | absent
17020:2012 | 4.1.7 a)    | absent
17020:2012 | 4.3         | absent
17020:2012 | 3.1         | deeper
17020:2012 | 9           | deeper
17020:2012 | A.3         | listed
17020:2012 | A.4         | deeper
17020:2012 | Annex B     | deeper
17020:2012 | Table 1     | deeper
17011:2017 | 7.13        | listed
17011:2017 | 7.14        | listed
17011:2017 | 7.15        | deeper
17011:2017 | 4.4.1       | deeper
17021-1:2015 | 5.2.13    | listed
17021-1:2015 | 5.2.14    | deeper
17021-1:2015 | 8.2.3     | deeper
17021-1:2015 | 9.2.4     | deeper
17021-1:2015 | 9.10      | absent
17021-1:2015 | 11        | deeper
17043:2010 | 4.4.5       | deeper
17043:2010 | 5.16        | absent
17043:2023 | 4.1.7       | deeper
17043:2023 | 8.6         | deeper
17067:2013 | 6.5.12      | listed
17067:2013 | 6.5.13      | absent
17067:2013 | 6.8         | absent
17067:2013 | 3.2         | deeper
17067:2013 | 7           | deeper
17065:2012 | 7.14        | deeper
17000:2020 | 99          | deeper
17024:2026 | 4.1         | deeper
17020:2026 | 7.11        | deeper
17040:2005 | 4.1         | deeper
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in DELIVERED.strip().splitlines()]


@pytest.fixture
def inspection():
    """ISO/IEC 90020:2012: 4 with all its paragraphs, of 5 the headings."""
    edition = EditionFactory(standard__number="90020", year=2012)
    for number in ("4", "4.1", "5", "5.1"):
        ClauseFactory(edition=edition, number=number)
    sync_depths({edition.pk: read_depths("4: paragraphs\n5: headings")}, reason="example")
    return edition


@pytest.mark.parametrize(("edition", "number", "listing"), ROWS)
def test_the_lists_as_they_are_delivered_claim_no_more_than_their_sources(delivered, edition, number, listing):
    found = Edition.objects.get(reference=f"ISO/IEC {edition}")

    assert ClauseLists.of([found]).listing(parse(number), found) == listing


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("4.1, 5.1", []),
        (
            "5.1.1",
            ["5.1.1 is not in our list of ISO/IEC 90020:2012. The list does not go so deep, so it may exist."],
        ),
        (
            "4.1 a), 5.1.1, 6",
            [
                "4.1 a), 5.1.1 are not in our list of ISO/IEC 90020:2012. The list does not go so deep, so they may "
                "exist.",
                "6 is not in our list of ISO/IEC 90020:2012. The list may not be complete there, so it may exist.",
            ],
        ),
        ("4.2", ["4.2 is not in ISO/IEC 90020:2012: our list is complete there."]),
        (
            "4.2, 4.3, 6",
            [
                "4.2, 4.3 are not in ISO/IEC 90020:2012: our list is complete there.",
                "6 is not in our list of ISO/IEC 90020:2012. The list may not be complete there, so it may exist.",
            ],
        ),
    ],
)
def test_what_is_said_of_numbers(inspection, numbers, words):
    assert unlisted_words(parse_list(numbers), inspection) == words


def _last_at_each_level(edition):
    """Of each level of each whole of a list the last number, with whether one beside it has a heading."""
    rows = {row.number: row for row in edition.clauses.all()}
    groups = {}
    for number in map(parse, rows):
        if number.levels[-1][0] in (LevelKind.NUMBER, LevelKind.ANNEX):
            groups.setdefault((number.levels[0][0], number.levels[:-1]), []).append(number)
    for beside in groups.values():
        yield max(beside, key=lambda one: one.sort_key), any(rows[one.canonical].title for one in beside)


def test_beyond_the_last_one_of_a_level_that_is_complete_there_is_none(delivered):
    """Of every list, and every level of it: what follows its last number, and a part of what follows."""
    wrong, seen = [], set()
    for edition in Edition.objects.filter(clause_depths__isnull=False).distinct():
        lists, depths = ClauseLists.of([edition]), depths_of([edition.pk])[edition.pk]
        for last, has_headings in _last_at_each_level(edition):
            kind, value = last.levels[-1]
            beyond = ClauseNumber((*last.levels[:-1], (kind, value + 1)))
            said = depth_of(beyond, depths)
            level = len(last.levels)
            is_complete = (
                said is not None
                and said.kind is not DepthKind.PARTIAL
                and (not said.last or beyond.sort_key <= parse(said.last).sort_key)
                and (said.kind is DepthKind.PARAGRAPHS or (level <= (said.level or level) and has_headings))
            )
            wanted = ClauseListing.ABSENT if is_complete else ClauseListing.DEEPER
            parts = [beyond, ClauseNumber((*beyond.levels, (LevelKind.NUMBER, 9), (LevelKind.LETTER, 2)))]
            seen.add(wanted)
            wrong += [f"{edition}, {one}" for one in parts if lists.listing(one, edition) is not wanted]

    assert (wrong, seen) == ([], {ClauseListing.ABSENT, ClauseListing.DEEPER})


@pytest.mark.parametrize("depth", ["all: partial; annex A only", "all: headings", "all: paragraphs"])
def test_where_an_annex_alone_is_listed_nothing_is_said_of_the_body(depth):
    edition = ClauseFactory(edition__standard__number="90024", number="Annex A").edition
    sync_depths({edition.pk: read_depths(depth)}, reason="example")

    assert unlisted_words(parse_list("7.4, 99"), edition) == [
        "Of the clauses of ISO/IEC 90024:2017 our list has those of its annexes alone."
    ]


def test_of_an_edition_without_a_list_that_is_said_whatever_is_said_of_its_depth():
    edition = EditionFactory(standard__number="90021")
    sync_depths({edition.pk: read_depths("all: paragraphs")}, reason="example")

    assert unlisted_words([parse("4.2")], edition) == ["We hold no list of the clauses of ISO/IEC 90021:2017."]


def test_without_edition_or_number_nothing_is_said_and_nothing_asked(inspection, django_assert_num_queries):
    with django_assert_num_queries(0):
        said = [unlisted_words([], inspection), unlisted_words([parse("4.2")], None)]

    assert said == [[], []]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_two_queries_whatever_is_asked(inspection, count, django_assert_num_queries):
    editions = [EditionFactory(standard=inspection.standard, year=2013 + n) for n in range(count)]

    with django_assert_num_queries(2):
        lists = ClauseLists.of([inspection, *editions])

    assert [lists.listing(parse("4.2"), one) for one in [inspection, *editions]] == [
        ClauseListing.ABSENT,
        *[ClauseListing.DEEPER] * count,
    ]


def test_branches_of_which_the_same_is_said_stand_together(inspection):
    sync_depths({inspection.pk: read_depths("4: headings\n5: headings\nall: partial")}, reason="example")

    said = list_depth(inspection)

    assert [(row.branches, row.words) for row in said.rows] == [
        ("4, 5", "All headings are listed, but not all paragraphs without a heading."),
        ("", "The list is partial."),
    ]
    assert said.gap == "Where the list is not complete, a clause that is not listed may exist."


def test_of_a_list_that_is_complete_nowhere_a_gap_means_nothing(inspection):
    sync_depths({inspection.pk: read_depths("all: partial")}, reason="example")

    assert list_depth(inspection).gap == "A clause that is not listed may exist."


def test_of_a_list_whose_depth_nobody_told_that_is_said():
    edition = ClauseFactory().edition

    assert (list_depth(edition).rows, list_depth(edition).gap) == (
        [],
        "How deep this list goes is not known. A clause that is not listed may exist.",
    )
