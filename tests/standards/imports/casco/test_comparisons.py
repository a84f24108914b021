"""Loading published comparisons: each row with its source, again without harm, and what was edited here stays."""

import io

import pytest
from django.core.management import call_command

from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.imports.casco.loading import load
from standards.imports.casco.source import read
from standards.imports.rows import BadData
from standards.models import Concordance, ConcordanceRow, Correspondence, Edition

pytestmark = pytest.mark.django_db


def outcomes_of(folder):
    outcomes, _elsewhere = load(folder.path)
    return [outcome for outcome in outcomes if outcome.name in ("concordances", "rows of a concordance")]


def rows():
    return list(ConcordanceRow.objects.values_list("older", "newer", "kind", "note", "source"))


def pair():
    return [Edition.objects.get(reference=f"ISO/IEC 90001:{year}") for year in (2010, 2020)]


def test_each_row_keeps_what_its_source_says(folder):
    load(folder.path)

    concordance = Concordance.objects.get()
    assert (concordance.older.year, concordance.newer.year) == (2010, 2020)
    assert concordance.source == "A comparison; A foreword"
    assert rows() == [
        ("", "A.1", "new", "", "A foreword"),
        ("4", "7", "moved", "", "A comparison"),
        ("5", "7.1.1", "changed", "restructured", "A comparison"),
        ("6", "7", "unknown", "", "A comparison"),
        ("8", "", "removed", "", "A comparison"),
    ]


def test_loading_again_writes_nothing(folder):
    load(folder.path)
    before = [Concordance.history.count(), ConcordanceRow.history.count()]

    again = outcomes_of(folder)

    assert [(one.added, one.changed, one.edited) for one in again] == [([], [], [])] * 2
    assert [Concordance.history.count(), ConcordanceRow.history.count()] == before


def test_what_somebody_said_of_a_clause_here_stays_and_is_named(folder):
    load(folder.path)
    said = {
        "4": ConcordanceEntry(Correspondence.CHANGED, ("7",)),
        "5": None,
        "6": ConcordanceEntry(Correspondence.UNKNOWN, ("7",)),
    }
    save(*pair(), said, source="We")
    ConcordanceRow.objects.get(kind="new").delete()
    kept = rows()

    _comparisons, again = outcomes_of(folder)

    assert (rows(), Concordance.objects.get().source) == (kept, "We")
    assert again.edited == [f"ISO/IEC 90001:2010 → ISO/IEC 90001:2020: {number}" for number in ("4", "5", "A.1")]


def test_a_row_that_was_edited_here_as_the_file_says_it_is_no_difference(folder):
    load(folder.path)
    ConcordanceRow.objects.get(older="4").save()

    _comparisons, again = outcomes_of(folder)

    assert again.edited == []


def test_a_comparison_that_somebody_began_here_is_filled_up_and_stays_theirs(folder):
    content = folder.read("concordances.json")
    folder.write("concordances.json", {"rows": []})
    load(folder.path)
    save(*pair(), {"4": ConcordanceEntry(Correspondence.REMOVED)}, source="We")
    folder.write("concordances.json", content)

    load(folder.path)

    assert Concordance.objects.get().source == "We"
    assert [row for row in rows() if row[0] in ("4", "5")] == [
        ("4", "", "removed", "", ""),
        ("5", "7.1.1", "changed", "restructured", "A comparison"),
    ]


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"kind": "gone"}, r"concordances.json, rows 1: “kind” is “gone”; it can be same, changed"),
        ({"kind": "new"}, r"rows 1: “new” does not go with “4” and “7”"),
        ({"kind": "removed"}, r"rows 1: “removed” does not go with “4” and “7”"),
        ({"to_clause": None}, r"rows 1: “moved” does not go with “4” and “”"),
        ({"from_clause": "4..1"}, r"rows 1: “4..1” is not a clause number"),
        ({"source": None}, r"rows 1: “source” is missing"),
        ({"to_edition": "ISO/IEC 1:1999"}, r"concordances.json: “ISO/IEC 1:1999” is not in the catalogue files"),
        ({"from_clause": "5", "to_clause": "7.1.1"}, r"the row “5 → 7.1.1, .*” stands there twice"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(folder, facts, fault):
    content = folder.read("concordances.json")
    content["rows"][0] |= facts
    folder.write("concordances.json", content)

    with pytest.raises(BadData, match=fault):
        read(folder.path)


def test_the_comparisons_as_they_are_delivered():
    call_command("load_catalogue", stdout=io.StringIO())  # not for the whole file: its other tests bring their own

    counts = {str(one): one.rows.count() for one in Concordance.objects.all()}

    assert counts == {
        "ISO/IEC 17021:2011 → ISO/IEC 17021-1:2015": 37,
        "ISO/IEC 17020:1998 → ISO/IEC 17020:2012": 44,
        "ISO/IEC 17025:2005 → ISO/IEC 17025:2017": 4,
        "ISO/IEC 17000:2004 → ISO/IEC 17000:2020": 11,
    }
    assert ConcordanceRow.objects.filter(source="").exists() is False
