"""The counts of the register are kept by the database as rows come, change and go."""

import pytest
from django.db import connection

from clarifications.register.models import Record, RecordFacet
from clarifications.register.offers import FacetCounts, kept_counts
from clarifications.review.steps import DraftAnswer
from clarifications.triggers import create_triggers, drop_triggers
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


def counts() -> tuple[list[int], dict[str, int], dict[str, int], dict[str, int]]:
    counts = kept_counts()
    return (sorted(counts.of("edition").values()), *(dict(counts.of(name)) for name in ("year", "label", "outcome")))


def test_an_empty_register_has_no_counts():
    assert (kept_counts(), kept_counts().total) == (FacetCounts(), 0)


def test_publishing_counts_edition_year_label_and_outcomes(register):
    register.add()
    register.add(answers=[DraftAnswer(["1"], "silent", "It says nothing.")])
    register.historic("A title alone")

    assert counts() == (
        [3],
        {"2026": 2, "unknown": 1},
        {"applies": 2, "no-verdict": 1},
        {"yes": 1, "silent": 1, "unknown": 1},
    )


def test_publishing_counts_the_standard_kind_group_language_and_who_decided_before(register):
    record = register.add()
    register.historic("A title alone")

    group = record.text_in_force().group
    kept = {name: dict(kept_counts().of(name)) for name in ("standard", "kind", "group", "language", "body")}
    assert kept == {
        "standard": {str(record.standard_id): 2},
        "kind": {"clarification": 1, "interpretation": 1},
        "group": {group: 1},
        "language": {"en": 2},
        "body": {"unknown": 1},
    }


def test_changes_and_deletions_are_counted(register):
    register.add()
    register.add()

    Record.objects.filter(pk=Record.objects.last().pk).update(label="not-reviewed", year=None)
    RecordFacet.objects.filter(facet="outcome").first().delete()

    assert counts() == ([2], {"2026": 1, "unknown": 1}, {"applies": 1, "not-reviewed": 1}, {"yes": 1})


def test_a_change_of_something_else_changes_no_count(register):
    register.add()
    before = counts()

    Record.objects.update(title="Something else")

    assert counts() == before


def test_many_rows_at_once_are_counted(register):
    first, second = register.add(), register.add()

    RecordFacet.objects.bulk_create(RecordFacet(record=one, facet="outcome", value="defect") for one in (first, second))

    assert counts()[3] == {"yes": 2, "defect": 2}


def test_what_was_written_without_triggers_is_counted_when_they_come_back(register):
    drop_triggers(connection)
    register.add()
    assert kept_counts().total == 0

    create_triggers(connection)

    assert kept_counts().total == 1
