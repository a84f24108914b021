"""Cases in any state, made by walking the real steps, so that no test meets an impossible one."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from accounts.models import Body, BodyKind, User
from clarifications.case.door import take
from clarifications.case.models import Clarification
from clarifications.case.part import Facts
from clarifications.case.roles import requester_actor, user_actor
from clarifications.intake.questions import Asked
from clarifications.intake.steps import Requester, Submission
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import State, Step
from clarifications.parts import PARTS
from clarifications.register.text import PublishedText
from clarifications.review.steps import DraftAnswer
from clarifications.screening.criteria import load_starting_set
from clarifications.screening.models import CriteriaSet
from standards.models import Edition, MaintenanceGroup
from standards.reading.dates import PartialDate
from tests.factories import BodyFactory, ConvenorFactory, EditionFactory, GroupFactory, SeatFactory, UserFactory
from tests.kept import once

ENDS = (steps.CONCLUDE, steps.ABANDON)  # they take the positions that are on the page
START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
ALL_MET = dict.fromkeys(range(1, 9), ("met", ""))


def reviewed(edition: Edition, **changed: Any) -> dict[str, Any]:
    """What a review of a record for an edition names."""
    named = {"group": "WG 31", "resolution": "Resolution 4", "decided_on": PartialDate("2026-05-12")}
    return {"edition": edition} | named | changed


@dataclass
class Case:
    """A clarification with its cast and its own clock; ``take`` walks a step an hour later."""

    sam: User
    connie: User
    max: User
    mina: User
    group: MaintenanceGroup
    edition: Edition
    body: Body
    at: datetime.datetime = START
    clarification: Clarification = field(default_factory=Clarification)

    @property
    def rita(self) -> Actor:
        """The requester, by the private link."""
        return requester_actor(self.clarification)

    def take(
        self,
        step: Step,
        by: User | Actor,
        *,
        reason: str = "Because the example says so.",
        facts: Facts | None = None,
        **given: Any,
    ) -> None:
        """Take a step as the door does it, an hour after the last one; its facts whole, or by their names."""
        self.at += datetime.timedelta(hours=1)
        actor = by if isinstance(by, Actor) else user_actor(by)
        version, part = self.clarification.version, PARTS[step.verb]
        if step in ENDS:
            given.setdefault("positions", self.call.mark if self.call else "")
        facts = facts or part.facts(**given)
        self.clarification = take(
            part, self.clarification, facts, by=actor, seen_version=version, at=self.at, reason=reason
        )

    def open_for(self, *members: User) -> None:
        """These members say that their body is not concerned."""
        for member in members:
            self.take(steps.DECLARE_NO_INTEREST, member)

    @property
    def call(self) -> Any:
        return self.clarification.calls.last()

    def objection_of(self, member: User) -> str:
        """The mark of an objection, as the page shows it."""
        mark: str = self.call.roll.get(user=member).position.mark
        return mark

    def object(self, member: User, why: str = "It is too narrow.") -> None:
        """This member objects to the draft of the open call."""
        self.take(steps.TAKE_POSITION, member, call=self.call, view="object", why=why)

    def answer(self, member: User, answer: str = "The clause says no more.") -> None:
        """The convenor answers the objection of this member."""
        self.take(steps.HANDLE_OBJECTION, self.connie, objection=self.objection_of(member), answer=answer)

    def judge(self, member: User, handling: str, word: str = "") -> None:
        """This member says whether the own objection is resolved or kept."""
        self.take(steps.JUDGE_ANSWER, member, objection=self.objection_of(member), handling=handling, word=word)

    def sustain(self, member: User, account: str = "One interest alone holds this.") -> None:
        """The convenor answers the objection of this member, who keeps it, and accounts for it."""
        self.answer(member)
        self.judge(member, "kept")
        self.take(steps.SUSTAIN_OBJECTION, self.connie, objection=self.objection_of(member), account=account)

    def erase(self, user: User, **given: Any) -> None:
        """The account of this person has ended; the secretariat erases them."""
        User.objects.filter(pk=user.pk).update(is_active=False)
        self.take(steps.ERASE_PERSON, self.sam, person=str(user.key), **given)

    def agree(self, *members: User) -> None:
        """These members agree with the draft of the open call."""
        for member in members:
            self.take(steps.TAKE_POSITION, member, call=self.call, view="agree")


@once
def cast(**given: Any) -> Case:
    """A group of three, the secretariat, an edition and a requesting body; nothing is asked yet.

    The criteria in force are the starting set.
    """
    load_starting_set() if not CriteriaSet.objects.exists() else None
    group = given.get("group") or GroupFactory()
    return Case(
        sam=given.get("sam") or UserFactory(name="Sam Example", is_secretariat=True),
        connie=given.get("connie") or ConvenorFactory(user__name="Connie Example", group=group).user,
        max=given.get("max") or SeatFactory(user__name="Max Example", group=group).user,
        mina=given.get("mina") or SeatFactory(user__name="Mina Example", group=group).user,
        group=group,
        edition=given.get("edition") or EditionFactory(),
        body=given.get("body") or BodyFactory(kind=BodyKind.MEMBER),
        at=given.get("at", START),
    )


def submission(case: Case, **given: Any) -> Submission:
    """A small request: one question, or those given."""
    defaults: dict[str, Any] = {
        "subject": "Images that the client transmits",
        "questions": [Asked("Is examining an item through transmitted images an inspection?")],
        "requester": Requester(
            claimed_kind=BodyKind.MEMBER, contact="Rita Example", email="rita@member.example", body=case.body
        ),
        "edition": case.edition,
        "clauses": "7.1.5, 6.2.4",
        "background": "Two assessors read the clause differently.",
        "understanding": "Yes.",
        "confirmed_at": case.at,
    }
    return Submission(**(defaults | given))


def corrected_request(case: Case, **changed: Any) -> dict[str, Any]:
    """What was asked, with a clause put right, as it is to be."""
    asked = case.clarification
    said = {name: getattr(asked, name) for name in ("subject", "edition", "background", "understanding")}
    return said | {"clauses": "7.1.6, 6.2.4"} | changed


@once
def received(case: Case | None = None, **given: Any) -> Case:
    """A confirmed request that waits for the secretariat."""
    case = case or cast()
    asker = Actor(kind=ActorKind.REQUESTER, name="Rita Example", key=case.clarification.key)
    case.take(steps.SUBMIT, asker, facts=submission(case, **given))
    return case


@once
def returned(case: Case | None = None) -> Case:
    case = case or received()
    case.take(steps.SEND_BACK, case.sam, questions=["Which edition do you use?", "Is 7.1.6 meant too?"])
    return case


@once
def under_review(case: Case | None = None) -> Case:
    """Accepted, and everybody in the group has said that the own body is not concerned."""
    case = case or received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind=BodyKind.MEMBER)
    case.open_for(case.connie, case.max, case.mina)
    return case


@once
def drafted(case: Case | None = None, **given: Any) -> Case:
    """Under review, with a draft that answers every question alike."""
    case = case or under_review()
    labels = [question.label for question in case.clarification.questions.filter(parts__isnull=True)]
    answer = DraftAnswer(questions=labels, outcome="yes", position="It is, if the inspector directs it.")
    case.take(steps.DRAFT, case.max, answers=given.get("answers", [answer]), note="First draft")
    return case


@once
def seeking_consensus(case: Case | None = None) -> Case:
    """A call is open for three weeks; nobody has answered."""
    case = case or drafted()
    case.take(steps.CALL, case.connie, ends_on=(case.at + datetime.timedelta(days=21)).date())
    return case


@once
def decided(case: Case | None = None) -> Case:
    """Everybody agreed and the convenor has concluded."""
    case = case or seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    case.take(steps.CONCLUDE, case.connie)
    return case


@once
def published(case: Case | None = None) -> Case:
    case = case or decided()
    case.take(steps.PUBLISH, case.sam)
    return case


def text_of(case: Case, **changed: Any) -> PublishedText:
    """The public text of a case, as it is published or will be, with other words."""
    record = getattr(case.clarification, "record", None)
    return replace(record.text_in_force() if record else case.clarification.public_text.text, **changed)


def with_another_answer(text: PublishedText, position: str = "It is, in every case.") -> PublishedText:
    """A text whose first answer says something else."""
    return replace(text, answers=(replace(text.answers[0], position=position), *text.answers[1:]))


@once
def edited_otherwise(case: Case | None = None) -> Case:
    """Decided, and the secretariat has changed the answer that will be published."""
    case = case or decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=with_another_answer(text_of(case)))
    return case


@once
def change_asked(case: Case | None = None) -> Case:
    """The convenor is asked about a changed answer: before publication, or to a record."""
    case = case or edited_otherwise()
    case.take(steps.ASK_CONVENOR, case.sam, content=with_another_answer(text_of(case)))
    return case


@once
def not_accepted(case: Case | None = None) -> Case:
    case = case or received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how to do it.")})
    case.take(steps.NOT_ACCEPT, case.sam, reason_code="how-to")
    return case


@once
def referred(case: Case | None = None) -> Case:
    case = case or received()
    case.take(steps.REFER, case.sam, committee=case.edition.standard.committee)
    return case


@once
def answered(case: Case | None = None) -> Case:
    """Ended by pointing to a record that another case of the same cast was published as."""
    case = case or cast()
    other = received(cast(**{name: getattr(case, name) for name in SHARED}))
    other = published(decided(seeking_consensus(drafted(under_review(other)))))
    received(case)
    case.take(steps.ANSWER, case.sam, records=[other.clarification.record])
    return case


@once
def withdrawn(case: Case | None = None) -> Case:
    case = case or received()
    case.take(steps.WITHDRAW, case.rita)
    return case


SHARED = ("sam", "connie", "max", "mina", "group", "edition", "body")
BUILDERS = {
    State.RECEIVED: received,
    State.RETURNED: returned,
    State.UNDER_REVIEW: under_review,
    State.SEEKING_CONSENSUS: seeking_consensus,
    State.DECIDED: decided,
    State.PUBLISHED: published,
    State.NOT_ACCEPTED: not_accepted,
    State.REFERRED: referred,
    State.ANSWERED: answered,
    State.WITHDRAWN: withdrawn,
}


def clarification_in(state: State) -> Case:
    """A case with its cast, walked to ``state``."""
    return BUILDERS[state]()
