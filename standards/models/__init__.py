"""What ISO publishes and who keeps it: committees, groups, standards, editions, transitions, clauses."""

from standards.models.clauses import Clause, ClauseDepth
from standards.models.committees import (
    Committee,
    Confidence,
    GroupKind,
    MaintenanceGroup,
    MaintenanceGroupQuerySet,
    Responsibility,
)
from standards.models.concordances import Concordance, ConcordanceRow, Correspondence
from standards.models.editions import Edition, EditionQuerySet, Standard, Succession
from standards.models.imports import Import
from standards.models.kinds import StandardType
from standards.models.others import OtherClause, OtherPublication, OtherStatus
from standards.models.resources import Resource, ResourceKind
from standards.models.stamps import Stamp
from standards.models.thesaurus import ThesaurusRing
from standards.models.transitions import Transition, TransitionChange

__all__ = [
    "Clause",
    "ClauseDepth",
    "Committee",
    "Concordance",
    "ConcordanceRow",
    "Confidence",
    "Correspondence",
    "Edition",
    "EditionQuerySet",
    "GroupKind",
    "Import",
    "MaintenanceGroup",
    "MaintenanceGroupQuerySet",
    "OtherClause",
    "OtherPublication",
    "OtherStatus",
    "Resource",
    "ResourceKind",
    "Responsibility",
    "Stamp",
    "Standard",
    "StandardType",
    "Succession",
    "ThesaurusRing",
    "Transition",
    "TransitionChange",
]
