"""The history of rows that an import wrote and changed, and the keys it gave them."""

import pytest

from standards.models import Edition, Standard, Succession
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def trace(row):
    """The history of a row, oldest first: what happened, why, and the title then."""
    rows = row.history.order_by("history_id")
    return [(was.history_type, was.history_change_reason, getattr(was, "title", None)) for was in rows]


def test_rows_that_an_import_brings_have_no_history(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020", replaces=[1])))

    assert [model.history.count() for model in (Edition, Standard, Succession)] == [0, 0, 0]


def test_before_the_first_change_of_a_row_its_state_is_kept(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 2:2000")))

    for day, title in enumerate(["New", "Newer"], start=2):
        line = files.deliverable(1, "ISO 1:2000", title={"en": title, "fr": None})
        imported(files.jsonl(line, files.deliverable(2, "ISO 2:2000")), as_of=f"2026-10-0{day}")

    assert trace(Edition.objects.get(iso_id=1)) == [
        ("+", "as imported", "Title of 1"),
        ("~", "import_iso_open_data", "New"),
        ("~", "import_iso_open_data", "Newer"),
    ]
    assert trace(Edition.objects.get(iso_id=2)) == []


def test_what_history_keeps_is_the_whole_row_at_its_time(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO/FDIS 1", currentStage=5020, inferred=["currentStage"])))
    before = Edition.objects.get()
    imported(files.jsonl(files.deliverable(1, "ISO 1:2026")), as_of="2026-10-02")
    after = Edition.objects.get()

    last, first = after.history.all()

    columns = [column.attname for column in Edition._meta.concrete_fields]
    assert [getattr(first, name) for name in columns] == [getattr(before, name) for name in columns]
    assert [getattr(last, name) for name in columns] == [getattr(after, name) for name in columns]
    assert after.history.filter(history_date=last.history_date).count() == 2


def test_a_row_that_has_a_history_gets_no_second_beginning(files, imported):
    edition = EditionFactory(iso_id=1, reference="ISO 1:2000", slug="2000", year=2000)

    imported(files.jsonl(files.deliverable(1, "ISO 1:2000", ownerCommittee="ISO/CASCO")))

    assert [row[:2] for row in trace(edition)] == [("+", None), ("~", "import_iso_open_data")]


def test_a_standard_that_changes_hands_keeps_who_had_it(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000")))
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000", ownerCommittee="ISO/TC 2")), as_of="2026-10-02")

    rows = Standard.objects.get().history.order_by("history_id")

    assert [(row.history_type, row.history_change_reason, row.committee.reference) for row in rows] == [
        ("+", "as imported", "ISO/TC 1"),
        ("~", "import_iso_open_data", "ISO/TC 2"),
    ]


def test_rows_made_after_an_import_get_keys_of_their_own(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020", replaces=[1])))

    edition = EditionFactory()
    succession = Succession.objects.create(newer=edition, older=Edition.objects.get(iso_id=2))

    assert [model.objects.count() for model in (Standard, Edition, Succession)] == [2, 3, 2]
    assert (edition.pk, succession.pk) == (
        max(Edition.objects.values_list("pk", flat=True)),
        max(Succession.objects.values_list("pk", flat=True)),
    )


def test_an_import_after_rows_made_by_hand_finds_free_keys(files, imported):
    EditionFactory()
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000")))
    EditionFactory()

    imported(files.jsonl(files.deliverable(2, "ISO 2:2000")))

    assert Edition.objects.count() == 4


def test_more_rows_than_one_statement_takes_are_changed(files, imported):
    lines = [files.deliverable(key, f"ISO {key}:2000", replaces=[key + 1]) for key in range(1, 1102)]
    imported(files.jsonl(*lines))

    imported(files.jsonl(*[line | {"edition": 2, "replaces": None} for line in lines]), as_of="2026-10-02")

    assert Edition.objects.filter(edition_number=2).count() == 1101
    assert (Edition.history.filter(history_type="+").count(), Edition.history.count()) == (1101, 2202)
    assert (Succession.objects.count(), Succession.history.count()) == (0, 1100)
