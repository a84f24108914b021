"""Syncs the successions between editions with the files: which replaces which, from either end."""

from collections.abc import Iterator

from standards.catalogue.queries import CASCO
from standards.imports.iso.collecting import refuse_circles
from standards.imports.iso.state import REASON, ImportState
from standards.models import bulk
from standards.models.editions import Edition, Succession
from standards.reading.stages import PUBLISHED

SOURCE = "ISO Open Data"


def sync_successions(state: ImportState) -> None:
    """Add what is new, and take back what an earlier import said of these editions and this one no longer does."""
    by_id, facts = state.by_id, state.collected.deliverables
    pairs: set[tuple[int, int]] = set()
    for newer, older in state.collected.pairs(without=state.older):
        if newer in by_id and older in by_id and newer != older:
            pairs.add((by_id[newer], by_id[older]))
        else:
            state.report.unknown_ends += 1
    spoken_of = {by_id[iso_id] for iso_id in facts if iso_id not in state.older}
    gone = []
    for key, newer, older, source in Succession.objects.order_by("pk").values_list("pk", "newer", "older", "source"):
        if (newer, older) in pairs:
            pairs.discard((newer, older))
        elif source == SOURCE and newer in spoken_of and older in spoken_of:
            gone.append(key)
    bulk.remove(Succession, gone, reason=REASON, at=state.at)
    start = bulk.next_key(Succession)
    rows = ((key, newer, older, False, SOURCE) for key, (newer, older) in enumerate(sorted(pairs), start))
    if bulk.insert(Succession._meta.db_table, ["id", "newer_id", "older_id", "is_inferred", "source"], rows):
        bulk.keys_used(Succession)
    _report(pairs, state)


def refuse_circles_with_ours(state: ImportState) -> None:
    """What the files say and what stays of what we hold must not, together, let an edition replace itself."""
    while refuse_circles(state.collected, _pairs_with_ours(state)):
        pass  # a line that is left out takes nothing back any more, which can close another circle


def _pairs_with_ours(state: ImportState) -> Iterator[tuple[int, int]]:
    """Which id replaces which, once the import is done; editions of ours without an id go by their key, below 0."""
    said = set(state.collected.pairs(without=state.older))
    spoken_of = state.collected.deliverables.keys() - state.older
    yield from said
    for newer_key, older_key, source in Succession.objects.order_by("pk").values_list("newer", "older", "source"):
        newer, older = state.ids.get(newer_key, -newer_key), state.ids.get(older_key, -older_key)
        if source != SOURCE or newer not in spoken_of or older not in spoken_of:
            yield newer, older


def _report(pairs: set[tuple[int, int]], state: ImportState) -> None:
    """Editions that stood in the catalogue before and have a successor now."""
    before = state.before
    found = sorted(pair for pair in pairs if pair[1] in before)
    for chunk in bulk.chunks(found):
        rows = Edition.objects.in_bulk({key for pair in chunk for key in pair})
        owners = dict(
            Edition.objects.filter(pk__in=[older for _newer, older in chunk]).values_list(
                "pk", "standard__committee__reference"
            )
        )
        for newer, older in chunk:
            said = f"{rows[older]} ← {rows[newer]}"
            state.report.succeeded.append(said)
            if owners[older] == CASCO:
                published = rows[newer].stage >= PUBLISHED
                meaning = (
                    "its clarifications await a verdict for the new edition" if published else "it comes under revision"
                )
                state.report.news.append(f"{rows[newer]} replaces {rows[older]}: {meaning}")
