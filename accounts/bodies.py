"""Loads the bodies: the members of ISO, and organisations in liaison with it whose liaison with CASCO is not known."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import Body, BodyKind, Membership
from standards.reading.characters import plain_in
from standards.reading.dates import PartialDate

DATA = Path(__file__).parent / "data" / "organisations.json"
REASON = "load_bodies"
# What the file says of a body; whether it is active or an example is left to administrators.
SURE = ("iso_id", "participating", "observing", "secretariats", "liaisons")  # ISO's own count
COLUMNS = (
    *("name", "acronym", "former_acronym", "kind", "country", "country_code", "is_verified", "source"),
    *("membership", "membership_as_of", *SURE[1:]),
)
BATCH = 200


class BadBodies(Exception):
    """A file of bodies that cannot be loaded."""


class _Entry(TypedDict):
    """What the file says of every body; what is ``null`` there or missing is not known."""

    id: int
    acronym: str
    name: NotRequired[str | None]
    source: NotRequired[str | None]


class _MemberEntry(_Entry):
    """A member of ISO in the file."""

    formerAcronym: NotRequired[str | None]
    country: str | None
    countryCode: str | None
    membership: str | None
    membershipAsOf: NotRequired[str | None]
    unverified: bool
    pMemberOf: NotRequired[int]
    oMemberOf: NotRequired[int]
    secretariats: NotRequired[int]


class _LiaisonEntry(_Entry):
    """An organisation in liaison with some committee, in the file."""

    committees: NotRequired[int]


@dataclass(frozen=True)
class BodyCounts:
    """How many bodies the file names and what became of them."""

    total: int
    added: int
    changed: int


def load_bodies(path: Path = DATA) -> BodyCounts:
    """Load the bodies of a file, all or nothing; what administrators confirmed stays confirmed.

    Raises ``BadBodies`` when the file is broken; nothing is saved then.
    """
    bodies = _read(path)
    with transaction.atomic():
        known = _known(bodies)
        new = [body for body in bodies if body.iso_id not in known]
        changed = [row for body in bodies if (row := known.get(body.iso_id)) and _take_over(row, body)]
        if new:
            bulk_create_with_history(new, Body, batch_size=BATCH, default_change_reason=REASON)
        if changed:
            bulk_update_with_history(
                changed, Body, ("iso_id", *COLUMNS), batch_size=BATCH, default_change_reason=REASON
            )
    return BodyCounts(len(bodies), len(new), len(changed))


def _known(bodies: list[Body]) -> dict[int | None, Body]:
    """The rows of these bodies: by ISO's id, else what an administrator entered under the same name and country."""
    rows = list(Body.objects.all())
    by_id = {row.iso_id: row for row in rows if row.iso_id}
    by_name = {(row.name, row.country_code): row for row in rows if not row.iso_id}
    found = {body.iso_id: by_id.get(body.iso_id or 0) or by_name.get((body.name, body.country_code)) for body in bodies}
    return {iso_id: row for iso_id, row in found.items() if row is not None}


def _take_over(row: Body, body: Body) -> bool:
    """Bring a row to what the file says; an administrator who verified a body knows better than an unsure file."""
    names = SURE if row.is_verified and not body.is_verified else ("iso_id", *COLUMNS)
    differences = [name for name in names if getattr(row, name) != getattr(body, name)]
    for name in differences:
        setattr(row, name, getattr(body, name))
    return bool(differences)


def _read(path: Path) -> list[Body]:
    try:
        found = plain_in(json.loads(path.read_text(encoding="utf-8")))
        bodies = [_member(entry, found["source"]) for entry in found["members"]]
        others = [*found["liaisonCandidates"], *found.get("otherLiaisons", [])]
        bodies += [_in_liaison(entry, found["source"]) for entry in others]
        for body in bodies:
            body.clean_fields()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as wrong:
        raise BadBodies(f"{path.name}: {type(wrong).__name__}: {wrong}") from wrong
    if len({body.iso_id for body in bodies}) < len(bodies):
        raise BadBodies(f"{path.name}: an id stands there twice.")
    return bodies


def _member(entry: _MemberEntry, source: str) -> Body:
    """A member of ISO; verified only where country and full membership come from a source."""
    sure = entry["countryCode"] and not entry["unverified"] and entry["membership"] != Membership.CORRESPONDENT
    return Body(
        iso_id=entry["id"],
        acronym=entry["acronym"],
        former_acronym=entry.get("formerAcronym") or "",
        name=entry["name"] or entry["acronym"],
        kind=BodyKind.MEMBER,
        country=entry["country"] or "",
        country_code=entry["countryCode"] or "",
        membership=entry["membership"] or "",
        membership_as_of=PartialDate(entry.get("membershipAsOf") or ""),
        participating=entry.get("pMemberOf"),
        observing=entry.get("oMemberOf"),
        secretariats=entry.get("secretariats"),
        is_verified=bool(sure),
        source=_source(entry, source),
    )


def _in_liaison(entry: _LiaisonEntry, source: str) -> Body:
    """An organisation in liaison with some committee. No source lists those of CASCO, so it is not called one."""
    return Body(
        iso_id=entry["id"],
        acronym=entry["acronym"],
        name=entry.get("name") or entry["acronym"],
        kind=BodyKind.OTHER,
        liaisons=entry.get("committees"),
        is_verified=False,
        source=_source(entry, source),
    )


def _source(entry: _Entry, source: str) -> str:
    """Where name and country are from; where nobody says, there is only what the whole file is from."""
    own = entry.get("source") or ""
    return source if own in ("", "not confirmed") else own
