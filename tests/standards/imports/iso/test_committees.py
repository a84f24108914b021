"""Committees of an import: new, renamed, suspended, and those that only deliverables name."""

import pytest
from django.core.management import CommandError

from standards.models import Committee, Edition

pytestmark = pytest.mark.django_db


def rows():
    return sorted(Committee.objects.values_list("reference", "iso_id", "title"))


def test_a_new_committee_is_added_with_what_is_known(files, imported):
    said = imported(files.jsonl(files.committee(50, "ISO/TC 1", status="Suspended")))

    found = Committee.objects.get()
    assert (found.reference, found.iso_id, found.title, found.title_fr) == (
        "ISO/TC 1",
        50,
        "Work of ISO/TC 1",
        "Travaux de ISO/TC 1",
    )
    assert (found.secretariat, found.is_suspended, found.source) == ("ANSI", True, "ISO Open Data 2026-10-01")
    assert [(row.history_type, row.history_change_reason) for row in found.history.all()] == [
        ("+", "import_iso_open_data")
    ]
    assert said.splitlines()[1] == "1 committees added, 0 changed"


def test_the_csv_of_committees_has_bare_brackets_and_bytes_of_windows(files, imported):
    path = files.raw(
        b"id,reference,status,title.en,secretariat.id,secretariat.acronym,childrenId,pMembers.acronym\r\n"
        b'50,ISO/TC 1,Active,Threads \x96 screws,2064,O\x92ZTTSA,[1,"[BSI, null]"\r\n'
        b'50,ISO/TC 1,Active,Threads \x96 screws,2064,O\x92ZTTSA,[1],"[BSI, null]"\r\n'
    )

    with pytest.raises(CommandError):
        imported(path)
    path.write_bytes(b"".join(line for line in path.read_bytes().splitlines(keepends=True) if b",[1," not in line))
    imported(path)

    found = Committee.objects.get()
    assert (found.reference, found.title, found.secretariat) == ("ISO/TC 1", "Threads – screws", "O’ZTTSA")


def test_a_committee_is_suspended_and_works_again(files, imported):
    imported(files.jsonl(files.committee(50, "ISO/TC 1")))
    said = imported(files.jsonl(files.committee(50, "ISO/TC 1", status="Suspended")), as_of="2026-10-02")
    first = Committee.objects.get().is_suspended

    imported(files.jsonl(files.committee(50, "ISO/TC 1")), as_of="2026-10-03")

    assert "Committees changed:\n  ISO/TC 1: is_suspended False → True\n" in said
    assert (first, Committee.objects.get().is_suspended) == (True, False)


def test_a_committee_that_is_renamed_stays_the_same_and_keeps_its_editions(files, imported, all_tables):
    imported(
        files.jsonl(files.committee(50, "ISO/PC 1"), files.deliverable(1, "ISO 1:2020", ownerCommittee="ISO/PC 1"))
    )
    key = Committee.objects.get().pk
    lines = [files.committee(50, "ISO/TC 1"), files.deliverable(1, "ISO 1:2020", ownerCommittee="ISO/TC 1")]

    said = imported(files.jsonl(*lines), as_of="2026-10-02")
    before = all_tables()
    imported(files.jsonl(*lines), as_of="2026-10-02")

    assert list(Committee.objects.values_list("pk", "reference")) == [(key, "ISO/TC 1")]
    assert Edition.objects.get().committee_id == key
    assert "  ISO/PC 1: reference ISO/PC 1 → ISO/TC 1" in said
    assert all_tables() == before


def test_deliverables_that_know_the_new_name_first_do_not_hinder_the_renaming(files, imported):
    imported(files.jsonl(files.committee(50, "ISO/PC 1")))
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", ownerCommittee="ISO/TC 1")), as_of="2026-10-02")

    imported(files.jsonl(files.committee(50, "ISO/TC 1")), as_of="2026-10-03")

    assert rows() == [("ISO/PC 1", None, "Work of ISO/PC 1"), ("ISO/TC 1", 50, "Work of ISO/TC 1")]
    assert Edition.objects.get().committee.iso_id == 50


def test_two_committees_may_swap_their_ids(files, imported):
    imported(files.jsonl(files.committee(50, "ISO/TC 1"), files.committee(51, "ISO/TC 2")))

    imported(files.jsonl(files.committee(51, "ISO/TC 1"), files.committee(50, "ISO/TC 2")), as_of="2026-10-02")

    assert [row[:2] for row in rows()] == [("ISO/TC 1", 51), ("ISO/TC 2", 50)]


@pytest.mark.parametrize("title", [..., None, {"en": None}])
def test_a_file_without_titles_erases_none(files, imported, title):
    imported(files.jsonl(files.committee(50, "ISO/TC 1")))

    said = imported(files.jsonl(files.committee(50, "ISO/TC 1", title=title)), as_of="2026-10-02")

    assert rows() == [("ISO/TC 1", 50, "Work of ISO/TC 1")]
    assert said.splitlines()[1] == "0 committees added, 0 changed"


def test_facts_of_an_earlier_day_change_no_committee(files, imported, all_tables):
    imported(files.jsonl(files.committee(50, "ISO/TC 1"), files.deliverable(1, "ISO 1:2020")))
    before = all_tables()
    lines = [
        files.committee(50, "ISO/PC 1", status="Suspended"),
        files.deliverable(1, "ISO 1:2020", ownerCommittee="ISO/PC 1"),
    ]

    imported(files.jsonl(*lines), as_of="2026-09-30")

    assert all_tables() == before


def test_an_owner_is_completed_when_the_committees_are_imported(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020")))
    first = rows()

    imported(files.jsonl(files.committee(50, "ISO/TC 1")))

    assert (first, rows()) == ([("ISO/TC 1", None, "ISO/TC 1")], [("ISO/TC 1", 50, "Work of ISO/TC 1")])


def test_what_administrators_entered_stays(files, imported):
    imported(files.jsonl(files.committee(50, "ISO/TC 1")))
    Committee.objects.update(manager_name="Mia Example", manager_email="mia@tc1.example")

    imported(files.jsonl(files.committee(50, "ISO/TC 1", title={"en": "Threads"})), as_of="2026-10-02")

    assert list(Committee.objects.values_list("title", "manager_name")) == [("Threads", "Mia Example")]
