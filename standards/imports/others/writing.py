"""Writes publications of other bodies, each with its history, its clauses and its words; all or nothing."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from standards.imports.others.wanted import REASON, WantedOther
from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models import bulk
from standards.models.others import OtherClause, OtherPublication
from standards.reading.named_clauses import named_clauses
from standards.reading.words import words

if TYPE_CHECKING:
    from standards.imports.others.plan import OthersPlan


@transaction.atomic
def carry_out(plan: "OthersPlan", *, reason: str = REASON) -> SyncResult:
    """Do what was planned; what the plan refused is left out."""
    return write(plan.wanted, reason=reason)


@transaction.atomic
def write(wanted: Sequence[WantedOther], *, reason: str) -> SyncResult:
    """Make these publications as they shall be; others stay as they are."""
    known: dict[Hashable, OtherPublication] = {row.identifier: row for row in _rows([one.identifier for one in wanted])}
    rows = [
        WantedRow(
            one.identifier,
            {**one.values, "words": _words_of(OtherPublication(**one.values))},
            {"identifier": one.identifier},
        )
        for one in wanted
    ]
    outcome = sync(OtherPublication, rows, known, reason=reason)
    _write_clauses(_rows([one.identifier for one in wanted]))
    return outcome


def _words_of(publication: OtherPublication) -> str:
    """The words by which a publication is found (``catalogue/others.py``), each with a blank before it."""
    clauses = [one.number or one.said for one in named_clauses(publication.clauses_said)]
    said = [publication.body, publication.number, publication.line, publication.about, *clauses]
    return "".join(f" {word}" for word in dict.fromkeys(word for text in said for word in words(text)))


def _rows(identifiers: Sequence[str]) -> list[OtherPublication]:
    found = (OtherPublication.objects.filter(identifier__in=some).order_by() for some in bulk.chunks(identifiers))
    return [row for rows in found for row in rows.select_related("standard", "edition")]


def _write_clauses(publications: Sequence[OtherPublication]) -> None:
    """The clauses as rows, so that the page of one finds them."""
    for some in bulk.chunks([row.pk for row in publications]):
        OtherClause.objects.filter(publication__in=some).delete()
    OtherClause.objects.bulk_create(
        OtherClause(publication=row, place=place, said=one.said, number=one.number, sort_key=one.sort_key)
        for row in publications
        for place, one in enumerate(named_clauses(row.clauses_said), start=1)
    )
