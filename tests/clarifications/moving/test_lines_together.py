"""What the lines of a file say of each other: relations, rings, and records that are here already."""

import pytest

from clarifications.moving.lines import MOST_BYTES, RelationLine, RetirementLine
from clarifications.moving.reading import in_batches
from clarifications.register.models import Record
from tests.builders import START
from tests.clarifications.moving.files import imported, refused, written_by_hand
from tests.clarifications.moving.registers import exported_line
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory()


def test_lines_are_read_a_few_at_a_time_and_long_ones_fewer():
    long = b"x" * (MOST_BYTES // 2)
    lines = list(enumerate([long, long, b"a", b"b", b"c", b"d"], start=1))

    batches = [[number for number, _line in batch] for batch in in_batches(lines, most=3)]

    assert batches == [[1, 2], [3, 4, 5], [6]]
    assert list(in_batches([], most=3)) == []


def related(edition, number, *others, kind="supersedes", **given):
    line = exported_line(edition, number=number)
    said = tuple(
        RelationLine(other=exported_line(edition, number=other).address, kind=kind, at=START) for other in others
    )
    return type(line)(**{name: getattr(line, name) for name in line.__struct_fields__} | {"relations": said} | given)


def test_records_that_supersede_each_other_in_a_ring_and_those_that_hang_on_it(tmp_path, edition):
    ties = {1: (2,), 2: (3,), 3: (2, 4), 4: (5,), 5: ()}

    faults = refused(written_by_hand(tmp_path / "in", [related(edition, *tie) for tie in map(flat, ties.items())]))

    said = "records.jsonl, line {}, relations: {} and others supersede each other in a ring"
    addresses = {number: exported_line(edition, number=number).address for number in ties}
    assert faults[:-1] == [said.format(number, addresses[number]) for number in (2, 3)]


def flat(tie):
    return (tie[0], *tie[1])


def test_a_relation_that_is_said_twice_and_a_record_that_is_its_own(tmp_path, edition):
    own = exported_line(edition, number=3).address
    lines = [
        related(edition, 1, 2, 2, kind="narrows"),
        related(edition, 2),
        related(edition, 3, 3, retirement=RetirementLine(at=START, replacement=own)),
    ]

    itself = refused(written_by_hand(tmp_path / "in", lines))
    twice = refused(written_by_hand(tmp_path / "in", lines[:2]))

    assert itself[:-1] == [
        "records.jsonl, line 3, relations[0].other: is the record itself",
        "records.jsonl, line 3, retirement.replacement: is the record itself",
    ]
    assert twice[:-1] == ["records.jsonl, line 1, relations[1]: is said of the two records already"]


def test_a_relation_to_a_record_that_is_here_already_tells_its_page(tmp_path, edition):
    imported(written_by_hand(tmp_path / "one", [exported_line(edition, number=2)]))
    before = Record.objects.get().changed_at

    said = imported(written_by_hand(tmp_path / "two", [related(edition, 1, 2, kind="narrows")]))

    assert said == "1 records imported; 0 stand here already."
    assert Record.objects.get(number=2).changed_at > before
    assert Record.objects.get(number=1).relations.get().other.number == 2
