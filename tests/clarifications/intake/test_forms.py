"""The pages of the request form, and the forms of the requester's own steps."""

from dataclasses import fields

import pytest
from django.http import QueryDict

from accounts.models import BodySuccession
from accounts.offers import offered_bodies
from clarifications.forms.sending import send
from clarifications.intake.forms import ResubmitForm, WithdrawForm
from clarifications.intake.models import UNFINISHED
from clarifications.intake.page_forms import BackgroundForm, CheckForm, IdentityForm, StandardForm, StartForm
from clarifications.intake.steps import ResubmitFacts
from clarifications.parts import PARTS
from standards.reading.dates import PartialDate
from tests import builders
from tests.builders import START
from tests.factories import BodyFactory, CommitteeFactory, EditionFactory, StandardFactory

RITA = {"contact": "Rita Example", "email": "rita@member.example"}


def posted(**fields: object) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in fields.items()})
    return data


@pytest.fixture
def edition(db):
    return EditionFactory(standard=StandardFactory(number="90025", slug="90025"))


# ---------- what a clause page passes on ----------


@pytest.mark.parametrize("named", ["90025/2017", "ISO/IEC 90025:2017", "90025", "DIN EN ISO/IEC 90025:2017"])
def test_an_edition_passed_on_is_taken_over(edition, named):
    answers = StartForm({"edition": named, "clause": "7.8.6"}).answers

    assert answers == {
        "standard": {"edition": edition.pk, "other_standard": ""},
        "question": {"clauses": "7.8.6", UNFINISHED: True},
    }


def test_an_edition_without_a_clause_fills_one_page(edition):
    answers = StartForm({"edition": "90025/2017"}).answers

    assert answers == {"standard": {"edition": edition.pk, "other_standard": ""}}


@pytest.mark.parametrize(
    "given", [{}, {"edition": "ISO 9001:2015", "clause": "7"}, {"edition": "%00", "clause": "abc"}]
)
def test_an_edition_that_is_not_casco_s_is_asked_for(edition, given):
    answers = StartForm(given).answers

    assert answers == {"standard": {"edition": None, "other_standard": "", UNFINISHED: True}}


def test_a_clause_that_cannot_be_read_is_not_passed_on(edition):
    answers = StartForm({"edition": "90025/2017", "clause": "7..2"}).answers

    assert answers == {"standard": {"edition": edition.pk, "other_standard": ""}}


# ---------- standard and edition ----------


def test_an_edition_is_kept_by_its_key(edition):
    form = StandardForm(posted(edition=edition.reference), at=START)

    assert form.kept() == {"edition": edition.pk, "other_standard": ""}


def test_a_withdrawn_edition_can_be_named(edition):
    old = EditionFactory(standard=edition.standard, year=1999, stage="95.99", withdrawn=PartialDate("2005"))

    form = StandardForm(posted(edition=old.reference), at=START)

    assert form.is_valid()


def test_another_committees_standard_can_be_typed(edition):
    form = StandardForm(posted(other_standard="ISO 9001:2015"), at=START)

    assert form.kept() == {"edition": None, "other_standard": "ISO 9001:2015"}


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"edition": ["Name the edition, or the standard of another committee."]}),
        (
            {"edition": "abc"},
            {"edition": ["This is not an edition of a CASCO standard. Name one of those, or name yours below."]},
        ),
        (
            {"other_standard": "iso/iec 90025"},
            {"other_standard": ["ISO/IEC 90025:2017 is one of CASCO's: name its edition above."]},
        ),
        (
            {"other_standard": "DIN EN ISO/IEC 90025, Abschnitt 7.1"},
            {"other_standard": ["ISO/IEC 90025:2017 is one of CASCO's: name its edition above."]},
        ),
        (
            {"other_standard": "ISO/IEC 90025:2017"},
            {"other_standard": ["ISO/IEC 90025:2017 is one of CASCO's: name its edition above."]},
        ),
    ],
)
def test_a_standard_that_cannot_be_taken_is_said_at_its_field(edition, given, errors):
    form = StandardForm(posted(**given), at=START)

    assert form.errors == errors


def test_an_edition_of_another_committee_is_refused(edition):
    other = EditionFactory(standard=StandardFactory(committee=CommitteeFactory(reference="ISO/TC 176")))

    form = StandardForm(posted(edition=other.reference), at=START)

    assert list(form.errors) == ["edition"]
    assert form.kept() == {"edition": other.reference, "other_standard": "", UNFINISHED: True}


def test_both_an_edition_and_another_standard_are_one_too_many(edition):
    form = StandardForm(posted(edition=edition.reference, other_standard="ISO 9001"), at=START)

    assert form.errors == {"other_standard": ["You named an edition already. Name another standard only without one."]}


# ---------- background ----------


def test_background_and_understanding_may_be_left_empty(db):
    form = BackgroundForm(posted(), at=START)

    assert form.kept() == {"background": "", "understanding": ""}


def test_a_text_that_is_too_long_is_kept_as_typed(db):
    text = "x" * 200_000

    form = BackgroundForm(posted(background=text), at=START)

    assert form.kept() == {"background": text, "understanding": "", UNFINISHED: True}
    assert form.errors == {"background": ["200\u00a0000 of at most 10\u00a0000 characters."]}


def test_what_a_draft_keeps_stands_in_the_fields_again(db):
    form = BackgroundForm(answers={"background": "Why", UNFINISHED: True}, at=START)

    assert (form["background"].value(), form["understanding"].value()) == ("Why", None)


# ---------- who asks ----------


def test_a_body_of_the_list_asks(db):
    body = BodyFactory()

    form = IdentityForm(posted(body=body.name, **RITA), at=START)

    assert form.kept() == {
        **{"body": body.pk, "body_name": "", "claimed_kind": ""},
        **{"contact": "Rita Example", "position": "", "email": "rita@member.example", "originator": ""},
    }


def test_a_body_is_typed_with_what_it_is_to_iso(db):
    form = IdentityForm(posted(body_name="Standards Norland (Example)", claimed_kind="other", **RITA), at=START)

    assert form.is_valid()


def test_bodies_are_offered_by_what_they_are_and_others_must_be_typed(db):
    member = BodyFactory(kind="member", acronym="SNE", name="Standards Norland", country="Norland")
    liaison = BodyFactory(kind="liaison", name="Example Forum")
    BodyFactory(kind="other")
    BodyFactory(kind="member", is_active=False)

    offered = [(offer.key, offer.text, offer.note) for offer in offered_bodies(START.date())]

    assert offered == [
        (member.pk, "SNE, Standards Norland (Norland)", "ISO member body"),
        (liaison.pk, "Example Forum", "Organisation in category A liaison"),
    ]


@pytest.mark.parametrize("named", ["#{}", "Then", "then"])
def test_a_draft_that_names_a_former_body_learns_which_has_its_role_today(db, named):
    former, today = BodyFactory(kind="liaison", name="Then"), BodyFactory(kind="liaison", name="Today")
    BodySuccession.objects.create(older=former, newer=today, since="2020-01-01", source="An example")

    form = IdentityForm(posted(**(RITA | {"body": named.format(former.pk)})), at=START)

    assert form.errors == {"body": [f"{today} has the role of {former} today: name it instead."]}


def test_a_former_body_that_is_typed_is_not_taken_but_the_one_with_its_role_is_named(db):
    former, today = BodyFactory(kind="liaison", name="Then"), BodyFactory(kind="liaison", name="Today")
    BodySuccession.objects.create(older=former, newer=today, since="2020-01-01", source="An example")
    typed = RITA | {"body_name": "THEN", "claimed_kind": "liaison", "endorser_email": "any@elsewhere.example"}

    form = IdentityForm(posted(**typed), at=START, asking=True)

    assert form.errors == {"body_name": [f"{today} has the role of {former} today: name it instead."]}


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"body": ["Name the body that asks, or type its name below."]}),
        ({"body": "nobody"}, {"body": ["This body is not in the list. Name one of those, or type its name below."]}),
        ({"body": "999999"}, {"body": ["This body is not in the list. Name one of those, or type its name below."]}),
        ({"body_name": "Norland"}, {"claimed_kind": ["Say what this body is to ISO."]}),
        ({"body_name": "x" * 201}, {"body_name": ["201 of at most 200 characters."]}),
        ({"body_name": "Norland", "claimed_kind": "king"}, ["claimed_kind"]),
        (
            {"body_name": "Norland", "claimed_kind": "member", "email": "rita"},
            {"email": ["This is not an e-mail address. One looks like name@body.example."]},
        ),
        (
            {"body_name": "Norland", "claimed_kind": "member", "email": "", "contact": " "},
            {
                "contact": ["Name the person to whom the secretariat writes."],
                "email": ["Give the e-mail address for the confirmation."],
            },
        ),
    ],
)
def test_what_is_wrong_with_an_identity_is_said_at_its_field(db, given, errors):
    form = IdentityForm(posted(**(RITA | given)), at=START)

    assert (list(form.errors) if isinstance(errors, list) else form.errors) == errors


def test_a_body_chosen_and_typed_is_one_too_many(db):
    form = IdentityForm(posted(body=BodyFactory().name, body_name="Norland", claimed_kind="member", **RITA), at=START)

    assert form.errors == {"body_name": ["You named a body already. Type a name only without one."]}


def test_nobody_may_be_recognised(db):
    assert CheckForm({}).errors == {
        "nobody_named": ["Read the upper part once more, and say that nobody can be recognised in it."]
    }


# ---------- the requester's steps ----------


def test_the_answers_and_wordings_are_the_facts_of_the_step(db):
    case = builders.returned()
    data = {"seen_version": case.clarification.version, "answer_1": "2017.", "answer_2": "No.", "question_1": "Is it?"}

    form = ResubmitForm(data, clarification=case.clarification, by=case.rita, at=case.at)

    assert form.is_valid()
    assert form.facts() == ResubmitFacts(answers={1: "2017.", 2: "No."}, rewordings={"1": "Is it?"})
    assert type(form.facts()) is PARTS[form.step.verb].facts


def test_each_question_is_answered_and_none_is_emptied(db):
    case = builders.returned()

    form = ResubmitForm({"answer_1": "2017."}, clarification=case.clarification, by=case.rita, at=case.at)

    said = [errors for part in form.all_forms for errors in part.errors.values()]
    assert said == [
        ["Answer question 2 of the secretariat."],
        ["Question 1 cannot be empty. Put it otherwise, or leave it as it was."],
    ]


def test_own_questions_stand_in_their_boxes(db):
    case = builders.returned()

    form = ResubmitForm(clarification=case.clarification, by=case.rita, at=case.at)

    wordings = [row["text"].value() for row in form.formsets["rewordings"]]
    assert wordings == ["Is examining an item through transmitted images an inspection?"]


def test_where_nothing_was_asked_nothing_is_answered(db):
    case = builders.received()

    form = ResubmitForm(clarification=case.clarification, by=case.rita, at=case.at)

    assert list(form.formsets["answers"]) == []


def test_withdrawing_asks_for_a_reason(db):
    case = builders.received()

    form = WithdrawForm({"reason": " "}, clarification=case.clarification, by=case.rita, at=case.at)

    assert list(form.errors) == ["reason"]
    assert fields(PARTS[form.step.verb].facts) == ()


def test_a_stale_answer_keeps_its_text_and_may_be_sent_again(db):
    case = builders.returned()
    data = posted(seen_version=case.clarification.version - 1, answer_1="2017.", answer_2="No.", question_1="Is it?")
    form = ResubmitForm(data, clarification=case.clarification, by=case.rita, at=case.at)

    taken = send(form, case.clarification, by=case.rita, at=case.at)

    assert (taken, form["seen_version"].value()) == (None, str(case.clarification.version))
    assert [row["text"].value() for row in form.formsets["answers"]] == ["2017.", "No."]
    assert form.non_field_errors() == [
        f"Somebody was faster: somebody changed the case at {case.at:%H:%M} UTC. Your text is kept below."
    ]
