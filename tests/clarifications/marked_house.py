"""A house in which every text is marked with what it is and where it was written."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from accounts.models import BodyKind, User
from clarifications.intake.questions import Asked
from clarifications.intake.saving import save_draft
from clarifications.intake.steps import Requester
from clarifications.map import steps
from clarifications.review.steps import DraftAnswer
from tests.builders import SHARED, Case, cast, received, under_review
from tests.factories import LONG_AGO, BodyFactory, ClauseFactory, ConvenorFactory, SeatFactory, UserFactory

MARK = "Zqxjvwk"  # begins every marked word; so long that no random token has it by chance
MARKED = re.compile(rf"{MARK}[a-z0-9]+(?:-[a-z0-9]+)*", re.I)


def marked(what: str, where: str) -> str:
    """A word that tells what was written in which case."""
    return f"{MARK}{what}-{where}"


class House:
    """A request in every state, and one that is only a draft; its people bear marked names."""

    def __init__(self) -> None:
        now = timezone.now()
        self.sam = person("sam", is_secretariat=True)
        connie = ConvenorFactory(user=person("connie"))
        self.connie, self.group = connie.user, connie.group
        self.max, self.mina = (SeatFactory(user=person(name), group=self.group).user for name in ("max", "mina"))
        self.rex = SeatFactory(user=person("rex"), group=self.group).user
        self.cases: dict[str, Case] = {}
        self.shared: dict[str, object] = {}
        self.fill(now)
        # They have a seat by now and have declared nothing; they had one before it all; they have one elsewhere.
        self.una = SeatFactory(user=person("una"), group=self.group, since=now.date()).user
        before = now.date() - datetime.timedelta(days=90)
        self.fred = SeatFactory(user=person("fred"), group=self.group, since=LONG_AGO, until=before).user
        self.otto = ConvenorFactory(user=person("otto")).user
        self.ada = person("ada", is_staff=True, is_superuser=True)
        self.stranger = person("stranger")

    def fill(self, now: datetime.datetime) -> None:
        """Walk the cases; the calls of those that were decided ended long ago, that of the called one is open."""
        self.begin("published", now, days_ago=60, walk=published)
        record = self.cases["published"].clarification.record
        ClauseFactory(edition=self.cases["published"].edition, number="7.1.5")
        for walk in (asked, reviewed, called, returned, resubmitted):
            self.begin(walk.__name__, now, days_ago=5, walk=walk)
        self.begin("decided", now, days_ago=50, walk=decided)
        self.begin("withdrawn", now, days_ago=20, walk=withdrawn)
        committee = self.cases["asked"].edition.standard.committee
        for step, facts in (
            (steps.NOT_ACCEPT, {"reason_code": "how-to"}),
            (steps.REFER, {"committee": committee}),
            (steps.ANSWER, {"records": [record]}),
        ):
            self.begin(step.verb.replace("-", ""), now, days_ago=5, walk=ending(step, **facts))
        save_draft(None, page="background", answers={"background": marked("background", "unsent")}, at=now)

    def begin(self, where: str, now: datetime.datetime, *, days_ago: int, walk: Callable[[Case, str], None]) -> None:
        """A case of the same cast, asked by a body of its own."""
        known = self.shared or {"sam": self.sam, "connie": self.connie, "max": self.max, "mina": self.mina}
        body = BodyFactory(name=marked("body", where), is_example=False)
        given = known | {"group": self.group, "body": body, "at": now - datetime.timedelta(days=days_ago)}
        case = cast(**given)
        self.shared = self.shared or {name: getattr(case, name) for name in SHARED}
        self.cases[where] = case
        case.rex = self.rex
        walk(case, where)


def person(part: str, **given: object) -> User:
    return UserFactory(name=f"{MARK}{part}", email=f"{part}@member.example", **given)


def asked(case: Case, where: str) -> None:
    """A request of which only edition and clauses may become known before it is published."""
    who = Requester(
        claimed_kind=BodyKind.MEMBER,
        contact=marked("contact", where),
        email=f"{marked('address', where)}@member.example",
        position=marked("position", where),
        originator=marked("originator", where),
        original_mail=marked("mail", where),
        body=case.body,
    )
    received(
        case,
        subject=f"Images {marked('subject', where)}",
        questions=[Asked(f"Is it an inspection? {marked('question', where)}")],
        requester=who,
        background=marked("background", where),
        understanding=marked("understanding", where),
    )


def reviewed(case: Case, where: str) -> None:
    """With the group, which has talked, drafted and disclosed; Rex recused first."""
    asked(case, where)
    findings = dict.fromkeys(range(1, 9), ("met", "")) | {3: ("met", marked("finding", where))}
    case.take(steps.RECORD_FINDING, case.sam, findings=findings)
    under_review(case)
    case.take(steps.RECUSE, case.rex)
    case.take(steps.DISCLOSE, case.mina, note=marked("disclosure", where))
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    case.take(steps.COMMENT, case.max, text=marked("comment", where))
    for number in (1, 2):
        answer = DraftAnswer(
            questions=["1"],
            outcome="yes",
            position=f"It is. {marked(f'draft{number}', where)}",
            considerations=marked("considerations", where),
        )
        case.take(steps.DRAFT, case.max, answers=[answer], note=marked("note", where))


def called(case: Case, where: str) -> None:
    """A call with an objection in it."""
    reviewed(case, where)
    case.take(steps.CALL, case.connie, ends_on=(case.at + datetime.timedelta(days=20)).date())
    case.agree(case.connie, case.mina)
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why=marked("objection", where))


def decided(case: Case, where: str) -> None:
    """Concluded over a sustained objection."""
    called(case, where)
    case.answer(case.max, marked("reply", where))
    case.judge(case.max, "kept", marked("word", where))
    account = {"objection": case.objection_of(case.max), "account": marked("account", where)}
    case.take(steps.SUSTAIN_OBJECTION, case.connie, **account)
    case.take(steps.CONCLUDE, case.connie, reason=marked("ends", where))


def published(case: Case, where: str) -> None:
    """Published after every marked word was taken out of the public text."""
    decided(case, where)
    text = case.clarification.public_text.text.mapped(cleaned, cleaned)
    text = replace(text, title=cleaned(text.title))
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text)
    case.take(steps.ASK_CONVENOR, case.sam, content=text)
    case.take(steps.AGREE, case.connie)
    case.take(steps.PUBLISH, case.sam)


def cleaned(text: str) -> str:
    """The same without the marked words, as the secretariat edits it."""
    return re.sub(rf" ?{MARKED.pattern}", "", text)


def returned(case: Case, where: str) -> None:
    asked(case, where)
    case.take(steps.SEND_BACK, case.sam, questions=[marked("return", where)])


def resubmitted(case: Case, where: str) -> None:
    returned(case, where)
    wording = {"1": f"Is it? {marked('wording', where)}"}
    case.take(steps.RESUBMIT, case.rita, answers={1: marked("answer", where)}, rewordings=wording)


def withdrawn(case: Case, where: str) -> None:
    reviewed(case, where)
    case.take(steps.WITHDRAW, case.rita, reason=marked("closing", where))


def ending(step: steps.Step, **facts: object) -> Callable[[Case, str], None]:
    """A walk to the end that ``step`` makes of a request that was screened."""

    def walk(case: Case, where: str) -> None:
        asked(case, where)
        findings = dict.fromkeys(range(1, 9), ("met", "")) | {4: ("not-met", marked("finding", where))}
        case.take(steps.RECORD_FINDING, case.sam, findings=findings)
        case.take(step, case.sam, reason=marked("closing", where), **facts)

    return walk
