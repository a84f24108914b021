"""An import beside the file of CASCO's standards: the file wins unless the import is of a later day."""

import datetime

import pytest
from django.core.management import call_command

from standards.catalogue.clause_depth import depth_lines
from standards.imports.casco.loading import load
from standards.models import (
    Clause,
    Committee,
    Edition,
    Resource,
    Responsibility,
    Standard,
    Succession,
    Transition,
    TransitionChange,
)

pytestmark = pytest.mark.django_db

THE_DAY = "2026-01-01"  # of the facts in the folder
DAY_AFTER, DAY_BEFORE = "2026-01-02", "2025-12-31"


@pytest.fixture
def loaded(folder, files):
    """The folder is loaded; a function that makes a line on its newest edition, with other values perhaps."""
    load(folder.path)

    def line(reference="ISO/IEC 90001:2020", **given):
        same = {
            "title": {"en": "Conformity assessment — Examples", "fr": "Évaluation de la conformité — Exemples"},
            "publicationDate": "2020-06",
            "edition": 2,
            "ownerCommittee": "ISO/CASCO",
        }
        return files.deliverable(2, reference, **{**same, **given})

    return line


def _as_project(folder):
    """The newest edition of the folder is still a project."""
    for path in folder.path.glob("*.json"):
        path.write_text(path.read_text().replace("ISO/IEC 90001:2020", "ISO/IEC FDIS 90001"))


def newest():
    return Edition.objects.get(iso_id=2)


def test_facts_that_agree_are_no_difference(loaded, files, imported, all_tables):
    before = all_tables()

    said = imported(files.jsonl(loaded()), as_of=THE_DAY)

    assert said == (
        "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 1 as before\n0 committees added, 0 changed\n"
    )
    assert all_tables() == before


@pytest.mark.parametrize("day", [DAY_BEFORE, THE_DAY])
def test_the_file_of_casco_wins_over_an_import_that_is_not_newer(loaded, files, imported, all_tables, day):
    before = all_tables()

    said = imported(files.jsonl(loaded(currentStage=9020, title={"en": "Other"})), as_of=day)

    assert (
        "Differs from the file of CASCO's standards:\n  ISO/IEC 90001:2020: title “Conformity assessment — Examples” →"
        " “Other”; stage “60.60” → “90.20” (ours is kept, it is of 2026-01-01)\n"
    ) in said
    assert all_tables() == before


def test_a_newer_import_wins_and_says_what_it_took_over(loaded, files, imported):
    said = imported(files.jsonl(loaded(currentStage=9020)), as_of=DAY_AFTER)

    assert (
        "Differs from the file of CASCO's standards:\n"
        "  ISO/IEC 90001:2020: stage “60.60” → “90.20” (taken over, the import is of 2026-01-02)\n"
    ) in said
    assert (newest().stage, newest().as_of) == ("90.20", datetime.date(2026, 1, 2))


def test_loading_again_does_not_overwrite_a_newer_import_and_says_what_differs(loaded, folder, files, imported, capsys):
    imported(files.jsonl(loaded(currentStage=9020), files.deliverable(9, "ISO 9:2020")), as_of=DAY_AFTER)

    call_command("load_catalogue", str(folder.path))

    assert newest().stage == "90.20"
    assert [line for line in capsys.readouterr().out.splitlines() if "kept" in line] == [
        "      kept, of a later day than the file: ISO/IEC 90001:2020, of 2026-01-02: stage"
    ]


def test_loading_again_overwrites_an_import_of_the_same_day(loaded, folder, files, imported):
    imported(files.jsonl(files.deliverable(2, "ISO/IEC 90001:2020", currentStage=9020)), as_of=DAY_AFTER)
    catalogue = folder.read("casco_catalogue.json")
    for document in catalogue["documents"]:
        document["dataAsOf"] = "ISO Open Data 2026-01-02"
    folder.write("casco_catalogue.json", catalogue)

    load(folder.path)

    assert newest().stage == "60.60"


def test_loading_again_keeps_an_import_where_the_file_names_no_day(loaded, folder, files, imported):
    imported(files.jsonl(loaded(currentStage=9020)), as_of=DAY_AFTER)
    catalogue = folder.read("casco_catalogue.json")
    catalogue["documents"][0]["dataAsOf"] = None
    folder.write("casco_catalogue.json", catalogue)

    load(folder.path)

    assert newest().stage == "90.20"


def test_what_no_import_brings_is_loaded_whatever_came_first(folder, files, imported):
    lines = [files.deliverable(1, "ISO/IEC 90001:2010", currentStage=9599), files.deliverable(2, "ISO/IEC 90001:2020")]
    imported(files.jsonl(*lines), as_of=DAY_AFTER)
    catalogue = folder.read("casco_catalogue.json")
    catalogue["documents"][1]["note"] = "Example of a note"
    folder.write("casco_catalogue.json", catalogue)

    load(folder.path)

    old = Edition.objects.get(iso_id=1)
    assert (old.withdrawn.iso, old.note, old.title) == ("2020-06-15", "Example of a note", "Title of 1")
    assert (depth_lines(newest()), newest().title) == ("7: paragraphs\nall: partial", "Title of 2")


def test_loading_again_after_an_import_published_a_project_of_the_file(folder, files, imported):
    _as_project(folder)
    load(folder.path)
    counted = (Edition, Clause, Succession, Responsibility, Transition, TransitionChange, Resource)
    counts = [model.objects.count() for model in counted]
    imported(files.jsonl(files.deliverable(2, "ISO/IEC 90001:2026", ownerCommittee="ISO/CASCO")), as_of=DAY_AFTER)

    load(folder.path)

    assert (newest().reference, newest().former_reference) == ("ISO/IEC 90001:2026", "ISO/IEC FDIS 90001")
    assert [model.objects.count() for model in counted] == counts
    assert min(counts) > 0


def test_a_list_of_clauses_brought_for_a_project_stays_when_that_is_published(folder, files, imported):
    _as_project(folder)
    load(folder.path)
    clauses = files.raw(b"number,title\n7,Other words\n", "clauses.csv")
    call_command("import_clauses", "ISO/IEC FDIS 90001", str(clauses))
    imported(files.jsonl(files.deliverable(2, "ISO/IEC 90001:2026", ownerCommittee="ISO/CASCO")), as_of=DAY_AFTER)

    load(folder.path)

    assert Clause.objects.get(number="7").title == "Other words"


def test_a_supplement_of_the_file_keeps_its_base_where_an_import_renamed_that(loaded, folder, files, imported):
    imported(
        files.jsonl(files.deliverable(1, "ISO/IEC 90001:2011", currentStage=9599, ownerCommittee="ISO/CASCO")),
        as_of=DAY_AFTER,
    )

    load(folder.path)

    assert Edition.objects.get(iso_id=3).supplement_of.reference == "ISO/IEC 90001:2011"


def test_a_standard_that_a_newer_import_gives_to_another_committee_stays_there(loaded, folder, files, imported):
    imported(files.jsonl(loaded(ownerCommittee="ISO/TC 1")), as_of=DAY_AFTER)
    first = Standard.objects.get().committee.reference

    load(folder.path)

    assert (first, Standard.objects.get().committee.reference) == ("ISO/TC 1", "ISO/TC 1")


def test_a_standard_that_an_earlier_import_gave_to_another_committee_is_cascos(folder, files, imported):
    imported(files.jsonl(files.deliverable(2, "ISO/IEC 90001:2020", ownerCommittee="ISO/TMBG")), as_of=DAY_BEFORE)

    load(folder.path)

    assert Standard.objects.get().committee.reference == "ISO/CASCO"


def test_loading_again_does_not_overwrite_committees_of_a_newer_import(folder, files, imported, all_tables):
    committees = [
        {"reference": "ISO/CASCO", "title": {"en": "Conformity"}, "secretariat": {}, "source": "Example 2025-08-20"},
        {"id": 50, "reference": "ISO/PC 1", "title": {"en": "T"}, "secretariat": {}, "source": "Example 2025-08-20"},
    ]
    files.jsonl(*committees, packed=True).rename(folder.path / "iso_committees.jsonl.gz")
    load(folder.path)
    imported(files.jsonl(files.committee(50, "ISO/TC 1", status="Suspended")), as_of=DAY_AFTER)
    before = all_tables()

    load(folder.path)

    assert all_tables() == before
    assert Committee.objects.get(iso_id=50).reference == "ISO/TC 1"


def test_the_file_after_an_import_takes_over_the_editions_by_their_id(folder, files, imported):
    imported(files.jsonl(files.deliverable(2, "ISO/IEC FDIS 90001", currentStage=5020)), as_of=DAY_BEFORE)
    key = newest().pk

    load(folder.path)

    assert (newest().pk, newest().reference, newest().stage) == (key, "ISO/IEC 90001:2020", "60.60")


def test_a_reference_that_the_file_of_casco_keeps_cannot_go_to_another_edition(loaded, files, imported, capsys):
    path = files.jsonl(loaded("ISO/IEC 90001:2026"), files.deliverable(9, "ISO/IEC 90001:2020"), name="n")

    imported(path, as_of=THE_DAY, skip_bad=True)

    assert (newest().reference, Edition.objects.filter(iso_id=9).exists()) == ("ISO/IEC 90001:2020", False)


@pytest.mark.parametrize("first", [1, 2])
def test_what_the_file_of_casco_keeps_is_not_swapped_away(loaded, files, imported, capsys, first):
    imported(files.jsonl(files.deliverable(9, "ISO 9:2020")), as_of=DAY_BEFORE)
    lines = [loaded("ISO 9:2020"), files.deliverable(9, "ISO/IEC 90001:2020")][::first]

    imported(files.jsonl(*lines, name="n"), as_of=THE_DAY, skip_bad=True)

    assert (newest().reference, Edition.objects.get(iso_id=9).reference) == ("ISO/IEC 90001:2020", "ISO 9:2020")


def test_what_is_kept_makes_no_standard(loaded, files, imported):
    imported(files.jsonl(loaded("ISO/IEC TS 90001:2020", deliverableType="TS")), as_of=THE_DAY)

    assert Standard.objects.count() == 1


def test_an_edition_that_an_import_adds_to_cascos_is_news(loaded, files, imported):
    lines = [
        files.deliverable(8, "ISO/IEC CD 90002", currentStage=3020, ownerCommittee="ISO/CASCO"),
        files.deliverable(9, "ISO/IEC 90001:2026", replaces=[2], ownerCommittee="ISO/CASCO"),
    ]

    said = imported(files.jsonl(*lines), as_of=THE_DAY)

    assert said[said.index("For our work:") :].splitlines() == [
        "For our work:",
        "  ISO/IEC CD 90002: a new project",
        "  ISO/IEC 90001:2026: new in the catalogue",
        "  ISO/IEC 90001:2026 replaces ISO/IEC 90001:2020: its clarifications await a verdict for the new edition",
    ]


def test_a_project_that_will_replace_one_of_cascos_and_a_withdrawal_are_news(loaded, files, imported):
    lines = [
        files.deliverable(9, "ISO/IEC CD 90001", currentStage=3020, replaces=[2], ownerCommittee="ISO/CASCO"),
        loaded(currentStage=9599),
    ]

    said = imported(files.jsonl(*lines), as_of=DAY_AFTER)

    assert said[said.index("For our work:") :].splitlines() == [
        "For our work:",
        "  ISO/IEC 90001:2020 is withdrawn: requests on it may no longer meet the criteria",
        "  ISO/IEC CD 90001: a new project",
        "  ISO/IEC CD 90001 replaces ISO/IEC 90001:2020: it comes under revision",
    ]


def test_a_succession_of_the_file_stays_whatever_an_import_says(loaded, files, imported):
    old = files.deliverable(1, "ISO/IEC 90001:2010", currentStage=9599, ownerCommittee="ISO/CASCO")

    imported(files.jsonl(loaded(), old), as_of=DAY_AFTER)

    assert [str(row.older) for row in Succession.objects.all()] == ["ISO/IEC 90001:2010"]


def test_a_circle_with_what_we_hold_is_refused(loaded, files, imported, all_tables, capsys):
    before = all_tables()
    old = files.deliverable(1, "ISO/IEC 90001:2010", currentStage=9599, replaces=[2], ownerCommittee="ISO/CASCO")

    imported(files.jsonl(old, name="n"), as_of=DAY_AFTER, skip_bad=True)

    assert capsys.readouterr().err == ""
    assert all_tables() == before
