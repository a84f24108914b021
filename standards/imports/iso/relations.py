"""Brings the successions between editions to what the files say: which replaces which, from either end."""

from collections.abc import Iterator

from standards.catalogue.queries import CASCO
from standards.imports.iso.collecting import refuse_circles
from standards.imports.iso.state import REASON, Held
from standards.models import Edition, Succession, bulk
from standards.reading.stages import PUBLISHED

SOURCE = "ISO Open Data"


def settle_successions(held: Held) -> None:
    """Add what is new, and take back what an earlier import said of these editions and this one no longer does."""
    by_id, facts = held.by_id, held.gathered.deliverables
    pairs: set[tuple[int, int]] = set()
    for newer, older in held.gathered.pairs(without=held.older):
        if newer in by_id and older in by_id and newer != older:
            pairs.add((by_id[newer], by_id[older]))
        else:
            held.report.unknown_ends += 1
    spoken_of = {by_id[iso_id] for iso_id in facts if iso_id not in held.older}
    gone = []
    for key, newer, older, source in Succession.objects.order_by().values_list("pk", "newer", "older", "source"):
        if (newer, older) in pairs:
            pairs.discard((newer, older))
        elif source == SOURCE and newer in spoken_of and older in spoken_of:
            gone.append(key)
    bulk.remove(Succession, gone, reason=REASON, at=held.at)
    start = bulk.next_key(Succession)
    rows = ((key, newer, older, False, SOURCE) for key, (newer, older) in enumerate(sorted(pairs), start))
    if bulk.insert(Succession._meta.db_table, ["id", "newer_id", "older_id", "is_inferred", "source"], rows):
        bulk.keys_used(Succession)
    _tell(pairs, held)


def refuse_circles_with_ours(held: Held) -> None:
    """What the files say and what stays of what we hold must not, together, let an edition replace itself."""
    while refuse_circles(held.gathered, _pairs_with_ours(held)):
        pass  # a line that is left out takes nothing back any more, which can close another circle


def _pairs_with_ours(held: Held) -> Iterator[tuple[int, int]]:
    """Which id replaces which, once the import is done; editions of ours without an id go by their key, below 0."""
    said = set(held.gathered.pairs(without=held.older))
    spoken_of = held.gathered.deliverables.keys() - held.older
    yield from said
    for newer_key, older_key, source in Succession.objects.order_by().values_list("newer", "older", "source"):
        newer, older = held.ids.get(newer_key, -newer_key), held.ids.get(older_key, -older_key)
        if source != SOURCE or newer not in spoken_of or older not in spoken_of:
            yield newer, older


def _tell(pairs: set[tuple[int, int]], held: Held) -> None:
    """Editions that stood in the catalogue before and have a successor now."""
    before = held.before
    found = [(newer, older) for newer, older in pairs if older in before]
    for chunk in bulk.chunks(found):
        rows = Edition.objects.in_bulk({key for pair in chunk for key in pair})
        owners = dict(
            Edition.objects.filter(pk__in=[older for _newer, older in chunk]).values_list(
                "pk", "standard__committee__reference"
            )
        )
        for newer, older in chunk:
            said = f"{rows[older]} ← {rows[newer]}"
            held.report.succeeded.append(said)
            if owners[older] == CASCO:
                published = rows[newer].stage >= PUBLISHED
                meaning = (
                    "its clarifications await a verdict for the new edition" if published else "it comes under revision"
                )
                held.report.news.append(f"{rows[newer]} replaces {rows[older]}: {meaning}")
