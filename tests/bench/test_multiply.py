"""Tests of the large register that the bench makes of a small one."""

import json
from pathlib import Path

import pytest

from bench.multiply import multiply
from clarifications.moving.lines import MANIFEST, RECORDS


def _small(folder: Path, records: list[dict[str, object]]) -> Path:
    folder.mkdir()
    named = {"former_names": [], "relations": [], "retirement": None}
    lines = [json.dumps({**record, **named}, sort_keys=True) + "\n" for record in records]
    (folder / RECORDS).write_text("".join(lines))
    for name in ("former_addresses.jsonl", "others.jsonl"):
        (folder / name).write_text("")
    files = {name: {} for name in (RECORDS, "former_addresses.jsonl", "others.jsonl")}
    (folder / MANIFEST).write_text(json.dumps({"format": 1, "files": files}))
    return folder


def test_each_copy_has_a_number_and_an_address_of_its_own(tmp_path: Path) -> None:
    source = _small(
        tmp_path / "few", [{"address": "17025-2017-1", "number": 1}, {"address": "17025-2017-2", "number": 2}]
    )
    multiply(source, tmp_path / "many", number=5)
    lines = [json.loads(line) for line in (tmp_path / "many" / RECORDS).read_text().splitlines()]
    assert [(line["address"], line["number"]) for line in lines] == [(f"17025-2017-{n}", n) for n in range(1, 6)]
    assert json.loads((tmp_path / "many" / MANIFEST).read_text())["files"][RECORDS]["lines"] == 5


def test_what_is_written_once_stays_byte_for_byte(one_title: Path, tmp_path: Path) -> None:
    multiply(one_title, tmp_path / "same", number=1)
    for file in one_title.iterdir():
        assert (tmp_path / "same" / file.name).read_bytes() == file.read_bytes()


def test_a_record_that_names_another_is_refused(tmp_path: Path) -> None:
    source = _small(tmp_path / "few", [{"address": "17025-2017-1", "number": 1}])
    line = json.loads((source / RECORDS).read_text())
    (source / RECORDS).write_text(json.dumps({**line, "relations": [{"other": "17025-2017-2"}]}) + "\n")
    with pytest.raises(ValueError, match="17025-2017-1 names another record"):
        multiply(source, tmp_path / "many", number=2)


@pytest.fixture
def one_title() -> Path:
    """An example of the documents whose record names no other."""
    return Path(__file__).parents[2] / "docs" / "moving" / "one-title"
