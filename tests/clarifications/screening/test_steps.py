"""Screening: findings, returns, and the ends and the way on that a received request has."""

import datetime

import pytest

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import user_actor
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.beside import RelationKind
from clarifications.screening.answering import answering
from clarifications.screening.criteria import criteria_for
from clarifications.screening.models import CriteriaSet, Criterion, Finding
from tests.builders import (
    ALL_MET,
    answered,
    not_accepted,
    received,
    referred,
    returned,
    seeking_consensus,
    text_of,
    under_review,
    withdrawn,
)
from tests.factories import EditionFactory, GroupFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


def test_a_request_comes_back_with_the_questions_that_say_something():
    case = received()

    case.take(steps.SEND_BACK, case.sam, questions=["Which edition?", "  ", " Is 7.1.6 meant too? "])

    asked = case.clarification.returns.get().questions.values_list("order", "text")
    assert list(asked) == [(1, "Which edition?"), (2, " Is 7.1.6 meant too?")]


def test_a_return_asks_something():
    case = received()

    with pytest.raises(StepRefused, match=r"^Ask the requester at least one question\.$"):
        case.take(steps.SEND_BACK, case.sam, questions=[" "])


def test_a_request_can_come_back_twice():
    case = returned()
    case.take(steps.RESUBMIT, case.rita, answers={1: "2017", 2: "Yes"}, rewordings={})

    case.take(steps.SEND_BACK, case.sam, questions=["And which clause?"])

    assert case.clarification.returns.count() == 2


def test_findings_are_kept_with_who_found_them():
    case = received()

    case.take(steps.RECORD_FINDING, case.sam, findings={1: ("met", ""), 4: ("not-met", "It asks how.")})

    found = case.clarification.findings.values_list("criterion__number", "result", "reason", "by__name")
    assert list(found) == [(1, "met", "", "Sam Example"), (4, "not-met", "It asks how.", "Sam Example")]
    assert case.clarification.screened_by == case.sam


def test_a_finding_can_be_put_otherwise():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings={4: ("not-met", "It asks how.")})

    case.take(steps.RECORD_FINDING, case.sam, findings={4: ("met", "It asks what is meant.")})

    assert case.clarification.findings.get().result == "met"


def test_a_case_keeps_the_criteria_it_was_checked_against():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings={1: ("met", "")})
    younger = CriteriaSet.objects.create(name="Younger", since=case.at.date())
    Criterion.objects.create(criteria_set=younger, number=1, title="Another", meaning="Another.")

    case.take(steps.RECORD_FINDING, case.sam, findings={2: ("met", "")})

    assert case.clarification.criteria_set != younger
    assert len(criteria_for(case.clarification, case.at)) == 8


def test_without_criteria_in_force_there_is_nothing_to_find():
    case = received()
    CriteriaSet.objects.update(since=case.at.date() + datetime.timedelta(days=1))

    case.take(steps.RECORD_FINDING, case.sam, findings={})

    assert criteria_for(case.clarification, case.at) == []
    assert Finding.objects.count() == 0


def test_without_criteria_in_force_nothing_is_accepted():
    case = received()
    CriteriaSet.objects.update(since=case.at.date() + datetime.timedelta(days=1))

    with pytest.raises(StepRefused, match=r"^A criterion has no finding yet\.$"):
        case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")


def test_the_desk_sees_each_criterion_with_its_finding():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings={2: ("met", "")})

    rows = [
        (row["criterion"].number, row["finding"] and row["finding"].result)
        for row in criteria_for(case.clarification, case.at)
    ]

    assert rows[:3] == [(1, None), (2, "met"), (3, None)]


def test_a_request_is_not_accepted_with_a_reason_that_the_requester_reads():
    case = not_accepted()

    clarification = case.clarification
    assert (clarification.state, clarification.reason_code) == (State.NOT_ACCEPTED, "how-to")
    assert clarification.closing_note == "Because the example says so."


def test_a_request_that_meets_every_criterion_is_not_refused():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    with pytest.raises(StepRefused, match=r"^No criterion is found not met\.$"):
        case.take(steps.NOT_ACCEPT, case.sam, reason_code="how-to")


def test_a_refusal_names_its_reason():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how.")})

    with pytest.raises(StepRefused, match=r"^Choose the reason for not accepting\.$"):
        case.take(steps.NOT_ACCEPT, case.sam, reason_code="")


def test_a_request_is_referred_to_a_committee():
    case = referred()

    assert case.clarification.referred_to.reference == "ISO/CASCO"


def test_a_referral_names_the_committee():
    case = received()

    with pytest.raises(StepRefused, match=r"^Name the committee"):
        case.take(steps.REFER, case.sam, committee=None)


def test_a_record_answers():
    case = answered()

    assert [row.record.title for row in answering(case.clarification)] == ["Images that the client transmits"]


def test_several_records_answer_in_the_order_in_which_they_were_named():
    register = Register()
    first, second = register.add("The first"), register.add("The second")
    case = received(register.case())

    case.take(steps.ANSWER, case.sam, records=[second, first])

    assert [row.record for row in answering(case.clarification)] == [second, first]
    assert case.clarification.events.last().detail == f"{second.name}; {first.name}"


def test_an_answer_names_a_record():
    case = received()

    with pytest.raises(StepRefused, match=r"^Name the published record that answers the request\.$"):
        case.take(steps.ANSWER, case.sam, records=[])


def test_a_retired_record_answers_nothing():
    register = Register()
    stays, replaced, gone = register.add("It stands"), register.published("Replaced"), register.published("Gone")
    replaced.take(steps.RETIRE, replaced.sam, replacement=stays)
    gone.take(steps.RETIRE, gone.sam, replacement=None)
    case = received(register.case())
    records = [stays, replaced.clarification.record, gone.clarification.record]

    with pytest.raises(StepRefused) as refused:
        case.take(steps.ANSWER, case.sam, records=records)

    assert refused.value.reasons == [
        f"{records[1].name} is retired; {stays.name} replaces it.",
        f"{records[2].name} is retired.",
    ]


def test_what_became_of_a_record_that_answered_is_said():
    register = Register()
    retired, superseded, renumbered = register.published("A"), register.add("B"), register.published("C")
    replacement, current = register.add("D"), register.published("E")
    case = received(register.case())
    named = [retired.clarification.record, superseded, renumbered.clarification.record, replacement]
    case.take(steps.ANSWER, case.sam, records=named)

    retired.take(steps.RETIRE, case.sam, replacement=replacement)
    current.take(steps.RELATE, case.sam, other=superseded, kind=RelationKind.SUPERSEDES)
    other = EditionFactory(standard=case.edition.standard, year=2031)
    renumbered.take(steps.CORRECT, case.sam, edition=other, content=text_of(renumbered))

    rows = answering(case.clarification)
    assert [row.record for row in rows] == named
    assert [row.instead for row in rows] == [replacement, current.clarification.record, None, None]
    assert rows[2].record.name == f"{other.reference}, clarification 1"


def test_a_request_that_is_taken_up_again_is_answered_by_nothing():
    case = answered()

    case.take(steps.RECONSIDER, case.sam)

    assert (answering(case.clarification), case.clarification.records_that_answer.count()) == ([], 0)


def test_what_answers_takes_as_many_queries_for_three_records_as_for_one(django_assert_num_queries):
    register = Register()
    records = [register.add(title) for title in "ABC"]
    one, three = received(register.case()), received(register.case())
    one.take(steps.ANSWER, one.sam, records=records[:1])
    three.take(steps.ANSWER, three.sam, records=records)

    for case in (one, three):
        with django_assert_num_queries(2):
            said = [(row.record.name, row.record.get_absolute_url()) for row in answering(case.clarification)]
        assert len(said) == case.clarification.records_that_answer.count()


def test_accepting_confirms_what_the_requester_is_and_hands_over():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="liaison")

    clarification = case.clarification
    assert clarification.identity.confirmed_kind == "liaison"
    assert (clarification.group, clarification.accepted_at) == (case.group, case.at)


def test_accepting_needs_what_the_requester_is():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    with pytest.raises(StepRefused, match=r"^Confirm what the requesting body is"):
        case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="")


def test_a_criterion_that_blocks_stands_against_accepting():
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how.")})

    with pytest.raises(StepRefused, match=r"^A criterion that blocks is found not met\.$"):
        case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")


def test_accepted_again_it_keeps_its_first_day():
    case = under_review()
    first = case.clarification.accepted_at
    case.take(steps.HAND_BACK, case.connie)

    case.take(steps.ACCEPT, case.sam, group=GroupFactory(), requester_kind="member")

    assert case.clarification.accepted_at == first


def test_a_request_about_another_standard_is_not_accepted_for_a_group():
    case = received(edition=None, other_standard="ISO 9001:2015")
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)

    with pytest.raises(StepRefused, match=r"^The request names no edition of a CASCO standard\.$"):
        case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")


def test_taken_up_again_nothing_of_its_end_is_left():
    case = not_accepted()

    case.take(steps.RECONSIDER, case.sam)

    clarification = case.clarification
    assert (clarification.state, clarification.reason_code, clarification.closing_note) == (State.RECEIVED, "", "")


def test_taken_up_again_it_belongs_to_no_group():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    withdrawn(case)

    case.take(steps.RECONSIDER, case.sam)

    clarification = case.clarification
    assert (clarification.group, clarification.drafter, clarification.acting_convenor) == (None, None, None)


def test_a_renewed_link_ends_the_former_one():
    case = received()
    former = case.clarification.link

    case.take(steps.RENEW_LINK, case.sam)

    assert type(case.clarification).by_link(former) is None
    assert type(case.clarification).by_link(case.clarification.link) == case.clarification


@pytest.mark.parametrize("build", [under_review, seeking_consensus])
def test_an_acceptance_is_taken_back(build):
    case = build()

    case.take(steps.TAKE_BACK, case.sam, reason="It is a dispute between two bodies.")

    clarification = case.clarification
    assert (clarification.state, clarification.group, clarification.accepted_at) == (State.RECEIVED, None, None)
    assert not clarification.calls.filter(closed_at__isnull=True).exists()
    assert not Clarification.objects.visible_to(user_actor(case.max)).exists()


def test_a_request_that_was_taken_back_can_be_accepted_again():
    case = under_review()
    case.take(steps.TAKE_BACK, case.sam)

    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")

    assert (case.clarification.group, case.clarification.accepted_at) == (case.group, case.at)


def test_the_requester_is_asked_without_returning_the_request():
    case = under_review()

    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme is it?", " "])

    asked = case.clarification.returns.get()
    assert (case.clarification.state, asked.is_inquiry) == (State.UNDER_REVIEW, True)
    assert list(asked.questions.values_list("order", "text")) == [(1, "Which scheme is it?")]


def test_the_requester_is_asked_something():
    case = under_review()

    with pytest.raises(StepRefused, match=r"^Nothing is asked of you\.$"):
        case.take(steps.ASK_REQUESTER, case.sam, questions=[])


def test_an_inquiry_is_answered_while_the_request_goes_on():
    case = under_review()
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme is it?"])
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Since when?"])

    case.take(steps.ANSWER_INQUIRY, case.rita, answers={1: "The one of 2019."})

    answers = case.clarification.returns.values_list("questions__answer", "answered_at")
    assert list(answers) == [("The one of 2019.", case.at), ("", None)]


def test_every_question_of_an_inquiry_is_answered():
    case = under_review()
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme is it?"])

    with pytest.raises(StepRefused, match=r"^Answer every question of the secretariat\.$"):
        case.take(steps.ANSWER_INQUIRY, case.rita, answers={1: " "})


def test_a_request_that_is_returned_beside_an_inquiry_waits_for_what_it_was_returned_with():
    case = received()
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme is it?"])
    case.take(steps.SEND_BACK, case.sam, questions=["Which edition?"])

    case.take(steps.RESUBMIT, case.rita, answers={1: "The newest."}, rewordings={})

    assert case.clarification.has_open_inquiry() is True
    assert case.clarification.returns.get(is_inquiry=False).questions.get().answer == "The newest."
