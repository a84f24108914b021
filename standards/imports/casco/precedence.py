"""Which facts stay when the data files are loaded: what an import wrote of a later day, and what was edited here."""

from collections.abc import Hashable, Mapping
from typing import Any

from django.db import models
from django.db.models import Max

from standards.imports.casco.facts import Source
from standards.imports.clauses import IMPORTED
from standards.models.editions import Edition, Standard
from standards.reading.dates import day_in


def of_a_later_day(source: Source, standards: Mapping[Hashable, Standard]) -> set[int]:
    """The standards of which an import wrote facts of a later day than the files: it says who owns them."""
    days: dict[Hashable, str] = {}
    for fact in source.editions:
        days[fact.standard] = max(days.get(fact.standard, ""), str(day_in(fact.data_as_of) or ""))
    imported = Edition.objects.filter(standard__in=standards.values(), as_of__isnull=False).order_by()
    last = dict(imported.values_list("standard").annotate(Max("as_of")))
    return {row.pk for identity, row in standards.items() if str(last.get(row.pk, "")) > days.get(identity, "9")}


def different_in(row: models.Model, values: Mapping[str, object], *, but: str) -> str:
    """The columns in which a row differs from what a file says."""
    return ", ".join(name for name, value in values.items() if name not in but.split() and getattr(row, name) != value)


def leave_imported(source: Source) -> None:
    """A list that somebody uploaded is theirs: the files change neither its clauses nor what is said of it."""
    uploaded = Edition.history.filter(history_change_reason=IMPORTED).values("id")
    named = {fact.iso_id: fact.reference for fact in source.editions if fact.iso_id}  # an import may know a later name
    rows = Edition.objects.filter(pk__in=uploaded).values_list("iso_id", "reference")
    for iso_id, reference in rows:
        source.lists.pop(named.get(iso_id or 0, reference), None)
    source.clauses = [fact for fact in source.clauses if fact.edition in source.lists]


def edited_here(history: models.Manager[Any], *columns: str, reason: str, **of: object) -> set[tuple[Any, ...]]:
    """The rows, by some columns, that somebody added, changed or took away on the site: their word is the newer one."""
    return set(history.filter(**of).exclude(history_change_reason=reason).order_by().values_list(*columns))
