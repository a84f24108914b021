"""What the data files of CASCO say, fact by fact."""

from dataclasses import dataclass, field

from standards.imports.clauses import ClauseFact
from standards.imports.iso.facts import CommitteeFact
from standards.reading.dates import PartialDate
from standards.reading.depths import BranchDepth


@dataclass(frozen=True)
class EditionFact:
    """One deliverable with the identity of its standard."""

    publisher: str
    type: str
    number: str
    part: str
    reference: str
    iso_id: int | None
    former_reference: str
    year: int | None
    edition_number: int | None
    title: str
    title_fr: str
    stage: str
    published: PartialDate
    corrected: PartialDate
    withdrawn: PartialDate
    supplement_type: str
    supplement_of: str
    url: str
    data_as_of: str
    note: str
    inferred: tuple[str, ...]

    @property
    def standard(self) -> tuple[str, str, str, str]:
        return self.publisher, self.type, self.number, self.part


@dataclass(frozen=True)
class SuccessionFact:
    newer: str
    older: str
    is_inferred: bool = False
    source: str = ""


@dataclass(frozen=True)
class GroupFact:
    name: str
    description: str
    kind: str
    source: str


@dataclass(frozen=True)
class ResponsibilityFact:
    edition: str
    group: str
    confidence: str
    source: str


@dataclass(frozen=True)
class TransitionFact:
    edition: str
    until: PartialDate
    months: int | None
    decided_by: str
    source: str
    source_rank: str
    published: PartialDate
    note: str
    changes: "tuple[ChangeFact, ...]"


@dataclass(frozen=True)
class ChangeFact:
    was: PartialDate
    to: PartialDate
    changed: PartialDate
    reason: str


@dataclass(frozen=True)
class ResourceFact:
    edition: str
    kind: str
    title: str
    publisher: str
    url: str
    language: str
    published: PartialDate


@dataclass(frozen=True)
class ClauseListFact:
    """What is said of the clause list of an edition; ``taken_out`` are numbers that an earlier list had wrongly."""

    depths: tuple[BranchDepth, ...]
    sources: tuple[str, ...]
    doubts: str
    taken_out: tuple[str, ...]


@dataclass(frozen=True)
class ConcordanceFact:
    """One row of a published comparison of two editions; the older clause is empty for a new one."""

    older_edition: str
    newer_edition: str
    older: str
    newer: str
    kind: str
    note: str
    source: str


@dataclass(frozen=True)
class RingFact:
    """Terms that mean the same; the preferred one apart."""

    preferred: str
    same: tuple[str, ...]
    note: str

    @property
    def terms(self) -> tuple[str, ...]:
        return (self.preferred, *self.same)


@dataclass
class Source:
    """All that the data files say, checked against each other."""

    committees: list[CommitteeFact] = field(default_factory=list)
    owner: str = ""
    editions: list[EditionFact] = field(default_factory=list)
    successions: list[SuccessionFact] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # relations to what another committee owns
    groups: list[GroupFact] = field(default_factory=list)
    groups_of: str = ""
    responsibilities: list[ResponsibilityFact] = field(default_factory=list)
    transitions: list[TransitionFact] = field(default_factory=list)
    clauses: list[ClauseFact] = field(default_factory=list)
    lists: dict[str, ClauseListFact] = field(default_factory=dict)  # by the reference of the edition
    resources: list[ResourceFact] = field(default_factory=list)
    concordances: list[ConcordanceFact] = field(default_factory=list)
    rings: list[RingFact] = field(default_factory=list)
