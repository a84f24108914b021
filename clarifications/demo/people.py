"""The people, bodies, groups and seats of the demonstration."""

import datetime
import json
from pathlib import Path
from typing import NotRequired, TypedDict

from django.contrib.auth.hashers import make_password

from accounts.models import Body, Seat, SeatRole, User
from standards.catalogue.queries import toolbox
from standards.models import Committee, Confidence, MaintenanceGroup, Responsibility, Standard


class _BodyRow(TypedDict):
    key: str
    name: str
    acronym: str
    kind: str
    country: str


class _PersonRow(TypedDict):
    key: str
    name: str
    email: str
    secretariat: bool
    admin: bool
    signs_in: NotRequired[bool]


class _GroupRow(TypedDict):
    name: str
    description: str
    example: bool
    standards: list[str]


class _SeatRow(TypedDict):
    person: str
    group: str
    body: str
    role: str
    day: NotRequired[int]


class _Data(TypedDict):
    bodies: list[_BodyRow]
    people: list[_PersonRow]
    groups: list[_GroupRow]
    seats: list[_SeatRow]


PASSWORD = "example of casco"  # demonstration only: MODE=demo listens on this machine alone
DATA: _Data = json.loads((Path(__file__).parent / "people.json").read_text(encoding="utf-8"))


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


def _one_a_role(convenors: dict[str, _SeatRow]) -> list[tuple[str, str]]:
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


def _body(row: _BodyRow) -> Body:
    return Body.objects.create(
        name=row["name"], acronym=row["acronym"], kind=row["kind"], country=row["country"], is_example=True
    )


def _person(row: _PersonRow, password: str) -> User:
    return User.objects.create(
        email=row["email"],
        name=row["name"],
        password=password,
        is_secretariat=row["secretariat"],
        is_staff=row["admin"],
        is_superuser=row["admin"],
    )


def _group(row: _GroupRow, standards: dict[str, Standard]) -> MaintenanceGroup:
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
