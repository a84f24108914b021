"""Makes a large register of a small one, as files: every record many times over, each with a number of its own.

Filling a hundred thousand records takes longer than bringing them in, and they would be no better to measure with.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from clarifications.moving.lines import MANIFEST, RECORDS

Lines = list[dict[str, Any]]
NAMES_OTHERS = ("former_names", "relations", "retirement")  # of a record; no record of the bench has one


def multiply(source: Path, target: Path, *, number: int) -> None:
    """Write ``number`` records into the new folder ``target``, from those in ``source``; others come along as they are.

    Raises ValueError for a record that names another one: its copies would name each other's.
    """
    records: Lines = [json.loads(line) for line in (source / RECORDS).read_text().splitlines()]
    if naming := [record["address"] for record in records if any(record[name] for name in NAMES_OTHERS)]:
        raise ValueError(f"{naming[0]} names another record.")
    highest = max(record["number"] for record in records)
    wanted = [
        (_address(record, beyond), record, beyond)
        for beyond in range(0, highest * (1 + number // len(records)), highest)
        for record in records
    ][:number]
    target.mkdir()
    with (target / RECORDS).open("w") as file:
        for address, record, beyond in sorted(wanted, key=lambda copy: copy[0]):
            file.write(_line({**record, "address": address, "number": record["number"] + beyond}))
    manifest = json.loads((source / MANIFEST).read_text())
    for name in manifest["files"].keys() - {RECORDS}:
        (target / name).write_bytes((source / name).read_bytes())
    _describe(target, manifest)


def _address(record: dict[str, Any], beyond: int) -> str:
    beginning, ending = record["address"], str(record["number"])
    return f"{beginning.removesuffix(ending)}{record['number'] + beyond}"


def _describe(folder: Path, manifest: dict[str, Any]) -> None:
    for name, described in manifest["files"].items():
        with (folder / name).open("rb") as file:
            described["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            described["lines"] = sum(1 for _line in file)
    (folder / MANIFEST).write_text(_line(manifest))


def _line(what: dict[str, Any]) -> str:
    """As the export writes it: keys in order, no spaces, signs as they are."""
    return json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
