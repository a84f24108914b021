"""What a row of the results says beyond that of a list: by which clause it is found, and the words that were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.register.finding.nearness import Degree, OnClause
from clarifications.register.finding.passages import Marks, Passage, Piece, passages
from clarifications.register.models import Record
from clarifications.register.rows import RecordRow, record_rows

if TYPE_CHECKING:
    from clarifications.register.finding.ranking import Hit
    from clarifications.register.finding.search import Search

_ON_CLAUSE: dict[Degree, Promise] = {
    Degree.BELOW: gettext_lazy("On %(clause)s, which is part of it"),
    Degree.ABOVE: gettext_lazy("On %(clause)s, of which it is part"),
    Degree.COUNTERPART: gettext_lazy("On %(clause)s in another edition"),
    Degree.INCLUDED: gettext_lazy("Included at %(clause)s"),
}


@dataclass(frozen=True)
class Why:
    """Why a record was found: its title with the words marked, the passage, and what is to be known of the match."""

    title: Sequence[Piece]
    passage: Passage | None
    notes: Sequence[str]


@dataclass(frozen=True)
class FoundRow(RecordRow):
    """A record in a list of results."""

    why: Why | None = None


def found_rows(records: Sequence[Record], asked: "Search", rows: Sequence[RecordRow] | None = None) -> list[FoundRow]:
    """The rows of these records with why they were found; ``rows`` as lists show them, where they are there already."""
    marks, hits = Marks(asked), {hit.record: hit for hit in asked.hits}
    said = passages(asked, [record.pk for record in records])
    return [
        FoundRow(**vars(row), why=Why(marks.pieces(row.title), said.get(record.pk), _notes(hits.get(record.pk), asked)))
        for record, row in zip(records, record_rows(records) if rows is None else rows, strict=True)
    ]


def _notes(hit: "Hit | None", asked: "Search") -> list[str]:
    if hit is None:
        return []
    on_clause = _said(hit.on_clause) if hit.on_clause else ""
    # Where no record holds every word the page says so once.
    near = "" if hit.has_every_word or asked.is_near_only else _("Not every word")
    return [note for note in (on_clause, near) if note]


def _said(found: OnClause) -> str:
    return str(_ON_CLAUSE[found.degree]) % {"clause": found.clause} if found.degree in _ON_CLAUSE else ""
