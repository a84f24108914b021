"""Makes what is said of clause lists, branch by branch, as a file or a screen says it."""

from collections.abc import Hashable, Iterable, Mapping

from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models.clauses import ClauseDepth
from standards.reading.depths import BranchDepth


def sync_depths(depths: Mapping[int, Iterable[BranchDepth]], *, reason: str) -> SyncResult:
    """Make the rows of these editions (keys) as said; a branch of which nothing is said any more loses its row."""
    known = ClauseDepth.objects.filter(edition__in=depths).order_by("edition", "sort_key")
    left: dict[Hashable, ClauseDepth] = {(row.edition_id, row.branch): row for row in known}
    wanted = [_wanted(edition, depth) for edition, said in depths.items() for depth in said]
    outcome = sync(ClauseDepth, wanted, left, reason=reason)
    for row in [left[key] for key in left.keys() - {want.key for want in wanted}]:
        row._change_reason = reason  # type: ignore[attr-defined]
        row.delete()
    return outcome


def _wanted(edition: int, depth: BranchDepth) -> WantedRow:
    values = {name: getattr(depth, name) for name in ("branch", "level", "first", "last", "note", "sort_key")}
    return WantedRow((edition, depth.branch), {"edition_id": edition, "kind": depth.kind.value, **values})
