"""The thesaurus of the field: which words mean the same for whoever searches."""

import json
from pathlib import Path

from clarifications.register.finding.needles import Forms, rings_of

STARTING = Path(__file__).resolve().parents[2] / "data" / "thesaurus.json"


def rings() -> dict[tuple[str, ...], Forms]:
    """For each term, by its stems, what means the same."""
    return rings_of([[ring["preferred"], *ring["same"]] for ring in json.loads(STARTING.read_text())["rings"]])
