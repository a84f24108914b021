"""What tests of the catalogue may ask for: a folder of small data files that can be loaded and then spoilt."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

EDITION = {
    "id": None,
    "publisher": "ISO/IEC",
    "number": "90001",
    "part": None,
    "edition": 1,
    "title": {"en": "Conformity assessment — Examples", "fr": "Évaluation de la conformité — Exemples"},
    "deliverableType": "IS",
    "supplementType": None,
    "supplementOf": None,
    "stage": "60.60",
    "correctedDate": None,
    "withdrawnDate": None,
    "replaces": [],
    "replacedBy": [],
    "inferred": None,
    "formerReference": None,
    "note": None,
    "dataAsOf": "Example 2026-01-01",
    "url": "https://www.iso.example/standard/1.html",
}


class Folder:
    """The data files of a catalogue of three editions; ``change`` rewrites one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        committees = [
            {"reference": "ISO/CASCO", "title": {"en": "Conformity assessment"}, "secretariat": {"acronym": "ISO/CS"}},
            {"reference": "ISO/TC 1", "title": {"en": "Screw threads"}, "secretariat": {"acronym": "SAC"}},
        ]
        lines = "".join(f"{json.dumps(committee)}\n" for committee in committees)
        (path / "iso_committees.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
        old = {
            "id": 1,
            "reference": "ISO/IEC 90001:2010",
            "year": 2010,
            "publicationDate": "2010-05-01",
            "stage": "95.99",
        }
        new = {"id": 2, "reference": "ISO/IEC 90001:2020", "year": 2020, "publicationDate": "2020-06", "edition": 2}
        cor = {"id": 3, "reference": "ISO/IEC 90001:2010/Cor 1:2011", "year": 2011, "publicationDate": "2011"}
        self.write(
            "casco_catalogue.json",
            {
                "owner": "ISO/CASCO",
                "documents": [
                    EDITION | new | {"replaces": ["ISO/IEC 90001:2010", "ISO Guide 9:1980"]},
                    EDITION | old | {"replacedBy": ["ISO/IEC 90001:2020"], "withdrawnDate": "2020-06-15"},
                    EDITION | cor | {"supplementType": "Cor", "supplementOf": "ISO/IEC 90001:2010", "stage": "95.99"},
                ],
            },
        )
        self.write("lineage.json", {"successions": []})
        named = {"edition": "ISO/IEC 90001:2010", "group": "WG 1", "confidence": "verified", "source": "Example"}
        inferred = named | {"edition": "ISO/IEC 90001:2020", "group": "WG 2", "confidence": "inferred"}
        self.write(
            "casco_groups.json",
            {
                "committee": "ISO/CASCO",
                "groups": [
                    {"name": "WG 1", "description": "ISO/IEC 90001:2010", "kind": "standard", "source": None},
                    {"name": "WG 2", "description": "ISO/IEC 90001:2020", "kind": "standard", "source": "Example"},
                ],
                "responsibilities": [named, inferred],
            },
        )
        self.write(
            "transitions.json",
            {
                "transitions": [
                    {
                        "edition": "ISO/IEC 90001:2020",
                        "until": "2023-06-01",
                        "months": 36,
                        "note": None,
                        "source": "Example",
                        "changes": [{"was": "2022-06-01", "to": "2023-06-01", "changed": "2021", "reason": "Floods"}],
                    }
                ]
            },
        )
        self.write(
            "clauses.json",
            {
                "lists": [
                    {
                        "edition": "ISO/IEC 90001:2020",
                        "depth": ["7: paragraphs", "all: partial"],
                        "sources": ["https://lists.example/90001", "A leaflet"],
                        "doubts": "The number of A.1 is not printed.",
                        "clauses": [
                            {"number": "7", "title": "Process"},
                            {"number": "7.1.1", "title": None},
                            {"number": "A.1", "title": "Inside an annex", "numberInferred": True},
                        ],
                    }
                ]
            },
        )

        news = {"url": "https://ilac.example/news", "publisher": "ILAC", "language": "fr", "published": "2020-07"}
        self.write(
            "resources.json",
            {
                "resources": [
                    news | {"edition": "ISO/IEC 90001:2020", "kind": "communique", "title": "On the transition"}
                ]
            },
        )

        rows = {"from_edition": "ISO/IEC 90001:2010", "to_edition": "ISO/IEC 90001:2020", "source": "A comparison"}
        self.write(
            "concordances.json",
            {
                "rows": [
                    rows | {"from_clause": "4", "to_clause": "7", "kind": "moved"},
                    rows | {"from_clause": "5", "to_clause": "7.1.1", "kind": "changed", "note": "restructured"},
                    rows | {"to_clause": "A.1", "kind": "new", "source": "A foreword"},
                    rows | {"from_clause": "6", "to_clause": "7", "kind": "unknown"},
                    rows | {"from_clause": "8", "kind": "removed"},
                ]
            },
        )

        ring = {"preferred": "invigilator", "same": ["proctor", "exam supervisor"], "note": "One note"}
        self.write("thesaurus.json", {"rings": [ring, {"preferred": "laboratory", "same": ["lab"]}]})

    def read(self, name: str) -> Any:
        return json.loads((self.path / name).read_text(encoding="utf-8"))

    def write(self, name: str, content: Any) -> None:
        (self.path / name).write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def folder(tmp_path) -> Folder:
    """Small data files that can be loaded."""
    return Folder(tmp_path)


@pytest.fixture(scope="module")
def delivered(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The catalogue of CASCO as it is delivered, loaded once for a file of tests and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_catalogue", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
