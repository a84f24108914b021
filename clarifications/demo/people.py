"""The people, bodies, groups and seats of the demonstration."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import Body, Seat, SeatRole, User
from standards.catalogue.queries import toolbox
from standards.models import Committee, Confidence, MaintenanceGroup, Responsibility, Standard

PASSWORD = "example of casco"  # demonstration only: MODE=demo listens on this machine alone
DATA = json.loads((Path(__file__).parent / "people.json").read_text(encoding="utf-8"))


class Cast:
    """Everybody and everything the cases name, by the keys of ``people.json``."""

    def __init__(self, *, day: datetime.date) -> None:
        """Make bodies, people, groups and seats; ``day`` is the day of loading."""
        self.bodies = {row["key"]: _body(row) for row in DATA["bodies"]}
        password = make_password(PASSWORD)  # one slow hash for all
        self.people = {row["key"]: _person(row, password) for row in DATA["people"] if row.get("signs_in", True)}
        standards = {standard.designation: standard for standard in toolbox()}
        self.groups = {row["name"]: _group(row, standards) for row in DATA["groups"]}
        for row in DATA["seats"]:
            Seat.objects.create(
                user=self.people[row["person"]],
                group=self.groups[row["group"]],
                body=self.bodies[row["body"]],
                role=SeatRole(row["role"]),
                since=day + datetime.timedelta(days=row.get("day", -1600)),
            )


def sign_in_lines() -> list[str]:
    """Who can sign in to the demonstration: one person a role, with what they are."""
    convenors = {row["person"]: row for row in DATA["seats"] if row["role"] == SeatRole.CONVENOR}
    lines = []
    for role, key in _one_a_role(convenors):
        person = next(row for row in DATA["people"] if row["key"] == key)
        lines.append(f"{role:<24} {person['email']}")
    return [*lines, f"{'password of everybody':<24} {PASSWORD}"]


def _one_a_role(convenors: dict[str, Any]) -> list[tuple[str, str]]:
    secretariat = [row["key"] for row in DATA["people"] if row["secretariat"]]
    administrator = next(row["key"] for row in DATA["people"] if row["admin"])
    convenor = next(iter(convenors))
    group = convenors[convenor]["group"]
    members = [row["person"] for row in DATA["seats"] if row["group"] == group and row["person"] != convenor]
    return [
        *(("secretariat", key) for key in secretariat),
        (f"convenor of {group}", convenor),
        *((f"member of {group}", key) for key in members),
        ("administrator", administrator),
    ]


def _body(row: dict[str, Any]) -> Body:
    return Body.objects.create(
        name=row["name"], acronym=row["acronym"], kind=row["kind"], country=row["country"], is_example=True
    )


def _person(row: dict[str, Any], password: str) -> User:
    return User.objects.create(
        email=row["email"],
        name=row["name"],
        password=password,
        is_secretariat=row["secretariat"],
        is_staff=row["admin"],
        is_superuser=row["admin"],
    )


def _group(row: dict[str, Any], standards: dict[str, Standard]) -> MaintenanceGroup:
    if not row["example"]:
        return MaintenanceGroup.objects.get(name=row["name"])
    group = MaintenanceGroup.objects.create(
        name=row["name"],
        description=row["description"],
        committee=Committee.objects.get(reference="ISO/CASCO"),
        is_example=True,
    )
    for designation in row["standards"]:
        Responsibility.objects.create(
            group=group,
            standard=standards[designation],
            confidence=Confidence.VERIFIED,
            source="invented for the demonstration",
        )
    return group
