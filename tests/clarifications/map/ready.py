"""Cases with what a step needs beside its state, for each row of the map that cannot be taken at once."""

import datetime
from functools import partial

from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.beside import RelationKind
from tests.builders import (
    ALL_MET,
    cast,
    change_asked,
    clarification_in,
    decided,
    drafted,
    edited_otherwise,
    published,
    received,
    returned,
    reviewed,
    seeking_consensus,
    text_of,
    under_review,
)
from tests.factories import EditionFactory

THREE_WEEKS = datetime.timedelta(days=22)


def another_record(case):
    """A record that was published of another case."""
    names = ("sam", "connie", "max", "mina", "group", "edition", "body")
    other = received(cast(**{name: getattr(case, name) for name in names}))
    return published(decided(seeking_consensus(drafted(under_review(other))))).clarification.record


def checked():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    return case


def with_a_criterion_unmet():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how to do it.")})
    return case


def inquired_in(state):
    case = clarification_in(State.RECEIVED if state is State.RETURNED else state)
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme?"])
    return returned(case) if state is State.RETURNED else case


def answered_by_all():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    return case


def called_long_ago():
    case = seeking_consensus()
    case.at += THREE_WEEKS
    return case


def with_a_drafter():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.mina)
    return case


def objected():
    case = seeking_consensus()
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="It is too narrow.")
    return case


def objection_answered(handling=""):
    case = objected()
    case.answer(case.max)
    case.judge(case.max, handling) if handling else None
    return case


def reopened():
    case = seeking_consensus()
    case.take(steps.REOPEN, case.connie)
    return case


def recused_in(builder):
    case = builder()
    case.take(steps.RECUSE, case.mina)
    return case


def convened_by_nobody():
    case = decided()
    case.take(steps.RECUSE, case.connie)
    return case


def corrected():
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="A corrected title"))
    return case


def judged():
    case = published()
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(EditionFactory(standard=case.edition.standard, year=2026)))
    return case


def asked_to_withdraw():
    case = judged()
    case.take(steps.ASK_WITHDRAWAL, case.connie, verdict=case.clarification.record.verdicts.get())
    return case


def retired():
    case = published()
    case.take(steps.RETIRE, case.sam)
    return case


def related():
    case = published()
    case.take(steps.RELATE, case.sam, other=another_record(case), kind=RelationKind.NARROWS)
    return case


def translated():
    case = published()
    case.take(steps.TRANSLATE, case.sam, content=text_of(case), language="fr")
    return case


def with_a_bulletin():
    case = published()
    case.take(steps.ADD_BULLETIN, case.sam, body="Example Body", reference="7", language="fr")
    return case


def erased_in(state):
    """The requester was erased, and may still be named in words."""
    case = clarification_in(state)
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)
    return case


READY = {
    ("not-accept", State.RECEIVED): with_a_criterion_unmet,
    ("accept", State.RECEIVED): checked,
    **{
        ("answer-inquiry", state): partial(inquired_in, state)
        for state in (State.RECEIVED, State.RETURNED, State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED)
    },
    ("call", State.UNDER_REVIEW): drafted,
    ("ask-drafter", State.UNDER_REVIEW): with_a_drafter,
    ("handle-objection", State.SEEKING_CONSENSUS): objected,
    ("judge-answer", State.SEEKING_CONSENSUS): objection_answered,
    ("sustain-objection", State.SEEKING_CONSENSUS): lambda: objection_answered("kept"),
    ("conclude", State.SEEKING_CONSENSUS): answered_by_all,
    ("abandon", State.SEEKING_CONSENSUS): called_long_ago,
    ("abandon", State.UNDER_REVIEW): reopened,
    ("lift-recusal", State.UNDER_REVIEW): lambda: recused_in(under_review),
    ("lift-recusal", State.SEEKING_CONSENSUS): lambda: recused_in(seeking_consensus),
    ("lift-recusal", State.DECIDED): lambda: recused_in(decided),
    ("lift-recusal", State.PUBLISHED): lambda: recused_in(published),
    ("ask-convenor", State.DECIDED): edited_otherwise,
    ("agree", State.DECIDED): change_asked,
    ("refuse", State.DECIDED): change_asked,
    ("agree", State.PUBLISHED): lambda: change_asked(published()),
    ("refuse", State.PUBLISHED): lambda: change_asked(published()),
    ("name-acting-convenor", State.DECIDED): convened_by_nobody,
    ("name-acting-convenor", State.PUBLISHED): lambda: published(convened_by_nobody()),
    ("redact", State.PUBLISHED): corrected,
    ("ask-withdrawal", State.PUBLISHED): judged,
    ("withdraw-verdict", State.PUBLISHED): judged,
    ("keep-verdict", State.PUBLISHED): asked_to_withdraw,
    ("restore", State.PUBLISHED): retired,
    **{("settle-places", state): partial(erased_in, state) for state in State},
    ("end-relation", State.PUBLISHED): related,
    ("end-translation", State.PUBLISHED): translated,
    ("remove-bulletin", State.PUBLISHED): with_a_bulletin,
}
