"""Which body took over the role of which other one: who has it on a day, and loading what the data file says."""

import datetime
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import IS_LISTED_BEFORE, Body, BodyKind, BodyQuerySet, BodySuccession, has_begun
from standards.catalogue.bodies import NamedBody, TakingOver
from standards.reading.dates import PartialDate

DATA = Path(__file__).parent / "data" / "bodies.json"

HAS_ITS_ROLE = _("%(today)s has the role of %(former)s today: name it instead.")


class _BodyEntry(TypedDict):
    """How the file names a body; its number at ISO says which row of the list it is."""

    acronym: str
    name: str
    isoId: int | None


class _SuccessionEntry(TypedDict):
    """A body that took over the roles of others, in the file."""

    newer: _BodyEntry
    older: list[_BodyEntry]
    since: str
    source: str
    sourceRank: str


def takings_over() -> tuple[TakingOver, ...]:
    """Who took over whose roles, as pages and mails say it today: of bodies whose names are public; one query."""
    today = timezone.localdate()
    rows = BodySuccession.objects.filter(IS_LISTED_BEFORE, is_active=True).select_related("older", "newer")
    begun = [row for row in rows.order_by("newer_id", "since", "pk") if has_begun(row.since, at=today)]
    together = groupby(begun, lambda row: (row.newer, row.since))
    return tuple(
        TakingOver(_named(newer), tuple(_named(row.older) for row in older), since)
        for (newer, since), older in together
    )


def holders_of(bodies: Iterable[Body], *, at: datetime.date) -> dict[int, Body]:
    """By the key of each body itself, or what has its role on a day, however often it passed on; one query."""
    rows = BodySuccession.objects.filter(is_active=True).select_related("newer").order_by("since", "pk")
    passed = {row.older_id: row for row in rows if has_begun(row.since, at=at)}
    return {body.pk: _holder(body, passed) for body in bodies}


def offered(*, at: datetime.date) -> BodyQuerySet:
    """Bodies that can be chosen to ask, endorse or nominate: a former one only while none of them has its role."""
    bodies = Body.objects.nominating()
    holders = holders_of(bodies.filter(successions__isnull=False).distinct(), at=at)
    others = {key: holder.pk for key, holder in holders.items() if holder.pk != key}
    there = set(bodies.filter(pk__in=others.values()).values_list("pk", flat=True))
    return bodies.exclude(pk__in=[key for key, holder in others.items() if holder in there])


def fault_of_former(body: Body, *, at: datetime.date) -> str:
    """Which body is named instead of a former one that is not offered; empty where it is."""
    if offered(at=at).filter(pk=body.pk).exists():
        return ""
    return str(HAS_ITS_ROLE) % {"former": body, "today": holders_of([body], at=at)[body.pk]}


def load_successions() -> int:
    """Load the successions that the data file names, again without doubles; how many were added.

    What is not in the list of bodies is left out; a body of which a succession is known already, be it switched off,
    keeps that.
    """
    added = 0
    entries: list[_SuccessionEntry] = json.loads(DATA.read_text(encoding="utf-8"))["successions"]
    for one in entries:
        said = {"since": one["since"], "source": one["source"], "source_rank": one["sourceRank"]}
        known = Body.objects.filter(iso_id__in=[body["isoId"] for body in one["older"]])
        for older in known.filter(successions=None).order_by("pk"):
            BodySuccession.objects.create(older=older, newer=_body_of(one["newer"], one["source"]), **said)
            added += 1
    return added


def _named(body: Body) -> NamedBody:
    return NamedBody(body.acronym, body.name)


def _body_of(entry: _BodyEntry, source: str) -> Body:
    """The body that took over, by the acronym or the name; made where it is not there."""
    there = Body.objects.filter(acronym=entry["acronym"]).order_by("pk").first()
    facts = {"acronym": entry["acronym"], "kind": BodyKind.OTHER, "is_verified": False, "source": source}
    return there or Body.objects.get_or_create(name=entry["name"], country_code="", defaults=facts)[0]


def _holder(body: Body, passed: Mapping[int, BodySuccession]) -> Body:
    """Follows a role on as time goes: a body to which it came back keeps it."""
    came, taken = PartialDate(), set[int]()
    while (row := passed.get(body.pk)) and row.pk not in taken and not came.is_known_after(row.since):
        body, came = row.newer, row.since
        taken.add(row.pk)
    return body
