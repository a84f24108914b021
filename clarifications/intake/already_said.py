"""What the register says on the clauses somebody asks about: advice beside the question, never a gate."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from clarifications.map.whole import the_map
from clarifications.register.models import Pending, Record
from clarifications.register.vocabulary import PublicOutcome
from standards.catalogue.clause_depth import unlisted_words
from standards.models import Edition
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse

MOST_RECORDS = 8
MOST_PENDING = 8
MOST_LOOKED_UP = 60


@dataclass(frozen=True)
class RelatedRecord:
    """A published record, as one line beside a question."""

    title: str
    url: str
    name: str
    published: str
    outcomes: list[tuple[str, str]]


@dataclass(frozen=True)
class RelatedPending:
    """A pending case: the stage and since when, never its text."""

    clauses: str
    state: str
    state_label: str
    days: int


@dataclass(frozen=True)
class AlreadySaid:
    """What is published and pending on some clauses of an edition, and what is said of those our list does not have."""

    clauses: list[ClauseNumber] = field(default_factory=list)
    records: list[RelatedRecord] = field(default_factory=list)
    has_more: bool = False
    pending: list[RelatedPending] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.records and not self.pending


def already_said(edition: Edition | None, clauses: Sequence[ClauseNumber]) -> AlreadySaid:
    """What is said on these clauses, on what lies below them, and on what they are part of; four queries."""
    clauses = list(clauses)[:MOST_LOOKED_UP]
    if edition is None or not clauses:
        return AlreadySaid(clauses=clauses)
    records = _records(edition, clauses)
    return AlreadySaid(
        clauses=clauses,
        records=[_related(record) for record in records[:MOST_RECORDS]],
        has_more=len(records) > MOST_RECORDS,
        pending=_pending(edition, clauses),
        unlisted=unlisted_words(clauses, edition),
    )


def _records(edition: Edition, clauses: list[ClauseNumber]) -> list[Record]:
    touched = Q(clause_rows__sort_key__in=[above.sort_key for clause in clauses for above in _and_above(clause)])
    for clause in clauses:
        touched |= Q(clause_rows__sort_key__startswith=clause.sort_key)
    found = Record.objects.for_lists().filter(touched, clause_rows__edition=edition).distinct()
    return list(found[: MOST_RECORDS + 1])


def _related(record: Record) -> RelatedRecord:
    codes = dict.fromkeys(outcome for _labels, outcome in record.outcomes)
    return RelatedRecord(
        title=record.title,
        url=record.get_absolute_url(),
        name=record.name,
        published=str(record.published),
        outcomes=[(code, str(PublicOutcome(code).label)) for code in codes],
    )


def _pending(edition: Edition, clauses: list[ClauseNumber]) -> list[RelatedPending]:
    now = timezone.now()
    found = []
    for row in Pending.objects.filter(edition=edition):
        touched = [number for number in row.clauses if _touches(number, clauses)]
        if touched:
            days = (now - row.since).days
            found.append(RelatedPending(", ".join(touched), row.stage, str(the_map().state(row.stage).label), days))
    return found[:MOST_PENDING]


def _touches(number: str, clauses: list[ClauseNumber]) -> bool:
    """Whether a clause of a pending case is one of ``clauses``, part of one, or has one as its part."""
    try:
        key = parse(number).sort_key
    except NotAClause:
        return False
    return any(key.startswith(clause.sort_key) or clause.sort_key.startswith(key) for clause in clauses)


def _and_above(clause: ClauseNumber) -> list[ClauseNumber]:
    found: list[ClauseNumber] = []
    above: ClauseNumber | None = clause
    while above is not None:
        found.append(above)
        above = above.parent
    return found
