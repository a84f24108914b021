"""Walks objections and rounds at random: nothing is concluded over an objection that somebody had still to act on."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clarifications.case.part import StepRefused
from clarifications.case.roles import user_actor
from clarifications.consensus.models import Position
from clarifications.desk.case_file import CaseFile
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.review.steps import DraftAnswer
from tests.builders import seeking_consensus

MEMBERS = ("connie", "max", "mina")
DAYS = datetime.timedelta(days=7)


class Rounds(RuleBasedStateMachine):
    """One case, three members who object, answer, keep, leave and let time pass, and a convenor who would conclude."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize()
    def begin(self) -> None:
        self.case = seeking_consensus()
        self.words: dict[int, str] = {}  # what each member said last of the own objection, in this round
        self.answered: dict[int, datetime.date] = {}  # the day of the convenor's answer
        self.gone: set[int] = set()
        self.ends_on = self.case.call.ends_on  # until when positions are taken, as was said last

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(who=st.sampled_from(MEMBERS), objects=st.booleans())
    def take_a_position(self, who: str, objects: bool) -> None:
        view = "object" if objects else "agree"
        if self._taken(steps.TAKE_POSITION, who, call=self.case.call, view=view, why="So."):
            pk = getattr(self.case, who).pk
            self.words[pk] = view
            self.answered.pop(pk, None)
            assert self._is_open

    @rule(data=st.data(), said=st.sampled_from(("", "resolved", "kept")), is_accounted=st.booleans())
    def treat_an_objection(self, data: Any, said: str, is_accounted: bool) -> None:
        """The convenor answers, somebody says what becomes of it or nobody does, the convenor may account for it."""
        of = data.draw(st.sampled_from(self._objecting()))
        if getattr(self.case, of).pk not in self.words:
            self.take_a_position(of, objects=True)
        who = data.draw(st.sampled_from((of, of, *MEMBERS)))
        pk = getattr(self.case, of).pk
        if self._taken(steps.HANDLE_OBJECTION, "connie", objection=self._mark(of), answer="It says no more."):
            self.answered[pk] = self.case.at.date()
        if said and self._taken(steps.JUDGE_ANSWER, who, objection=self._mark(of), handling=said):
            assert who == of
            self.words[pk] = said
        if is_accounted and self._taken(steps.SUSTAIN_OBJECTION, "connie", objection=self._mark(of), account="One."):
            self.words[pk] = "sustained"

    @rule(who=st.sampled_from(("connie", "sam", "max")), days=st.integers(-5, 15))
    def lengthen_the_call(self, who: str, days: int) -> None:
        """Only convenor and secretariat, only to a later day, only before the call is over."""
        ends_on = self.ends_on + datetime.timedelta(days=days)
        if self._taken(steps.LENGTHEN_CALL, who, ends_on=ends_on):
            assert (who != "max", self._is_open, days > 0) == (True, True, True)
            self.ends_on = ends_on

    @rule(days=st.sampled_from((0, 1, 5, 9, 22)), who=st.sampled_from(("", "", "max", "mina")), recuses=st.booleans())
    def let_time_pass(self, days: int, who: str, recuses: bool) -> None:
        """Somebody may leave meanwhile."""
        self.case.at += datetime.timedelta(days=days)
        if not who:
            return
        member = getattr(self.case, who)
        if recuses and not self._taken(steps.RECUSE, who):
            return
        if not recuses:
            ended = self.case.at.date() - datetime.timedelta(days=1)
            member.seats.update(since=datetime.date(2020, 1, 1), until=ended)
        self.gone.add(member.pk)

    @rule(how=st.sampled_from(("conclude", "conclude", "conclude", "on another page", "reopen", "abandon", "abandon")))
    def end_the_round(self, how: str) -> None:
        """Try to conclude, when the others have answered; end it without consensus; or begin another round."""
        if how == "reopen":
            self._taken(steps.REOPEN, "connie")
            return self._call_again()
        if how == "abandon":
            if self._taken(steps.ABANDON, "connie"):
                assert not self._is_open
                self._taken(steps.REOPEN, "connie")
                self._call_again()
            return None
        for who in MEMBERS:
            if getattr(self.case, who).pk not in self.words:
                self.take_a_position(who, objects=False)
        seen = self.case.call.mark if how == "conclude" else how
        if self._taken(steps.CONCLUDE, "connie", positions=seen):
            assert how == "conclude"
            assert self._unsettled() == []
            assert not self._is_open or not self._silent()
            self._taken(steps.REOPEN, "connie")
            self._call_again()
        return None

    def _call_again(self) -> None:
        answers = [DraftAnswer(["1"], "yes", "It is.")]
        self.case.take(steps.DRAFT, self.case.connie, answers=answers)
        seeking_consensus(self.case)
        self.words, self.answered = {}, {}
        self.ends_on = self.case.call.ends_on

    @property
    def _is_open(self) -> bool:
        """Whether positions were taken when the last step was tried."""
        return bool(self.case.at.date() <= self.ends_on)

    def _silent(self) -> list[str]:
        """Who has still to take a position, and can."""
        found = [who for who in MEMBERS if getattr(self.case, who).pk not in self.words]
        return [who for who in found if getattr(self.case, who).pk not in self.gone]

    def _objecting(self) -> list[str]:
        """Who objects; anybody where nobody does."""
        found = [who for who in MEMBERS if self.words.get(getattr(self.case, who).pk) in ("object", "kept")]
        return found or list(MEMBERS)

    def _unsettled(self) -> list[int]:
        """Whose objections somebody had still to act on, by what was said."""
        today = self.case.at.date()
        objecting = {pk for pk, word in self.words.items() if word in ("object", "kept")}
        silent = {
            pk for pk, day in self.answered.items() if self.words[pk] == "object" and day + DAYS < today
        } - self.gone
        return sorted(objecting - silent)

    def _mark(self, of: str) -> str:
        found = Position.objects.filter(entry__call=self.case.call, entry__user=getattr(self.case, of)).first()
        return found.mark if found else ""

    def _taken(self, step: steps.Step, who: str, **facts: object) -> bool:
        try:
            self.case.take(step, getattr(self.case, who), **facts)
        except StepRefused:
            return False
        return True

    @invariant()
    def objections_of_former_rounds_are_closed(self) -> None:
        file = CaseFile(self.case.clarification, by=user_actor(self.case.sam), at=self.case.at)
        former = [entry for one in file.rounds[1:] for entry in one.entries]
        assert [entry.name for entry in former if entry.waits] == []
        assert [entry.name for entry in former if entry.kind == "object" and not entry.became] == []

    @invariant()
    def the_call_lasts_until_the_day_that_was_said_last(self) -> None:
        self.case.call.refresh_from_db()
        assert (self.case.call.ends_on, self.case.call.closed_at) == (self.ends_on, None)

    @invariant()
    def consensus_is_sought_on_the_newest_call(self) -> None:
        assert self.case.clarification.state == State.SEEKING_CONSENSUS


@pytest.mark.django_db(transaction=False)
@pytest.mark.no_cover  # what it reaches is chance
def test_whatever_is_tried_no_objection_is_passed_over():
    run_state_machine_as_test(
        Rounds,
        settings=settings(
            max_examples=15, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
