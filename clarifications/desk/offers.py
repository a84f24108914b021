"""The steps that a case offers its reader: what it waits for, the others, and those not possible yet with why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.desk.case_file import CaseFile
from clarifications.mail.audience import audience_in_words
from clarifications.map.steps import COMMENT, DECLARE_NO_INTEREST, DISCLOSE, RECUSE, Step
from clarifications.map.whole import the_map
from clarifications.review.models import Interest

INTEREST_STEPS = (DECLARE_NO_INTEREST, DISCLOSE, RECUSE)


@dataclass(frozen=True)
class Offer:
    """One step: what it is called, what it does and who gets a message, and where it is taken; no address: not yet."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Offers:
    """The steps of one case for one reader."""

    main: Offer | None
    open: list[Offer]
    closed: list[Offer]


def offers(file: CaseFile) -> Offers:
    """All steps of the map that the reader may look at, sorted by whether they can be taken now."""
    turn = file.waiting.turn if file.waiting.is_mine else None
    main, possible, closed = None, [], []
    for step in the_map().steps_open_to(file.roles, file.clarification.state):
        if step == COMMENT or (step != (turn and turn.step) and _is_said(step, file)):
            continue
        why_not = [str(why) for why in the_map().refusals(step, file.clarification, file.by, file.roles, file.at)]
        if why_not:
            closed.append(Offer(str(step.name), " ".join(why_not)))
        elif turn and step == turn.step:
            main = offer(step, file)
        else:
            possible.append(offer(step, file))
    return Offers(main, possible, closed)


def offer(step: Step, file: CaseFile) -> Offer:
    """One step with what it does, who gets a message, and whether it needs a reason."""
    texts = [str(step.does), _audience(step, file)]
    if step.reason:
        texts.append(_("Needs a reason."))
    url = reverse("clarifications:take-step", args=[file.clarification.reference, step.verb])
    return Offer(str(step.name), " ".join(filter(None, texts)), url)


def _audience(step: Step, file: CaseFile) -> str:
    """Who gets a message about a step; the people of the case are asked for once, for all its steps."""
    case, members = file.clarification, file.seats
    return audience_in_words(step, case, by=file.by, at=file.at, members=members, consulted=file.consulted)


def gate(file: CaseFile) -> list[Offer]:
    """What can be said before a case opens."""
    return [offer(the_map().step(step), file) for step in INTEREST_STEPS]


def _is_said(step: Step, file: CaseFile) -> bool:
    """Whether the reader said just this of the own body already."""
    said = {DECLARE_NO_INTEREST: Interest.NONE, DISCLOSE: Interest.DISCLOSED}
    return step in said and file.own_interest == said[step]
