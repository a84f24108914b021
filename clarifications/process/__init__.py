"""What happens in each chapter: the part of every step."""

from clarifications.process import consensus, incorporation, intake, publication, review, screening
from clarifications.process.steps import AnyPart, CaseChanged, StepPart, StepRefused, take

PARTS: dict[str, AnyPart] = {
    part.step.verb: part
    for chapter in (intake, screening, review, consensus, publication, incorporation)
    for part in chapter.PARTS
}

__all__ = ["PARTS", "CaseChanged", "StepPart", "StepRefused", "take"]
