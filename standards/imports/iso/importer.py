"""Imports files of ISO Open Data into the catalogue: all or nothing, and only what changed."""

import datetime
import json
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from standards.catalogue import search
from standards.catalogue.queries import CASCO
from standards.imports.iso.collecting import collect
from standards.imports.iso.committees import sync_committees
from standards.imports.iso.comparing import update_editions
from standards.imports.iso.facts import DeliverableFact
from standards.imports.iso.lines import Progress, Refusal
from standards.imports.iso.relations import refuse_circles_with_ours, sync_successions
from standards.imports.iso.report import ImportReport
from standards.imports.iso.state import REASON, Identity, ImportState, identity
from standards.models import bulk
from standards.models.editions import Edition, Standard
from standards.models.imports import Import
from standards.reading.naming import standard_slug, standard_sort_key
from standards.reading.stages import PUBLISHED

EDITION_COLUMNS = [
    "id",
    "standard_id",
    "iso_id",
    "reference",
    "former_reference",
    "slug",
    "year",
    "edition_number",
    "title",
    "title_fr",
    "stage",
    "published",
    "corrected",
    "withdrawn",
    "supplement_type",
    "supplement_of_id",
    "url",
    "clause_sources",
    "clause_doubts",
    "data_as_of",
    "as_of",
    "note",
    "inferred",
    "committee_id",
]
STANDARD_COLUMNS = ["id", "publisher", "type", "number", "part", "slug", "sort_key", "committee_id"]


class LinesRefused(Exception):
    """Lines that cannot be used, and nobody said that the rest should go on without them."""

    def __init__(self, refused: list[Refusal]) -> None:
        self.refused = refused
        super().__init__(f"{len(refused)} lines cannot be used.")


def import_files(
    paths: Iterable[Path], *, as_of: datetime.date | None, skip_bad: bool, progress: Progress = lambda share: None
) -> ImportReport:
    """Read the files and sync the catalogue with them; ``as_of`` as for ``collect``.

    Raises ``BrokenFile`` for a file that cannot be used, and ``LinesRefused`` for lines that cannot, unless
    ``skip_bad`` leaves them out; nothing is saved then.
    """
    _limit_memory()
    collected = collect(paths, as_of=as_of, progress=lambda share: progress(share * 0.6))
    report = ImportReport(files=collected.files, refused=collected.refused, stubs=collected.stubs)
    state = ImportState(collected, timezone.now(), report)
    with transaction.atomic():
        _lock()
        sync_committees(state)
        state.load_editions()
        _refuse_taken_references(state)
        refuse_circles_with_ours(state)
        # Only now, so that all that cannot be used is named at once.
        if collected.refused and not skip_bad:
            raise LinesRefused(collected.refused)
        progress(0.65)
        _sync_standards(state)
        progress(0.7)
        _sync_editions(state)
        progress(0.85)
        sync_successions(state)
        progress(0.9)
        _sync_owners(state)
        _delete_empty(state)
        search.index(state.touched | state.new_standards)
        if not report.changes_nothing:
            _log(state)
    if not report.changes_nothing:
        _analyze_tables()
    progress(1.0)
    return report


def _analyze_tables() -> None:
    """So many new rows change which way through the tables is short; PostgreSQL would notice within minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE standards_standard, standards_edition, standards_succession, standards_search")


def _limit_memory() -> None:
    """SQLite maps its file into memory, which is fast for a site and only takes room here."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


def _lock() -> None:
    """A second import waits for this one; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE standards_import IN EXCLUSIVE MODE")


def _refuse_taken_references(state: ImportState) -> None:
    """A reference of ours under another id stays with it, unless the files win and give that id a new one."""
    facts = state.collected.deliverables
    wanted = {}
    for fact in facts.values():
        holder = state.references.get(fact.reference)
        if holder is not None and holder != state.by_id.get(fact.iso_id) and fact.iso_id not in state.kept:
            wanted[fact.iso_id] = holder
    # Who is refused keeps its own reference too, which another one may have wanted.
    while taken := {iso_id: holder for iso_id, holder in wanted.items() if not state.gives_up_reference(holder)}:
        for iso_id, holder in taken.items():
            fact, other = facts.pop(iso_id), state.ids.get(holder)
            whose = f"the id {other}" if other else "another edition"
            reason = f"the reference {fact.reference} is that of {whose} in the catalogue."
            state.collected.refused.append(Refusal(fact.file, fact.line, reason))
            del wanted[iso_id]


# ---------- standards ----------


def _sync_standards(state: ImportState) -> None:
    """A standard for every identity; one that is in force gets the plain address before one that is not."""
    rows = Standard.objects.values_list("publisher", "type", "number", "part", "pk", "slug")
    for publisher, type_, number, part, key, slug in rows.iterator(bulk.CHUNK):
        state.standards[publisher, type_, number, part] = key
        state.standard_slugs.add(slug)
    newest: dict[Identity, DeliverableFact] = {}
    for fact in state.collected.deliverables.values():
        named = identity(fact)
        if fact.iso_id in state.kept:
            continue
        if named not in state.standards and (named not in newest or _newness(fact) > _newness(newest[named])):
            newest[named] = fact
    keys = count(bulk.next_key(Standard))
    new = []
    for named, fact in sorted(newest.items(), key=lambda item: _newness(item[1]), reverse=True):
        key = state.standards[named] = next(keys)
        slug = _free_slug(named, state.standard_slugs, key)
        state.new_standards.add(key)
        new.append((key, *named, slug, standard_sort_key(*named[1:], slug), state.committees.get(fact.owner)))
    if bulk.insert(Standard._meta.db_table, STANDARD_COLUMNS, new):
        bulk.keys_used(Standard)


def _newness(fact: DeliverableFact) -> tuple[bool, bool, str, int]:
    """What makes one deliverable speak for its standard before others: no supplement, published, the date."""
    return not fact.supplement_type, fact.stage >= PUBLISHED, fact.published, fact.iso_id


def _free_slug(identity: Identity, slugs: set[str], key: int) -> str:
    slug = standard_slug(*identity)
    if slug in slugs:
        slug = standard_slug(*identity, taken=True)
    if slug in slugs:
        slug = f"{slug}-{key}"
    slugs.add(slug)
    return slug


# ---------- editions ----------


def _sync_editions(state: ImportState) -> None:
    new = []
    keys = count(bulk.next_key(Edition))
    for fact in state.collected.deliverables.values():
        if fact.iso_id not in state.by_id:
            new.append(fact)
        if fact.iso_id not in state.kept:
            state.add_edition(state.by_id.get(fact.iso_id) or next(keys), fact)
    update_editions(state)
    if number := bulk.insert(Edition._meta.db_table, EDITION_COLUMNS, (_edition_row(fact, state) for fact in new)):
        bulk.keys_used(Edition)
    state.report.added = number
    _report_new(new, state)


def _edition_row(fact: DeliverableFact, state: ImportState) -> tuple[bulk.Value, ...]:
    standard = state.standard_of(fact)
    state.touched.add(standard)
    return (
        state.by_id[fact.iso_id],
        standard,
        fact.iso_id,
        fact.reference,
        fact.former_reference or "",
        state.free_slug(fact, standard),
        fact.parts.own_year,
        fact.edition_number,
        fact.title or "",
        fact.title_fr or "",
        fact.stage,
        fact.published,
        fact.corrected or "",
        "",
        fact.supplement_type,
        state.base_of(fact),
        f"https://www.iso.org/standard/{fact.iso_id}.html",
        "",
        "",
        fact.source,
        fact.as_of,
        fact.note,
        json.dumps(fact.inferred) if fact.inferred else "[]",
        state.committees.get(fact.owner),
    )


def _report_new(new: list[DeliverableFact], state: ImportState) -> None:
    """CASCO's own among the new ones: what they mean for our work."""
    for fact in new:
        if fact.owner == CASCO:
            published = fact.stage >= PUBLISHED
            state.report.news.append(f"{fact.reference}: {'new in the catalogue' if published else 'a new project'}")


# ---------- after editions ----------


def _sync_owners(state: ImportState) -> None:
    """Who owns a standard is who owns its newest edition; looked at where one of an older standard was touched."""
    best: dict[int, tuple[tuple[bool, str, int], int | None, int | None]] = {}
    for chunk in bulk.chunks(sorted(state.touched - state.new_standards)):
        found = Edition.objects.filter(standard__in=chunk, supplement_type="")
        for standard, was, stage, published, key, owner in found.values_list(
            "standard", "standard__committee", "stage", "published", "iso_id", "committee"
        ):
            rank = (stage >= PUBLISHED, published.sort_key, key or 0)
            if standard not in best or rank > best[standard][0]:
                best[standard] = (rank, owner, was)
    changed = [(owner, standard) for standard, (_rank, owner, was) in best.items() if owner and owner != was]
    keys = [standard for _owner, standard in changed]
    bulk.record_before(Standard, keys, at=state.at)
    bulk.update(Standard, ["committee_id"], changed)
    bulk.record_after(Standard, keys, reason=REASON, at=state.at)


def _delete_empty(state: ImportState) -> None:
    """A standard that its last edition left goes, unless people have hung something on it."""
    for chunk in bulk.chunks(sorted(state.left_standards)):
        for standard in Standard.objects.filter(pk__in=chunk, editions__isnull=True):
            standard._change_reason = REASON  # type: ignore[attr-defined]  # read by simple_history
            with suppress(ProtectedError), transaction.atomic():
                standard.delete()


def _log(state: ImportState) -> None:
    report = state.report
    Import.objects.create(
        files=", ".join(report.files)[:300],
        as_of=state.collected.as_of,
        added=report.added,
        changed=len(report.changed),
        withdrawn=len(report.withdrawn),
        succeeded=len(report.succeeded),
        refused=len(report.refused),
        report="\n".join([*report.lines(most=200), *map(str, report.refused[:200])]),
    )
