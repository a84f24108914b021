"""Loads the starting set of criteria; from then on the secretariat keeps them as dated sets."""

import datetime
import json
from pathlib import Path

from clarifications.screening.models import CriteriaSet, Criterion

STARTING_SET = Path(__file__).resolve().parent.parent / "data" / "criteria.json"


def load_starting_set(*, since: datetime.date | None = None) -> CriteriaSet | None:
    """Create the starting set where none is in force on its first day; returns it, or ``None`` where one is.

    ``since`` is that day, where another than the one in the file is wanted.
    """
    data = json.loads(STARTING_SET.read_text(encoding="utf-8"))
    first = since or datetime.date.fromisoformat(data["since"])
    if CriteriaSet.objects.in_force(first):
        return None
    made = CriteriaSet.objects.create(name=data["name"], since=first)
    Criterion.objects.bulk_create(Criterion(criteria_set=made, **row) for row in data["criteria"])
    return made
