"""Edits at random between agreement and publication, and after: nothing is published that nobody agreed to.

What may be published is kept in mind here by what was said, and compared whole: to which questions, outcome, position,
considerations, conditions. Nothing of what the house itself compares by is asked.
"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clarifications.case.part import StepRefused
from clarifications.map import steps
from clarifications.map.steps import State, Step
from clarifications.publication.models import ProposedChange, PublicText
from clarifications.register.models import RecordVersion
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import PublicOutcome
from clarifications.review.steps import DraftAnswer
from tests.builders import Case, decided, text_of

NOT_AS_AGREED = "The answers differ from those that were agreed. Ask the convenor first."
MEMBERS = ("connie", "max", "mina")
TITLES = ("Images", "Images of a lift")
ANSWERS: dict[str, tuple[Any, ...]] = {
    "position": ("It is, if the inspector directs it.", "It is, if the inspector directs it", "It is not."),
    "considerations": ("", "The clause leaves it open."),
    "conditions": ((), ("The inspector directs it.",)),
    "outcome": (PublicOutcome.YES, PublicOutcome.NO, PublicOutcome.YES_UNDER_CONDITIONS),
    "questions": (("1",), ()),
}
Said = tuple[Any, ...]


def said(stored: dict[str, Any]) -> Said:
    """The whole answers of a text as it is stored."""
    return tuple(
        (tuple(row["questions"]), row["outcome"], row["position"], row["considerations"], tuple(row["conditions"]))
        for row in stored["answers"]
    )


def otherwise(text: PublishedText, data: Any) -> PublishedText:
    """The text with another title, or with one thing of its answer put otherwise."""
    what = data.draw(st.sampled_from(("title", *ANSWERS)))
    if what == "title" or not text.answers:
        return replace(text, title=data.draw(st.sampled_from(TITLES)))
    answer = replace(text.answers[0], **{what: data.draw(st.sampled_from(ANSWERS[what]))})
    return replace(text, answers=(answer, *text.answers[1:]))


class Edits(RuleBasedStateMachine):
    """A secretary who edits, asks, publishes and corrects, a group that may draft anew, and who convenes it."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize()
    def begin(self) -> None:
        self.case: Case = decided()
        self.convenor = "connie"
        self.concluded = self._prepared()
        self.agreed = {self.concluded}  # what may be published, as it was concluded or agreed to
        self.asked: Said | None = None
        self.published: list[Said] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(data=st.data())
    def edit(self, data: Any) -> None:
        """Before publication; what was asked is not asked any more, where it is not what stands there now."""
        if self._is(State.DECIDED) and self._taken(
            steps.EDIT_PUBLIC_TEXT, "sam", content=otherwise(text_of(self.case), data)
        ):
            self.asked = self.asked if self.asked == self._prepared() else None

    @rule(data=st.data())
    def ask_the_convenor(self, data: Any) -> None:
        """About the prepared text, or a correction; what was agreed to before does not count any more."""
        proposed = otherwise(text_of(self.case), data)
        if not self._taken(steps.ASK_CONVENOR, "sam", content=proposed):
            return
        self.asked = said(ProposedChange.objects.latest("pk").content)
        assert self.asked == (said(proposed.to_json()) if self.published else self._prepared())
        self.agreed = {self.published[-1]} if self.published else {self.concluded}

    @rule(who=st.sampled_from((*MEMBERS, "sam")), agrees=st.sampled_from((True, True, False)))
    def answer(self, who: str, agrees: bool) -> None:
        """Whoever convenes agrees or refuses."""
        if not self._taken(steps.AGREE if agrees else steps.REFUSE, who):
            return
        assert (self.asked is not None, who) == (True, self.convenor)
        self.agreed |= {self.asked} if agrees and self.asked is not None else set()
        self.asked = None

    @rule(data=st.data(), is_agreed=st.booleans())
    def publish(self, data: Any, is_agreed: bool) -> None:
        """Publish, or publish a correction: of the text as it stands, or of one that was agreed to."""
        if self._is(State.DECIDED):
            self._try_to_publish(steps.PUBLISH, self._prepared())
            return
        change = ProposedChange.objects.filter(outcome="agreed").last()
        content = change.text if change and is_agreed else otherwise(text_of(self.case), data)
        if self._try_to_publish(steps.CORRECT, said(content.to_json()), content=content):
            self.agreed = {self.published[-1]}
            self.asked = self.asked if self.asked == self.published[-1] != self.published[-2] else None

    @rule(outcome=st.sampled_from((PublicOutcome.YES, PublicOutcome.YES_UNDER_CONDITIONS, None)))
    def draft_anew(self, outcome: PublicOutcome | None) -> None:
        """The group takes its decision back; another round ends with a new one, or with none."""
        if not self._taken(steps.REOPEN, self.convenor):
            return
        if outcome is None:
            self._must(steps.ABANDON, self.convenor)
        else:
            answer = DraftAnswer(["1"], outcome.value, "It is, where it can be directed.", conditions=["It is live."])
            self._must(steps.DRAFT, "max", answers=[answer])
            self._must(steps.CALL, self.convenor, ends_on=(self.case.at + datetime.timedelta(days=9)).date())
            for member in MEMBERS if self.case.connie.is_active else MEMBERS[1:]:
                self._must(steps.TAKE_POSITION, member, call=self.case.call, view="agree")
            self._must(steps.CONCLUDE, self.convenor)
        self.concluded = self._prepared()
        self.agreed, self.asked = {self.concluded}, None

    @rule(member=st.sampled_from(MEMBERS))
    def name_an_acting_convenor(self, member: str) -> None:
        if self._taken(steps.NAME_ACTING_CONVENOR, "sam", member=getattr(self.case, member)):
            self.convenor = member

    @rule(is_back=st.booleans())
    def retire_the_record(self, is_back: bool) -> None:
        self._taken(steps.RESTORE if is_back else steps.RETIRE, "sam")

    @invariant()
    def what_is_published_is_what_was_agreed_to(self) -> None:
        versions = RecordVersion.objects.order_by("number").values_list("content", flat=True)
        assert [said(content) for content in versions] == self.published

    def _try_to_publish(self, step: Step, answers: Said, **facts: Any) -> bool:
        refusal = self._refusal(step, "sam", **facts)
        if refusal is not None:
            assert NOT_AS_AGREED not in refusal or answers not in self.agreed
            return False
        assert answers in self.agreed
        self.published.append(answers)
        return True

    def _taken(self, step: Step, who: str, **facts: Any) -> bool:
        return self._refusal(step, who, **facts) is None

    def _refusal(self, step: Step, who: str, **facts: Any) -> list[str] | None:
        """Why the step was refused; ``None`` where it was taken."""
        try:
            self._must(step, who, **facts)
        except StepRefused as refused:
            return [str(reason) for reason in refused.reasons]
        return None

    def _must(self, step: Step, who: str, **facts: Any) -> None:
        self.case.take(step, getattr(self.case, who), **facts)

    def _prepared(self) -> Said:
        return said(PublicText.objects.get().content)

    def _is(self, state: State) -> bool:
        return self.case.clarification.state == state


@pytest.mark.django_db(transaction=False)
@pytest.mark.no_cover  # what it reaches is chance
def test_whatever_is_edited_no_answer_is_published_that_nobody_agreed_to():
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
