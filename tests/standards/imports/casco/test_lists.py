"""Loading clause lists again: what was edited on the site stays, what is no fact goes, and both are said."""

import pytest

from standards.catalogue.clause_depth import depth_lines
from standards.imports.casco.loading import load
from standards.imports.casco.source import read
from standards.imports.rows import BadData
from standards.models import Clause, ClauseDepth, Edition

pytestmark = pytest.mark.django_db


def outcome_of(folder, name):
    outcomes, _elsewhere = load(folder.path)
    return next(outcome for outcome in outcomes if outcome.name == name)


def changed(folder, **facts):
    """The list of the folder with other facts."""
    clauses = folder.read("clauses.json")
    clauses["lists"][0] |= facts
    folder.write("clauses.json", clauses)


def the_edition():
    return Edition.objects.get(reference="ISO/IEC 90001:2020")


@pytest.mark.parametrize("name", ["clauses", "depths of clause lists"])
def test_loading_again_adds_nothing_and_writes_no_history(folder, name):
    load(folder.path)
    before = [Clause.history.count(), ClauseDepth.history.count()]

    again = outcome_of(folder, name)

    assert (again.added, again.changed, again.edited, again.removed) == ([], [], [], [])
    assert [Clause.history.count(), ClauseDepth.history.count()] == before


def test_a_clause_that_was_edited_here_stays_and_is_named(folder):
    load(folder.path)
    clause = Clause.objects.get(number="7")
    clause.title = "Process requirements"
    clause.save()
    Clause.objects.get(number="7.1.1").delete()

    again = outcome_of(folder, "clauses")

    assert list(Clause.objects.values_list("number", "title")) == [
        ("7", "Process requirements"),
        ("A.1", "Inside an annex"),
    ]
    assert again.edited == [
        "ISO/IEC 90001:2020, 7: title Process requirements, not Process",
        "ISO/IEC 90001:2020, 7.1.1: taken away",
    ]


def test_a_clause_that_was_edited_here_as_the_file_says_it_is_no_difference(folder):
    load(folder.path)
    Clause.objects.get(number="7").save()

    assert outcome_of(folder, "clauses").edited == []


def test_a_number_that_is_no_fact_is_taken_out(folder):
    load(folder.path)
    clauses = folder.read("clauses.json")["lists"][0]["clauses"]
    changed(folder, taken_out=["7.1.1"], clauses=[row for row in clauses if row["number"] != "7.1.1"])

    first, again = outcome_of(folder, "clauses"), outcome_of(folder, "clauses")

    assert (first.removed, again.removed) == (["ISO/IEC 90001:2020, 7.1.1"], [])
    assert Clause.history.filter(number="7.1.1").latest().history_change_reason == "load_catalogue"


def test_a_number_that_is_no_fact_stays_where_somebody_entered_it(folder):
    load(folder.path)
    Clause.objects.create(edition=the_edition(), number="8", sort_key="150008", slug="8")
    changed(folder, taken_out=["8"])

    again = outcome_of(folder, "clauses")

    assert (again.removed, Clause.objects.filter(number="8").exists()) == ([], True)


def test_a_deeper_list_says_so_and_loses_what_is_no_longer_said(folder):
    load(folder.path)
    changed(folder, depth=["7: headings"])

    again = outcome_of(folder, "depths of clause lists")

    assert again.changed == ["7: kind paragraphs → headings"]
    assert depth_lines(the_edition()) == "7: headings"


def test_a_depth_that_was_edited_here_stays_and_is_named(folder):
    load(folder.path)
    row = ClauseDepth.objects.get(branch="7")
    row.kind = "headings"
    row.save()

    again = outcome_of(folder, "depths of clause lists")

    assert (depth_lines(the_edition()), again.edited) == ("7: headings\nall: partial", ["ISO/IEC 90001:2020"])


def test_a_depth_that_was_edited_here_as_the_file_says_it_is_no_difference(folder):
    load(folder.path)
    ClauseDepth.objects.get(branch="7").save()

    assert outcome_of(folder, "depths of clause lists").edited == []


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"depth": ["7: whole"]}, r"lists 1 \(ISO/IEC 90001:2020\): “7: whole” cannot be read"),
        ({"taken_out": ["7..1"]}, r"lists 1 \(ISO/IEC 90001:2020\): “7..1” is not a clause number"),
        ({"sources": "one"}, r"lists 1: “sources” should be a list of texts"),
    ],
)
def test_what_cannot_be_right_is_refused(folder, facts, fault):
    changed(folder, **facts)

    with pytest.raises(BadData, match=fault):
        read(folder.path)
