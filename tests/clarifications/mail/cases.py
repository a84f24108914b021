"""Cases just after each step that tells somebody, and the mails that they sent."""

import datetime

from accounts.models import BodyKind
from clarifications.intake.questions import Asked
from clarifications.intake.steps import Requester
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.register.beside import RelationKind
from standards.reading.dates import PartialDate
from tests import builders
from tests.builders import SHARED, Case, cast, reviewed, text_of
from tests.factories import ConvenorFactory, EditionFactory, RepresentativeFactory, UserFactory

# Words of the request, of who asks and of what was written about it, which nobody else's mail may hold.
SECRETS = ("Zebrafinch", "Quagga", "Okapi", "Wombat", "Rita", "rita@member.example", "Numbat", "Axolotl", "Because the")


def asked(**given) -> Case:
    """A request whose every text holds one of ``SECRETS``; Sid is a second secretariat."""
    case = cast()
    UserFactory(name="Sid Example", is_secretariat=True)
    texts = {"subject": "Zebrafinch", "questions": [Asked("Is the Quagga an inspection?")]}
    texts |= {"background": "Okapi", "understanding": "Wombat", "requester": requester(case)}
    return builders.received(case, **(texts | given))


def requester(case: Case, **given) -> Requester:
    known = {"contact": "Rita Example", "email": "rita@member.example", "position": "Numbat", "originator": "Axolotl"}
    return Requester(claimed_kind=BodyKind.MEMBER, body=case.body, **(known | given))


def then(case: Case, step: steps.Step, by, **facts) -> Case:
    """The case after one more step."""
    case.take(step, by, **facts)
    return case


def resubmitted() -> Case:
    case = builders.returned(asked())
    questions = case.clarification.returns.latest("at").questions.all()
    return then(case, steps.RESUBMIT, case.rita, answers={q.order: "Quagga" for q in questions}, rewordings={})


def answered() -> Case:
    case = asked()
    other = builders.received(cast(**{name: getattr(case, name) for name in SHARED}))
    for build in (builders.under_review, builders.drafted, builders.seeking_consensus, builders.decided):
        other = build(other)
    record = builders.published(other).clarification.record
    return then(case, steps.ANSWER, case.sam, records=[record])


def under_review() -> Case:
    return builders.under_review(asked())


def inquired() -> Case:
    return after_review(steps.ASK_REQUESTER, "sam", questions=["Numbat"])


def inquiry_answered() -> Case:
    case = inquired()
    return then(case, steps.ANSWER_INQUIRY, case.rita, answers={1: "Axolotl"})


def after_review(step: steps.Step, by: str, **facts) -> Case:
    """A case under review after one more step by somebody of its cast; ``member`` names somebody of it too."""
    case = under_review()
    named = {"member": getattr(case, facts.pop("member"))} if "member" in facts else {}
    return then(case, step, getattr(case, by), **named, **facts)


def consulted() -> Case:
    """Under review, with a group and a body consulted of which one each is known."""
    olga, ron = ConvenorFactory(user__name="Olga Example"), RepresentativeFactory(user__name="Ron Example")
    case = under_review()
    facts = {"groups": [olga.group], "bodies": [ron.body], "reason": "How does your group read it?"}
    return then(case, steps.NAME_CONSULTED, case.sam, **facts)


def corrected_by_requester() -> Case:
    case = builders.returned(asked())
    return then(case, steps.CORRECT_OWN_REQUEST, case.rita, **builders.corrected_request(case, subject="Quagga"))


def corrected_after_review() -> Case:
    """What is consulted on is put right while the group works."""
    case = consulted()
    return then(case, steps.CORRECT_REQUEST, case.sam, **builders.corrected_request(case, subject="Quagga"))


def seeking_consensus() -> Case:
    return builders.seeking_consensus(builders.drafted(under_review()))


def drafter_asked() -> Case:
    case = after_review(steps.NAME_DRAFTER, "connie", member="max")
    return then(case, steps.ASK_DRAFTER, case.mina, reason="Are you on it?")


def with_objection() -> Case:
    case = seeking_consensus()
    return then(case, steps.TAKE_POSITION, case.max, call=case.call, view="object", why="Quagga")


def lengthened() -> Case:
    case = seeking_consensus()
    later = case.call.ends_on + datetime.timedelta(days=7)
    return then(case, steps.LENGTHEN_CALL, case.sam, ends_on=later)


def objection_answered() -> Case:
    case = with_objection()
    answer = {"objection": case.objection_of(case.max), "answer": "Quagga"}
    return then(case, steps.HANDLE_OBJECTION, case.connie, **answer)


def answer_judged() -> Case:
    case = objection_answered()
    judged = {"objection": case.objection_of(case.max), "handling": "kept", "word": "Quagga"}
    return then(case, steps.JUDGE_ANSWER, case.max, **judged)


def objection_sustained() -> Case:
    case = answer_judged()
    account = {"objection": case.objection_of(case.max), "account": "Quagga"}
    return then(case, steps.SUSTAIN_OBJECTION, case.connie, **account)


def reopened() -> Case:
    case = seeking_consensus()
    return then(case, steps.REOPEN, case.connie)


def abandoned() -> Case:
    case = reopened()
    return then(case, steps.ABANDON, case.connie)


def published() -> Case:
    return builders.published(builders.decided(seeking_consensus()))


def corrected() -> Case:
    case = published()
    return then(case, steps.CORRECT, case.sam, content=text_of(case, title="Images that a client transmits"))


def change_agreed() -> Case:
    case = builders.change_asked(builders.edited_otherwise(builders.decided(seeking_consensus())))
    return then(case, steps.AGREE, case.connie)


def change_refused() -> Case:
    case = builders.change_asked(published())
    return then(case, steps.REFUSE, case.connie)


def redacted() -> Case:
    case = corrected()
    return then(case, steps.REDACT, case.sam, version=1)


def retired() -> Case:
    case = published()
    return then(case, steps.RETIRE, case.sam)


def restored() -> Case:
    case = retired()
    return then(case, steps.RESTORE, case.sam)


def included() -> Case:
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    facts = {"edition": newer, "clause": "7.1.9", "in_force": PartialDate("2027-11")}
    return then(case, steps.INCORPORATE, case.sam, **facts)


def no_longer_applying() -> Case:
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2024)
    return then(case, steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer))


def still_applying() -> Case:
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2024)
    return then(case, steps.STILL_APPLIES, case.sam, **reviewed(newer))


def withdrawal_asked() -> Case:
    case = no_longer_applying()
    return then(case, steps.ASK_WITHDRAWAL, case.connie, verdict=case.clarification.record.verdicts.get())


def verdict_withdrawn() -> Case:
    case = no_longer_applying()
    return then(case, steps.WITHDRAW_VERDICT, case.sam, verdict=case.clarification.record.verdicts.get())


def verdict_kept() -> Case:
    case = withdrawal_asked()
    return then(case, steps.KEEP_VERDICT, case.sam, verdict=case.clarification.record.verdicts.get())


def related() -> Case:
    case = published()
    names = {name: getattr(case, name) for name in SHARED}
    other = builders.published(
        builders.decided(
            builders.seeking_consensus(builders.drafted(builders.under_review(builders.received(cast(**names)))))
        )
    )
    return then(case, steps.RELATE, case.sam, other=other.clarification.record, kind=RelationKind.NARROWS)


def unrelated() -> Case:
    case = related()
    return then(case, steps.END_RELATION, case.sam, relation=case.clarification.record.relations.get())


def translated() -> Case:
    case = published()
    return then(case, steps.TRANSLATE, case.sam, content=text_of(case), language="fr")


def readmitted() -> Case:
    case = after_review(steps.RECUSE, "max")
    return then(case, steps.LIFT_RECUSAL, case.sam, member=case.max)


def withdrawn() -> Case:
    case = under_review()
    return then(case, steps.WITHDRAW, case.rita)


def reconsidered() -> Case:
    case = builders.referred(asked())
    return then(case, steps.RECONSIDER, case.sam)


def with_new_link() -> Case:
    case = asked()
    return then(case, steps.RENEW_LINK, case.sam)


def with_new_address() -> Case:
    case = asked()
    return then(case, steps.CORRECT_ADDRESS, case.sam, email="rita@new.example")


def messages(case: Case, verb: str) -> list[Message]:
    return list(Message.objects.filter(clarification=case.clarification, verb=verb).order_by("pk"))


def told(case: Case, verb: str) -> str:
    return ", ".join(sorted(f"{m.role} {m.to_name.partition(' ')[0]}" for m in messages(case, verb)))


def to_rita(case: Case, verb: str) -> Message:
    return next(message for message in messages(case, verb) if message.role == "requester")


BOTH = "secretariat Sam, secretariat Sid"
GROUP = "member Connie, member Max, member Mina"
WALKS = {
    "submit": (asked, f"requester Rita, {BOTH}"),
    "send-back": (lambda: builders.returned(asked()), "requester Rita"),
    "resubmit": (resubmitted, f"requester Rita, {BOTH}"),
    "not-accept": (lambda: builders.not_accepted(asked()), "requester Rita"),
    "refer": (lambda: builders.referred(asked()), "requester Rita"),
    "answer": (answered, "requester Rita"),
    "ask-requester": (inquired, "requester Rita"),
    "answer-inquiry": (inquiry_answered, BOTH),
    "correct-own-request": (corrected_by_requester, f"requester Rita, {BOTH}"),
    "correct-request": (
        corrected_after_review,
        "consulted Olga, consulted Ron, member Connie, member Max, member Mina, requester Rita",
    ),
    "take-back": (
        lambda: after_review(steps.TAKE_BACK, "sam"),
        "former Connie, former Max, former Mina, requester Rita",
    ),
    "accept": (under_review, f"{GROUP}, requester Rita"),
    "hand-back": (lambda: after_review(steps.HAND_BACK, "connie"), BOTH),
    "name-consulted": (consulted, "consulted Olga, consulted Ron"),
    "name-drafter": (lambda: after_review(steps.NAME_DRAFTER, "connie", member="max"), "named Max"),
    "comment": (lambda: after_review(steps.COMMENT, "max", text="Quagga"), "member Connie, member Mina"),
    "draft": (lambda: builders.drafted(under_review()), "member Connie, member Mina"),
    "ask-drafter": (drafter_asked, "drafter Max"),
    "call": (seeking_consensus, "member Max, member Mina"),
    "lengthen-call": (lengthened, "member Connie, member Max, member Mina"),
    "take-position": (with_objection, "convenor Connie"),
    "handle-objection": (objection_answered, "member Max, member Mina"),
    "judge-answer": (answer_judged, "convenor Connie"),
    "sustain-objection": (objection_sustained, "member Max, member Mina"),
    "conclude": (lambda: builders.decided(seeking_consensus()), f"member Max, member Mina, {BOTH}"),
    "abandon": (abandoned, f"member Max, member Mina, {BOTH}"),
    "reopen": (reopened, f"member Max, member Mina, {BOTH}"),
    "publish": (published, f"{GROUP}, requester Rita"),
    "correct": (corrected, f"{GROUP}, requester Rita"),
    "ask-convenor": (lambda: builders.change_asked(published()), "convenor Connie"),
    "agree": (change_agreed, f"member Max, member Mina, {BOTH}"),
    "refuse": (change_refused, BOTH),
    "incorporate": (included, "convenor Connie, requester Rita"),
    "no-longer-applies": (no_longer_applying, "convenor Connie, requester Rita"),
    "still-applies": (still_applying, "convenor Connie, requester Rita"),
    "ask-withdrawal": (withdrawal_asked, BOTH),
    "withdraw-verdict": (verdict_withdrawn, f"{GROUP}, requester Rita"),
    "keep-verdict": (verdict_kept, "convenor Connie"),
    "withdraw": (withdrawn, f"{GROUP}, requester Rita, {BOTH}"),
    "reconsider": (reconsidered, "requester Rita, secretariat Sid"),
    "disclose": (lambda: after_review(steps.DISCLOSE, "max", note="Quagga"), "convenor Connie"),
    "recuse": (lambda: after_review(steps.RECUSE, "max"), f"convenor Connie, {BOTH}"),
    "lift-recusal": (readmitted, "named Max"),
    "name-acting-convenor": (
        lambda: after_review(steps.NAME_ACTING_CONVENOR, "sam", member="mina", reason="Connie is away."),
        "named Mina, replaced Connie",
    ),
    "relate": (related, f"{GROUP}, requester Rita"),
    "end-relation": (unrelated, f"{GROUP}, requester Rita"),
    "translate": (translated, f"{GROUP}, requester Rita"),
    "redact": (redacted, "secretariat Sid"),
    "retire": (retired, f"{GROUP}, requester Rita"),
    "restore": (restored, f"{GROUP}, requester Rita"),
    "renew-link": (with_new_link, "requester Rita"),
    "correct-address": (with_new_address, "requester Rita"),
}
