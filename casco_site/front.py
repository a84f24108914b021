"""What the home page shows of register and catalogue."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from clarifications.register.beside import Topic, topics_with_records
from clarifications.register.finding.examples import examples
from clarifications.register.kept_numbers import kept_numbers
from clarifications.register.models import Pending, Record
from clarifications.register.rows import SHOWN, EditionIndex, PendingRow, RecordRow, pending_rows, record_rows
from standards.catalogue.lineage import EditionLine, lines_of, newest_first
from standards.models import Edition
from standards.models.standing import StandingKind
from standards.pictures.chart import Chart, time_line_of

NEW = 4
PENDING = 3
STANDARDS = 5


@dataclass(frozen=True)
class AskedEdition:
    """An edition in force or in transition, with how much is published and pending on it."""

    line: EditionLine
    published: int
    pending: int


@dataclass(frozen=True)
class HomePage:
    """The home page."""

    published: int
    pending: int
    new: list[RecordRow]
    examples: list[str]
    waiting: list[PendingRow]
    editions: list[AskedEdition]
    chart: Chart | None
    topics: list[Topic]


def overview() -> HomePage:
    """Everything on the home page, in eight queries at most."""
    published, pending = _counts()
    new = list(Record.objects.not_retired().only(*SHOWN)[:NEW])
    waiting = Pending.objects.select_related("edition__standard").order_by("-accepted_at", "-pk")[:PENDING]
    of_interest = Edition.objects.filter(pk__in={*published, *pending})
    editions = list(Edition.objects.filter(standard__editions__in=of_interest).select_related("standard").distinct())
    at = timezone.localdate()
    asked = _most_asked(editions, published, pending, at)
    rows = record_rows(new, EditionIndex(editions))
    return HomePage(
        published=published.total(),
        pending=pending.total(),
        new=rows,
        examples=examples(rows),
        waiting=pending_rows(waiting),
        editions=asked,
        chart=time_line_of([row.line for row in asked], at=at),
        topics=topics_with_records(),
    )


def _counts() -> tuple[Counter[int], Counter[int]]:
    """How many records (as the register keeps it) and pending cases each edition has, in two statements."""
    waiting = Pending.objects.order_by().values_list("edition_id").annotate(Count("pk"))
    return Counter(kept_numbers("edition")), Counter(dict(waiting))


def _most_asked(
    editions: list[Edition], published: Counter[int], pending: Counter[int], at: datetime.date
) -> list[AskedEdition]:
    """The editions in use of the standards on which most is published and pending."""
    asked: Counter[int] = Counter()
    for edition in editions:
        asked[edition.standard_id] += published[edition.pk] + pending[edition.pk]
    most = [standard for standard, _number in asked.most_common(STANDARDS)]
    shown = newest_first(edition for edition in editions if edition.standard_id in most)
    in_use = (StandingKind.CURRENT, StandingKind.TRANSITION)
    lines = [line for line in lines_of(shown, at=at) if line.standing.kind in in_use]
    lines = [line for line in lines if not line.edition.supplement_type]
    lines.sort(key=lambda line: most.index(line.edition.standard_id))
    return [AskedEdition(line, published[line.edition.pk], pending[line.edition.pk]) for line in lines]
