"""What a clause list can have of a branch; apart from what reads depths, so that tables need no reader."""

from enum import StrEnum


class DepthKind(StrEnum):
    """What a list has of a branch; only the second one says that there is nothing else."""

    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    PARTIAL = "partial"
