"""How a draft becomes a request: its address is confirmed, a body endorses it where the criteria ask for that.

What the body endorsed is what is sent: a change asks anew. What arrived by e-mail is received at once.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Body, BodyKind, User
from accounts.successions import offered
from clarifications.case.door import take
from clarifications.case.keys import make_key
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import lock_draft, refuse_unfinished
from clarifications.intake.endorsement_models import (
    BodyAddress,
    Endorsement,
    EndorsementQuestion,
    EndorsementStanding,
    asking_about,
    give_back,
    why_over,
)
from clarifications.intake.endorsers import (
    Endorser,
    addresses_of,
    criteria_asking,
    endorsers_of,
    fault_of_another_body,
    may_send_without,
    representatives_of,
)
from clarifications.intake.merging import mark
from clarifications.intake.models import PAGES, Draft
from clarifications.intake.questions import Asked
from clarifications.intake.saving import locked
from clarifications.intake.steps import SUBMIT, Requester, Submission
from clarifications.mail import endorsing
from clarifications.mail.models import ENDORSE, Message
from clarifications.map.actors import Actor, ActorKind
from clarifications.screening.models import criteria_in_force
from standards.models import Edition
from standards.reading.characters import plain_in

MOST_ASKED = 10  # mails to one address in a day that ask for an endorsement, from whatever draft
MOST_QUESTIONS = 20  # of a body about one draft


class AskingOver(Exception):
    """Nothing can be said on an asking any more; the message says why."""


@dataclass(frozen=True)
class BodyAsked:
    """Which body is asked about a draft, whether as the requesting one, and the address given for it."""

    body: Body | None
    body_name: str
    is_own: bool
    email: str

    @property
    def shown(self) -> str:
        """The body, by name."""
        return str(self.body) if self.body else self.body_name


def refuse_what_cannot_be_asked(draft: Draft, *, at: datetime.datetime) -> None:
    """Raise ``StepRefused`` where the criteria ask for an endorsement, and nobody can be asked for one."""
    if criteria_asking(draft, at=at) is None:
        return
    _asked_of(draft, at=at)
    former = asking_about(draft)
    if former and former.standing == EndorsementStanding.DECLINED:
        said = _("%(body)s declined this request. Change it, or name another body on the page “Who asks”.")
        raise StepRefused([said % {"body": former.body_shown}])


def confirmed(code: str, *, at: datetime.datetime) -> Clarification | Endorsement:
    """Receive the request whose address is confirmed by ``code``, or ask the body first, where the criteria want it.

    A second use asks nobody again. Raises ``LinkRefused`` and ``StepRefused`` as ``confirm`` does.
    """
    criteria_in_force(at.date())  # before the transaction, in which nothing is taken from other requests
    with transaction.atomic():
        draft = lock_draft(code, at=at)
        if criteria_asking(draft, at=at) is None:
            return receive(draft, confirmed_at=at, at=at)
        waiting = asking_about(draft)
        if waiting and waiting.standing == EndorsementStanding.WAITING:
            return waiting
        refuse_what_cannot_be_asked(draft, at=at)
        return _ask(draft, at=at)


def confirm(code: str, *, at: datetime.datetime) -> Clarification:
    """Receive the request whose address is confirmed by ``code``; a second use creates nothing.

    Raises ``LinkRefused`` as ``find_draft`` does, and ``StepRefused`` when the draft lost what a request needs.
    """
    with transaction.atomic():
        return receive(lock_draft(code, at=at), confirmed_at=at, at=at)


def receive_on_behalf(draft: Draft, *, by: User, at: datetime.datetime) -> Clarification:
    """Receive a request that arrived by e-mail: the secretariat enters it, the body asks; both stand on it.

    Raises ``StepRefused`` when the draft is not complete or was received already.
    """
    with transaction.atomic():
        draft = locked(draft)
        submission = submission_of(draft)
        body = submission.requester.body.name if submission.requester.body else submission.requester.body_name
        actor = Actor(kind=ActorKind.USER, name=by.name, key=str(by.key), user=by, on_behalf_of=body)
        clarification = take(SUBMIT, Clarification(key=make_key()), submission, by=actor, seen_version=None, at=at)
        draft.clarification, draft.answers = clarification, {}
        draft.save(update_fields=["clarification", "answers"])
    return clarification


def endorse(endorsement: Endorsement, *, by: Endorser, at: datetime.datetime) -> Clarification:
    """The body stands behind the request, which is received at once, just as it was asked about.

    Raises ``AskingOver``, and ``StepRefused`` when the draft lost what a request needs.
    """
    with transaction.atomic():
        endorsement = _locked(endorsement, at=at)
        _say(endorsement, EndorsementStanding.ENDORSED, by=by, at=at)
        return _receive(endorsement, at=at)


def decline(endorsement: Endorsement, *, by: Endorser, note: str, at: datetime.datetime) -> None:
    """The body does not stand behind the request; the requester reads why. Raises ``AskingOver``."""
    with transaction.atomic():
        endorsement = _locked(endorsement, at=at)
        _say(endorsement, EndorsementStanding.DECLINED, by=by, at=at, note=note)
        give_back(endorsement.draft, at=at)
        endorsing.send_to_requester(endorsement, endorsing.DECLINED, at=at)


def ask_requester(endorsement: Endorsement, *, text: str, at: datetime.datetime) -> None:
    """The body asks the requester something first. Raises ``AskingOver``, and ``StepRefused`` after too many."""
    with transaction.atomic():
        endorsement = _locked(endorsement, at=at)
        if endorsement.questions.filter(text=text, answered_at=None).exists():
            return  # a double click
        if endorsement.questions.count() >= MOST_QUESTIONS:
            raise StepRefused([_("No more questions can be asked here. Endorse the request, or decline.")])
        endorsement.questions.create(text=text, asked_at=at)
        endorsing.send_to_requester(endorsement, endorsing.QUESTION, at=at)


def answer_endorser(endorsement: Endorsement, *, number: int, text: str, at: datetime.datetime) -> None:
    """The requester answers a question of the body, which is told.

    Raises ``AskingOver``, and ``StepRefused`` where it is answered.
    """
    with transaction.atomic():
        endorsement = _locked(endorsement, at=at)
        if not endorsement.questions.filter(pk=number, answered_at=None).update(answer=text, answered_at=at):
            raise StepRefused([_("This question is answered already.")])
        endorsing.send_to_endorsers(endorsement, endorsers_of(endorsement, at=at), endorsing.ANSWERED, at=at)


def keep_answer(endorsement: Endorsement, *, number: int, text: str, seen: str, at: datetime.datetime) -> None:
    """Keep what the requester typed of an answer and did not send, where its page has seen what was kept before.

    Raises ``AskingOver``, and ``StepRefused`` where the question is answered, or another window kept something else.
    """
    with transaction.atomic():
        endorsement = _locked(endorsement, at=at)
        open_ones = EndorsementQuestion.objects.select_for_update().filter(endorsement=endorsement, answered_at=None)
        question = open_ones.filter(pk=number).first()
        if question is None:
            raise StepRefused([_("This question is answered already.")])
        if mark(question.answer) not in (seen, mark(text)):
            raise StepRefused(
                [_("Another window kept another answer. Choose one of the two: press again to keep yours.")]
            )
        question.answer = text
        question.save(update_fields=["answer"])


def send_without(draft: Draft, *, at: datetime.datetime, instead: str = "") -> Clarification:
    """Receive a request that was declined or not answered in time. Raises ``StepRefused`` where that cannot be.

    Where a body said that the request is not its own, it goes on as that of another body, whose name is ``instead``.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        endorsement = asking_about(draft)
        if draft.clarification_id or endorsement is None or not may_send_without(endorsement, at=at):
            raise StepRefused([_("This cannot be sent without an endorsement as it stands now.")])
        if endorsement.is_disowned:
            draft.answers = draft.answers | {"identity": _of_another_body(endorsement, draft, instead, at=at)}
        endorsement.draft = draft
        return _receive(endorsement, at=at)


def delete_draft(draft: Draft, *, seen: str) -> bool:
    """Delete a draft and all that was said about its endorsement, where its page has seen what it says.

    One that is received stays. Returns whether there is no such draft now.
    """
    with transaction.atomic():
        there = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if there is not None and there.clarification_id is None and there.mark == seen:
            there.delete()
            return True
    return there is None


def _of_another_body(endorsement: Endorsement, draft: Draft, name: str, *, at: datetime.datetime) -> dict[str, Any]:
    """Who asks, once a body has said that it is not that one. Raises ``StepRefused`` where nobody else is named."""
    if fault := fault_of_another_body(endorsement, name, at=at):
        raise StepRefused([fault])
    other = {"body": None, "body_name": name, "claimed_kind": BodyKind.OTHER.value}
    return dict(draft.answers["identity"]) | other | {"endorsing_body": None, "endorser_email": ""}


def _asked_of(draft: Draft, *, at: datetime.datetime) -> BodyAsked:
    """Which body is to be asked. Raises ``StepRefused`` where none is named."""
    who = draft.answers["identity"]
    is_own = bool(who["body"]) or who["claimed_kind"] != BodyKind.OTHER
    named = who["body"] if is_own else who.get("endorsing_body")
    body = offered(at=timezone.localdate(at)).filter(pk=named).first() if named else None
    if body is None and (named or not is_own):
        raise StepRefused([_("Name the body that endorses the request, on the page “Who asks”.")])
    return BodyAsked(body, "" if body else who["body_name"], is_own, str(who.get("endorser_email") or "").lower())


def _ask(draft: Draft, *, at: datetime.datetime) -> Clarification | Endorsement:
    """Ask the body; where the requester is who speaks for it, the confirmed address has said it already."""
    asked, own = _asked_of(draft, at=at), draft.answers["identity"]["email"].casefold()
    speakers, addresses = representatives_of(asked.body, at=at), addresses_of(asked.body, asked.body_name)
    by = next((one for one in speakers if one.email.casefold() == own), None)
    address = None if by else addresses.filter(email__iexact=own).first()
    speaks = bool(by or address)
    if speaks and not asked.is_own:
        raise StepRefused([_("You speak for %(body)s: choose it as the requesting body.") % {"body": asked.shown}])
    if not speaks and not speakers:
        address = addresses.filter(email__iexact=asked.email).first() or addresses.first() or _proposed(asked, at=at)
    _end_former(draft, at=at)
    endorsement = Endorsement.objects.create(
        draft=draft,
        body=asked.body,
        body_name=asked.body_name,
        is_own=asked.is_own,
        address=address,
        requester=draft.answers["identity"]["email"],
        asked_hash=draft.mark,
        asked_at=at,
    )
    if speaks:
        _say(endorsement, EndorsementStanding.ENDORSED, by=by, at=at)
        return _receive(endorsement, at=at)
    draft.waits_until = at + datetime.timedelta(days=settings.ENDORSEMENT_DAYS)
    draft.save(update_fields=["waits_until"])
    _send_asking(endorsement, at=at)
    return endorsement


def _end_former(draft: Draft, *, at: datetime.datetime) -> None:
    """Nobody is asked any more about what the draft said before."""
    former = draft.endorsements.filter(standing=EndorsementStanding.WAITING)
    former.update(standing=EndorsementStanding.ENDED, said_at=at, requester="")


def _proposed(asked: BodyAsked, *, at: datetime.datetime) -> BodyAddress:
    """The address that was given for the body; the secretariat is asked about a new one."""
    if not asked.email:
        said = _("Nobody speaks for %(body)s here. Give an address of it, on the page “Who asks”.")
        raise StepRefused([said % {"body": asked.shown}])
    named = {"body": asked.body, "body_name": asked.body_name, "email": asked.email}
    address, is_new = BodyAddress.objects.get_or_create(**named, ended_at=None, defaults={"proposed_at": at})
    if is_new:
        endorsing.send_to_secretariat(at=at)
    return address


def _send_asking(endorsement: Endorsement, *, at: datetime.datetime) -> None:
    """Mail whoever speaks for the body; nobody, while the secretariat has not confirmed the address."""
    speakers = endorsers_of(endorsement, at=at)
    lately = Message.objects.filter(verb=ENDORSE, queued_at__gt=at - datetime.timedelta(days=1))
    lately = lately.filter(to__in=[one.email for one in speakers]).order_by()
    if lately.values("to").annotate(number=Count("pk")).filter(number__gte=MOST_ASKED).exists():
        said = _("%(body)s was asked very often today. Nothing is sent; follow the link again tomorrow.")
        raise StepRefused([said % {"body": endorsement.body_shown}])
    endorsing.send_to_endorsers(endorsement, speakers, endorsing.ASKED, at=at)


def _locked(endorsement: Endorsement, *, at: datetime.datetime) -> Endorsement:
    """The asking as it is now, for this transaction alone. Raises ``AskingOver``."""
    draft = Draft.objects.select_for_update().filter(pk=endorsement.draft_id).first()
    if draft is None:
        raise AskingOver(_("The requester deleted the draft."))
    endorsement = Endorsement.objects.select_related("body", "address").get(pk=endorsement.pk)
    endorsement.draft = draft
    if over := why_over(endorsement, at=at):
        raise AskingOver(over)
    return endorsement


def _say(
    endorsement: Endorsement,
    standing: EndorsementStanding,
    *,
    by: Endorser | None,
    at: datetime.datetime,
    note: str = "",
) -> None:
    endorsement.standing, endorsement.said_at, endorsement.note = standing, at, note
    endorsement.said_by = by.user if by else None
    endorsement.save()


def submission_of(draft: Draft, *, confirmed_at: datetime.datetime | None = None) -> Submission:
    """What a complete draft asks, plain also where it was kept before all that is typed was made so.

    Raises ``StepRefused`` when a page of the form is not filled in.
    """
    refuse_unfinished(draft)
    said = {name: value for page in PAGES for name, value in plain_in(draft.answers[page]).items()}
    said |= {
        "questions": [_asked(row) for row in said["questions"]],
        "edition": Edition.objects.filter(pk=said["edition"]).first() if said["edition"] else None,
        "body": Body.objects.filter(pk=said["body"]).first() if said["body"] else None,
        "confirmed_at": confirmed_at,
    }
    if arrived := said.get("received_on"):
        said["received_on"] = datetime.date.fromisoformat(arrived)
    return Submission(requester=Requester(**_of(Requester, said)), **_of(Submission, said))


def receive(draft: Draft, *, confirmed_at: datetime.datetime, at: datetime.datetime, reason: str = "") -> Clarification:
    """Make a request of a locked draft; ``reason`` is what was said about its endorsement, for the secretariat.

    What body and requester wrote to each other is not kept.

    Raises ``StepRefused`` when the draft lost what a request needs.
    """
    clarification = Clarification(key=make_key())
    requester = Actor(kind=ActorKind.REQUESTER, name=draft.answers["identity"]["contact"], key=clarification.key)
    submission = submission_of(draft, confirmed_at=confirmed_at)
    clarification = take(SUBMIT, clarification, submission, by=requester, seen_version=None, at=at, reason=reason)
    draft.clarification = clarification
    draft.answers = {}  # the request holds them now; the identity is kept in one place
    draft.save(update_fields=["clarification", "answers"])
    if draft.endorsements.exists():
        _end_former(draft, at=at)  # asked while former criteria were in force
        EndorsementQuestion.objects.filter(endorsement__draft=draft).delete()
        draft.endorsements.update(requester="")
    return clarification


def _receive(endorsement: Endorsement, *, at: datetime.datetime) -> Clarification:
    """Make a request of the draft, with what the body said."""
    return receive(endorsement.draft, confirmed_at=endorsement.asked_at, at=at, reason=endorsement.in_words)


def _of(kind: type[Submission | Requester], said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the facts of a kind; a draft that was kept before one of them was asked for leaves it out."""
    return {field.name: said[field.name] for field in fields(kind) if field.name in said}


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        text=row["text"], clauses=row.get("clauses", ""), parts=[_asked(part) for part in row.get("parts", [])]
    )
