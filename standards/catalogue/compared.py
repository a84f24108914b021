"""With which editions one was compared, clause by clause, and with which ones nobody has compared it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from standards.catalogue.concordance import precedes
from standards.catalogue.lineage import EditionLine
from standards.models.concordances import Concordance
from standards.models.editions import Edition


@dataclass(frozen=True)
class Compared:
    """The concordances of an edition or a standard, the pairs nobody has compared, and what could be compared."""

    existing: list[Concordance]
    missing: list[tuple[Edition, Edition]]  # the newer one first
    comparable: list[Edition]


def compared(line: EditionLine, lines: Sequence[EditionLine]) -> Compared:
    """What was compared with an edition; ``lines`` are all of its standard. One query."""
    older = [one.older for one in line.replaces if not one.older.supplement_type]
    near = [(line.edition, one) for one in older]
    near += [(one.newer, line.edition) for one in line.successors if not line.edition.supplement_type]
    older += [other.edition for other in lines if precedes(other.edition, line.edition) and other.edition not in older]
    return _compared([line.edition], near, comparable=older)


def compared_of_standard(lines: Sequence[EditionLine]) -> Compared:
    """What was compared with any edition of a standard, and whether the newest was with what it replaced. One query."""
    newest = next((line for line in lines if line.edition.was_published), None)
    replaced = [one.older for one in newest.replaces if not one.older.supplement_type] if newest else []
    near = [(newest.edition, one) for one in replaced] if newest else []
    return _compared([line.edition for line in lines], near, comparable=[])


def _compared(editions: list[Edition], near: list[tuple[Edition, Edition]], *, comparable: list[Edition]) -> Compared:
    rows = Concordance.objects.filter(Q(newer__in=editions) | Q(older__in=editions))
    found = list(rows.select_related("newer__standard", "older__standard").order_by("-newer__published", "pk"))
    known = {(one.newer_id, one.older_id) for one in found}
    return Compared(found, [pair for pair in near if (pair[0].pk, pair[1].pk) not in known], comparable)
