"""What is known while an import goes on: the rows there are, what the files say, and what was done."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from standards.catalogue.queries import CASCO
from standards.imports.iso.collecting import Collected
from standards.imports.iso.facts import DeliverableFact
from standards.imports.iso.report import ImportReport
from standards.models import bulk
from standards.models.editions import Edition, Standard
from standards.reading.naming import edition_slug
from standards.reading.references import base_of

Identity = tuple[str, str, str, str]
REASON = "import_iso_open_data"  # in the history of rows that an import changed


@dataclass
class ImportState:
    """Keys of committees by reference, of standards by identity, of editions by id and reference; addresses taken."""

    collected: Collected
    at: datetime.datetime
    report: ImportReport
    committees: dict[str, int] = field(default_factory=dict)
    standards: dict[Identity, int] = field(default_factory=dict)
    standard_slugs: set[str] = field(default_factory=set)
    by_id: dict[int, int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    slugs: dict[tuple[int, str], int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)  # ids whose rows stay as they are, whatever the files say
    older: set[int] = field(default_factory=set)  # those of them of which the files speak as of an earlier day
    before: frozenset[int] = frozenset()  # the editions that were there already
    new_standards: set[int] = field(default_factory=set)
    left_standards: set[int] = field(default_factory=set)  # standards that an edition left for another one
    touched: set[int] = field(default_factory=set)  # standards whose words and owner are to be looked at again

    def load_editions(self) -> None:
        """Load the editions there are; one without an ISO id is taken for that of its reference in the files."""
        unnumbered: dict[str, int] = {}
        days: dict[int, tuple[datetime.date | None, str | None]] = {}
        rows = Edition.objects.order_by("pk").values_list(
            "pk", "iso_id", "reference", "standard_id", "slug", "as_of", "standard__committee__reference"
        )
        for key, iso_id, reference, standard, slug, day, owner in rows.iterator(bulk.CHUNK):
            days[key] = day, owner
            self.references[reference] = key
            self.slugs[standard, slug] = iso_id or -key
            if iso_id:
                self.by_id[iso_id], self.ids[key] = key, iso_id
            else:
                unnumbered[reference] = key
        self.before = frozenset(self.references.values())
        for fact in self.collected.deliverables.values() if unnumbered else ():
            if fact.iso_id not in self.by_id and (found := unnumbered.get(fact.reference)):
                self.by_id[fact.iso_id], self.ids[found] = found, fact.iso_id
        self._choose_kept(days)

    def _choose_kept(self, days: dict[int, tuple[datetime.date | None, str | None]]) -> None:
        """The file of CASCO's standards wins over an import of the same day, a later day over both."""
        for fact in self.collected.deliverables.values():
            day, owner = days.get(self.by_id.get(fact.iso_id, 0), (None, None))
            if fact.as_of is not None and day is not None and fact.as_of < day:
                self.older.add(fact.iso_id)
            elif owner == CASCO and fact.as_of in (day, None):
                self.kept.add(fact.iso_id)
        self.kept |= self.older

    def gives_up_reference(self, key: int) -> bool:
        """Whether an edition gives up its reference, if the files give that to another one."""
        iso_id = self.ids.get(key)
        return iso_id in self.collected.deliverables and iso_id not in self.kept

    def add_edition(self, key: int, fact: DeliverableFact) -> None:
        """Note an edition as it is about to be written."""
        self.by_id[fact.iso_id] = key
        self.references[fact.reference] = key

    def standard_of(self, fact: DeliverableFact) -> int:
        """The standard that a deliverable is an edition of, or a supplement to one."""
        return self.standards[identity(fact)]

    def base_of(self, fact: DeliverableFact) -> int | None:
        """What a supplement supplements: named by its id, else by its reference."""
        if not fact.supplement_type:
            return None
        return self.by_id.get(fact.base or 0) or self.references.get(base_of(fact.reference))

    def free_slug(self, fact: DeliverableFact, standard: int) -> str:
        """The address of an edition within its standard."""
        slug = edition_slug(fact.reference, iso_id=fact.iso_id)[:48]
        if self.slugs.setdefault((standard, slug), fact.iso_id) != fact.iso_id:
            slug = f"{slug}-{fact.iso_id}"
            self.slugs[standard, slug] = fact.iso_id
        return slug

    @cached_property
    def names(self) -> dict[str, dict[int, str]]:
        """What the keys in a column stand for, for people."""
        designations = {}
        for (publisher, type_, number, part), key in self.standards.items():
            designations[key] = Standard(publisher=publisher, type=type_, number=number, part=part).designation
        return {
            "committee_id": {key: reference for reference, key in self.committees.items()},
            "standard_id": designations,
            "supplement_of_id": {key: reference for reference, key in self.references.items()},
        }


def identity(fact: DeliverableFact) -> Identity:
    """What names a standard: publisher, type, number, part."""
    parts = fact.parts
    return parts.publisher, fact.type, parts.number, parts.part
