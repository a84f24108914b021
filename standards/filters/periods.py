"""Lists narrowed to a time: only what is known of a date counts, so that an open one is never guessed."""

import calendar
import datetime

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex, Substr

from standards.models.editions import Edition
from standards.reading.dates import AFTER, BEFORE, BETWEEN, PartialDate

_SECOND = datetime.date(1, 1, 2)  # has a day before it


def published_from(found: QuerySet[Edition], day: PartialDate) -> QuerySet[Edition]:
    """Those that cannot have been published before the first day of ``day``."""
    eve = max(day.earliest or _SECOND, _SECOND) - datetime.timedelta(days=1)
    is_before = Q(published__endswith=Value(BEFORE)) & ~Q(published__endswith=Value(AFTER))
    return found.filter(published__gte=Value(f"{eve.isoformat()}{AFTER}")).exclude(is_before)


def published_until(found: QuerySet[Edition], day: PartialDate) -> QuerySet[Edition]:
    """Those that cannot have been published after the last day of ``day``."""
    last = day.latest or datetime.date.max
    end, unfinished = last.isoformat(), [last.isoformat()[:7], last.isoformat()[:4]]
    if last.day == calendar.monthrange(last.year, last.month)[1]:
        end = unfinished.pop(0)
        if last.month == 12:
            end = unfinished.pop(0)
    second = Substr("published", StrIndex("published", Value(BETWEEN)) + len(BETWEEN))
    between = When(published__contains=Value(BETWEEN), then=second)
    known = found.alias(ends=Case(between, default=F("published"), output_field=CharField()))
    until = known.filter(ends__gt="", ends__lte=f"{end}{BEFORE}").exclude(ends__endswith=AFTER)
    return until.exclude(ends__in=unfinished)
