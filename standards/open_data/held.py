"""What is known while an import goes on: the rows there are, what the files say, and what was done."""

import datetime
from dataclasses import dataclass, field

from standards import bulk
from standards.models import Edition
from standards.naming import edition_slug
from standards.open_data.facts import DeliverableFact
from standards.open_data.gathering import Gathered
from standards.open_data.report import Report
from standards.references import base_of

Identity = tuple[str, str, str, str]


@dataclass
class Held:
    """Keys of committees by reference, of standards by identity, of editions by id and reference; addresses taken."""

    gathered: Gathered
    at: datetime.datetime
    report: Report
    committees: dict[str, int] = field(default_factory=dict)
    standards: dict[Identity, int] = field(default_factory=dict)
    standard_slugs: set[str] = field(default_factory=set)
    by_id: dict[int, int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    slugs: dict[tuple[int, str], int] = field(default_factory=dict)
    before: frozenset[int] = frozenset()  # the editions that were there already
    new_standards: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)  # standards whose words and keeper are to be looked at again

    def hold_editions(self) -> None:
        """Take in the editions there are; one without an ISO id is taken for that of its reference in the files."""
        unnumbered: dict[str, int] = {}
        rows = Edition.objects.order_by().values_list("pk", "iso_id", "reference", "standard_id", "slug")
        for key, iso_id, reference, standard, slug in rows.iterator(bulk.CHUNK):
            self.references[reference] = key
            self.slugs[standard, slug] = iso_id or -key
            if iso_id:
                self.by_id[iso_id], self.ids[key] = key, iso_id
            else:
                unnumbered[reference] = key
        self.before = frozenset(self.references.values())
        for fact in self.gathered.deliverables.values() if unnumbered else ():
            if fact.iso_id not in self.by_id and (found := unnumbered.get(fact.reference)):
                self.by_id[fact.iso_id] = found

    def hold(self, key: int, fact: DeliverableFact) -> None:
        """Take in an edition that is about to be written."""
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


def identity(fact: DeliverableFact) -> Identity:
    """What names a standard: publisher, type, number, part."""
    parts = fact.parts
    return parts.publisher, fact.type, parts.number, parts.part
