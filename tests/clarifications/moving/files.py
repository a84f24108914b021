"""Folders of a register for tests: exported, changed by hand with a manifest that fits, imported."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from clarifications.moving.lines import Line, written
from tests.factories import UserFactory

Change = Callable[[list[dict[str, Any]]], object]


def exported(folder: Path) -> dict[str, bytes]:
    """What ``export_register`` writes, by file."""
    call_command("export_register", folder, stdout=io.StringIO())
    return {place.name: place.read_bytes() for place in sorted(folder.iterdir())}


def written_by_hand(
    folder: Path, lines: Iterable[Line | bytes], *, former: bytes = b"", others: bytes = b"", topics: bytes = b""
) -> Path:
    """A folder with these records and a manifest that fits."""
    folder.mkdir(exist_ok=True)
    records = b"".join(line if isinstance(line, bytes) else written(line) for line in lines)
    files = {"records.jsonl": records, "former_addresses.jsonl": former, "others.jsonl": others, "topics.jsonl": topics}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    told = {
        name: {"lines": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    }
    (folder / "manifest.json").write_text(json.dumps({"format": 2, "files": told}))
    return folder


def changed(folder: Path, change: Change) -> Path:
    """The folder with its records changed by hand, and a manifest that fits."""
    lines = [json.loads(line) for line in (folder / "records.jsonl").read_bytes().splitlines()]
    change(lines)
    former = (folder / "former_addresses.jsonl").read_bytes()
    topics = (folder / "topics.jsonl").read_bytes()
    return written_by_hand(folder, (json.dumps(line).encode() + b"\n" for line in lines), former=former, topics=topics)


def imported(folder: Path, *, check: bool = False) -> str:
    """What ``import_register`` says."""
    said = io.StringIO()
    email = UserFactory(is_secretariat=True).email
    call_command("import_register", folder, by=email, check=check, stdout=said, stderr=io.StringIO())
    return said.getvalue().strip()


def refused(folder: Path) -> list[str]:
    """What ``import_register`` names as faults, line by line."""
    said = io.StringIO()
    email = UserFactory(is_secretariat=True).email
    try:
        call_command("import_register", folder, by=email, stdout=io.StringIO(), stderr=said)
    except CommandError as wrong:
        return [*said.getvalue().splitlines(), str(wrong)]
    raise AssertionError("It was imported.")
