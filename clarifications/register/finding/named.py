"""What a citation or an address in a search names: a record, those on a clause, those of a standard or edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from clarifications.register.beside import RecordName
from clarifications.register.finding.index import MOST
from clarifications.register.finding.nearness import Degree, OnClause
from clarifications.register.models import Pending, RecordClause, Verdict, VerdictKind
from standards.catalogue.counterparts import ClauseWays, touches
from standards.catalogue.descent import Descent
from standards.catalogue.queries import is_casco
from standards.catalogue.resolver import Resolution, editions_instead, resolve_citation
from standards.reading.clause_numbers import LEVEL, ROOT, ClauseNumber, NotAClause
from standards.reading.clause_reader import parse

if TYPE_CHECKING:
    from clarifications.register.finding.asked import TypedSearch
    from standards.models.editions import Edition


@dataclass
class Meant:
    """What a search names: ``records`` themselves, those on clauses, and the standards and editions, by their keys.

    ``editions_instead`` are those of the number where the edition that was cited is not among them.

    ``is_dated`` says that editions were named, and not the standard alone; ``pending`` are the references of cases that
    are.
    """

    resolution: Resolution | None = None
    editions_instead: "list[Edition]" = field(default_factory=list)
    records: set[int] = field(default_factory=set)
    on_clauses: dict[int, OnClause] = field(default_factory=dict)
    standards: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)
    is_dated: bool = False
    pending: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether the standard that was named is one of the catalogue."""
        return bool(self.standards)


def named_by(asked: "TypedSearch") -> Meant:
    """What a search names, in a few queries; none where it names nothing."""
    found = _without_clauses(asked)
    if asked.clauses and not found.records:
        found.on_clauses = _on_clauses(asked, found)
    return found


def records_named_by(asked: "TypedSearch") -> set[int]:
    """The records alone that a search names."""
    return _without_clauses(asked).records


def _without_clauses(asked: "TypedSearch") -> Meant:
    found = Meant()
    if asked.citation:
        found.resolution = resolve_citation(asked.text, replace(asked.citation, clauses=asked.clauses))
        found.editions_instead = editions_instead(found.resolution)
        matches = found.resolution.matches
        found.standards = {match.standard.pk for match in matches}
        found.editions = {match.edition.pk for match in matches}
        found.is_dated = asked.citation.year is not None or asked.citation.edition is not None
    found.records = _records(asked, found)
    if asked.references:
        cases = Pending.objects.filter(reference__in=asked.references).order_by()
        found.pending = frozenset(cases.values_list("reference", flat=True))
    return found


def _records(asked: "TypedSearch", found: Meant) -> set[int]:
    """The records that are named by their address or their number, also by a former one."""
    slugs = {form for slug in asked.slugs for form in (slug, slug.removeprefix("iso-iec-").removeprefix("iso-"))}
    named = [Q(slug__in=sorted(slugs))] if slugs else []
    if asked.number is not None and found.is_known:
        which = Q(edition__in=found.editions) if found.is_dated else Q(edition__standard__in=found.standards)
        named.append(which & Q(kind=asked.kind, number=asked.number))
    if not named:
        return set()
    return set(RecordName.objects.filter(reduce(or_, named)).order_by().values_list("record", flat=True))


def _on_clauses(asked: "TypedSearch", found: Meant) -> dict[int, OnClause]:
    keys = [clause.sort_key for clause in asked.clauses]
    if asked.citation and not found.is_known:
        return {}
    ways = _ways(found.resolution) if found.resolution else None
    wholes = [whole.sort_key for clause in asked.clauses for whole in clause.wholes]
    near_by = reduce(or_, (Q(sort_key__startswith=key) for key in keys), Q(sort_key__in=wholes))
    if found.is_known:
        near_by &= Q(record__standard__in=found.standards)
    if ways:  # a clause that was moved has another number there
        moved_from = {key[:ROOT] for key in (*keys, *ways.leading_to(keys))}
        elsewhere = reduce(or_, (Q(sort_key__startswith=root) for root in sorted(moved_from)))
        near_by |= elsewhere & Q(edition__in=ways.editions)
    rows = RecordClause.objects.filter(near_by)
    near: dict[int, OnClause] = {}
    read = rows.order_by("-record").values_list("record", "record__standard", "edition", "canonical", "sort_key")
    for record, standard, edition, canonical, key in read[: MOST * 4]:
        is_here = edition in found.editions if found.is_dated else not found.standards or standard in found.standards
        place = _nearest(key, keys)
        if not (is_here and place) and ways and edition in ways.editions:
            moved = [_nearest(one, keys) for one in ways.of(key, edition)]
            place = (Degree.COUNTERPART, 0) if place or any(moved) else None
        if place is None:
            continue
        one = OnClause(place[0], canonical, place[1])
        if record not in near or one.nearness > near[record].nearness:
            near[record] = one
    return near | _taken_in(asked.clauses, found, near)


def _nearest(key: str, asked: Iterable[str]) -> tuple[Degree, int] | None:
    """How near a clause is to the nearest of those that were asked for, and how many levels apart; else ``None``."""
    found = [
        (
            Degree.EXACT if key == one else Degree.BELOW if key.startswith(one) else Degree.ABOVE,
            abs(len(key) - len(one)) // LEVEL,
        )
        for one in asked
        if touches(key, one)
    ]
    return max(found, key=lambda place: (place[0], -place[1]), default=None)


def _ways(resolution: Resolution) -> ClauseWays | None:
    """The ways into the edition that is meant, where it is one of CASCO's."""
    first = resolution.matches[0] if resolution.matches else None
    return ClauseWays.into(first.edition, Descent.of_casco()) if first and is_casco(first.standard) else None


def _taken_in(clauses: Iterable[ClauseNumber], found: Meant, near: dict[int, OnClause]) -> dict[int, OnClause]:
    """The records that an edition took in at one of these clauses."""
    if not found.editions:
        return {}
    asked = list(clauses)
    keys = [clause.sort_key for clause in asked]
    # As they are kept: a part begins as its whole does; what begins so and is none is told apart below.
    wholes = {whole.canonical for clause in asked for whole in clause.wholes}
    begun = (Q(clause__startswith=clause.canonical.removeprefix("Annex ")) for clause in asked)
    near_by = reduce(or_, begun, Q(clause__in=sorted(wholes | {clause.canonical for clause in asked})))
    rows = Verdict.objects.standing().filter(near_by, kind=VerdictKind.INCORPORATED, edition__in=found.editions)
    taken_in = {}
    for record, clause in rows.order_by("-pk").values_list("record", "clause")[:MOST]:
        try:
            key = parse(clause).sort_key
        except NotAClause:
            continue
        if record not in near and _nearest(key, keys):
            taken_in[record] = OnClause(Degree.INCLUDED, clause)
    return taken_in
