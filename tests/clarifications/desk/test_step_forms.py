"""Every step that the desk takes has a form, and its fields are exactly the facts of the step."""

import datetime
from dataclasses import fields
from types import SimpleNamespace

import pytest

from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.desk.step_views import FORMS
from clarifications.map.steps import STEPS, State
from clarifications.parts import PARTS
from tests.builders import cast, clarification_in

ELSEWHERE = {"submit", "resubmit", "withdraw"}  # the requester's, in forms/intake.py
IN_ROWS = {"rows": ["questions", "answers", "votes"]}  # a row of a historic text holds three facts
AT = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


def test_every_step_of_the_desk_has_a_form():
    assert {step.verb for step in STEPS} - FORMS.keys() == ELSEWHERE


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(FORMS))
def test_the_fields_of_a_form_are_the_facts_of_its_step(verb):
    step = FORMS[verb].step
    case = (
        clarification_in(step.origins[0])
        if step.origins
        else SimpleNamespace(clarification=Clarification(), sam=cast().sam)
    )

    form = FORMS[verb](clarification=case.clarification, by=user_actor(case.sam), at=AT)

    from_rows = {fact for name in form.formsets for fact in IN_ROWS.get(name, [name])}
    asked = ({*form.fields} | from_rows) - {"seen_version", "reason"}
    assert asked == {field.name for field in fields(PARTS[verb].facts)}
    assert ("reason" in form.fields) is step.reason
    assert sorted(form.layout()) == sorted([*form.fields, *form.formsets])


@pytest.mark.django_db
def test_a_form_remembers_which_version_was_on_the_page():
    case = clarification_in(State.RECEIVED)

    form = FORMS["renew-link"](clarification=case.clarification, by=user_actor(case.sam), at=AT)

    assert form["seen_version"].value() == case.clarification.version
