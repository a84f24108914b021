"""Draws ahead what nobody has asked for yet, compares what is kept with what would be drawn, and forgets it."""

from collections.abc import Callable, Collection, Iterator, Mapping

import structlog
from django.conf import settings
from django.db import Error
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import override

from clarifications.register.drawn import Fresh, found_of, holding, keep
from clarifications.register.drawn_entries import fresh_entries
from clarifications.register.drawn_models import Drawn, DrawnKind
from clarifications.register.drawn_pages import fresh_pages
from clarifications.register.models import Record

log = structlog.get_logger("clarifications.register")

AT_ONCE = 50  # records that are drawn and kept together
DRAWN_BY: Mapping[DrawnKind, Callable[[Collection[int]], Iterator[Fresh]]] = {
    DrawnKind.ENTRY: fresh_entries,
    DrawnKind.PAGE: fresh_pages,
}


def draw_some() -> int:
    """Draw and keep the newest of which nothing holds, as many as at once; returns how many parts these were."""
    return next((number for number in _batches() if number), 0)


def draw_all(progress: Callable[[float], None]) -> int:
    """Draw and keep everything of which nothing holds; returns how many parts these were."""
    drawn, number = 0, sum(stale(kind).count() for kind in DRAWN_BY)
    for some in _batches():
        drawn += some
        progress(min(1.0, drawn / (number or 1)))
    return drawn


def stale(kind: DrawnKind) -> QuerySet[Record, int]:
    """The records of which no part of this kind holds in the language of the public pages, the newest first."""
    with override(settings.LANGUAGE_CODE):
        held = holding(kind).filter(record=OuterRef("pk"))
    return Record.objects.exclude(Exists(held)).order_by("-pk").values_list("pk", flat=True)


def wrong() -> Iterator[tuple[int, DrawnKind]]:
    """The records of which something is kept as if it held that would be drawn otherwise, and its kind."""
    with override(settings.LANGUAGE_CODE):
        for kind, draw in DRAWN_BY.items():
            keys = list(holding(kind).order_by("record").values_list("record", flat=True))
            for begin in range(0, len(keys), AT_ONCE):
                some = keys[begin : begin + AT_ONCE]
                kept = found_of(some, kind).html
                yield from ((one.record, kind) for one in draw(some) if kept.get(one.record, one.html) != one.html)


def forget(record: int, kind: DrawnKind) -> None:
    """Take away what is kept of a record: whoever asks next draws it anew."""
    Drawn.objects.filter(record=record, kind=kind).delete()


def _batches() -> Iterator[int]:
    """Each of some records, drawn and kept; one that changes meanwhile is left to the next time."""
    with override(settings.LANGUAGE_CODE):
        for kind, draw in DRAWN_BY.items():
            keys = stale(kind)
            while some := list(keys[:AT_ONCE]):
                found = found_of(some, kind)
                fresh = _drawn(draw, found.missing(some))
                keep(fresh, found)
                yield len(fresh)
                keys = keys.filter(pk__lt=some[-1])


def _drawn(draw: Callable[[Collection[int]], Iterator[Fresh]], records: Collection[int]) -> list[Fresh]:
    """These records, drawn; one that cannot be drawn keeps no other from it: its reader is told, and the log."""
    try:
        return list(draw(records))
    except Error:
        raise
    except Exception as fault:
        if len(records) > 1:
            return [fresh for record in records for fresh in _drawn(draw, [record])]
        log.error("not drawn", record=next(iter(records)), error=repr(fault))
        return []
