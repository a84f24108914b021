"""Compares what an import says of editions with the rows there are, and brings the rows to it where it wins."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, TextField
from django.db.models.functions import Cast

from standards.catalogue.queries import CASCO
from standards.imports.iso.facts import DeliverableFact
from standards.imports.iso.state import REASON, Held, identity
from standards.models import Edition, bulk
from standards.reading.stages import PUBLISHED, WITHDRAWN

_WORDS = {
    "edition_number": "edition",
    "title_fr": "French title",
    "committee_id": "owner",
    "published": "date",
    "iso_id": "ISO id",
}


class Row(NamedTuple):
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
    keeper: str | None


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
    """What is to be written: rows as they become, days each with its key last, references left behind."""

    rows: list[Row] = field(default_factory=list)
    dated: list[tuple[str, datetime.date | None, int]] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)


def revise(held: Held) -> None:
    """Bring the rows that the files speak of to what they say, where the files win."""
    facts = held.gathered.deliverables
    keys = {held.by_id[iso_id]: fact for iso_id, fact in facts.items() if iso_id in held.by_id}
    changes = _Changes()
    if keys:
        for row in _rows():
            if fact := keys.get(row.pk):
                _revise(row, fact, held, changes)
    keys_changed = [row.pk for row in changes.rows]
    bulk.keep_before(Edition, keys_changed, at=held.at)
    _make_way(changes)
    bulk.update(Edition, COMPARED, ([getattr(row, name) for name in (*COMPARED, "pk")] for row in changes.rows))
    bulk.update(Edition, ["data_as_of", "as_of"], changes.dated)
    bulk.keep_after(Edition, keys_changed, reason=REASON, at=held.at)


def _rows() -> Iterator[Row]:
    """Every edition, one after the other; dates and lists as the database keeps them."""
    told = {f"{name}_as_kept": Cast(name, CharField()) for name in ("published", "corrected")}
    told["inferred_as_kept"] = Cast("inferred", TextField())
    names = [f"{name}_as_kept" if f"{name}_as_kept" in told else name for name in Row._fields[:-1]]
    rows = Edition.objects.annotate(**told).order_by()
    return map(Row._make, rows.values_list(*names, "standard__committee__reference").iterator(bulk.CHUNK))


def _revise(row: Row, fact: DeliverableFact, held: Held, changes: _Changes) -> None:
    """Compare one row and note down what is to be changed in it, where the files win."""
    report = held.report
    wished = _wished(row, fact, held)
    differences = [name for name in COMPARED if getattr(wished, name) != getattr(row, name) and name != "slug"]
    keeps = fact.iso_id in held.kept
    said = "; ".join(_said(name, getattr(row, name), getattr(wished, name), held) for name in differences)
    if differences and row.keeper == CASCO:
        verdict = f"ours is kept, it is of {row.as_of}" if keeps else f"taken over, the import is of {fact.as_of}"
        report.differences.append(f"{row.reference}: {said} ({verdict})")
    if keeps or not differences:
        report.older += bool(differences) and fact.iso_id in held.older
        report.unchanged += 1
        if not keeps and fact.as_of != row.as_of:
            changes.dated.append((fact.source, fact.as_of, row.pk))
        return
    report.changed.append(f"{row.reference}: {said}")
    held.touched |= {row.standard_id, wished.standard_id}
    if row.standard_id != wished.standard_id:
        held.left.add(row.standard_id)
    changes.rows.append(wished)
    changes.dated.append((fact.source, fact.as_of, row.pk))
    if row.reference != fact.reference:
        changes.left[row.reference] = row.pk
    _tell(row, fact, held)


def _wished(row: Row, fact: DeliverableFact, held: Held) -> Row:
    """The row as the import has it; what a line does not say stays as it is."""
    keeps = fact.iso_id in held.kept
    standard = held.standards.get(identity(fact), row.standard_id)
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
        supplement_of_id=held.base_of(fact) or (row.supplement_of_id if fact.supplement_type else None),
        committee_id=held.committees.get(fact.owner) or row.committee_id,
        inferred=json.dumps(fact.inferred) if fact.stage else row.inferred,
        slug=held.free_slug(fact, standard) if moves else row.slug,
    )


def _said(name: str, was: object, to: object, held: Held) -> str:
    if name in held.names:
        was, to = (held.names[name].get(key) for key in (was, to))  # type: ignore[call-overload]
    shown = [("nothing" if value in (None, "", "[]") else f"“{value}”") for value in (was, to)]
    return f"{_WORDS.get(name, name.removesuffix('_id').replace('_', ' '))} {shown[0]} → {shown[1]}"


def _tell(row: Row, fact: DeliverableFact, held: Held) -> None:
    """What happened to an edition beyond a correction of its facts, and what that means for our work."""
    report = held.report
    ours = CASCO in (row.keeper, fact.owner)
    if row.stage != WITHDRAWN and fact.stage == WITHDRAWN:
        report.withdrawn.append(fact.reference)
        if ours:
            report.news.append(f"{fact.reference} is withdrawn: requests on it may no longer meet the criteria")
    if row.stage < PUBLISHED <= fact.stage and ours:
        report.news.append(f"{fact.reference} is published (before: {row.reference})")


def _make_way(changes: _Changes) -> None:
    """A row that takes over the reference of another must not meet it: that one, which changes too, leaves it first."""
    holders = [changes.left[row.reference] for row in changes.rows if row.reference in changes.left]
    bulk.update(Edition, ["reference"], [(f"~{key}", key) for key in holders])
