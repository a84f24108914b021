"""Which clauses have a page that holds something: a record, a pending request, or what another body published."""

from collections.abc import Iterator
from contextlib import suppress

from django.urls import reverse

from clarifications.register.models import Pending, RecordClause
from standards.models import OtherClause
from standards.reading.clause_numbers import NotAClause
from standards.reading.clause_reader import parse


def clauses_that_hold() -> list[str]:
    """The addresses of their pages, by the alphabet; three queries."""
    records = RecordClause.objects.filter(record__retired_at__isnull=True).order_by()
    named = set(records.values_list("edition__standard__slug", "edition__slug", "slug").distinct())
    return [reverse("clarifications:clause", args=place) for place in sorted(named.union(_pending(), _others()))]


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
