"""Keeps what was drawn of records, gives what still holds, and says what that depends on (decision 23).

What the register says is watched by the database: it deletes what was drawn of a record, and of those that name it,
with each change (``drawn_triggers.py``). All else that a page depends on is in ``made_of`` and in the day until which
it holds. Who finds nothing that holds draws it anew and keeps it, as long as nothing changed meanwhile.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from clarifications.drawn_triggers import DRAWN
from clarifications.register.drawn_models import ALWAYS, Drawn, DrawnKind, NamedBy
from clarifications.register.may_be_kept import keep_unless_changed, may_be_kept
from standards.catalogue.once import marks_of_request
from standards.catalogue.stamp import Stamped

ROOMS = ("accounts", "casco_site", "clarifications", "standards", "templates", "locale")
SUFFIXES = (".py", ".html", ".txt", ".json", ".mo")
_FOUND = (
    f"SELECT record_id, made_of, until, html FROM {DRAWN} "
    "WHERE kind = %s AND language = %s AND record_id IN ({records})"
)
_AT = "SELECT id FROM clarifications_record WHERE slug = %s"


@dataclass(frozen=True)
class Fresh:
    """What was drawn just now of a record; ``named`` are the others that it names, or that stand between."""

    record: int
    html: str
    named: Collection[int] = ()
    until: date = ALWAYS


@dataclass(frozen=True)
class AsDrawn:
    """What was drawn of some records and still holds, by their keys; ``marks`` are those of before it was read."""

    kind: DrawnKind
    marks: Stamped
    html: Mapping[int, str] = field(default_factory=dict)

    def missing(self, records: Iterable[int]) -> list[int]:
        """Those of these records of which nothing holds."""
        return [record for record in records if record not in self.html]


def made_of(kind: str, language: str, catalogue: int, release: str) -> str:
    """Stands for all that a drawing depends on beside the register and the day.

    ``catalogue`` is the mark of the catalogue and the list of bodies, ``release`` that of code, templates and words.
    """
    return hashlib.sha256(repr((kind, language, catalogue, release, settings.SITE_URL)).encode()).hexdigest()[:32]


def found_of(records: Collection[int], kind: DrawnKind) -> AsDrawn:
    """What is kept of these records and holds in the present language, today; one statement."""
    return _found(", ".join(["%s"] * len(records)) or "NULL", list(records), kind)


def found_at(slug: str, kind: DrawnKind) -> AsDrawn:
    """The same of the record at this address."""
    return _found(_AT, [slug], kind)


def holding(kind: DrawnKind) -> QuerySet[Drawn]:
    """All that is kept of this kind and holds in the present language, today."""
    language = get_language() or ""
    holds = made_of(kind.value, language, found_of((), kind).marks.catalogue, release())
    return Drawn.objects.filter(kind=kind, language=language, made_of=holds, until__gte=timezone.localdate())


def keep(fresh: Iterable[Fresh], found: AsDrawn) -> None:
    """Write what was drawn since ``found`` was read, where nothing changed since, nor is about to.

    Within a transaction all is drawn anew. What cannot be written is drawn again for the next reader.
    """
    rows = list(fresh)
    if not rows or not may_be_kept():
        return
    keep_unless_changed(found.marks, lambda: _write(rows, found))


def release() -> str:
    """Stands for the code, the templates and the words of this release: what is in them, wherever it runs."""
    return _release(tuple(Path(settings.BASE_DIR) / room for room in ROOMS), Path(settings.STATIC_ROOT))


@lru_cache(maxsize=4)
def _release(rooms: tuple[Path, ...], static: Path) -> str:
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted(path for path in room.rglob("*.*") if path.suffix in SUFFIXES):
            digest.update(str(path.relative_to(room)).encode())
            digest.update(path.read_bytes())
    manifest = static / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.is_file() else b"")
    return digest.hexdigest()


def _found(records: str, keys: list[Any], kind: DrawnKind) -> AsDrawn:
    """``records`` says in SQL which are meant, ``keys`` what stands in it."""
    # Those of the beginning of the request: what is kept of the catalogue for its page may be as old as that.
    marks = marks_of_request() if may_be_kept() else None
    if marks is None:
        return AsDrawn(kind, Stamped(0, 0))
    language, today = get_language() or "", timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(records=records), [kind.value, language, *keys])
        rows = cursor.fetchall()
    holds = made_of(kind.value, language, marks.catalogue, release())
    return AsDrawn(kind, marks, {row[0]: row[3] for row in rows if row[1] == holds and _day(row[2]) >= today})


def _write(fresh: list[Fresh], found: AsDrawn) -> None:
    language = get_language() or ""
    holds = made_of(found.kind.value, language, found.marks.catalogue, release())
    rows = [
        Drawn(record_id=one.record, kind=found.kind, language=language, made_of=holds, until=one.until, html=one.html)
        for one in fresh
    ]
    named = [NamedBy(of_id=one.record, named_id=other) for one in fresh for other in one.named if other != one.record]
    if named:
        NamedBy.objects.bulk_create(named, ignore_conflicts=True)
    key = ["record", "kind", "language"]
    Drawn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=key, update_fields=["made_of", "until", "html"]
    )


def _day(said: date | str) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
