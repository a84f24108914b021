"""What other bodies published moves with the register: the same file out again, all or nothing."""

import json
from datetime import date

import pytest

from clarifications.moving.lines import OtherLine, written
from standards.models.others import OtherPublication
from tests.clarifications.moving.files import exported, imported, refused, written_by_hand
from tests.clarifications.moving.test_examples import DOCS, catalogue

pytestmark = pytest.mark.django_db
ONE = OtherLine(
    id="one", body="Body (Example)", title_own_words="A line.", url="https://body.example/", as_of=date(2026, 11, 27)
)


def with_others(folder, *lines: bytes):
    return written_by_hand(folder, [], others=b"".join(lines))


def one_with(**changed: object) -> bytes:
    return json.dumps(json.loads(written(ONE)) | changed).encode() + b"\n"


def test_publications_of_other_bodies_come_in_and_out_again_byte_for_byte(tmp_path):
    catalogue()

    first = imported(DOCS / "three-whole")
    again = imported(DOCS / "three-whole")

    assert "Of other bodies: 2 publications new, 0 changed, 0 the same, 0 kept as they are." in first
    assert "Of other bodies: 0 publications new, 0 changed, 2 the same, 0 kept as they are." in again
    assert exported(tmp_path / "out")["others.jsonl"] == (DOCS / "three-whole" / "others.jsonl").read_bytes()


def test_they_come_in_where_no_record_is_new(tmp_path):
    said = imported(with_others(tmp_path / "in", written(ONE)))

    assert said.startswith("0 records imported")
    assert OtherPublication.objects.get().body == "Body (Example)"


def test_a_check_writes_none(tmp_path):
    imported(with_others(tmp_path / "in", written(ONE)), check=True)

    assert not OtherPublication.objects.exists()


def test_what_was_taken_off_is_not_taken_out(tmp_path):
    imported(with_others(tmp_path / "in", written(ONE)))
    OtherPublication.objects.update(taken_off_at="2026-11-28T09:00:00Z")

    assert exported(tmp_path / "out")["others.jsonl"] == b""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (one_with(standard="ISO/IEC 99999"), "others.jsonl: line 1: “standard”: The catalogue does not have"),
        (one_with(url="javascript:alert(1)"), "others.jsonl: line 1: “url”: It should begin with https://"),
        (one_with(body=""), "others.jsonl, line 1, body: "),
        (one_with(as_of="27 November"), "others.jsonl, line 1, as_of: "),
        (one_with(more="x"), "others.jsonl, line 1: Object contains unknown field `more`"),
        (b"{\n", "others.jsonl, line 1: is no JSON"),
        (written(ONE) + written(ONE), "others.jsonl: line 2: “id”: This publication stands in line 1 already."),
    ],
)
def test_one_line_at_fault_and_nothing_comes_in(tmp_path, line, why):
    catalogue()
    folder = with_others(tmp_path / "in", line)

    faults = refused(folder)

    assert faults[0].startswith(why)
    assert not OtherPublication.objects.exists()


def test_a_file_that_is_not_that_of_the_manifest_is_refused(tmp_path):
    folder = with_others(tmp_path / "in", written(ONE))
    (folder / "others.jsonl").write_bytes(one_with(id="two"))

    assert any("its SHA-256 is another one" in fault for fault in refused(folder))
