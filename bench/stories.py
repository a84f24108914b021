"""Writes one case as rows, step after step, as the door leaves it (``case/door.py: take``), without its questions
to the database. A test compares both.
"""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Body, Seat, User
from bench.rows import Asked, Rows
from clarifications.case.events import Event, digest, make_salt
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.consensus.models import Call, Conclusion, Position, RollEntry
from clarifications.intake.models import Draft, Identity, Question, SubjectClause
from clarifications.mail.models import Delivery, Message
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import Step
from clarifications.publication.models import PublicText
from clarifications.register.models import Pending
from clarifications.register.text import PublishedText
from clarifications.review.models import Answer, Decision, Declaration
from clarifications.screening.models import CriteriaSet, Criterion, Finding, Return, ReturnQuestion
from standards.models import Clause, Edition

LETTERS = "abcdefghij"
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Cast:
    """Who acts in a case: the secretariat, the seats of its group (the convenor first) and the body that asks."""

    secretariat: User
    seats: Sequence[Seat]
    body: Body
    criteria_set: CriteriaSet
    criteria: Sequence[Criterion]

    @property
    def convenor(self) -> User:
        return self.seats[0].user


@dataclass(frozen=True)
class RequestText:
    """What is asked and answered: each question with its parts, and an answer to each of them that has none."""

    subject: str
    edition: Edition
    clauses: Sequence[Clause]
    questions: Sequence[tuple[str, Sequence[str]]]
    background: str
    understanding: str
    answers: Sequence[dict[str, Any]] = ()


@dataclass
class Story:
    """A case in the making; ``at`` is the moment of the next step."""

    rows: Rows
    cast: Cast
    request: RequestText
    at: datetime.datetime
    clarification: Clarification = field(init=False)

    def __post_init__(self) -> None:
        self.events: list[Event] = []
        self.leaves: list[Question] = []
        self.questions: list[Question] = []
        self.clauses: list[SubjectClause] = []
        self.roll: list[RollEntry] = []

    # ---------- the chapters ----------

    def submit(self, reference: str) -> None:
        """The request, confirmed by its requester."""
        request = self.request
        self.clarification = self.rows.add(
            Clarification(
                reference=reference,
                subject=request.subject,
                edition=request.edition,
                is_general=False,
                background=request.background,
                understanding=request.understanding,
                submitted_at=self.at,
                confirmed_at=self.at,
            )
        )
        self._identify()
        self.clauses = [self._clause(clause, order) for order, clause in enumerate(request.clauses, start=1)]
        self._ask()
        self._take(steps.SUBMIT, self.requester, detail=request.subject)
        self._write_messages(steps.SUBMIT, "requester", "secretariat")

    def find(self, unmet: Sequence[int] = ()) -> None:
        """A finding on each criterion: all met but ``unmet``."""
        results = {row.number: "not-met" if row.number in unmet else "met" for row in self.cast.criteria}
        for criterion in self.cast.criteria:
            self.rows.add(
                Finding(
                    clarification=self.clarification,
                    criterion=criterion,
                    result=results[criterion.number],
                    reason="Example." if criterion.number in unmet else "",
                    by=self.cast.secretariat,
                    at=self.at,
                )
            )
        self.clarification.criteria_set = self.cast.criteria_set
        self.clarification.screened_by = self.cast.secretariat
        detail = ", ".join(f"{number}: {result}" for number, result in sorted(results.items()))
        self._take(steps.RECORD_FINDING, user_actor(self.cast.secretariat), detail=detail)

    def send_back(self, question: str) -> None:
        returned = self.rows.add(Return(clarification=self.clarification, at=self.at))
        self.rows.add(ReturnQuestion(returned=returned, order=1, text=question))
        self._take(steps.SEND_BACK, user_actor(self.cast.secretariat), detail=question)
        self._write_messages(steps.SEND_BACK, "requester")

    def not_accept(self) -> None:
        self.clarification.reason_code = "how-to"
        self.clarification.closing_note = "Example: it asks how to do it."
        reason = self.clarification.closing_note
        detail = self.clarification.get_reason_code_display()
        self._take(steps.NOT_ACCEPT, user_actor(self.cast.secretariat), reason=reason, detail=detail)
        self._write_messages(steps.NOT_ACCEPT, "requester")

    def accept(self) -> None:
        """The group takes it up, and its members say that their bodies are not concerned."""
        group = self.cast.seats[0].group
        self.clarification.group = group
        self.clarification.accepted_at = self.at
        self.identity.confirmed_kind = self.identity.claimed_kind
        self._take(steps.ACCEPT, user_actor(self.cast.secretariat), detail=f"Group: {group}")
        self._write_messages(steps.ACCEPT, "requester", "member")
        for seat in self.cast.seats:
            self.at += DAY
            self.rows.add(Declaration(clarification=self.clarification, user=seat.user, interest="none", at=self.at))
            self._take(steps.DECLARE_NO_INTEREST, user_actor(seat.user))

    def draft(self) -> None:
        """A member drafts an answer to every question."""
        by = self.cast.seats[-1].user
        self.clarification.drafter = by
        self.decision = self.rows.add(Decision(clarification=self.clarification, number=1, by=by, at=self.at))
        for order, (question, answer) in enumerate(zip(self.leaves, self.request.answers, strict=True), start=1):
            row = self.rows.add(Answer(decision=self.decision, order=order, **answer))
            self.rows.add(Asked(answer=row, question=question))
        self._take(steps.DRAFT, user_actor(by), detail="Draft 1")
        self._write_messages(steps.DRAFT, "member")

    def call(self, *, days: int) -> None:
        """The convenor asks everybody."""
        ends_on = (self.at + days * DAY).date()
        self.opened = self.rows.add(
            Call(
                clarification=self.clarification,
                decision=self.decision,
                group=self.clarification.group,
                round=1,
                opened_at=self.at,
                opened_by=self.cast.convenor,
                ends_on=ends_on,
            )
        )
        self.roll = [self.rows.add(RollEntry(call=self.opened, user=s.user, body=s.body)) for s in self.cast.seats]
        detail = f"Round 1 on draft 1, until {ends_on.isoformat()}, 23:59 UTC"
        self._take(steps.CALL, user_actor(self.cast.convenor), detail=detail)
        self._write_messages(steps.CALL, "member")

    def answer_call(self, number: int) -> None:
        """So many of the roll agree, a day after each other."""
        for entry in self.roll[:number]:
            self.at += DAY
            self.rows.add(Position(entry=entry, view="agree", at=self.at))
            self._take(steps.TAKE_POSITION, user_actor(entry.user), detail="Agrees")
            self._write_messages(steps.TAKE_POSITION, "convenor")

    def conclude(self, step: Step, *, text: PublishedText) -> None:
        """Consensus, or the end without it; ``text`` is the public one."""
        self.opened.closed_at = self.clarification.decided_at = self.at
        ending = "consensus" if step is steps.CONCLUDE else "no-consensus"
        reason = "Example: all members were heard."
        self.rows.add(
            Conclusion(
                clarification=self.clarification,
                call=self.opened,
                ending=ending,
                reason=reason,
                by=self.cast.convenor,
                at=self.at,
            )
        )
        prepared = PublicText(clarification=self.clarification, agreed_hash=text.answers_hash)
        prepared.text = text
        self.public_text = self.rows.add(prepared)
        self._take(step, user_actor(self.cast.convenor), reason=reason, detail=ending.replace("-", " ").capitalize())
        self._write_messages(step, "secretariat", "member")

    def publish(self, name: str) -> None:
        """The step alone; the record is made by ``bench.records``."""
        self.clarification.published_at = self.at
        self._take(steps.PUBLISH, user_actor(self.cast.secretariat), detail=name)
        self._write_messages(steps.PUBLISH, "requester", "member")

    def judge(self, step: Step, *, reason: str, detail: str) -> None:
        """A verdict on the record; its row is made by ``bench.records``."""
        self._take(step, user_actor(self.cast.secretariat), reason=reason, detail=detail)
        self._write_messages(step, "requester")

    def write_pending(self) -> None:
        """What the public sees of a case that is with its group."""
        clarification = self.clarification
        assert clarification.accepted_at is not None  # who keeps it pending has accepted it
        self.rows.add(
            Pending(
                clarification=clarification,
                reference=clarification.reference,
                edition=self.request.edition,
                clauses=[clause.canonical for clause in self.clauses],
                stage=clarification.state,
                accepted_at=clarification.accepted_at,
                since=clarification.since,
            )
        )

    # ---------- parts ----------

    @property
    def requester(self) -> Actor:
        return Actor(ActorKind.REQUESTER, "Rita Example", self.clarification.key)

    def _identify(self) -> None:
        self.identity = self.rows.add(
            Identity(
                clarification=self.clarification,
                body=self.cast.body,
                claimed_kind=self.cast.body.kind,
                contact="Rita Example",
                position="Head of standards",
                email=f"rita.{self.clarification.reference.lower()}@body.example",
            )
        )
        self.rows.add(
            Draft(
                answers={},
                created_at=self.at,
                changed_at=self.at,
                confirmation=secrets.token_hex(32),
                asked_at=self.at,
                clarification=self.clarification,
            )
        )

    def _clause(self, clause: Clause, order: int) -> SubjectClause:
        return self.rows.add(
            SubjectClause(
                clarification=self.clarification,
                clause=clause,
                order=order,
                typed=", ".join(one.number for one in self.request.clauses)[:80],
                canonical=clause.number,
                slug=clause.slug,
                sort_key=clause.sort_key,
            )
        )

    def _ask(self) -> None:
        order = 0
        for number, (text, parts) in enumerate(self.request.questions, start=1):
            order += 1
            stem = Question(clarification=self.clarification, order=order, label=str(number), text=text)
            below = []
            for letter, part in zip(LETTERS, parts, strict=False):
                order += 1
                label = f"{number} {letter})"
                row = Question(clarification=self.clarification, stem=stem, order=order, label=label, text=part)
                below.append(self.rows.add(row, below=True))
            self.questions += [self.rows.add(stem), *below]
            self.leaves += below or [stem]

    def _take(self, step: Step, by: Actor, *, reason: str = "", detail: str = "") -> None:
        """Move the case and add the event to its chain; the next step is an hour later."""
        case, before = self.clarification, self.clarification.state
        if step.to is not None:
            case.state, case.since = step.to, self.at
        if not step.starts and (step.to is not None or not step.adds_only):
            case.version += 1
        salt = make_salt()
        event = Event(
            clarification=case,
            number=len(self.events) + 1,
            verb=step.verb,
            roles=_roles(step, by, self.cast),
            from_state=before,
            to_state=case.state,
            at=self.at,
            actor_key=by.key,
            reason_digest=digest(salt, reason),
            detail_digest=digest(salt, f"\n\n{detail}"),
            previous=self.events[-1].hash if self.events else "",
            reason=reason,
            detail=detail,
            salt=salt,
        )
        event.hash = event.chained()
        self.events.append(self.rows.add(event))
        self.at += datetime.timedelta(hours=1)

    def _write_messages(self, step: Step, *audiences: str) -> None:
        """The messages of a step, sent already; in words of their own, for nobody reads them."""
        for audience in audiences:
            for name, address in self._addresses(audience):
                self.rows.add(
                    Message(
                        clarification=self.clarification,
                        verb=step.verb,
                        role=audience,
                        to=address,
                        to_name=name,
                        subject=f"[Example] {self.clarification.reference}: {step.name}",
                        text=f"{name},\n\n{step.does}\n\n{self.request.edition.reference}\n" + 60 * "Example. ",
                        queued_at=self.at,
                        next_at=self.at,
                        delivery=Delivery.SENT,
                        attempts=1,
                        sent_at=self.at,
                    )
                )

    def _addresses(self, audience: str) -> list[tuple[str, str]]:
        if audience == "requester":
            return [(self.identity.contact, self.identity.email)]
        users = {
            "secretariat": [self.cast.secretariat],
            "convenor": [self.cast.convenor],
            "member": [seat.user for seat in self.cast.seats],
        }
        return [(user.name, user.email) for user in users[audience]]


def _roles(step: Step, by: Actor, cast: Cast) -> str:
    """What the actor is to the case, as far as the step asks for it."""
    roles = {
        "requester": by.kind is ActorKind.REQUESTER,
        "secretariat": by.user == cast.secretariat,
        "convenor": by.user == cast.convenor,
        "member": by.user in [seat.user for seat in cast.seats],
    }
    return " ".join(str(role.name).lower() for role in step.by if roles[str(role.name).lower()])
