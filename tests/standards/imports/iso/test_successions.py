"""What replaces what: said from either end, added, taken back, and left to people who entered it."""

import pytest

from standards.models import Edition, Succession

pytestmark = pytest.mark.django_db


def edition(iso_id):
    return Edition.objects.get(iso_id=iso_id)


def successions():
    return sorted(Succession.objects.values_list("newer__iso_id", "older__iso_id"))


def test_relations_to_ids_that_nobody_holds_are_counted_and_left_out(files, imported):
    said = imported(files.jsonl(files.deliverable(1, "ISO 1:2020", replaces=[7, 8], replacedBy=[9])))

    assert (successions(), said.splitlines()[2]) == (
        [],
        "3 relations to deliverables that nobody holds left out",
    )


def test_a_relation_may_lead_to_what_an_earlier_import_brought(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020")))

    said = imported(files.jsonl(files.deliverable(2, "ISO/DIS 1", currentStage=4020, replaces=[1])))

    assert successions() == [(2, 1)]
    assert "With a new successor:\n  ISO 1:2020 ← ISO/DIS 1\n" in said


def test_a_succession_that_the_files_take_back_goes_and_its_history_stays(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020", replaces=[1])))
    key = Succession.objects.get().pk

    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020")), as_of="2026-10-02")

    rows = Succession.history.filter(id=key)
    assert successions() == []
    assert [(row.history_type, row.history_change_reason) for row in rows] == [("-", "import_iso_open_data")]


def test_a_succession_stays_while_only_one_of_its_ends_is_spoken_of(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020", replaces=[1])))

    imported(files.jsonl(files.deliverable(2, "ISO 1:2020")), as_of="2026-10-02")

    assert successions() == [(2, 1)]


def test_a_succession_that_a_person_entered_stays(files, imported):
    lines = [files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020")]
    imported(files.jsonl(*lines))
    Succession.objects.create(newer=edition(2), older=edition(1), source="Letter of 2026")

    imported(files.jsonl(*lines), as_of="2026-10-02")

    assert successions() == [(2, 1)]


def test_the_number_of_statements_does_not_grow_with_what_is_taken_back(files, imported, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        lines = [files.deliverable(key, f"ISO {key}:2020", replaces=[key + 1]) for key in range(1, number + 1)]
        lines.append(files.deliverable(number + 1, f"ISO {number + 1}:2020"))
        imported(files.jsonl(*lines), as_of=f"2026-10-0{number}")
        with django_assert_max_num_queries(100) as done:
            imported(files.jsonl(*[line | {"replaces": None} for line in lines]), as_of=f"2026-10-1{number}")
        counts.append(len(done))
        Edition.objects.all().delete()

    assert counts[0] == counts[1]
