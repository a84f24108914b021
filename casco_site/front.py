"""What the home page shows of register and catalogue."""

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
from standards.catalogue.once import kept_by_catalogue
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

    @property
    def counts(self) -> dict[int, tuple[int, int]]:
        """How much is published and pending on each edition."""
        return {row.line.edition.pk: (row.published, row.pending) for row in self.editions}


def overview() -> HomePage:
    """Everything on the home page, in eight queries at most."""
    published, pending = _counts()
    new = list(Record.objects.not_retired().only(*SHOWN)[:NEW])
    waiting = Pending.objects.select_related("edition__standard").order_by("-accepted_at", "-pk")[:PENDING]
    editions = _editions_beside(frozenset({*published, *pending}))
    asked = _most_asked(editions, published, pending)
    rows = record_rows(new, EditionIndex(editions))
    return HomePage(
        published=published.total(),
        pending=pending.total(),
        new=rows,
        examples=examples(rows),
        waiting=pending_rows(waiting),
        editions=asked,
        chart=time_line_of([row.line for row in asked], at=timezone.localdate()),
        topics=topics_with_records(),
    )


def _counts() -> tuple[Counter[int], Counter[int]]:
    """How many records (as the register keeps it) and pending cases each edition has, in two statements."""
    waiting = Pending.objects.order_by().values_list("edition_id").annotate(Count("pk"))
    return Counter(kept_numbers("edition")), Counter(dict(waiting))


@kept_by_catalogue
def _editions_beside(of_interest: frozenset[int]) -> list[Edition]:
    """All editions of the standards to which these belong."""
    there = Edition.objects.filter(pk__in=of_interest)
    return list(Edition.objects.filter(standard__editions__in=there).select_related("standard").distinct())


def _most_asked(editions: list[Edition], published: Counter[int], pending: Counter[int]) -> list[AskedEdition]:
    """The editions in use of the standards on which most is published and pending."""
    asked: Counter[int] = Counter()
    for edition in editions:
        asked[edition.standard_id] += published[edition.pk] + pending[edition.pk]
    most = [standard for standard, _number in asked.most_common(STANDARDS)]
    lines = _lines_in_use(tuple(newest_first(edition for edition in editions if edition.standard_id in most)))
    lines = sorted(lines, key=lambda line: most.index(line.edition.standard_id))
    return [AskedEdition(line, published[line.edition.pk], pending[line.edition.pk]) for line in lines]


@kept_by_catalogue
def _lines_in_use(editions: tuple[Edition, ...]) -> list[EditionLine]:
    """Those that are in force or in transition today, without supplements."""
    in_use = (StandingKind.CURRENT, StandingKind.TRANSITION)
    lines = [line for line in lines_of(editions, at=timezone.localdate()) if line.standing.kind in in_use]
    return [line for line in lines if not line.edition.supplement_type]
