"""Walks the map at random and holds what must be true after every step, taken or refused."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.kept_turns import stale_turns, wrong_turns
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.consensus.models import RollEntry
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.map.steps import STEPS, Role, State, Step
from clarifications.map.whole import the_map
from clarifications.publication.models import PublicText
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind, Topic
from clarifications.register.models import Pending, Record, RecordVersion, Verdict
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import RecordKind
from clarifications.review.steps import DraftAnswer
from standards.models import Edition
from standards.reading.dates import PartialDate
from tests.builders import Case, clarification_in, reviewed, with_another_answer
from tests.factories import EditionFactory, TopicFactory

STARTS = (steps.SUBMIT, steps.ENTER_HISTORIC, steps.IMPORT_RECORD)
WALKED = [step for step in STEPS if step not in STARTS]
BEGINNINGS = (State.RECEIVED, State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED, State.PUBLISHED)
NOTHING = PublishedText(RecordKind.CLARIFICATION, "", "", "")
ANSWERS = st.sampled_from((None, None, "It is, in every case.", "It is not."))
PEOPLE = ("sam", "connie", "max", "mina", "rita")


def facts_for(step: Step, case: Case, draw: Any) -> dict[str, Any]:
    """Facts that could be right; whether the step may be taken is for the door to say."""
    call = case.clarification.calls.last()
    objection = RollEntry.objects.filter(call=call, position__view="object").first() if call else None
    mark = objection.position.mark if objection else None
    member = getattr(case, draw(st.sampled_from(("connie", "max", "mina"))))
    record = Record.objects.first()
    verdict = Verdict.objects.first()
    topic = Topic.objects.first() or TopicFactory()
    newer = Edition.objects.filter(year=2031).first() or EditionFactory(standard=case.edition.standard, year=2031)
    return {
        steps.SEND_BACK: {"questions": draw(st.sampled_from(([], ["Which edition?"])))},
        steps.ASK_REQUESTER: {"questions": draw(st.sampled_from(([], ["Which scheme?"])))},
        steps.ANSWER_INQUIRY: {"answers": draw(st.sampled_from(({}, {1: "The one of 2019."})))},
        steps.RESUBMIT: {"answers": draw(st.sampled_from(({}, {1: "The one named."}))), "rewordings": {"1": "Is it?"}},
        steps.RECORD_FINDING: {"findings": dict.fromkeys(range(1, 9), (draw(st.sampled_from(("met", "not-met"))), ""))},
        steps.CORRECT_OWN_REQUEST: corrected(case, draw),
        steps.CORRECT_REQUEST: corrected(case, draw),
        steps.NOT_ACCEPT: {"reason_code": draw(st.sampled_from(("", "how-to")))},
        steps.REFER: {"committee": case.edition.standard.committee},
        steps.ANSWER: {"records": [record] if record else []},
        steps.ACCEPT: {"group": case.group, "requester_kind": "member"},
        steps.REASSIGN: {"group": case.group},
        steps.NAME_CONSULTED: {"groups": [case.group], "bodies": [case.body] if draw(st.booleans()) else []},
        steps.NAME_DRAFTER: {"member": member},
        steps.COMMENT: {"text": "A thought."},
        steps.DRAFT: {"answers": [DraftAnswer(["1"], "yes", "It is.")] if draw(st.booleans()) else []},
        steps.CALL: {"ends_on": (case.at + datetime.timedelta(days=draw(st.integers(-1, 9)))).date()},
        steps.LENGTHEN_CALL: {"ends_on": (case.at + datetime.timedelta(days=draw(st.integers(1, 30)))).date()},
        steps.TAKE_POSITION: {
            "call": call,
            "view": draw(st.sampled_from(("agree", "object", "abstain"))),
            "why": "So.",
        },
        steps.HANDLE_OBJECTION: {"objection": mark, "answer": draw(st.sampled_from(("", "It says no more.")))},
        steps.JUDGE_ANSWER: {"objection": mark, "handling": draw(st.sampled_from(("resolved", "kept")))},
        steps.SUSTAIN_OBJECTION: {
            "objection": mark,
            "account": draw(st.sampled_from(("", "No important interest is opposed."))),
        },
        steps.EDIT_PUBLIC_TEXT: {"content": reworded(case, draw(st.sampled_from(("", "A title"))), draw(ANSWERS))},
        steps.ASK_CONVENOR: {"content": reworded(case, "A title", draw(ANSWERS))},
        steps.CORRECT: {"content": reworded(case, draw(st.text("ab", min_size=1, max_size=3)), draw(ANSWERS))},
        steps.INCORPORATE: {"edition": newer, "clause": "7.1", "in_force": PartialDate("2026")},
        steps.NO_LONGER_APPLIES: reviewed(newer),
        steps.STILL_APPLIES: reviewed(newer),
        steps.ASK_WITHDRAWAL: {"verdict": verdict},
        steps.WITHDRAW_VERDICT: {"verdict": verdict},
        steps.KEEP_VERDICT: {"verdict": verdict},
        steps.LIFT_RECUSAL: {"member": member},
        steps.NAME_ACTING_CONVENOR: {"member": member},
        steps.REDACT: {"version": draw(st.integers(1, 3))},
        steps.RELATE: {"other": record, "kind": RelationKind.NARROWS},
        steps.END_RELATION: {"relation": RecordRelation.objects.first()},
        steps.TRANSLATE: {"content": reworded(case, draw(st.sampled_from(("", "Un titre")))), "language": "fr"},
        steps.END_TRANSLATION: {"translation": RecordTranslation.objects.first()},
        steps.ADD_BULLETIN: {"body": "Example Body", "reference": draw(st.sampled_from("12")), "language": "fr"},
        steps.REMOVE_BULLETIN: {"bulletin": Bulletin.objects.first()},
        steps.SET_TOPICS: {"topic": draw(st.sampled_from((topic, None))), "second_topic": topic},
        steps.ERASE_PERSON: {"person": case.clarification.key},
        steps.SETTLE_PLACES: {
            "places": {place.pk: "left" for place in case.clarification.places.filter(outcome="")[:2]}
        },
        steps.CORRECT_ADDRESS: {"email": "rita@new.example"},
    }.get(step, {})


def corrected(case: Case, draw: Any) -> dict[str, Any]:
    """What was asked, perhaps about another edition, about another committee's standard, or about nothing."""
    other = Edition.objects.filter(year=2031).first()
    edition = draw(st.sampled_from((case.edition, case.edition, other, None)))
    clauses = draw(st.sampled_from(("7.1.5", "7.1.6, 6.2.4", "")))
    named = {"edition": edition, "other_standard": "ISO 9001:2015", "clauses": clauses}
    return {"subject": draw(st.sampled_from(("A subject", "Another")))} | named


def reworded(case: Case, title: str, answer: str | None = None) -> PublishedText:
    """The public text with another title, perhaps another answer; any text where there is none to be edited."""
    prepared = PublicText.objects.filter(clarification=case.clarification).first()
    text = replace(prepared.text if prepared else NOTHING, title=title)
    return text if answer is None or not text.answers else with_another_answer(text, answer)


def needs_a_fact_that_is_not_there(step: Step, facts: dict[str, Any]) -> bool:
    """Whether a form could not have been sent, since it had nothing to choose from."""
    return any(
        facts.get(name, "") is None
        for name in ("record", "call", "objection", "verdict", "other", "relation", "translation", "bulletin")
    )


class Walk(RuleBasedStateMachine):
    """One case, five people, every step of the map."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize(state=st.sampled_from(BEGINNINGS))
    def begin(self, state: State) -> None:
        self.case = clarification_in(state)
        self.passed = False  # a day, or a seat ended

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(data=st.data(), step=st.sampled_from(WALKED), who=st.sampled_from(PEOPLE))
    def take(self, data: Any, step: Step, who: str) -> None:
        self._try(step, who, data)

    @rule(data=st.data())
    def take_one_that_the_map_opens(self, data: Any) -> None:
        """Mostly walk on: pick a step open in this state, and somebody whose it may be."""
        open_steps = [step for step in WALKED if self.case.clarification.state in step.origins]
        step = data.draw(st.sampled_from(open_steps))
        who = {Role.REQUESTER: ["rita"], Role.SECRETARIAT: ["sam"], Role.CONVENOR: ["connie"]}
        people = [name for role, names in who.items() if role & step.by for name in names] or ["max", "mina", "connie"]
        self._try(step, data.draw(st.sampled_from(people)), data)

    @precondition(lambda self: self.case.clarification.state == State.SEEKING_CONSENSUS)
    @rule(days=st.integers(1, 12))
    def let_time_pass(self, days: int) -> None:
        self.case.at += datetime.timedelta(days=days)
        self.passed = True

    @rule(name=st.sampled_from(("connie", "max", "mina")), days=st.integers(-1, 9))
    def let_a_seat_end(self, name: str, days: int) -> None:
        until = (self.case.at + datetime.timedelta(days=days)).date()
        getattr(self.case, name).seats.update(since=datetime.date(2020, 1, 1), until=until)
        self.passed = True

    def _try(self, step: Step, who: str, data: Any) -> None:
        facts = facts_for(step, self.case, data.draw)
        if needs_a_fact_that_is_not_there(step, facts):
            return
        before, refusal, day = self._seen(), None, self.case.at.date()
        try:
            self.case.take(step, getattr(self.case, who), **facts)
            self.passed = False
        except StepRefused as refused:
            refusal = refused

        self.passed = self.passed or self.case.at.date() != day  # trying takes its time too
        assert refusal is None or (refusal.reasons and self._seen() == before)

    def _seen(self) -> tuple[Any, ...]:
        row = Clarification.objects.values_list("state", "version", "group", "drafter").get(
            pk=self.case.clarification.pk
        )
        return (*row, Event.objects.count(), Message.objects.count(), Record.objects.count())

    @invariant()
    def no_state_without_its_event(self) -> None:
        row = Clarification.objects.get(pk=self.case.clarification.pk)
        assert list(faults(row)) == []
        assert row.events.order_by("-number")[0].to_state == row.state

    @invariant()
    def what_is_kept_of_turns_is_what_the_map_says(self) -> None:
        stale = stale_turns(at=self.case.at)  # days passed, or a seat ended: a reader renews it
        wrong = {pk: how for pk, how in wrong_turns(at=self.case.at) if pk not in stale}
        assert wrong == {}
        assert self.case.clarification.pk not in stale or self.passed

    @invariant()
    def nothing_unpublished_is_in_the_register(self) -> None:
        state = self.case.clarification.state
        assert Record.objects.filter(clarification=self.case.clarification).exists() == (state == State.PUBLISHED)

    @invariant()
    def a_record_has_its_versions_and_they_are_intact(self) -> None:
        for record in Record.objects.all():
            numbers = [version.number for version in record.versions.all()]
            assert numbers == list(range(1, record.version + 1))
            assert all(version.is_intact for version in record.versions.all())

    @invariant()
    def no_published_answer_is_without_the_word_of_group_or_convenor(self) -> None:
        """ISO/IEC Guide 2: the consensus is the group's; nobody else turns an answer."""
        case = self.case.clarification
        said = {(answer.position,) for decision in case.decisions.all() for answer in decision.answers.all()}
        agreed = case.proposed_changes.filter(outcome="agreed")
        said |= {tuple(answer.position for answer in change.text.answers) for change in agreed}
        for version in RecordVersion.objects.filter(record__clarification=case, redacted_at=None):
            assert tuple(answer.position for answer in version.text.answers) in said | {()}

    @invariant()
    def pending_is_what_is_with_a_group(self) -> None:
        row = Pending.objects.filter(clarification=self.case.clarification).first()
        with_group = State(self.case.clarification.state) in the_map().pending
        assert (row is not None) == with_group
        case = self.case.clarification
        clauses = list(dict.fromkeys(case.subject_clauses.values_list("canonical", flat=True)))
        assert row is None or (row.stage, row.edition, row.clauses) == (case.state, case.edition, clauses)

    @invariant()
    def who_recused_gets_no_mail(self) -> None:
        standing = self.case.clarification.recusals.filter(lifted_at__isnull=True)
        recused = set(standing.values_list("user__email", flat=True))
        last = self.case.clarification.events.order_by("-number")[0]
        written = set(Message.objects.filter(verb=last.verb, queued_at=last.at).values_list("to", flat=True))
        assert not written & recused

    @invariant()
    def an_ended_case_is_in_no_list_of_the_group(self) -> None:
        if State(self.case.clarification.state) in the_map().ended:
            assert not Pending.objects.exists()


@pytest.mark.django_db(transaction=False)
@pytest.mark.no_cover  # it takes twice as long measured, and what it reaches is chance
def test_whatever_is_tried_the_invariants_hold():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
