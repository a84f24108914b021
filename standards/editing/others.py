"""Keeping publications of other bodies: saving one, taking it off, putting it back, its link, who changed what."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from standards.imports.others.wanted import WantedOther
from standards.imports.others.writing import write
from standards.models.others import OtherPublication

KEEPS = "standards.change_otherpublication"  # the right to keep the list
REASON = "others"
REPORTED = "reported by a reader"  # why a link was looked at
MOST_CHANGES = 30
SHOWN = (
    *("body", "number", "line", "standard", "edition", "clauses_said", "date", "status", "language", "url"),
    *("evidence", "looked_at", "dead_since", "taken_off_at"),
)


class OtherChangedMeanwhile(Exception):
    """Somebody else saved this publication since it was shown; nothing is saved."""


@dataclass(frozen=True)
class OtherChange:
    """Who changed what of a publication, and when."""

    at: datetime.datetime
    by: str
    what: str
    before: str
    now: str


def mark_of(publication: OtherPublication) -> str:
    """What is saved of a publication, as one short text."""
    return hashlib.sha256(repr([_in_words(getattr(publication, name)) for name in SHOWN]).encode()).hexdigest()


def locked(pk: int) -> OtherPublication:
    """A publication that nobody else changes until the transaction ends."""
    return OtherPublication.objects.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def save(identifier: str, values: Mapping[str, Any], *, seen: str = "") -> OtherPublication:
    """Add a publication, or change the one that was ``seen``.

    Raises ``OtherChangedMeanwhile`` when what is saved is not what was seen.
    """
    row = OtherPublication.objects.select_for_update(of=("self",)).filter(identifier=identifier).first()
    if (mark_of(row) if row else "") != seen:
        raise OtherChangedMeanwhile
    write([WantedOther(identifier, values)], reason=REASON)
    return OtherPublication.objects.get(identifier=identifier)


@transaction.atomic
def take_off(pk: int, *, at: datetime.datetime) -> None:
    """Take a publication off all pages; it stays here, with its history, and can be put back."""
    _put(locked(pk), taken_off_at=at)


@transaction.atomic
def put_back(pk: int) -> None:
    """Show a publication again."""
    _put(locked(pk), taken_off_at=None)


@transaction.atomic
def mark_link(pk: int, *, is_dead: bool, looked_at: datetime.date, reason: str = REASON) -> None:
    """Say how a link was when somebody looked at it; a dead one is so since the first time that it was found so.

    What was found earlier than what is known already changes nothing. ``reason``: what made somebody look.
    """
    row = locked(pk)
    if row.looked_at and looked_at < row.looked_at:
        return
    _put(row, reason=reason, looked_at=looked_at, dead_since=(row.dead_since or looked_at) if is_dead else None)


def _put(row: OtherPublication, *, reason: str = REASON, **values: object) -> None:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
        row.save(update_fields=changed)


# ---------- who changed what ----------


def changes_of(publication: OtherPublication) -> list[OtherChange]:
    """The latest changes, the newest first; one query, and two for the names of standards and editions."""
    found = OtherPublication.history.filter(id=publication.pk).select_related("history_user")
    rows = list(found.prefetch_related("standard", "edition").order_by("-history_date", "-history_id"))
    changes = [change for now, was in zip(rows, [*rows[1:], None], strict=True) for change in _between(was, now)]
    return changes[:MOST_CHANGES]


def _between(was: Any, now: Any) -> Iterator[OtherChange]:
    by = str(now.history_user or "")
    if now.history_change_reason == REPORTED:
        by = _("%(person)s, after a reader’s report") % {"person": by}
    if was is None:
        yield OtherChange(now.history_date, by, _("Added"), "", str(now.line))
        return
    for name in SHOWN:
        before, after = _in_words(getattr(was, name)), _in_words(getattr(now, name))
        if before != after:
            label = str(OtherPublication._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield OtherChange(now.history_date, by, label, before, after)


def _in_words(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(getattr(value, "iso", value))
