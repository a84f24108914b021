"""What happens in each chapter. Importing the package registers the part of every step."""

from clarifications.process import consensus, incorporation, intake, publication, review, screening
from clarifications.process.steps import CaseChanged, StepRefused, take

__all__ = [
    "CaseChanged",
    "StepRefused",
    "consensus",
    "incorporation",
    "intake",
    "publication",
    "review",
    "screening",
    "take",
]
