"""Intake: what was asked is put right, by the requester or the secretariat; what it was stays in the journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clarifications.case.corrected import who_keeps_it
from clarifications.case.models import Clarification
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.case.pending import update_pending
from clarifications.intake.questions import correct_clauses
from clarifications.map import steps
from standards.models import Edition
from standards.reading.clause_numbers import listed


@dataclass(frozen=True)
class RequestFacts(Facts):
    """What can be put right of a request, as it is to be: clauses as typed, those of single questions by their labels.

    A question that is not named keeps its clauses.
    """

    subject: str
    edition: Edition | None = None
    other_standard: str = ""
    clauses: str = ""
    is_general: bool = False
    background: str = ""
    understanding: str = ""
    own_clauses: Mapping[str, str] = field(default_factory=dict)


def correct_request(clarification: Clarification, facts: RequestFacts, how: Occasion) -> str:
    """Put right what was asked; the public list of pending cases follows. Returns what it was and what it is now."""
    former, former_edition = _said(clarification), clarification.edition
    clarification.subject = facts.subject
    clarification.edition = facts.edition
    clarification.other_standard = "" if facts.edition else facts.other_standard
    clarification.is_general = facts.is_general
    clarification.background = facts.background
    clarification.understanding = facts.understanding
    correct_clauses(clarification, "" if facts.is_general else facts.clauses, own=facts.own_clauses)
    changes = list(_changes(former, _said(clarification)))
    if not changes:
        raise StepRefused([_("Nothing is changed.")])
    update_pending(clarification)
    if facts.edition != former_edition and (said := who_keeps_it(clarification)):
        changes.append(said)
    return "\n".join(changes)


def _said(clarification: Clarification) -> dict[str, str]:
    """All that can be put right, by what it is called."""
    clauses: dict[str, list[str]] = {}
    for label, number in clarification.subject_clauses.values_list("question__label", "canonical"):
        clauses.setdefault(label or "", []).append(number)
    shared = _("the standard as a whole") if clarification.is_general else listed(clauses.pop("", []))
    labels = clarification.questions.values_list("label", flat=True)
    own = {_("Clauses of question %(label)s") % {"label": label}: listed(clauses.get(label, [])) for label in labels}
    return {
        _("Edition"): clarification.cites,
        _("Clauses"): shared,
        **own,
        _("Subject"): clarification.subject,
        **{str(text.label): text.text for text in clarification.own_texts},
    }


def _changes(former: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """A line for each thing that is not as it was, with both values."""
    for name, text in now.items():
        if text != former[name]:
            said = {"what": name, "new": text or _("nothing"), "former": former[name] or _("nothing")}
            yield _("%(what)s “%(new)s” instead of “%(former)s”") % said


CORRECT_OWN_REQUEST = StepPart(steps.CORRECT_OWN_REQUEST, RequestFacts, correct_request)
CORRECT_REQUEST = StepPart(steps.CORRECT_REQUEST, RequestFacts, correct_request)
PARTS: tuple[AnyPart, ...] = (CORRECT_OWN_REQUEST, CORRECT_REQUEST)
