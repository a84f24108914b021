"""The described format: its schema, its examples and the file of the project say what the import reads."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from standards.imports.others.facts import FIELDS
from standards.imports.others.plan import plan_of
from standards.imports.others.writing import carry_out
from standards.management.commands.import_others import OURS
from standards.models import OtherPublication, OtherStatus
from tests.factories import EditionFactory
from tests.others import entry

DOCS = Path(__file__).parents[4] / "docs"
FORMAT = (DOCS / "others-format.md").read_text("utf-8")
SCHEMA = json.loads((DOCS / "others.schema.json").read_text("utf-8"))
EXAMPLES = re.findall(r"```json\n(.*?)```", FORMAT, re.S)


def test_every_field_is_described():
    table = " ".join(line.split("|")[1] for line in FORMAT.splitlines() if line.startswith("| `"))

    assert set(re.findall(r"`(\w+)`", table)) == set(FIELDS) == set(SCHEMA["properties"])
    assert SCHEMA["properties"]["status"]["enum"] == [*OtherStatus.values, None]


def test_the_file_of_the_project_and_the_examples_keep_to_the_schema():
    files = [json.loads(OURS.read_text("utf-8")), json.loads(EXAMPLES[0])]
    entries = [one for file in files for one in file["entries"]]
    entries += [json.loads(line) for line in EXAMPLES[1].splitlines()]

    for one in entries:
        jsonschema.validate(one, SCHEMA)

    assert len(entries) == 168 + 4
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(entry(url="javascript:alert(1)"), SCHEMA)


@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_read(example):
    for number, year in (("17020", 2012), ("17025", 2017), ("17011", 2017)):
        EditionFactory(standard__number=number, year=year)

    plan = plan_of(example.encode())
    carry_out(plan)

    assert (plan.refused, len(plan.added), OtherPublication.objects.count()) == ([], 2, 2)
