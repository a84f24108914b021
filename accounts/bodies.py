"""Loads the bodies that may ask: the members of ISO, and organisations of the field whose liaison is not confirmed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import Body, BodyKind

DATA = Path(__file__).parent / "data" / "organisations.json"
REASON = "load_bodies"
# What the file says of a body; whether it is active or an example is left to administrators.
COLUMNS = ("name", "acronym", "kind", "country", "country_code", "is_verified", "source")


class BadBodies(Exception):
    """A file of bodies that cannot be loaded."""


@dataclass(frozen=True)
class Counts:
    """How many bodies the file names and what became of them."""

    total: int
    added: int
    changed: int


def load_bodies(path: Path = DATA) -> Counts:
    """Load the bodies of a file, all or nothing; what administrators confirmed stays confirmed.

    Raises ``BadBodies`` when the file is broken; nothing is saved then.
    """
    wished = _read(path)
    with transaction.atomic():
        known = {body.iso_id: body for body in Body.objects.filter(iso_id__in=[body.iso_id for body in wished])}
        new = [body for body in wished if body.iso_id not in known]
        changed = [row for body in wished if (row := known.get(body.iso_id)) and _take_over(row, body)]
        if new:
            bulk_create_with_history(new, Body, default_change_reason=REASON)
        if changed:
            bulk_update_with_history(changed, Body, COLUMNS, default_change_reason=REASON)
    return Counts(len(wished), len(new), len(changed))


def _take_over(row: Body, wished: Body) -> bool:
    """Bring a row to what the file says; an administrator who verified a body knows better than an unsure file."""
    if row.is_verified and not wished.is_verified:
        return False
    differences = [name for name in COLUMNS if getattr(row, name) != getattr(wished, name)]
    for name in differences:
        setattr(row, name, getattr(wished, name))
    return bool(differences)


def _read(path: Path) -> list[Body]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        bodies = [_member(entry, found["source"]) for entry in found["members"]]
        bodies += [_candidate(entry) for entry in found["liaisonCandidates"]]
        for body in bodies:
            body.clean_fields()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as wrong:
        raise BadBodies(f"{path.name}: {type(wrong).__name__}: {wrong}") from wrong
    if len({body.iso_id for body in bodies}) < len(bodies):
        raise BadBodies(f"{path.name}: an id stands there twice.")
    return bodies


def _member(entry: dict[str, Any], source: str) -> Body:
    """A member of ISO; verified only where country and full membership come from a source."""
    sure = entry["countryCode"] and not entry["unverified"] and entry["membership"] != "correspondent member"
    return Body(
        iso_id=entry["id"],
        acronym=entry["acronym"],
        name=entry["name"] or entry["acronym"],
        kind=BodyKind.MEMBER,
        country=entry["country"] or "",
        country_code=entry["countryCode"] or "",
        is_verified=bool(sure),
        source="; ".join(filter(None, [source, entry["source"], entry["membership"]]))[:200],
    )


def _candidate(entry: dict[str, Any]) -> Body:
    """An organisation of the field. No source lists those in category A liaison with CASCO, so it is not called one."""
    return Body(
        iso_id=entry["id"],
        acronym=entry["acronym"],
        name=entry["name"] or entry["acronym"],
        kind=BodyKind.OTHER,
        is_verified=False,
        source="In liaison with other ISO committees; liaison with ISO/CASCO not confirmed",
    )
