"""Loads the data files into the catalogue: adds and changes rows, never deletes, and reports what it did."""

import datetime
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

from django.db import transaction

from standards.catalogue import search
from standards.catalogue.differences import dated_otherwise
from standards.imports.casco.comparisons import load_concordances
from standards.imports.casco.facts import ClauseListFact, EditionFact, ResponsibilityFact, Source
from standards.imports.casco.lists import REASON, load_clauses, load_depths
from standards.imports.casco.precedence import different_in, leave_imported, of_a_later_day
from standards.imports.casco.rings import load_rings
from standards.imports.casco.source import read
from standards.imports.rows import SyncResult, WantedRow, sync
from standards.models.committees import Committee, Confidence, GroupKind, MaintenanceGroup, Responsibility
from standards.models.editions import Edition, Standard, Succession
from standards.models.resources import Resource
from standards.models.transitions import Transition, TransitionChange
from standards.reading.dates import PartialDate, day_in, is_later
from standards.reading.naming import edition_slug, standard_slug, standard_sort_key

DATA = Path(__file__).parents[2] / "data"
_OURS_ALONE = ("clause_sources", "clause_doubts", "withdrawn", "note")  # columns of an edition that no import writes

Rows = Mapping[Hashable, Edition]  # by the reference in the files; an import may know a later one


def load(folder: Path = DATA) -> tuple[list[SyncResult], list[str]]:
    """Load the data files of a folder, all or nothing.

    Returns what was done, and the relations to standards of other committees, which are left out.

    Raises ``BadData`` when a file is broken; nothing is saved then.
    """
    source = read(folder)
    with transaction.atomic():
        leave_imported(source)
        committees = _committees(source)
        standards = _standards(source)
        editions = _editions(source)
        rows = _known_editions(source.editions)
        search.index(Standard.objects.filter(committee__reference=source.owner).values_list("pk", flat=True))
        return [
            committees,
            standards,
            editions,
            _successions(source, rows),
            _transitions(source, rows),
            _changes(source, rows),
            _groups(source),
            _responsibilities(source, rows),
            load_clauses(source, rows),
            load_depths(source, rows),
            *load_concordances(source, rows),
            _resources(source, rows),
            load_rings(source.rings),
        ], source.elsewhere


# ---------- one function a kind ----------


def _committees(source: Source) -> SyncResult:
    """What an import wrote of a later day than the file stays, also under a name that the file does not know."""
    rows: dict[Hashable, Committee] = {row.reference: row for row in Committee.objects.all()}
    by_id = {row.iso_id: row for row in rows.values()}
    wanted, kept = [], []
    for fact in source.committees:
        values = {name: getattr(fact, name) for name in fact.__slots__}
        row = rows.get(fact.reference) or by_id.get(fact.iso_id or 0)
        if row is None or not is_later(row.source, fact.source):
            wanted.append(WantedRow(fact.reference, values))
            rows |= {fact.reference: row} if row else {}
        elif different := different_in(row, values, but="source"):
            kept.append(f"{row.reference}: {different}")
    outcome = sync(Committee, wanted, rows, reason=REASON)
    outcome.kept = kept
    return outcome


def _standards(source: Source) -> SyncResult:
    owner = Committee.objects.get(reference=source.owner)
    numbers = {fact.number for fact in source.editions}
    existing: dict[Hashable, Standard] = {_identity(row): row for row in Standard.objects.filter(number__in=numbers)}
    ours = of_a_later_day(source, existing)
    slugs = set(Standard.objects.values_list("slug", flat=True))
    wanted = []
    for identity in dict.fromkeys(fact.standard for fact in source.editions):
        publisher, type_, number, part = identity
        row = existing.get(identity)
        plain = standard_slug(*identity)
        slug = row.slug if row else standard_slug(*identity, taken=plain in slugs)
        slugs.add(slug)
        values = {
            "slug": slug,
            "publisher": publisher,
            "type": type_,
            "number": number,
            "part": part,
            "sort_key": standard_sort_key(type_, number, part, slug),
            "committee_id": row.committee_id if row and row.pk in ours else owner.pk,
        }
        wanted.append(WantedRow(identity, values))
    return sync(Standard, wanted, existing, reason=REASON)


def _editions(source: Source) -> SyncResult:
    """Main editions first, so that supplements find them."""
    numbers = {fact.number for fact in source.editions}
    standards = {_identity(row): row.pk for row in Standard.objects.filter(number__in=numbers)}
    main = [fact for fact in source.editions if not fact.supplement_of]
    supplements = [fact for fact in source.editions if fact.supplement_of]
    owner = Committee.objects.get(reference=source.owner).pk
    wanted = [_edition(fact, standards[fact.standard], source.lists, owner=owner) for fact in main]
    outcome = _sync_editions(wanted, _known_editions(main))
    bases = _known_editions(source.editions)
    wanted = [
        _edition(
            fact,
            standards[fact.standard],
            source.lists,
            owner=owner,
            base=bases[fact.supplement_of].pk,
        )
        for fact in supplements
    ]
    return outcome + _sync_editions(wanted, _known_editions(supplements))


def _sync_editions(wanted: list[WantedRow], rows: Mapping[Hashable, Edition]) -> SyncResult:
    """Of a row that an import wrote of a later day than the files, only what no import writes is loaded."""
    kept, loaded = [], []
    for want in wanted:
        row, day = rows.get(want.key), want.values["as_of"]
        if row and row.as_of and not (isinstance(day, datetime.date) and row.as_of <= day):
            if different := different_in(row, want.values, but=f"as_of data_as_of {' '.join(_OURS_ALONE)}"):
                kept.append(f"{row.reference}, of {row.as_of}: {different}")
            want = WantedRow(want.key, {name: want.values[name] for name in _OURS_ALONE if name in want.values})
        loaded.append(want)
    outcome = sync(Edition, loaded, rows, reason=REASON)
    outcome.kept = kept
    return outcome


def _known_editions(facts: Iterable[EditionFact]) -> Rows:
    """The rows of these editions: a project keeps its ISO id when it is published under a new reference."""
    facts = list(facts)
    by_id = {row.iso_id: row for row in Edition.objects.filter(iso_id__in=[fact.iso_id for fact in facts])}
    by_reference = {row.reference: row for row in Edition.objects.filter(reference__in=[f.reference for f in facts])}
    found = {fact.reference: by_id.get(fact.iso_id or 0) or by_reference.get(fact.reference) for fact in facts}
    return {reference: row for reference, row in found.items() if row is not None}


def _edition(
    fact: EditionFact,
    standard: int,
    lists: Mapping[str, ClauseListFact],
    *,
    owner: int,
    base: int | None = None,
) -> WantedRow:
    same = (
        "iso_id reference former_reference year edition_number title title_fr stage published corrected withdrawn"
        " supplement_type url data_as_of note"
    )
    values = {name: getattr(fact, name) for name in same.split()}
    values |= {
        "standard_id": standard,
        "supplement_of_id": base,
        "slug": edition_slug(fact.reference, iso_id=fact.iso_id),
        "committee_id": owner,
        "as_of": day_in(fact.data_as_of),
        "inferred": list(fact.inferred),
    }
    if said := lists.get(fact.reference):
        values |= {"clause_sources": "\n".join(said.sources), "clause_doubts": said.doubts}
    return WantedRow(fact.reference, values)


def _successions(source: Source, editions: Rows) -> SyncResult:
    wanted = []
    for fact in source.successions:
        key = (editions[fact.newer].pk, editions[fact.older].pk)
        values = {"newer_id": key[0], "older_id": key[1], "is_inferred": fact.is_inferred, "source": fact.source}
        wanted.append(WantedRow(key, values))
    known = Succession.objects.filter(newer__in=editions.values())  # those of other committees are many
    return sync(Succession, wanted, {(row.newer_id, row.older_id): row for row in known}, reason=REASON)


def _transitions(source: Source, editions: Rows) -> SyncResult:
    wanted = [
        WantedRow(
            editions[fact.edition].pk,
            {
                "edition_id": editions[fact.edition].pk,
                "until": fact.until,
                "months": fact.months,
                "decided_by": fact.decided_by,
                "source": fact.source,
                "source_rank": fact.source_rank,
                "published": fact.published,
                "note": fact.note,
            },
        )
        for fact in source.transitions
    ]
    outcome = sync(Transition, wanted, {row.edition_id: row for row in Transition.objects.all()}, reason=REASON)
    outcome.differing = [one.in_words for one in dated_otherwise()]
    return outcome


def _changes(source: Source, editions: Rows) -> SyncResult:
    transitions = dict(Transition.objects.values_list("edition", "pk"))
    wanted = []
    for fact in source.transitions:
        for change in fact.changes:
            key = (transitions[editions[fact.edition].pk], change.was, change.to)
            values = {"transition_id": key[0], "was": change.was, "to": change.to, "changed": change.changed}
            wanted.append(WantedRow(key, values | {"reason": change.reason}))
    existing: dict[Hashable, TransitionChange] = {
        (row.transition_id, row.was, row.to): row for row in TransitionChange.objects.all()
    }
    return sync(TransitionChange, wanted, existing, reason=REASON)


def _groups(source: Source) -> SyncResult:
    committee = Committee.objects.get(reference=source.groups_of)
    keeping = {fact.group for fact, _since, until in _terms(source) if not until}
    wanted = [
        WantedRow(
            fact.name,
            {
                "name": fact.name,
                "description": fact.description,
                "committee_id": committee.pk,
                "kind": fact.kind,
                "source": fact.source,
            },
            # No source says whether a group loaded works: it starts switched off where a later one took over.
            at_first={"is_active": fact.kind == GroupKind.STANDARD and fact.name in keeping},
        )
        for fact in source.groups
    ]
    return sync(MaintenanceGroup, wanted, {row.name: row for row in MaintenanceGroup.objects.all()}, reason=REASON)


def _responsibilities(source: Source, editions: Rows) -> SyncResult:
    groups = dict(MaintenanceGroup.objects.values_list("name", "pk"))
    existing: dict[Hashable, Responsibility] = {
        (row.group_id, row.standard_id, row.named_for_id): row for row in Responsibility.objects.all()
    }
    wanted = []
    for fact, since, until in _terms(source):
        edition = editions[fact.edition]
        key = (groups[fact.group], edition.standard_id, edition.pk)
        values = {"since": since, "until": until, "confidence": fact.confidence, "source": fact.source}
        row = existing.get(key)
        if row and row.confidence == Confidence.VERIFIED and fact.confidence != Confidence.VERIFIED:
            del values["confidence"], values["source"]  # an administrator confirmed it since
        at_first = {"group_id": key[0], "standard_id": key[1], "named_for_id": key[2]}
        wanted.append(WantedRow(key, values, at_first))
    return sync(Responsibility, wanted, existing, reason=REASON)


def _terms(source: Source) -> list[tuple[ResponsibilityFact, PartialDate, PartialDate]]:
    """Who kept a standard from when to when: from the edition it is named for to the next one that names a group."""
    facts = {fact.reference: fact for fact in source.editions}
    named = [facts[responsibility.edition] for responsibility in source.responsibilities]
    terms = []
    for responsibility in source.responsibilities:
        edition = facts[responsibility.edition]
        later = [
            other.published
            for other in named
            if other.standard == edition.standard and other.published > edition.published
        ]
        terms.append((responsibility, edition.published, min(later, default=PartialDate())))
    return terms


def _resources(source: Source, editions: Rows) -> SyncResult:
    wanted = []
    for fact in source.resources:
        values = {name: getattr(fact, name) for name in ("kind", "title", "publisher", "url", "language", "published")}
        key = (editions[fact.edition].pk, fact.url)
        wanted.append(WantedRow(key, values | {"edition_id": key[0]}))
    return sync(Resource, wanted, {(row.edition_id, row.url): row for row in Resource.objects.all()}, reason=REASON)


def _identity(standard: Standard) -> tuple[str, str, str, str]:
    return standard.publisher, standard.type, standard.number, standard.part
