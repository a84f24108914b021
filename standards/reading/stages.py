"""ISO's harmonized stage codes in words, and what they say about an edition."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PUBLISHED = "60.60"
WITHDRAWN = "95.99"
# Which code follows the decision that ends a phase.
_AFTER = {"00": "10.00", "10": "20.00", "20": "30.00", "30": "40.00", "40": "50.00", "50": "60.00", "90": "95.20"}

STAGES: dict[str, Promise] = {
    "00.00": _("Proposal for new project received"),
    "00.20": _("Proposal for new project under review"),
    "00.60": _("Close of review"),
    "00.98": _("Proposal for new project abandoned"),
    "00.99": _("Approval to ballot proposal for new project"),
    "10.00": _("Proposal for new project registered"),
    "10.20": _("New project ballot initiated"),
    "10.60": _("Close of voting"),
    "10.92": _("Proposal returned to submitter for further definition"),
    "10.98": _("New project rejected"),
    "10.99": _("New project approved"),
    "20.00": _("New project registered in the work programme"),
    "20.20": _("Working draft (WD) study initiated"),
    "20.60": _("Close of comment period"),
    "20.98": _("Project deleted"),
    "20.99": _("WD approved for registration as CD"),
    "30.00": _("Committee draft (CD) registered"),
    "30.20": _("CD study or ballot initiated"),
    "30.60": _("Close of voting or comment period"),
    "30.92": _("CD referred back to the working group"),
    "30.98": _("Project deleted"),
    "30.99": _("CD approved for registration as DIS"),
    "40.00": _("DIS registered"),
    "40.20": _("DIS ballot initiated: 12 weeks"),
    "40.60": _("Close of voting"),
    "40.92": _("Full report circulated: DIS referred back to the committee"),
    "40.93": _("Full report circulated: decision for new DIS ballot"),
    "40.98": _("Project deleted"),
    "40.99": _("Full report circulated: DIS approved for registration as FDIS"),
    "50.00": _("Final text received or FDIS registered for formal approval"),
    "50.20": _("Proof sent to secretariat or FDIS ballot initiated: 8 weeks"),
    "50.60": _("Close of voting; proof returned by secretariat"),
    "50.92": _("FDIS or proof referred back to the committee"),
    "50.98": _("Project deleted"),
    "50.99": _("FDIS or proof approved for publication"),
    "60.00": _("Under publication"),
    "60.60": _("Published"),
    "90.20": _("Under systematic review"),
    "90.60": _("Close of review"),
    "90.92": _("To be revised"),
    "90.93": _("Confirmed"),
    "90.99": _("Withdrawal proposed by the committee"),
    "95.20": _("Withdrawal ballot initiated"),
    "95.60": _("Close of voting on withdrawal"),
    "95.92": _("Decision not to withdraw"),
    "95.99": _("Withdrawn"),
}


def in_words(stage: str) -> Promise | str:
    """What a stage code means; the code itself where we do not know it."""
    return STAGES.get(stage, stage or _("Stage not known"))


def following(stage: str) -> tuple[str, ...]:
    """The codes that can come next, read from how the codes are built; none where these do not say it.

    A stage begins (00), its main step runs (20), that ends (60) and is decided on (92 to 99); 99 leads further.
    """
    phase, _dot, step = stage.partition(".")
    if step == "60" and phase != "60":
        return tuple(code for code in STAGES if code.startswith(f"{phase}.9"))
    leads = {"00": f"{phase}.20", "20": f"{phase}.60", "93": f"{phase}.20" if phase == "40" else ""}
    leads |= {"99": _AFTER.get(phase, "")} | ({"00": PUBLISHED} if phase == "60" else {})
    return tuple(code for code in [leads.get(step, "")] if code in STAGES)


def is_published(stage: str) -> bool:
    """Published and not withdrawn."""
    return PUBLISHED <= stage < WITHDRAWN


def is_deleted(stage: str) -> bool:
    """The project ended before it was published."""
    return "" < stage < PUBLISHED and stage.endswith(".98")
