"""What is published and pending, for pages of the catalogue (the one upward tie of the house).

- ``{% register_clause_counts rows as counts %}``, then ``{% clause_tree rows counts %}``: the clauses of an edition,
  with what there is on each;
- ``{% register_counts standards as counts %}`` once, then ``{{ counts|counts_of:standard }}`` with ``published`` and
  ``pending`` in each row of a list of standards; ``{% register_edition_counts lines as counts %}`` for editions;
- ``{% records_on_standard standard %}`` and ``{% records_on_edition edition %}``: the newest records with the
  disclaimer, what is pending, and the way to all of them, as leaves of a page;
- ``{% entry record heading %}``: a record in a list;
- ``{{ pieces|with_marks }}``: the words of a title or a passage, those that were searched for marked;
- ``{{ text|dialect }}`` shows what the desk writes; what is plain stands in an element of the class ``typed``;
- ``{% records_awaiting edition %}``: what was decided for former editions and awaits a verdict for this one;
- ``{% bulletins_of names… as rows %}``: what a body published that builds on records;
- ``{% ask_about edition clause %}`` and ``{% records_about clause edition=edition %}``: addresses.
"""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from django import template
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clarifications import disclaimer
from clarifications.register.awaiting import age_in_words, awaiting_verdict
from clarifications.register.beside import Bulletin
from clarifications.register.blocks import ON_CLAUSE, bits_of_now
from clarifications.register.drawn_entries import HEADING, DrawnEntry, draw_entry, drawn_entries
from clarifications.register.finding.passages import Piece
from clarifications.register.kept_numbers import kept_number, kept_numbers
from clarifications.register.models import Pending, Record
from clarifications.register.rows import (
    PendingRow,
    RecordRow,
    pending_rows,
    sort_keys,
)
from clarifications.register.totals import Total, total_of
from clarifications.wording import dialect_to_html
from standards.catalogue.clause_tree import ClauseRow, branches_of
from standards.catalogue.descent import Descent
from standards.catalogue.lineage import EditionLine
from standards.models import Edition, Standard

register = template.Library()
NEWEST = 5
NEWEST_OF_EDITION = 20  # its page tells them before its clauses; few editions have more
MOST_BULLETINS = 50  # of one body
MOST_AWAITING = 50  # that are named; the rest are counted


class RecordCounts(NamedTuple):
    """How many records are published and how many cases are pending."""

    published: int = 0
    pending: int = 0


@dataclass(frozen=True)
class RecordSummary:
    """What the register holds on a standard or an edition: the newest, and how many in all."""

    records: list[DrawnEntry]
    published: int
    pending: list[PendingRow]
    query: str


@register.filter
def with_marks(pieces: Iterable[Piece]) -> SafeString:
    """The text of these pieces, joined, some of them marked."""
    plain, mark = SafeString("{}"), SafeString("<mark>{}</mark>")
    shown = (format_html(mark if piece.is_marked else plain, piece.text) for piece in pieces)
    return mark_safe("".join(shown))  # each piece is escaped


@register.filter
def dialect(text: str) -> SafeString:
    """A text of the desk as it is read: paragraphs, items, emphasis."""
    return mark_safe(dialect_to_html(text))  # made safe there


@register.simple_tag
def entry(record: RecordRow | DrawnEntry, heading: str) -> SafeString:
    """A record in a list, as it was drawn or drawn now."""
    drawn = heading or HEADING
    return record.under(drawn) if isinstance(record, DrawnEntry) else draw_entry(record, drawn)


@register.simple_tag
def register_counts(standards: Iterable[Standard]) -> dict[int, RecordCounts]:
    """How much is published and pending on each of these standards; two queries."""
    keys = [standard.pk for standard in standards]
    published = kept_numbers("standard", keys)
    pending = _counted(Pending.objects.filter(edition__standard__in=keys), "edition__standard_id")
    return {key: RecordCounts(published.get(key, 0), pending.get(key, 0)) for key in keys}


@register.simple_tag
def register_edition_counts(lines: Iterable[EditionLine]) -> dict[int, RecordCounts]:
    """How much is published and pending on each of these editions; two queries."""
    keys = [line.edition.pk for line in lines]
    published = kept_numbers("edition", keys)
    pending = _counted(Pending.objects.filter(edition__in=keys), "edition_id")
    return {key: RecordCounts(published.get(key, 0), pending.get(key, 0)) for key in keys}


@register.filter
def counts_of(counts: dict[int, RecordCounts], row: Standard | Edition) -> RecordCounts:
    """The counts of one standard or edition among those of the tags above."""
    return counts.get(row.pk, RecordCounts())


@register.simple_tag
def register_clause_counts(rows: list[ClauseRow]) -> dict[str, RecordCounts]:
    """How much there is on each of these clauses of an edition that has anything, by its key; two queries.

    What lies below a clause that the list ends with counts there.
    """
    listed = {row.clause.sort_key for row in rows}
    if not listed:
        return {}
    edition = rows[0].clause.edition_id
    published = _on_listed(edition, listed)
    waiting = Pending.objects.filter(edition=edition).values_list("clauses", flat=True)
    pending = Counter(key for clauses in waiting for key in {_listed(key, listed) for key in sort_keys(clauses)})
    found = sorted(listed & (published.keys() | pending.keys()))
    return {key: RecordCounts(published.get(key, 0), pending[key]) for key in found}


@register.inclusion_tag("standards/_clause_tree.html")
def clause_tree(rows: list[ClauseRow], counts: dict[str, RecordCounts]) -> dict[str, object]:
    """The clauses with their counts; the rows that are given are shared, and stay as they are."""
    none = RecordCounts()
    counted = [replace(row, **counts.get(row.clause.sort_key, none)._asdict()) for row in rows]
    return {
        "branches": branches_of(counted),
        "published": sum(row.published for row in counted),
        "pending": sum(row.pending for row in counted),
    }


@register.inclusion_tag("clarifications/register/_summary.html")
def records_on_standard(standard: Standard) -> dict[str, object]:
    """What is published and pending on any edition of a standard."""
    records = Record.objects.not_retired().filter(standard=standard)
    pending = Pending.objects.filter(edition__standard=standard)
    summary = _summary(records, pending, f"standard={standard.slug}", kept=("standard", standard.pk))
    return {"summary": summary, "disclaimer": disclaimer.not_included()}


@register.inclusion_tag("clarifications/register/_summary.html")
def records_on_edition(edition: Edition) -> dict[str, object]:
    """What is published and pending on one edition."""
    records, pending = Record.objects.not_retired().filter(edition=edition), Pending.objects.filter(edition=edition)
    query = f"edition={edition.standard.slug}-{edition.slug}"
    summary = _summary(records, pending, query, kept=("edition", edition.pk), newest=NEWEST_OF_EDITION)
    return {"summary": summary, "disclaimer": disclaimer.not_included()}


@register.simple_tag
def bulletins_of(*names: str) -> list[Bulletin]:
    """What a body of one of these names published that builds on records, the newest first; one query."""
    rows = Bulletin.objects.standing().filter(body__in=[name for name in names if name])
    return list(rows.select_related("record").order_by("-published", "-pk")[:MOST_BULLETINS])


@register.inclusion_tag("clarifications/register/_awaiting.html")
def records_awaiting(edition: Edition) -> dict[str, object]:
    """What awaits a verdict for an edition in use: how much, for how long, and the oldest of it."""
    if edition.supplement_type or not edition.is_published:
        return {"total": Total(0)}
    found = awaiting_verdict(edition, Descent.of_casco())
    oldest = list(found.only("edition", "published")[: MOST_AWAITING + 1])
    shown = oldest[:MOST_AWAITING]
    return {
        "edition": edition,
        "total": total_of(found) if len(oldest) > len(shown) else Total(len(shown)),
        "age": age_in_words(shown, edition, at=timezone.localdate()),
        "records": drawn_entries([record.pk for record in shown]),
        "shown": len(shown),
    }


@register.simple_tag
def ask_about(edition: Edition, clause: str) -> str:
    """Where one asks about a clause of an edition."""
    return f"{reverse('clarifications:request')}?edition={edition.standard.slug}/{edition.slug}&clause={quote(clause)}"


@register.simple_tag
def records_about(clause: str, edition: Edition | None = None, standard: Standard | None = None) -> str:
    """The list of records on a clause: of one edition, or of all editions of a standard."""
    of = (
        f"edition={edition.standard.slug}-{edition.slug}"
        if edition
        else f"standard={standard.slug if standard else ''}"
    )
    return f"{reverse('clarifications:index')}?{of}&clause={quote(clause)}"


def _summary(
    records: QuerySet[Record], pending: QuerySet[Pending], query: str, *, kept: tuple[str, int], newest: int = NEWEST
) -> RecordSummary:
    """``kept``: the facet and its value under which the register keeps how many there are."""
    found = list(records.values_list("pk", flat=True)[: newest + 1])
    return RecordSummary(
        records=drawn_entries(found[:newest]),
        published=kept_number(kept[0], str(kept[1])) if len(found) > newest else len(found),
        pending=pending_rows(pending.select_related("edition__standard")),
        query=query,
    )


def _counted(rows: QuerySet[Pending], by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def _on_listed(edition: int, listed: Set[str]) -> dict[str, int]:
    """How many records of an edition are on each clause that is listed, by its key."""
    known = bits_of_now()
    own, found = known.of("edition", str(edition)) & known.shown(), dict.fromkeys(listed, 0)
    for key in known.values.get(ON_CLAUSE, ()):
        if on := _listed(key, listed):
            found[on] |= own & known.of(ON_CLAUSE, key)
    return {key: records.bit_count() for key, records in found.items() if records}


def _listed(key: str, listed: Set[str]) -> str:
    """The key of the clause itself, or of the nearest one above it that the list has; empty where there is none."""
    while key not in listed and len(key) > 6:
        key = key[:-5]
    return key if key in listed else ""
