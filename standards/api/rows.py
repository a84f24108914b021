"""The rows behind a page of keys, with all that is shown of them, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, Prefetch
from django.utils import timezone

from standards.catalogue.lineage import EditionLine, StandardLine, lines_of, overview
from standards.models.clauses import Clause
from standards.models.committees import Committee, MaintenanceGroup, Responsibility
from standards.models.editions import Edition, Standard
from standards.models.others import OtherPublication

_GROUPS = Prefetch("responsibilities", Responsibility.objects.select_related("group"))

Row = TypeVar("Row", bound=Model)


@dataclass
class KeptStandard(StandardLine):
    """A standard with its editions and the group that is known to keep it."""

    group: MaintenanceGroup | None = None


def standards(keys: Sequence[int]) -> list[KeptStandard]:
    """Standards with their editions; four queries."""
    rows = Standard.objects.select_related("committee").prefetch_related(_GROUPS)
    return [_kept(line) for line in overview(_in_order(rows.filter(pk__in=keys), keys), at=timezone.localdate())]


def editions(keys: Sequence[int]) -> list[EditionLine]:
    """Editions with what they replaced, what replaced them and how deep their clause lists go; three queries."""
    rows = Edition.objects.select_related(
        "standard", "committee", "supplement_of__standard", "supplement_of__supplement_of"
    )
    rows = rows.prefetch_related("clause_depths")
    return lines_of(_in_order(rows.filter(pk__in=keys), keys), at=timezone.localdate())


def clauses(keys: Sequence[int]) -> list[Clause]:
    """Clauses with those of which they are a part; one query."""
    rows = Clause.objects.select_related("edition__standard", "parent__edition__standard")
    return _in_order(rows.filter(pk__in=keys), keys)


def committees(keys: Sequence[int]) -> list[Committee]:
    """Committees with the number of their standards; one query."""
    return _in_order(Committee.objects.filter(pk__in=keys).annotate(number_of_standards=Count("standards")), keys)


def others(keys: Sequence[int]) -> list[OtherPublication]:
    """Publications of other bodies with what they are about; two queries."""
    return _in_order(OtherPublication.objects.for_lists().filter(pk__in=keys), keys)


def _in_order(rows: Iterable[Row], keys: Sequence[int]) -> list[Row]:
    """In the order of the keys; one that was taken away meanwhile is left out."""
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def _kept(line: StandardLine) -> KeptStandard:
    facts = [row for row in line.standard.responsibilities.all() if row.is_fact(line.last_published)]
    return KeptStandard(line.standard, line.lines, group=facts[0].group if facts else None)
