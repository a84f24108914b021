"""Compares what an import says of editions with the rows there are, and updates the rows where it wins."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, TextField
from django.db.models.functions import Cast

from standards.catalogue.queries import CASCO
from standards.imports.iso.facts import DeliverableFact
from standards.imports.iso.state import REASON, ImportState, identity
from standards.models import bulk
from standards.models.editions import Edition
from standards.reading.stages import PUBLISHED, WITHDRAWN

_WORDS = {
    "edition_number": "edition",
    "title_fr": "French title",
    "committee_id": "owner",
    "published": "date",
    "iso_id": "ISO id",
}


class StoredEdition(NamedTuple):
    """An edition as the database has it."""

    pk: int
    iso_id: int | None
    standard_id: int
    slug: str
    reference: str
    former_reference: str
    year: int | None
    edition_number: int | None
    title: str
    title_fr: str
    stage: str
    published: str
    corrected: str
    supplement_type: str
    supplement_of_id: int | None
    committee_id: int | None
    inferred: str
    as_of: datetime.date | None
    owner: str | None


COMPARED = [
    "iso_id",
    "standard_id",
    "slug",
    "reference",
    "former_reference",
    "year",
    "edition_number",
    "title",
    "title_fr",
    "stage",
    "published",
    "corrected",
    "supplement_type",
    "supplement_of_id",
    "committee_id",
    "inferred",
]


@dataclass
class _Changes:
    """What is to be written: rows as they become, days each with its key last, references that become free."""

    rows: list[StoredEdition] = field(default_factory=list)
    dated: list[tuple[str, datetime.date | None, int]] = field(default_factory=list)
    freed: dict[str, int] = field(default_factory=dict)


def update_editions(state: ImportState) -> None:
    """Update the rows that the files speak of, where the files win."""
    facts = state.collected.deliverables
    keys = {state.by_id[iso_id]: fact for iso_id, fact in facts.items() if iso_id in state.by_id}
    changes = _Changes()
    if keys:
        for row in _rows():
            if fact := keys.get(row.pk):
                _revise(row, fact, state, changes)
    keys_changed = [row.pk for row in changes.rows]
    bulk.record_before(Edition, keys_changed, at=state.at)
    _free_references(changes)
    bulk.update(Edition, COMPARED, ([getattr(row, name) for name in (*COMPARED, "pk")] for row in changes.rows))
    bulk.update(Edition, ["data_as_of", "as_of"], changes.dated)
    bulk.record_after(Edition, keys_changed, reason=REASON, at=state.at)


def _rows() -> Iterator[StoredEdition]:
    """Every edition in the order in which they came; dates and lists as the database stores them."""
    texts = {f"{name}_as_text": Cast(name, CharField()) for name in ("published", "corrected")}
    texts["inferred_as_text"] = Cast("inferred", TextField())
    names = [f"{name}_as_text" if f"{name}_as_text" in texts else name for name in StoredEdition._fields[:-1]]
    rows = Edition.objects.annotate(**texts).order_by("pk")
    return map(StoredEdition._make, rows.values_list(*names, "standard__committee__reference").iterator(bulk.CHUNK))


def _revise(row: StoredEdition, fact: DeliverableFact, state: ImportState, changes: _Changes) -> None:
    """Compare one row and note what is to be changed in it, where the files win."""
    report = state.report
    wanted = _wanted(row, fact, state)
    differences = [name for name in COMPARED if getattr(wanted, name) != getattr(row, name) and name != "slug"]
    keeps = fact.iso_id in state.kept
    said = "; ".join(_described(name, getattr(row, name), getattr(wanted, name), state) for name in differences)
    if differences and row.owner == CASCO:
        verdict = f"ours is kept, it is of {row.as_of}" if keeps else f"taken over, the import is of {fact.as_of}"
        report.differences.append(f"{row.reference}: {said} ({verdict})")
    if keeps or not differences:
        report.older += bool(differences) and fact.iso_id in state.older
        report.unchanged += 1
        if not keeps and fact.as_of != row.as_of:
            changes.dated.append((fact.source, fact.as_of, row.pk))
        return
    report.changed.append(f"{row.reference}: {said}")
    state.touched |= {row.standard_id, wanted.standard_id}
    if row.standard_id != wanted.standard_id:
        state.left_standards.add(row.standard_id)
    changes.rows.append(wanted)
    changes.dated.append((fact.source, fact.as_of, row.pk))
    if row.reference != fact.reference:
        changes.freed[row.reference] = row.pk
    _report(row, fact, state)


def _wanted(row: StoredEdition, fact: DeliverableFact, state: ImportState) -> StoredEdition:
    """The row as the import has it; what a line does not say stays as it is."""
    keeps = fact.iso_id in state.kept
    standard = state.standards.get(identity(fact), row.standard_id)
    is_renamed = row.reference != fact.reference
    moves = not keeps and (row.reference, row.standard_id) != (fact.reference, standard)
    return row._replace(
        iso_id=fact.iso_id,
        standard_id=standard,
        reference=fact.reference,
        former_reference=fact.former_reference or (row.reference if is_renamed else row.former_reference),
        year=fact.parts.own_year,
        edition_number=fact.edition_number or row.edition_number,
        title=fact.title or row.title,
        title_fr=fact.title_fr or row.title_fr,
        stage=fact.stage or row.stage,
        published=fact.published or row.published,
        corrected=row.corrected if fact.corrected is None else fact.corrected,
        supplement_type=fact.supplement_type,
        supplement_of_id=state.base_of(fact) or (row.supplement_of_id if fact.supplement_type else None),
        committee_id=state.committees.get(fact.owner) or row.committee_id,
        inferred=json.dumps(fact.inferred) if fact.stage else row.inferred,
        slug=state.free_slug(fact, standard) if moves else row.slug,
    )


def _described(name: str, was: object, to: object, state: ImportState) -> str:
    if name in state.names:
        was, to = (state.names[name].get(key) for key in (was, to))  # type: ignore[call-overload]
    shown = [("nothing" if value in (None, "", "[]") else f"“{value}”") for value in (was, to)]
    return f"{_WORDS.get(name, name.removesuffix('_id').replace('_', ' '))} {shown[0]} → {shown[1]}"


def _report(row: StoredEdition, fact: DeliverableFact, state: ImportState) -> None:
    """What happened to an edition beyond a correction of its facts, and what that means for our work."""
    report = state.report
    ours = CASCO in (row.owner, fact.owner)
    if row.stage != WITHDRAWN and fact.stage == WITHDRAWN:
        report.withdrawn.append(fact.reference)
        if ours:
            report.news.append(f"{fact.reference} is withdrawn: requests on it may no longer meet the criteria")
    if row.stage < PUBLISHED <= fact.stage and ours:
        report.news.append(f"{fact.reference} is published (before: {row.reference})")


def _free_references(changes: _Changes) -> None:
    """A row that takes over the reference of another must not meet it: that one, which changes too, leaves it first."""
    holders = [changes.freed[row.reference] for row in changes.rows if row.reference in changes.freed]
    bulk.update(Edition, ["reference"], [(f"~{key}", key) for key in holders])
