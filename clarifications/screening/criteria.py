"""Loads the starting set of criteria, which the secretariat keeps as dated sets; the findings of a case on its set."""

import datetime
import json
from pathlib import Path
from typing import Any

from clarifications.case.models import Clarification
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


def ask_endorsement(*, since: datetime.date, takes_unendorsed: bool) -> CriteriaSet | None:
    """A new set from ``since`` on: the criteria in force then, which ask for endorsement; ``None`` where none are."""
    former = CriteriaSet.objects.in_force(since)
    if former is None or former.since == since:
        return None
    how = {"needs_endorsement": True, "takes_unendorsed": takes_unendorsed}
    made = CriteriaSet.objects.create(name=former.name, since=since, **how)
    for criterion in former.criteria.all():
        criterion.pk, criterion.criteria_set = None, made
        criterion.save(force_insert=True)
    return made


def criteria_for(clarification: Clarification, at: datetime.datetime) -> list[dict[str, Any]]:
    """Each criterion with the finding on it, for the desk; the set in force where none is kept yet."""
    rows = clarification.held("criteria", "findings", at=at)
    found = {finding.criterion_id: finding for finding in rows["findings"]}
    return [{"criterion": criterion, "finding": found.get(criterion.pk)} for criterion in rows["criteria"]]
