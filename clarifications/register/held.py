"""Which clauses have a page that holds something: a record, a pending request, or what another body published."""

from collections.abc import Iterator
from contextlib import suppress

from django.db import connection
from django.urls import reverse

from clarifications.register.counts import COUNTS, RETIRED
from clarifications.register.models import Pending
from standards.models import Edition, OtherClause
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse

# Each edition and clause that a record which is not retired names: from each clause the index leads to the next one,
# however many records stand between. No EXISTS, for PostgreSQL would join all records.
_NAMED = (
    "WITH RECURSIVE named(edition, clause) AS ("
    f"SELECT CAST(value AS bigint), CAST('' AS text) FROM {COUNTS} WHERE facet = 'edition' AND number > 0 "
    f"AND value NOT LIKE '{RETIRED}%%' UNION ALL SELECT edition, (SELECT MIN(later.slug) "
    "FROM clarifications_recordclause AS later WHERE later.edition_id = named.edition AND later.slug > named.clause) "
    "FROM named WHERE clause IS NOT NULL) SELECT edition, clause FROM named WHERE (SELECT 1 "
    "FROM clarifications_recordclause AS own JOIN clarifications_record ON clarifications_record.id = own.record_id "
    "WHERE own.edition_id = named.edition AND own.slug = named.clause AND clarifications_record.retired_at IS NULL "
    "LIMIT 1) = 1"
)


def clauses_that_hold() -> list[str]:
    """The addresses of their pages, by the alphabet; four queries."""
    named = {*_records(), *_pending(), *_others()}
    return [reverse("clarifications:clause", args=place) for place in sorted(named)]


def _records() -> Iterator[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [])
        rows = cursor.fetchall()
    slugs = Edition.objects.order_by().values_list("pk", "standard__slug", "slug")
    editions = {pk: place for pk, *place in slugs.filter(pk__in={edition for edition, _clause in rows})}
    for edition, clause in rows:
        standard, slug = editions[edition]
        yield standard, slug, clause


def _pending() -> Iterator[tuple[str, str, str]]:
    for standard, edition, clauses in Pending.objects.values_list(
        "edition__standard__slug", "edition__slug", "clauses"
    ):
        for number in clauses:
            with suppress(NotAClause):
                yield standard, edition, parse(number).slug


def _others() -> Iterator[tuple[str, str, str]]:
    shown = OtherClause.objects.filter(publication__taken_off_at__isnull=True, publication__edition__isnull=False)
    rows = shown.exclude(number="").order_by()
    names = ("publication__edition__standard__slug", "publication__edition__slug", "number")
    for standard, edition, number in rows.values_list(*names).distinct():
        yield standard, edition, parse(number).slug
