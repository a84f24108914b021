"""Intake: a draft becomes a request once its address is confirmed; the requester answers questions and may withdraw."""

import datetime
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Body, User
from clarifications.case.door import AnyPart, Facts, Occasion, StepPart, StepRefused, take
from clarifications.case.journal import erase_events
from clarifications.case.models import Clarification, Counter, make_key
from clarifications.intake.models import Draft, Identity, Question, SubjectClause, Wording
from clarifications.mail.announce import send_confirmation
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from standards.catalogue.queries import listed_clauses
from standards.models import Edition
from standards.reading.clause_reader import parse_list

PAGES = ("standard", "question", "background", "identity")
UNFINISHED = "unfinished"  # marks the answers of a page that are kept as typed and cannot be received yet
EMPTIED = {"to": "", "to_name": "", "subject": "", "text": ""}  # what is left of a message to somebody erased
PAUSE = datetime.timedelta(minutes=1)  # between two confirmation mails of one draft
MOST_CONFIRMATIONS = 6  # to one address in a day, from whatever draft: nobody's mailbox is filled through us


@dataclass(frozen=True)
class Asked:
    """One question with the clauses it names, as typed; with parts, ``text`` is what they have in common."""

    text: str
    clauses: str = ""
    parts: Sequence["Asked"] = ()


@dataclass(frozen=True)
class Requester:
    """Who asks; never published. ``body`` is chosen from the list, or ``body_name`` typed."""

    claimed_kind: str
    contact: str
    email: str
    position: str = ""
    originator: str = ""
    body: Body | None = None
    body_name: str = ""


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


class LinkRefused(Exception):
    """A confirmation link that cannot be used; ``clarification`` is what it received when it was used already."""

    def __init__(self, message: str, clarification: Clarification | None = None) -> None:
        self.clarification = clarification
        super().__init__(message)


@dataclass(frozen=True)
class ResubmitFacts(Facts):
    """What the requester answers, by number of the question, and the own questions put otherwise, by label."""

    answers: Mapping[int, str]
    rewordings: Mapping[str, str]


@dataclass(frozen=True)
class EraseFacts(Facts):
    """Whom to erase: the key of the case for the requester, of the person for everybody else."""

    person: str


def save_draft(draft: Draft | None, *, page: str, answers: Mapping[str, Any], at: datetime.datetime) -> Draft:
    """Keep what one page of the form holds; a change after a confirmation was asked for makes its link useless.

    ``answers`` that are not fit to be received yet carry ``UNFINISHED``. Raises ``StepRefused`` once it is received.
    """
    with transaction.atomic():
        draft = _locked(draft) if draft and draft.pk else draft or Draft(created_at=at)
        draft.answers = dict(draft.answers) | {page: dict(answers)}
        draft.changed_at = at
        draft.confirmation, draft.asked_at = "", None
        draft.save()
    return draft


def open_draft(key: str, *, user: User | AnonymousUser) -> Draft | None:
    """The draft that a key opens; one that the secretariat enters for a body opens for the secretariat alone."""
    draft = Draft.objects.select_related("clarification").filter(key=key).first()
    if draft is None or draft.entered_by_id is None:
        return draft
    return draft if isinstance(user, User) and user.is_active and user.is_secretariat else None


def unfinished_pages(draft: Draft) -> list[str]:
    """The pages of the form that are not filled in yet, in order."""
    return [page for page in PAGES if page not in draft.answers or UNFINISHED in draft.answers[page]]


def kept_until(draft: Draft) -> datetime.datetime:
    """When a draft that nobody touches any more, and its link, are deleted."""
    return draft.changed_at + datetime.timedelta(days=settings.DRAFT_DAYS)


def ask_for_confirmation(draft: Draft, *, at: datetime.datetime) -> None:
    """Send a link that can be used once to the address given; a link sent before ends. A double click sends one.

    Raises ``StepRefused`` when the draft is not complete, is received, or the address got too many messages today.
    """
    with transaction.atomic():
        draft = _locked(draft)
        submission = submission_of(draft)
        if draft.asked_at and at - draft.asked_at < PAUSE:
            return
        today = Message.objects.filter(
            clarification=None, verb="confirm", queued_at__gt=at - datetime.timedelta(days=1)
        )
        if today.filter(to__iexact=submission.requester.email).count() >= MOST_CONFIRMATIONS:
            raise StepRefused(
                [_("Too many messages went to this address today. Follow the link in the last one, or wait.")]
            )
        code = secrets.token_urlsafe(24)
        draft.confirmation, draft.asked_at, draft.changed_at = _digest(code), at, at
        draft.save(update_fields=["confirmation", "asked_at", "changed_at"])
        send_confirmation(draft, code=code, at=at)


def find_draft(code: str, *, at: datetime.datetime) -> Draft:
    """The draft that a mailed code belongs to. Raises ``LinkRefused`` when it is used or over."""
    draft = Draft.objects.select_related("clarification").filter(confirmation=_digest(code)).first()
    if draft is not None and draft.clarification is not None:
        raise LinkRefused(_("This link was used already; the request is received."), draft.clarification)
    if draft is None or kept_until(draft) < at:
        raise LinkRefused(_("This link is used, replaced by a newer one, or older than the draft was kept."))
    return draft


def confirm(code: str, *, at: datetime.datetime) -> Clarification:
    """Receive the request whose address is confirmed by ``code``; a second use creates nothing.

    Raises ``LinkRefused`` as ``find_draft`` does, and ``StepRefused`` when the draft lost what a request needs.
    """
    with transaction.atomic():
        list(Draft.objects.select_for_update().filter(confirmation=_digest(code)))  # whoever is second waits here
        draft = find_draft(code, at=at)
        clarification = Clarification(key=make_key())
        requester = Actor(kind=ActorKind.REQUESTER, name=draft.answers["identity"]["contact"], key=clarification.key)
        submission = submission_of(draft, confirmed_at=at)
        clarification = take(SUBMIT, clarification, submission, by=requester, seen_version=None, at=at)
        draft.clarification = clarification
        draft.answers = {}  # the request holds them now; the identity is kept in one place
        draft.save(update_fields=["clarification", "answers"])
    return clarification


def receive_on_behalf(draft: Draft, *, by: User, at: datetime.datetime) -> Clarification:
    """Receive a request that arrived by e-mail: the secretariat enters it, the body asks; both stand on it.

    Raises ``StepRefused`` when the draft is not complete or was received already.
    """
    with transaction.atomic():
        draft = _locked(draft)
        submission = submission_of(draft)
        body = submission.requester.body.name if submission.requester.body else submission.requester.body_name
        actor = Actor(kind=ActorKind.USER, name=by.name, key=str(by.key), user=by, on_behalf_of=body)
        clarification = take(SUBMIT, Clarification(key=make_key()), submission, by=actor, seen_version=None, at=at)
        draft.clarification, draft.answers = clarification, {}
        draft.save(update_fields=["clarification", "answers"])
    return clarification


def submission_of(draft: Draft, *, confirmed_at: datetime.datetime | None = None) -> Submission:
    """What a complete draft asks. Raises ``StepRefused`` when a page of the form is not filled in."""
    if missing := unfinished_pages(draft):
        raise StepRefused([_("The draft is not complete: %(pages)s") % {"pages": ", ".join(missing)}])
    standard, question, background, identity = (draft.answers[page] for page in PAGES)
    return Submission(
        subject=question["subject"],
        questions=[_asked(row) for row in question["questions"]],
        requester=Requester(
            claimed_kind=identity["claimed_kind"],
            contact=identity["contact"],
            email=identity["email"],
            position=identity["position"],
            originator=identity["originator"],
            body=Body.objects.filter(pk=identity["body"]).first() if identity["body"] else None,
            body_name=identity["body_name"],
        ),
        edition=Edition.objects.filter(pk=standard["edition"]).first() if standard["edition"] else None,
        other_standard=standard["other_standard"],
        clauses=question["clauses"],
        is_general=question["is_general"],
        background=background["background"],
        understanding=background["understanding"],
        confirmed_at=confirmed_at,
    )


def purge_drafts(at: datetime.datetime) -> int:
    """Delete drafts that nobody confirmed in time, and the confirmation mails of that time; returns how many drafts."""
    before = at - datetime.timedelta(days=settings.DRAFT_DAYS)
    Message.objects.filter(clarification=None, verb="confirm", queued_at__lt=before).delete()
    return Draft.objects.filter(clarification__isnull=True, changed_at__lt=before).delete()[0]


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
    clarification.save()
    asker = facts.requester
    Identity.objects.create(
        clarification=clarification,
        body=asker.body,
        body_name="" if asker.body else asker.body_name,
        claimed_kind=asker.body.kind if asker.body else asker.claimed_kind,
        contact=asker.contact,
        position=asker.position,
        email=asker.email,
        originator=asker.originator,
    )
    keep_clauses(clarification, facts.clauses if not facts.is_general else "", question=None)
    keep_questions(clarification, facts.questions)
    return clarification.subject


def resubmit(clarification: Clarification, facts: ResubmitFacts, how: Occasion) -> None:
    """Answer the secretariat: ``answers`` by the number of its question, ``rewordings`` by label of one's own.

    A question put otherwise keeps its former wording.
    """
    returned = clarification.returns.filter(answered_at__isnull=True).latest("at")  # the state says that there is one
    for asked in returned.questions.all():
        asked.answer = facts.answers.get(asked.order, "").strip()
        asked.save(update_fields=["answer"])
    returned.answered_at = how.at
    returned.save(update_fields=["answered_at"])
    for question in clarification.questions.filter(label__in=list(facts.rewordings)):
        new = facts.rewordings[question.label].strip()
        if new and new != question.text:
            Wording.objects.create(question=question, text=question.text, replaced_at=how.at)
            question.text = new
            question.save(update_fields=["text"])


def withdraw(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """The requester ends the request; an open call ends with it."""
    clarification.closing_note = how.reason
    clarification.calls.filter(closed_at__isnull=True).update(closed_at=how.at)


def erase_person(clarification: Clarification, facts: EraseFacts, how: Occasion) -> str:
    """Empty what the case holds about the requester (``person`` is the key of the case) or about a user (their key)."""
    if facts.person != clarification.key:
        user = User.objects.get(key=facts.person)
        name, messages = user.name, clarification.messages.filter(to__iexact=user.email)
    else:
        identity = clarification.identity
        name, messages = identity.contact, clarification.messages.filter(role="requester")
        Message.objects.filter(verb="confirm", to__iexact=identity.email).update(**EMPTIED)
        if clarification.state == steps.State.WITHDRAWN:
            clarification.closing_note = ""  # the requester's own words
        identity.contact = identity.position = identity.email = identity.originator = ""
        identity.erased_at = how.at
        identity.save()
        clarification.link_counter += 1
    messages.update(**EMPTIED)
    erased = erase_events(clarification, actor_key=facts.person, named=name)
    return _("%(number)s events emptied") % {"number": erased}


def _locked(draft: Draft) -> Draft:
    """The draft as it is now, for this transaction alone. Raises ``StepRefused`` once it is received."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.clarification_id is not None:
        raise StepRefused([_("This request is received already.")])
    return draft


def keep_questions(clarification: Clarification, questions: Sequence[Asked]) -> None:
    """Keep the questions in order, labelled 1, 1 a), 1 b), 2 …"""
    order = 0
    for number, asked in enumerate(questions, start=1):
        order += 1
        stem = _keep_question(clarification, asked, order=order, label=str(number), stem=None)
        for letter, part in zip("abcdefghijklmnopqrstuvwxyz", asked.parts, strict=False):
            order += 1
            _keep_question(clarification, part, order=order, label=f"{number} {letter})", stem=stem)


def _keep_question(
    clarification: Clarification, asked: Asked, *, order: int, label: str, stem: Question | None
) -> Question:
    question = Question.objects.create(
        clarification=clarification, stem=stem, order=order, label=label, text=asked.text
    )
    keep_clauses(clarification, asked.clauses, question=question)
    return question


def keep_clauses(clarification: Clarification, typed: str, *, question: Question | None) -> None:
    """Keep each clause as typed, as the standard writes it, and with the clause of the catalogue where it is known."""
    numbers = parse_list(typed) if typed.strip() else []
    edition = clarification.edition if numbers else None
    listed = listed_clauses(edition, [number.canonical for number in numbers]) if edition else {}
    SubjectClause.objects.bulk_create(
        SubjectClause(
            clarification=clarification,
            question=question,
            clause=listed.get(number.canonical),
            order=order,
            typed=typed[:80],
            canonical=number.canonical,
            slug=number.slug,
            sort_key=number.sort_key,
        )
        for order, number in enumerate(numbers, start=1)
    )


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        text=row["text"], clauses=row.get("clauses", ""), parts=[_asked(part) for part in row.get("parts", [])]
    )


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


SUBMIT = StepPart(steps.SUBMIT, Submission, submit)
RESUBMIT = StepPart(steps.RESUBMIT, ResubmitFacts, resubmit)
WITHDRAW = StepPart(steps.WITHDRAW, Facts, withdraw)
ERASE_PERSON = StepPart(steps.ERASE_PERSON, EraseFacts, erase_person)
PARTS: tuple[AnyPart, ...] = (SUBMIT, RESUBMIT, WITHDRAW, ERASE_PERSON)
