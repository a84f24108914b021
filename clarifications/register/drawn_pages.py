"""Pages of records as they were drawn before; one that holds no more is drawn anew, and kept."""

import datetime
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple

from django.http import Http404
from django.utils import timezone

from clarifications.register.drawn import Fresh, found_at, keep
from clarifications.register.drawn_models import ALWAYS, DrawnKind
from clarifications.register.models import Record
from clarifications.register.relations import superseding
from clarifications.register.whole_record import NoSuchVersion, PageParts, ShownRecord, drawn, record_named, shown
from standards.catalogue.lineage import EditionLine
from standards.reading.dates import PartialDate

A_DAY = datetime.timedelta(days=1)


def newest(slug: str) -> PageParts | None:
    """The page of a record in its newest version; nothing where the address is that of none. One statement."""
    found = found_at(slug, DrawnKind.PAGE)
    for html in found.html.values():
        return _unpacked(html)
    if (record := record_named(slug)) is None:
        return None
    fresh = _fresh(record)
    keep([fresh], found)
    return _unpacked(fresh.html)


def version(slug: str, number: int) -> PageParts | None:
    """The page of a record in one of its versions, drawn for whoever asks."""
    if (record := record_named(slug)) is None:
        return None
    try:
        return drawn(shown(record, number))
    except NoSuchVersion as wrong:
        raise Http404 from wrong


def fresh_pages(records: Collection[int]) -> Iterator[Fresh]:
    """The pages of these records, drawn anew from what is in the register now."""
    for slug in Record.objects.filter(pk__in=records).order_by().values_list("slug", flat=True):
        if record := record_named(slug):
            yield _fresh(record)


def holds_until(lines: Iterable[EditionLine], *, at: datetime.date) -> datetime.date:
    """The last day on which editions surely stand as they do: the day before the next of any that is known of them."""
    days = {day for line in lines for date in _dates(line) for day in (date.earliest, date.latest) if day}
    return min((max(day - A_DAY, at) for day in days if day >= at), default=ALWAYS)


def _dates(line: EditionLine) -> Iterator[PartialDate]:
    """What decides how an edition stands, today and later."""
    editions = [line.edition, *(one.newer for one in line.replaced_by), *(one.older for one in line.replaces)]
    for edition in editions:
        yield from (edition.published, edition.withdrawn)
    yield line.usable_until
    yield from (transition.until for transition in line.transitions)


def _fresh(record: Record) -> Fresh:
    at = timezone.localdate()
    said = shown(record, None)
    return Fresh(record.pk, _packed(drawn(said)), _named(said), holds_until(said.lines, at=at))


def _named(said: ShownRecord) -> set[int]:
    """The records that the page names, and those that stand between it and the current answer."""
    record = said.record
    related = {one.other.pk for one in said.context["relations"].rows}
    replaced_by = {record.replacement_id} if record.replacement_id else set()
    return related | replaced_by | superseding([record.pk])[record.pk]


def _packed(parts: PageParts) -> str:
    return json.dumps(astuple(parts), ensure_ascii=False)


def _unpacked(html: str) -> PageParts:
    return PageParts(*json.loads(html))
