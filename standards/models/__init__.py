"""What ISO publishes and who keeps it: committees, groups, standards, editions, transitions, clauses."""

from standards.models.clauses import Clause
from standards.models.editions import Edition, EditionQuerySet, Standard, StandardType, Succession
from standards.models.keepers import (
    Committee,
    Confidence,
    GroupKind,
    MaintenanceGroup,
    MaintenanceGroupQuerySet,
    Responsibility,
)
from standards.models.transitions import Transition, TransitionChange

__all__ = [
    "Clause",
    "Committee",
    "Confidence",
    "Edition",
    "EditionQuerySet",
    "GroupKind",
    "MaintenanceGroup",
    "MaintenanceGroupQuerySet",
    "Responsibility",
    "Standard",
    "StandardType",
    "Succession",
    "Transition",
    "TransitionChange",
]
