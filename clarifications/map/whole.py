"""The map as a whole: its states and steps, each with its words. All code asks ``the_map()``; a test may put another.

It is put together when it is imported. A state or step without its row, or a row that no page could show, fails then
and says its name.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clarifications.map import step_words, words
from clarifications.map.actors import Actor
from clarifications.map.case import Case
from clarifications.map.rule import Rule, Text
from clarifications.map.rules import nobody_convenes_who_can_say
from clarifications.map.step_words import StepWords
from clarifications.map.steps import DECLARE_NO_INTEREST, STEPS, Role, Step
from clarifications.map.turn_rules import nobody_convenes, somebody_convenes
from clarifications.map.words import Awaited, Picture, StateWords

OF_THE_GROUP = Role.CONVENOR | Role.MEMBER
ON_WHO_CONVENES = (somebody_convenes, nobody_convenes, nobody_convenes_who_can_say)


class MapIncomplete(Exception):
    """Something that depends on a state or on a step is missing; ``gaps`` says what, by name."""

    def __init__(self, gaps: Sequence[str]) -> None:
        self.gaps = list(gaps)
        super().__init__("; ".join(gaps))


@dataclass(frozen=True, eq=False)
class Map:
    """All states, all steps, and the words of each, in the order of the process."""

    states: Sequence[StateWords]
    steps: Sequence[Step]
    words: Sequence[StepWords]

    def __post_init__(self) -> None:
        if gaps := list(_gaps(self)):
            raise MapIncomplete(gaps)

    # ---------- rows ----------

    def state(self, value: str) -> StateWords:
        """The state with this value."""
        return self._states[value]

    def step(self, step: Step) -> Step:
        """The row of a step as this map has it."""
        return self._steps[step]

    def words_of(self, verb: str) -> StepWords:
        """What depends on the step with this verb, which is what the journal keeps of a step."""
        return self._words[verb]

    @cached_property
    def choices(self) -> list[tuple[str, Text]]:
        """The states as choices of a form."""
        return [(state.value, state.label) for state in self.states]

    # ---------- sets of states ----------

    @cached_property
    def open(self) -> list[str]:
        """States in which something is always waited for."""
        return [state.value for state in self.states if state.is_open]

    @cached_property
    def occasional(self) -> list[tuple[str, Sequence[Rule]]]:
        """States in which something is waited for now and then, with the rules that must hold then.

        Somebody is waited for whether anybody convenes or not: else an acting convenor is to be named.
        """
        return [
            (state.value, [rule for rule in self.conditions(one) if rule not in ON_WHO_CONVENES])
            for state in self.states
            for one in state.awaits
            if one.is_occasional
        ]

    @cached_property
    def pending(self) -> list[str]:
        """States that the public sees as pending."""
        return [state.value for state in self.states if state.is_pending]

    @cached_property
    def seen_by_groups(self) -> list[str]:
        """States in which a group sees its cases."""
        return [state.value for state in self.states if state.is_seen_by_group]

    @cached_property
    def ended(self) -> list[str]:
        """States in which nothing is published and nothing waited for."""
        return [state.value for state in self.states if state.line == "ended"]

    @cached_property
    def way(self) -> list[TextChoices]:
        """The states that an answered request goes through."""
        return [state.state for state in self.states if state.picture is Picture.WAY]

    # ---------- steps of an actor ----------

    def steps_open_to(self, roles: Role, state: str) -> list[Step]:
        """The rows that ``roles`` may look at in ``state``; their needs are still to be asked."""
        return [step for step in self.steps if state in step.origins and step.by & roles]

    def refusals(self, step: Step, case: Case, by: Actor, roles: Role, at: datetime) -> list[Text]:
        """Why ``by``, being ``roles``, may not take ``step`` now, in words; empty when nothing stands against it."""
        step = self.step(step)
        if step.origins and case.state not in step.origins:
            said = _("This step is not open any more: the request is now “%(state)s”.")
            return [said % {"state": self.state(case.state).label}]
        if not step.by & roles:
            return [_("This step is for: %(roles)s.") % {"roles": step.by.label}]
        return [rule.refusal for rule in step.needs if not rule.holds(case, by, at)]

    def missing(self, step: Step, case: Case, by: Actor, at: datetime) -> list[Text]:
        """What ``step`` should have supplied and did not, in words."""
        return [rule.refusal for rule in self.step(step).gives if not rule.holds(case, by, at)]

    # ---------- whose turn it is ----------

    def awaited(self, state: StateWords, holds: Callable[[Rule], bool]) -> list[Awaited]:
        """What a case in ``state`` waits for, the first first; ``holds`` answers a rule, of one case or from a list.

        That is the first whose conditions hold, after those that are waited for beside it. Where nothing holds, it is
        what the state is for: somebody has to see to what that needs; nothing where that comes up now and then alone.
        """
        found = []
        for one in state.awaits:
            if all(holds(rule) for rule in self.conditions(one)):
                found.append(one)
                if not one.is_beside:
                    break
        return found or [one for one in state.awaits[-1:] if not one.is_occasional]

    def conditions(self, awaited: Awaited) -> list[Rule]:
        """What must hold of the case, whoever acts, so that a step is waited for; a convenor's needs a convenor."""
        step = self.step(awaited.step)
        of_the_case = [rule for rule in step.needs if not rule.is_personal]
        convened = [somebody_convenes] if step.by == Role.CONVENOR else []
        return [*awaited.when, *convened, *of_the_case]

    def personal(self, awaited: Awaited) -> list[Rule]:
        """What must hold of who is to take a step that is waited for."""
        needs = [rule for rule in self.step(awaited.step).needs if rule.is_personal]
        return [*needs, awaited.whom] if awaited.whom else needs

    def next_holder(self, state: str, case: Case, by: Actor, at: datetime) -> Role:
        """Who is to act where ``case`` is, or comes, in ``state``."""
        found = self.awaited(self.state(state), lambda rule: rule.holds(case, by, at))
        return self.step(found[0].step).by if found else Role.NONE

    def holder(self, state: StateWords) -> Role:
        """Who has a case in ``state``, as outsiders read it: who takes the step that the state is for."""
        return self.step(state.awaits[-1].step).by if state.is_open else Role.NONE

    def asks_interest(self, state: StateWords) -> bool:
        """Whether the group is waited for, so that members first say whose body is concerned."""
        can_say = state.value in self.step(DECLARE_NO_INTEREST).origins
        return can_say and any(self.step(one.step).by & OF_THE_GROUP for one in state.awaits)

    # ---------- lookups ----------

    @cached_property
    def _states(self) -> dict[str, StateWords]:
        return {state.value: state for state in self.states}

    @cached_property
    def _steps(self) -> dict[Step, Step]:
        return {step: step for step in self.steps}

    @cached_property
    def _words(self) -> dict[str, StepWords]:
        return {row.step.verb: row for row in self.words}


def _gaps(whole: Map) -> Iterator[str]:
    """What is missing so that no page could show the map, by name."""
    states = {state.value for state in whole.states}
    steps, worded = set(whole.steps), {row.step for row in whole.words}
    for named in dict.fromkeys(state for step in whole.steps for state in (*step.origins, step.to) if state):
        if named.value not in states:
            yield f"state {named.value}: no words"
    for step in whole.steps:
        if step not in worded:
            yield f"step {step.verb}: no words"
        elif step.by == Role.REQUESTER and not step.starts and not whole.words_of(step.verb).done:
            yield f"step {step.verb}: nothing that the requester reads when it is done"
    for one in worded - steps:
        yield f"step {one.verb}: not on the map"
    for state in whole.states:
        yield from _gaps_of_state(whole, state, steps)


def _gaps_of_state(whole: Map, state: StateWords, steps: set[Step]) -> Iterator[str]:
    if state.state not in [step.to for step in whole.steps]:
        yield f"state {state.value}: no step leads there"
    for one in state.awaits:
        if one.step not in steps or state.value not in whole.step(one.step).origins:
            yield f"state {state.value}: waits for {one.step.verb}, which is not open there"
            return
        if Role.SECRETARIAT in whole.step(one.step).by and whole.personal(one):
            yield f"state {state.value}: what is kept cannot say who of the secretariat takes {one.step.verb}"
    for one in [*state.awaits[:-1], *(last for last in state.awaits[-1:] if last.is_occasional)]:
        unlisted = [rule.name for rule in whole.conditions(one) if rule.where is None]
        yield from (f"state {state.value}: lists cannot ask {name} of {one.step.verb}" for name in unlisted)


_OURS = Map(words.STATES, STEPS, step_words.STEPS)
_CURRENT = ContextVar("map", default=_OURS)


def the_map() -> Map:
    """The map that holds."""
    return _CURRENT.get()


@contextmanager
def another_map(other: Map) -> Iterator[Map]:
    """Let another map hold for a while."""
    token = _CURRENT.set(other)
    try:
        yield other
    finally:
        _CURRENT.reset(token)
