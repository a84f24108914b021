"""Every row of the map, in every state, by everybody: a step is allowed where the map says so, and nowhere else."""

import datetime
from dataclasses import fields

import pytest
from django.db import transaction

from clarifications.case.door import take
from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.case.part import Facts, StepRefused
from clarifications.case.roles import roles_of, user_actor
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import STEPS, Role, State
from clarifications.map.whole import the_map
from clarifications.parts import PARTS
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind
from clarifications.review.steps import DraftAnswer
from standards.reading.dates import PartialDate
from tests.builders import (
    ALL_MET,
    cast,
    clarification_in,
    corrected_request,
    received,
    returned,
    reviewed,
    submission,
    text_of,
    with_another_answer,
)
from tests.clarifications.map.ready import READY, THREE_WEEKS, another_record
from tests.clarifications.moving.registers import exported_line
from tests.factories import EditionFactory, GroupFactory, SeatFactory, TopicFactory, UserFactory
from tests.register import as_entered

pytestmark = pytest.mark.django_db


def facts_for(step, case):
    """Facts with which ``step`` can be taken, where nothing else stands against it."""
    call = case.clarification.calls.last() if case.clarification.pk else None
    answers = [DraftAnswer(questions=["1"], outcome="yes", position="It is.")]
    facts = {
        "submit": lambda: submission(case),
        "enter-historic": lambda: as_entered(case.edition),
        "import-record": lambda: {"line": exported_line(case.edition)},
        "send-back": lambda: {"questions": ["Which edition?"]},
        "resubmit": lambda: {
            "answers": dict.fromkeys(range(1, 3), "The newest."),
            "rewordings": {"1": "Is it an inspection?"},
        },
        "record-finding": lambda: {"findings": ALL_MET},
        "ask-requester": lambda: {"questions": ["Which scheme?"]},
        "answer-inquiry": lambda: {"answers": {1: "The one of 2019."}},
        "correct-own-request": lambda: corrected_request(case),
        "correct-request": lambda: corrected_request(case),
        "not-accept": lambda: {"reason_code": "how-to"},
        "refer": lambda: {"committee": case.edition.standard.committee},
        "answer": lambda: {"records": [another_record(case)]},
        "accept": lambda: {"group": case.group, "requester_kind": "member"},
        "reassign": lambda: {"group": GroupFactory()},
        "name-consulted": lambda: {"groups": [GroupFactory()]},
        "name-drafter": lambda: {"member": case.max},
        "comment": lambda: {"text": "Clause 5.2 covers it already."},
        "draft": lambda: {"answers": answers},
        "call": lambda: {"ends_on": (case.at + THREE_WEEKS).date()},
        "lengthen-call": lambda: {"ends_on": call.ends_on + THREE_WEEKS},
        "conclude": lambda: {"positions": call.mark if call else ""},
        "abandon": lambda: {"positions": call.mark if call else ""},
        "take-position": lambda: {"call": call, "view": "agree"},
        "handle-objection": lambda: {"objection": case.objection_of(case.max), "answer": "The clause says no more."},
        "judge-answer": lambda: {"objection": case.objection_of(case.max), "handling": "resolved"},
        "sustain-objection": lambda: {"objection": case.objection_of(case.max), "account": "One interest alone."},
        "edit-public-text": lambda: {"content": text_of(case, title="Another title")},
        "ask-convenor": lambda: {"content": with_another_answer(text_of(case))},
        "correct": lambda: {"content": text_of(case, title="A corrected title")},
        "incorporate": lambda: {
            "edition": EditionFactory(standard=case.edition.standard, year=2026),
            "clause": "7.1.6",
            "in_force": PartialDate("2026-03"),
        },
        "no-longer-applies": lambda: reviewed(EditionFactory(standard=case.edition.standard, year=2027)),
        "still-applies": lambda: reviewed(EditionFactory(standard=case.edition.standard, year=2028)),
        "ask-withdrawal": lambda: {"verdict": case.clarification.record.verdicts.first()},
        "withdraw-verdict": lambda: {"verdict": case.clarification.record.verdicts.first()},
        "keep-verdict": lambda: {"verdict": case.clarification.record.verdicts.first()},
        "lift-recusal": lambda: {"member": case.mina},
        "name-acting-convenor": lambda: {"member": case.max},
        "redact": lambda: {"version": 1},
        "relate": lambda: {"other": another_record(case), "kind": RelationKind.NARROWS},
        "end-relation": lambda: {"relation": RecordRelation.objects.get()},
        "translate": lambda: {"content": text_of(case), "language": "fr"},
        "end-translation": lambda: {"translation": RecordTranslation.objects.get()},
        "add-bulletin": lambda: {"body": "Example Body", "reference": "7", "language": "fr"},
        "remove-bulletin": lambda: {"bulletin": Bulletin.objects.get()},
        "set-topics": lambda: {"topic": TopicFactory()},
        "erase-person": lambda: {"person": case.clarification.key},
        "settle-places": lambda: {"places": {place.pk: "left" for place in case.clarification.places.all()}},
        "correct-address": lambda: {"email": "rita@new.example"},
    }
    return facts.get(step.verb, dict)()


def everybody(case):
    """One actor for each role, and those who have none."""
    return {
        "requester": case.rita,
        "secretariat": user_actor(case.sam),
        "convenor": user_actor(case.connie),
        "member": user_actor(case.max),
        "member of another group": user_actor(SeatFactory(user__name="Olga Example").user),
        "administrator": user_actor(UserFactory(name="Ada Example", is_staff=True, is_superuser=True)),
        "requester of another request": Actor(kind=ActorKind.REQUESTER, name="Ron Example", key="another"),
        "the software": Actor(kind=ActorKind.SYSTEM, name="", key=""),
    }


def may_take(step, case, actor, at):
    """Whether state and role let the actor take the step; all others are refused before the facts are read."""
    is_open = not step.origins or case.clarification.state in step.origins
    return is_open and bool(step.by & roles_of(actor, case.clarification, at))


def typed_facts(step, case):
    """The facts of a step, as its part takes them."""
    given = facts_for(step, case)
    return given if isinstance(given, Facts) else PARTS[step.verb].facts(**given)


def attempt(step, case, actor):
    """Take the step and undo it: the reasons why it was refused, or nothing."""
    at = case.at + datetime.timedelta(hours=1)
    version = case.clarification.version
    try:
        with transaction.atomic():
            facts = typed_facts(step, case) if may_take(step, case, actor, at) else Facts()
            take(PARTS[step.verb], case.clarification, facts, by=actor, seen_version=version, at=at, reason="So.")
            transaction.set_rollback(True)
    except StepRefused as refused:
        return refused.reasons
    finally:
        case.clarification = Clarification.objects.get(pk=case.clarification.pk)
    return []


HISTORY_NEEDED = {
    "answer",
    "ask-drafter",
    "redact",
    "restore",
    "relate",
    "end-relation",
    "end-translation",
    "remove-bulletin",
    "answer-inquiry",
    "handle-objection",
    "judge-answer",
    "sustain-objection",
    "lift-recusal",
    "ask-withdrawal",
    "withdraw-verdict",
    "settle-places",
    "keep-verdict",
}  # told apart below: they need more than a state


@pytest.mark.parametrize("state", State)
def test_a_step_is_open_to_whom_the_map_names_from_where_it_says(state):
    case = clarification_in(state)
    people = everybody(case)
    roles = {"requester": Role.REQUESTER, "secretariat": Role.SECRETARIAT, "member": Role.MEMBER}
    roles["convenor"] = Role.CONVENOR | Role.MEMBER
    left_the_group = state not in the_map().pending and state is not State.PUBLISHED

    wrong = []
    for step in STEPS:
        for name, actor in people.items():
            role = roles.get(name, Role.NONE)
            if left_the_group and name in ("convenor", "member"):
                role = Role.NONE
            named = bool(step.by & role) and state in step.origins
            if not named:
                open_ = attempt(step, case, actor) == []
            elif step.verb in HISTORY_NEEDED:
                open_ = True
            else:
                needs = {str(rule.refusal) for rule in step.needs}
                open_ = set(attempt(step, case, actor)) <= needs
            if open_ is not named:
                wrong.append(f"{name} may{'' if open_ else ' not'} {step.verb}")

    assert wrong == []


# The rows that can be taken from a state as it is, and those that something must have happened before.
ROWS = {state: [step for step in STEPS if state in step.origins and (step.verb, state) not in READY] for state in State}
PREPARED = [(steps.BY_VERB[verb], state) for verb, state in READY]


@pytest.mark.parametrize("origin", State)
def test_each_row_can_be_taken_from_each_of_its_states_by_each_of_its_roles(origin):
    case = clarification_in(origin)

    for step in ROWS[origin]:
        each_role_takes(step, case, origin)


@pytest.mark.parametrize(("step", "origin"), PREPARED, ids=[f"{step.verb} from {state}" for step, state in PREPARED])
def test_a_row_that_needs_more_can_be_taken_once_it_has_it_by_each_of_its_roles(step, origin):
    case = READY[step.verb, origin]()

    each_role_takes(step, case, origin)


def each_role_takes(step, case, origin):
    """Let everybody whom the map names take the step, undo it, and compare what it left with the map."""
    actors = {Role.REQUESTER: case.rita, Role.SECRETARIAT: user_actor(case.sam)}
    actors |= {Role.CONVENOR: user_actor(case.connie), Role.MEMBER: user_actor(case.max)}
    before, events = case.clarification.version, case.clarification.events.count()
    case.at += datetime.timedelta(hours=1)

    for role in step.by:
        with transaction.atomic():
            facts, part = typed_facts(step, case), PARTS[step.verb]
            taken = take(
                part, case.clarification, facts, by=actors[role], seen_version=before, at=case.at, reason="So."
            )
            last = Event.objects.filter(clarification=taken).latest("number")
            transaction.set_rollback(True)

        assert taken.state == (step.to or origin), step
        assert taken.version == before + (step.moves or not step.adds_only), step
        assert (last.number, last.verb, last.from_state, last.to_state) == (
            events + 1,
            step.verb,
            origin,
            taken.state,
        )
        assert role.name.lower() in last.roles.split(), step


@pytest.mark.parametrize("step", [step for step in STEPS if step.starts], ids=str)
def test_a_step_that_begins_a_case_does_not_begin_one_twice(step):
    case = received()

    assert attempt(step, case, user_actor(case.sam)) == ["This case has begun already."]


def test_only_the_secretariat_enters_a_historic_text():
    case = cast()

    with pytest.raises(StepRefused, match="This step is for: Secretariat"):
        case.take(steps.ENTER_HISTORIC, case.connie, **as_entered(case.edition))


@pytest.mark.parametrize("step", [step for step in STEPS if step.reason], ids=str)
def test_where_the_map_asks_for_a_reason_none_is_no_reason(step):
    origin = step.origins[0] if step.origins else None
    case = READY.get((step.verb, origin), lambda: clarification_in(origin) if origin else cast())()
    names = {Role.REQUESTER: "rita", Role.CONVENOR: "connie", Role.MEMBER: "max"}
    by = getattr(case, names.get(step.by, "sam"))

    with pytest.raises(StepRefused, match=r"^Give a reason\.$"):
        case.take(step, by, reason="  ", **facts_for(step, case))


def test_a_refused_step_leaves_nothing():
    case = returned()
    before = Clarification.objects.values().get(), Event.objects.count()

    with pytest.raises(StepRefused):
        case.take(steps.RESUBMIT, case.rita, answers={1: "The newest."}, rewordings={"1": "Is it?"})

    assert (Clarification.objects.values().get(), Event.objects.count()) == before


def test_what_is_open_to_somebody_is_read_from_the_map():
    open_ = {step.verb for step in the_map().steps_open_to(Role.REQUESTER, State.RETURNED)}

    assert open_ == {"resubmit", "answer-inquiry", "correct-own-request", "withdraw"}
    assert the_map().steps_open_to(Role.NONE, State.RETURNED) == []


def test_the_facts_of_a_step_are_what_its_part_asks_for():
    assert [field.name for field in fields(PARTS[steps.CALL.verb].facts)] == ["ends_on"]
    assert fields(PARTS[steps.RESTORE.verb].facts) == ()
