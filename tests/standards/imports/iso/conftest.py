"""What tests of the import may ask for: a builder of small files in ISO's formats, and a look at every table."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from standards.catalogue.search import TABLE

# The columns of the official file of deliverables.
COLUMNS = [
    "id",
    "deliverableType",
    "supplementType",
    "reference",
    "title.en",
    "title.fr",
    "publicationDate",
    "edition",
    "icsCode",
    "ownerCommittee",
    "currentStage",
    "replaces",
    "replacedBy",
    "languages",
    "pages.en",
    "scope.en",
]


class Files:
    """Writes files of ISO Open Data; every one gets a name of its own unless it is given one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()

    def deliverable(self, iso_id: Any, reference: Any, **given: Any) -> dict[str, Any]:
        """A line of the official file: a standard that is published, unless given otherwise."""
        line = {
            "id": iso_id,
            "deliverableType": "IS",
            "supplementType": None,
            "reference": reference,
            "title": {"en": f"Title of {iso_id}", "fr": f"Titre de {iso_id}"},
            "publicationDate": "2020-05-04",
            "edition": 1,
            "icsCode": ["03.120.20"],
            "ownerCommittee": "ISO/TC 1",
            "currentStage": 6060,
            "replaces": None,
            "replacedBy": None,
            "languages": ["en"],
            "pages": {"en": 12},
            "scope": {"en": None},
        }
        return {key: value for key, value in (line | given).items() if value is not ...}

    def committee(self, iso_id: Any, reference: Any, **given: Any) -> dict[str, Any]:
        """A line of the official file of committees: an active one, unless given otherwise."""
        line = {
            "id": iso_id,
            "reference": reference,
            "status": "Active",
            "title": {"en": f"Work of {reference}", "fr": f"Travaux de {reference}"},
            "secretariat": {"id": 2188, "acronym": "ANSI"},
            "creationDate": "1987-01-01",
            "parentId": None,
            "sortKey": reference,
        }
        return {key: value for key, value in (line | given).items() if value is not ...}

    def raw(self, content: bytes, name: str = "") -> Path:
        path = self.path / (name or f"file-{len(list(self.path.iterdir())) + 1}")
        path.write_bytes(content)
        return path

    def jsonl(self, *lines: Any, name: str = "", packed: bool = False) -> Path:
        """A line for each object; what is bytes already is written as it is."""
        content = b"".join(line if isinstance(line, bytes) else f"{json.dumps(line)}\n".encode() for line in lines)
        return self.raw(gzip.compress(content) if packed else content, name)

    def csv(
        self, *lines: dict[str, Any], columns: list[str] = COLUMNS, encoding: str = "utf-8", name: str = ""
    ) -> Path:
        """A row for each object, as ISO writes it: lists as Python literals, ``title.en`` a column."""
        sink = io.StringIO(newline="")
        rows = csv.writer(sink)
        rows.writerow(columns)
        rows.writerows([[_cell(line, column) for column in columns] for line in lines])
        return self.raw(sink.getvalue().encode(encoding), name)


def _cell(line: dict[str, Any], column: str) -> str:
    whole, dot, part = column.partition(".")
    value = (line.get(whole) or {}).get(part) if dot else line.get(whole)
    return "" if value is None else str(value)


@pytest.fixture
def files(tmp_path) -> Files:
    """A builder of files of ISO Open Data."""
    return Files(tmp_path / "open-data")


@pytest.fixture
def imported(db, capsys):
    """Import files as the command does; what it printed: ``imported(path, as_of="2026-10-01")``."""

    def run(*paths: Path, as_of: str = "2026-10-01", skip_bad: bool = False, **options: Any) -> str:
        day = ["--as-of", as_of] if as_of else []
        capsys.readouterr()
        bad = ["--skip-bad"] if skip_bad else []
        call_command("import_iso_open_data", *map(str, paths), *day, *bad, **options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def all_tables(db):
    """Every row of every table of the catalogue, history and words too: to be compared with itself later."""

    def look() -> dict[str, list[tuple[Any, ...]]]:
        with connection.cursor() as cursor:
            names = [name for name in connection.introspection.table_names(cursor) if name.startswith("standards_")]
            names = [name for name in names if not name.startswith(f"{TABLE}_")]
            found = {}
            for name in sorted({*names, TABLE}):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                found[name] = sorted(cursor.fetchall(), key=repr)
        return found

    return look
