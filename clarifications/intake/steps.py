"""Intake: a request is received; the requester answers questions and may withdraw."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Body
from accounts.site_keys import mark_of_key
from clarifications.case.models import Clarification, Counter
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.intake.models import Identity, Wording
from clarifications.intake.questions import Asked, save_clauses, save_questions
from clarifications.mail.models import Delivery
from clarifications.mail.outbox import send_again
from clarifications.map import steps
from clarifications.screening.models import Return
from clarifications.wording import trimmed
from standards.models import Edition


@dataclass(frozen=True)
class Requester:
    """Who asks; never published. ``body`` is chosen from the list, or ``body_name`` typed.

    The secretariat also keeps the day on which a request arrived by e-mail, and the mail as text.
    """

    claimed_kind: str
    contact: str
    email: str
    position: str = ""
    originator: str = ""
    body: Body | None = None
    body_name: str = ""
    received_on: datetime.date | None = None
    original_mail: str = ""


@dataclass(frozen=True)
class Submission(Facts):
    """All that a request says; ``clauses`` as typed, empty when the request is general."""

    subject: str
    questions: Sequence[Asked]
    requester: Requester
    edition: Edition | None = None
    other_standard: str = ""
    clauses: str = ""
    is_general: bool = False
    background: str = ""
    understanding: str = ""
    confirmed_at: datetime.datetime | None = None


@dataclass(frozen=True)
class ResubmitFacts(Facts):
    """What the requester answers, by number of the question, and the own questions put otherwise, by label."""

    answers: Mapping[int, str]
    rewordings: Mapping[str, str]


@dataclass(frozen=True)
class InquiryFacts(Facts):
    """What the requester answers, by number of the question."""

    answers: Mapping[int, str]


@dataclass(frozen=True)
class AddressFacts(Facts):
    """Where the requester is written to from now on."""

    email: str


def submit(clarification: Clarification, facts: Submission, how: Occasion) -> str:
    """The request is received and gets its reference; entered by the secretariat, both stand on it."""
    clarification.reference = f"CR-{how.at.year}-{Counter.next(f'CR-{how.at.year}'):04d}"
    clarification.subject = facts.subject
    clarification.edition = facts.edition
    clarification.other_standard = "" if facts.edition else facts.other_standard
    clarification.is_general = facts.is_general
    clarification.background = facts.background
    clarification.understanding = facts.understanding
    clarification.submitted_at = clarification.since = how.at
    clarification.confirmed_at = facts.confirmed_at
    clarification.entered_by = how.by.user
    clarification.link_key_mark = mark_of_key()
    clarification.save()
    identity = Identity(clarification=clarification, **vars(facts.requester))
    if identity.body:
        identity.body_name, identity.claimed_kind = "", identity.body.kind
    identity.save()
    save_clauses(clarification, facts.clauses if not facts.is_general else "", question=None)
    save_questions(clarification, facts.questions)
    return clarification.subject


def resubmit(clarification: Clarification, facts: ResubmitFacts, how: Occasion) -> None:
    """Answer the secretariat: ``answers`` by the number of its question, ``rewordings`` by label of one's own.

    A question put otherwise keeps its former wording.
    """
    open_ones = clarification.returns.filter(is_inquiry=False, answered_at__isnull=True)
    _answer(open_ones.latest("at"), facts.answers, how)  # the state says that there is one
    for question in clarification.questions.filter(label__in=list(facts.rewordings)):
        new = trimmed(facts.rewordings[question.label])
        if new and new != question.text:
            Wording.objects.create(question=question, text=question.text, replaced_at=how.at)
            question.text = new
            question.save(update_fields=["text"])


def answer_inquiry(clarification: Clarification, facts: InquiryFacts, how: Occasion) -> None:
    """Answer what the secretariat asked first of all that is open; the request stays where it is."""
    asked = clarification.returns.filter(is_inquiry=True, answered_at__isnull=True).earliest("at")
    if not all(facts.answers.get(number, "").strip() for number in asked.questions.values_list("order", flat=True)):
        raise StepRefused([_("Answer every question of the secretariat.")])
    _answer(asked, facts.answers, how)


def withdraw(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """The requester ends the request; an open call ends with it."""
    clarification.closing_note = how.reason
    clarification.calls.filter(closed_at__isnull=True).update(closed_at=how.at)


def correct_address(clarification: Clarification, facts: AddressFacts, how: Occasion) -> None:
    """Write to the requester at another address; what could not be delivered is sent again, to the new one."""
    identity = clarification.identity
    identity.email = facts.email
    identity.save(update_fields=["email"])
    for message in clarification.messages.filter(role="requester", delivery=Delivery.FAILED).exclude(to=""):
        send_again(message, at=how.at)


def _answer(returned: Return, answers: Mapping[int, str], how: Occasion) -> None:
    for asked in returned.questions.all():
        asked.answer = trimmed(answers.get(asked.order, ""))
        asked.save(update_fields=["answer"])
    returned.answered_at = how.at
    returned.save(update_fields=["answered_at"])


SUBMIT = StepPart(steps.SUBMIT, Submission, submit)
RESUBMIT = StepPart(steps.RESUBMIT, ResubmitFacts, resubmit)
ANSWER_INQUIRY = StepPart(steps.ANSWER_INQUIRY, InquiryFacts, answer_inquiry)
WITHDRAW = StepPart(steps.WITHDRAW, Facts, withdraw)
CORRECT_ADDRESS = StepPart(steps.CORRECT_ADDRESS, AddressFacts, correct_address)
PARTS: tuple[AnyPart, ...] = (SUBMIT, RESUBMIT, ANSWER_INQUIRY, WITHDRAW, CORRECT_ADDRESS)
