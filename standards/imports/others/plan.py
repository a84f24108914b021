"""What a file of publications of other bodies would do: which are new, changed, the same, kept, refused."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from standards.catalogue.clause_depth import ClauseListing, ClauseLists
from standards.imports.others.entries import FileEntry, Refused, read_entries
from standards.imports.others.facts import OtherFact, read_fact
from standards.imports.others.naming import NamedStandards
from standards.imports.others.wanted import REASON, WantedOther
from standards.models import bulk
from standards.models.others import OtherPublication
from standards.reading.clause_reader import parse
from standards.reading.named_clauses import NamedClause, named_clauses

_DAY = "as_of"
_SAME = ("body", "number", "line", "date", "status", "language", "url", "evidence")


@dataclass(frozen=True)
class ChangedField:
    """What a field says and what it said."""

    field: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.field} {self.was or '–'} → {self.now or '–'}"


@dataclass(frozen=True)
class PlannedEntry:
    """An entry of the report: where it stands in the file, what it is called, what changes or is to be said of it."""

    where: str
    name: str
    changes: tuple[ChangedField, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        said = "; ".join([*map(str, self.changes), *filter(None, [self.note])])
        return f"{self.where}: {self.name}" + (f": {said}" if said else "")


@dataclass
class OthersPlan:
    """What taking over a file would do; nothing is done yet."""

    total: int
    added: list[PlannedEntry] = field(default_factory=list)
    changed: list[PlannedEntry] = field(default_factory=list)
    same: list[PlannedEntry] = field(default_factory=list)
    kept: list[PlannedEntry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unlisted: list[PlannedEntry] = field(default_factory=list)  # with clauses that are not in our lists, or are none
    wanted: list[WantedOther] = field(default_factory=list)

    @property
    def does_nothing(self) -> bool:
        """Nothing that anybody would see; that facts are of a later day now is no news."""
        return not (self.added or self.changed)

    @property
    def fingerprint(self) -> str:
        """What is shown to whoever confirms: another one means that the catalogue changed meanwhile."""
        return hashlib.sha256(repr((self.added, self.changed, self.kept, self.refused)).encode()).hexdigest()


def plan_of(content: bytes) -> OthersPlan:
    """What a file would do; what cannot be taken stands in ``refused``, each fault with its entry and field.

    Raises ``UnreadableFile`` for a file that is none of ours as a whole.
    """
    entries = read_entries(content)
    plan = OthersPlan(len(entries))
    facts = _once(plan, _checked(plan, entries))
    standards = NamedStandards.of(fact.standard for fact in facts)
    known = {row.identifier: row for row in _known([fact.identifier for fact in facts])}
    edited = _edited_here(known.values())
    lists = _lists(facts, standards)
    for fact in facts:
        values = _values(plan, fact, standards)
        if values is not None:
            _say_of_clauses(plan, fact, values, lists)
            _compare(plan, fact, values, known.get(fact.identifier), edited)
    return plan


def _checked(plan: OthersPlan, entries: Iterable[FileEntry | Refused]) -> Iterable[OtherFact]:
    for entry in entries:
        if isinstance(entry, Refused):
            plan.refused.append(entry)
            continue
        fact, faults = read_fact(entry)
        plan.refused += faults
        if fact:
            yield fact


def _once(plan: OthersPlan, facts: Iterable[OtherFact]) -> list[OtherFact]:
    """The facts, each once; of one that stands there twice the second is refused."""
    first: dict[str, OtherFact] = {}
    for fact in facts:
        if before := first.get(fact.identifier):
            reason = gettext("This publication stands in %(first)s already.") % {"first": before.where}
            plan.refused.append(Refused(fact.where, "id", reason))
        first.setdefault(fact.identifier, fact)
    return list(first.values())


def _known(identifiers: Sequence[str]) -> Iterable[OtherPublication]:
    for some in bulk.chunks(identifiers):
        yield from OtherPublication.objects.filter(identifier__in=some).select_related("standard", "edition").order_by()


def _edited_here(rows: Iterable[OtherPublication]) -> set[tuple[int, datetime.date]]:
    """The rows that somebody edited on the site, each with the day that it speaks of since."""
    found: set[tuple[int, datetime.date]] = set()
    for some in bulk.chunks([row.pk for row in rows]):
        history = OtherPublication.history.filter(id__in=some).exclude(history_change_reason=REASON)
        found |= set(history.order_by().values_list("id", _DAY))
    return found


def _lists(facts: Sequence[OtherFact], standards: NamedStandards) -> ClauseLists:
    """Our clause lists of all editions that are named with clauses."""
    named = [(standards.standard(fact.standard), fact.edition) for fact in facts if fact.clauses and fact.edition]
    found = [standards.edition(standard, edition) for standard, edition in named if standard]
    return ClauseLists.of(edition for edition in found if edition)


def _values(plan: OthersPlan, fact: OtherFact, standards: NamedStandards) -> dict[str, Any] | None:
    """What its row shall hold; nothing where it names what the catalogue does not have."""
    standard = standards.standard(fact.standard) if fact.standard else None
    edition = standards.edition(standard, fact.edition) if standard and fact.edition else None
    for name, said, found in (("standard", fact.standard, standard), ("edition", fact.edition, edition)):
        if said and found is None:
            reason = gettext("The catalogue does not have “%(said)s”.") % {"said": said}
            plan.refused.append(Refused(fact.where, name, reason))
            return None
    values = {name: getattr(fact, name) for name in _SAME}
    values |= {"standard": standard, "edition": edition, "clauses_said": list(fact.clauses)}
    if fact.link:
        values |= {"looked_at": fact.link.looked_at, "dead_since": fact.link.dead_since}
    return values | {_DAY: fact.as_of}


def _say_of_clauses(plan: OthersPlan, fact: OtherFact, values: Mapping[str, Any], lists: ClauseLists) -> None:
    """Say which clauses are no numbers, and which our list of the edition does not have; they are kept all the same."""
    named, edition = named_clauses(fact.clauses), values["edition"]
    unread = [one.said for one in named if not one.number]
    said = [gettext("no number of a clause, kept as it is written: %s") % ", ".join(unread)] if unread else []
    if edition:
        said += lists.words([parse(one.number) for one in _unlisted(named, edition, lists)], edition)
    if said:
        plan.unlisted.append(PlannedEntry(fact.where, fact.name, note=" ".join(said)))


def _unlisted(named: Sequence[NamedClause], edition: Any, lists: ClauseLists) -> list[NamedClause]:
    read = [one for one in named if one.number]
    return [one for one in read if lists.listing(parse(one.number), edition) is not ClauseListing.LISTED]


def _compare(
    plan: OthersPlan,
    fact: OtherFact,
    values: Mapping[str, Any],
    row: OtherPublication | None,
    edited: set[tuple[int, datetime.date]],
) -> None:
    wanted = WantedOther(fact.identifier, values)
    if row is None:
        plan.added.append(PlannedEntry(fact.where, fact.name))
        plan.wanted.append(wanted)
        return
    changes = tuple(
        ChangedField(name, _in_words(getattr(row, name)), _in_words(value))
        for name, value in values.items()
        if name != _DAY and getattr(row, name) != value
    )
    if why := _why_kept(row, fact, edited) if changes else "":
        plan.kept.append(PlannedEntry(fact.where, fact.name, changes, why))
    elif changes:
        plan.changed.append(PlannedEntry(fact.where, fact.name, changes))
        plan.wanted.append(wanted)
    else:
        plan.same.append(PlannedEntry(fact.where, fact.name))
        if fact.as_of > row.as_of:
            plan.wanted.append(wanted)


def _why_kept(row: OtherPublication, fact: OtherFact, edited: set[tuple[int, datetime.date]]) -> str:
    """Why a row stays as it is, whatever the file says; empty where the file is the newer word."""
    if row.taken_off_at:
        return gettext("it was taken off here")
    if fact.as_of < row.as_of:
        return gettext("of a later day, %(day)s, than the file") % {"day": row.as_of.isoformat()}
    return gettext("it was edited here on that day") if (row.pk, fact.as_of) in edited else ""


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(getattr(value, "iso", value))
