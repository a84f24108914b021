"""The examples of the documentation, taken as whoever has nothing else would take them."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from standards.models import Edition, Succession
from tests.clarifications.moving.files import exported, imported
from tests.factories import EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db
DOCS = Path(settings.BASE_DIR) / "docs" / "moving"


def catalogue() -> tuple[Edition, ...]:
    """The editions that the examples name."""
    inspection, laboratory = StandardFactory(number="17020"), StandardFactory(number="17025")
    older = EditionFactory(standard=inspection, year=2012)
    newer = EditionFactory(standard=inspection, year=2026, edition_number=2, published="2026-03")
    Succession.objects.create(newer=newer, older=older)
    return older, newer, EditionFactory(standard=laboratory, year=2017)


@pytest.mark.parametrize(("name", "number"), [("one-title", 1), ("three-whole", 3)])
def test_an_example_of_a_register_comes_in_and_out_again_as_it_is(tmp_path, name, number):
    catalogue()

    said = imported(DOCS / name)

    assert said.splitlines()[0] == f"{number} records imported; 0 stand here already."
    assert exported(tmp_path / "out") == {place.name: place.read_bytes() for place in sorted((DOCS / name).iterdir())}


@pytest.mark.parametrize("name", ["one-title", "three-whole"])
def test_an_example_is_what_the_schema_says(name):
    schema = json.loads((DOCS / "register.schema.json").read_text())
    kinds = {"records.jsonl": "RecordLine", "former_addresses.jsonl": "FormerAddressLine", "others.jsonl": "OtherLine"}
    kinds["topics.jsonl"] = "TopicLine"

    for file, kind in kinds.items():
        for line in (DOCS / name / file).read_text().splitlines():
            found = json.loads(line)
            assert set(found) == set(schema["$defs"][kind]["properties"])
