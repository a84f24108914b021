"""Every step that the desk takes has a form, and its fields are exactly the facts of the step."""

import datetime
from dataclasses import fields

import pytest

from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.desk.step_views import FORMS
from clarifications.forms.layout import names_in
from clarifications.map.steps import STEPS, State
from clarifications.parts import PARTS
from clarifications.publication.composing import TypedQuestion
from clarifications.publication.topic_fields import TOPICS
from clarifications.register.pieces import Origin, PublishedAnswer, PublishedDates, PublishedVote
from clarifications.register.text import PublishedText
from tests.builders import cast, change_asked, clarification_in

OF_THE_REQUESTER = {"submit", "resubmit", "answer-inquiry", "correct-own-request", "withdraw"}
ELSEWHERE = OF_THE_REQUESTER | {"import-record"}  # which a command takes
WHOLE_TEXTS = {"enter-historic", "correct", "ask-convenor"}  # their facts are a whole public text, made of many fields
# Facts of a text that nobody types: what follows from the edition, what a group did, how it is stored.
NOT_TYPED = {"standard", "consensus", "format", "markup"}
AT = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


def case_for(verb):
    """A case whose page of this step can be opened."""
    asked_before = verb in ("agree", "refuse")  # they answer about a change that the convenor was asked about
    return change_asked() if asked_before else clarification_in(FORMS[verb].step.origins[0])


def test_every_step_of_the_desk_has_a_form():
    assert {step.verb for step in STEPS} - FORMS.keys() == ELSEWHERE


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(FORMS.keys() - WHOLE_TEXTS))
def test_the_fields_of_a_form_are_the_facts_of_its_step(verb):
    case = case_for(verb)

    form = FORMS[verb](clarification=case.clarification, by=user_actor(case.sam), at=AT)

    asked = {*form.fields, *form.formsets} - {"seen_version", "reason"}
    assert asked == {field.name for field in fields(PARTS[verb].facts)}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(FORMS))
def test_a_form_shows_all_its_fields_and_asks_for_a_reason_where_the_map_does(verb):
    step = FORMS[verb].step
    case = case_for(verb) if step.origins else cast()

    shown = case.clarification if step.origins else Clarification()
    form = FORMS[verb](clarification=shown, by=user_actor(case.sam), at=AT)

    assert ("reason" in form.fields) is step.reason
    assert sorted(names_in(form.layout())) == sorted([*form.fields, *form.formsets])


@pytest.mark.django_db
def test_every_fact_of_a_public_text_has_a_field():
    form = FORMS["enter-historic"](clarification=Clarification(), by=user_actor(cast().sam), at=AT)

    facts = {field.name for kind in (PublishedText, Origin, PublishedDates) for field in fields(kind)}
    asked = {*form.fields, *form.formsets} - {"seen_version", "reason", *TOPICS}
    assert asked == facts - NOT_TYPED - {"origin", "dates"}


@pytest.mark.django_db
@pytest.mark.parametrize("row", [PublishedAnswer, PublishedVote, TypedQuestion])
def test_every_fact_of_a_row_of_a_public_text_has_a_field(row):
    form = FORMS["enter-historic"](clarification=Clarification(), by=user_actor(cast().sam), at=AT)

    asked = [{*rows.empty_form.fields} for rows in form.formsets.values()]

    assert {field.name for field in fields(row)} in asked


@pytest.mark.django_db
def test_a_form_remembers_which_version_was_on_the_page():
    case = clarification_in(State.RECEIVED)

    form = FORMS["renew-link"](clarification=case.clarification, by=user_actor(case.sam), at=AT)

    assert form["seen_version"].value() == case.clarification.version
