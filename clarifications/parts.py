"""The part of every step, chapter by chapter."""

from clarifications.case.part import AnyPart
from clarifications.consensus import steps as consensus
from clarifications.erasure import steps as erasure
from clarifications.incorporation import steps as incorporation
from clarifications.intake import correction_steps as corrections
from clarifications.intake import steps as intake
from clarifications.moving import steps as moving
from clarifications.publication import beside_steps as beside
from clarifications.publication import steps as publication
from clarifications.review import steps as review
from clarifications.screening import steps as screening

PARTS: dict[str, AnyPart] = {
    part.step.verb: part
    for chapter in (
        *(intake, corrections, screening, review, consensus),
        *(publication, beside, moving, incorporation, erasure),
    )
    for part in chapter.PARTS
}
