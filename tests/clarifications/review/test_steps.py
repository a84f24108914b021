"""Review: whose body is concerned, who drafts, the discussion, and drafts in versions."""

import datetime

import pytest

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import own_body_asks, user_actor
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.review.steps import DraftAnswer
from tests.builders import ALL_MET, SHARED, cast, drafted, received, seeking_consensus, under_review
from tests.factories import GroupFactory, RepresentativeFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db


def accepted():
    """With the group, but nobody has said whose body is concerned."""
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    return case


def test_nothing_is_done_before_the_own_interest_is_declared():
    case = accepted()

    with pytest.raises(StepRefused, match=r"^Say first whether your body is concerned\.$"):
        case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")


def test_whose_own_body_asks_is_known_before_the_case_opens():
    case = accepted()
    represents = RepresentativeFactory(body=case.body).user
    nominated = SeatFactory(body=case.body, group=case.group).user

    concerned = [own_body_asks(user, case.clarification, case.at) for user in (represents, nominated, case.max)]

    assert concerned == [True, True, False]


def test_who_discloses_may_act_and_it_is_shown():
    case = accepted()

    case.take(steps.DISCLOSE, case.max, note="We asked something like it.")
    case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")

    said = case.clarification.declarations.get(user=case.max)
    assert (said.interest, said.note) == ("disclosed", "We asked something like it.")


def test_a_disclosure_during_a_call_stands_on_the_roll():
    case = seeking_consensus()

    case.take(steps.DISCLOSE, case.max)

    assert list(case.call.roll.values_list("user__name", "disclosed")) == [
        ("Connie Example", False),
        ("Max Example", True),
        ("Mina Example", False),
    ]


def test_the_last_word_on_the_own_body_counts():
    case = drafted()
    case.take(steps.DISCLOSE, case.max)
    case.take(steps.DECLARE_NO_INTEREST, case.max)

    case.take(steps.CALL, case.connie, ends_on=case.at.date().replace(year=2027))

    assert case.call.roll.filter(disclosed=True).count() == 0


def test_a_disclosure_made_in_error_is_taken_off_the_roll():
    case = seeking_consensus()
    case.take(steps.DISCLOSE, case.max)

    case.take(steps.DECLARE_NO_INTEREST, case.max)

    assert case.call.roll.get(user=case.max).disclosed is False


def test_who_recuses_sees_nothing_and_may_do_nothing():
    case = under_review()

    case.take(steps.RECUSE, case.max)

    assert list(Clarification.objects.visible_to(user_actor(case.max))) == []
    with pytest.raises(StepRefused, match=r"^This step is for: Member\.$"):
        case.take(steps.COMMENT, case.max, text="I should not.")


def test_who_recuses_drafts_no_more():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    case.take(steps.RECUSE, case.max)

    assert case.clarification.drafter is None


def test_an_acting_convenor_who_recuses_convenes_no_more():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)

    case.take(steps.RECUSE, case.max)

    assert case.clarification.acting_convenor is None


def test_who_recuses_stays_on_the_roll_and_is_not_waited_for():
    case = seeking_consensus()
    case.agree(case.connie, case.max)

    case.take(steps.RECUSE, case.mina)

    assert case.call.roll.count() == 3
    assert case.call.is_answered_by_all is True


def test_a_lifted_recusal_brings_the_member_back():
    case = seeking_consensus()
    case.take(steps.RECUSE, case.mina)

    case.take(steps.LIFT_RECUSAL, case.sam, member=case.mina)
    case.agree(case.mina)

    assert case.call.roll.get(user=case.mina).position.view == "agree"


def test_the_convenor_whose_recusal_is_lifted_convenes_again():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)

    case.take(steps.LIFT_RECUSAL, case.sam, member=case.connie)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    assert case.clarification.drafter == case.max


def test_a_member_whose_recusal_is_lifted_leaves_the_acting_convenor():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.RECUSE, case.mina)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)

    case.take(steps.LIFT_RECUSAL, case.sam, member=case.mina)

    assert case.clarification.acting_convenor == case.max


def test_only_a_recusal_that_stands_is_lifted():
    case = under_review()
    case.take(steps.RECUSE, case.mina)

    with pytest.raises(StepRefused, match=r"^No recusal of this member stands\.$"):
        case.take(steps.LIFT_RECUSAL, case.sam, member=case.max)


@pytest.mark.parametrize("step", [steps.NAME_DRAFTER, steps.NAME_ACTING_CONVENOR], ids=str)
def test_nobody_from_outside_the_group_is_named(step):
    case = under_review()
    by = case.connie if step is steps.NAME_DRAFTER else case.sam

    with pytest.raises(StepRefused, match=r"^Name a member of the group who is not recused\.$"):
        case.take(step, by, member=SeatFactory(user__name="Olga Example").user)


def test_nobody_who_is_recused_is_named():
    case = under_review()
    case.take(steps.RECUSE, case.max)

    with pytest.raises(StepRefused, match=r"^Name a member of the group who is not recused\.$"):
        case.take(steps.NAME_DRAFTER, case.connie, member=case.max)


def test_handed_back_it_belongs_to_no_group():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    case.take(steps.HAND_BACK, case.connie)

    clarification = case.clarification
    assert (clarification.state, clarification.group, clarification.drafter) == (State.RECEIVED, None, None)


def test_another_group_takes_over_without_the_drafter():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    other = GroupFactory()

    case.take(steps.REASSIGN, case.sam, group=other)

    assert (case.clarification.group, case.clarification.drafter) == (other, None)
    assert list(Clarification.objects.visible_to(user_actor(case.max))) == []


def test_a_comment_can_be_a_reply():
    case = under_review()
    case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")
    first = case.clarification.comments.get()

    case.take(steps.COMMENT, case.mina, text="Not all of it.", reply_to=first)

    assert list(first.replies.values_list("text", flat=True)) == ["Not all of it."]


def test_a_reply_stays_in_its_case():
    other = under_review()
    other.take(steps.COMMENT, other.max, text="Clause 5.2 covers it.")
    elsewhere = other.clarification.comments.get()
    case = received(cast(**{name: getattr(other, name) for name in SHARED}))
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    case.open_for(case.mina)

    with pytest.raises(StepRefused, match=r"^The comment you reply to belongs to another case\.$"):
        case.take(steps.COMMENT, case.mina, text="Not all of it.", reply_to=elsewhere)


def test_a_page_sent_twice_says_nothing_twice():
    case = under_review()
    case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")

    with pytest.raises(StepRefused, match=r"^You said this already\.$"):
        case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")


def test_the_same_words_can_be_said_again_later():
    case = under_review()
    case.take(steps.COMMENT, case.max, text="Agreed.")
    case.take(steps.COMMENT, case.mina, text="Agreed.")

    case.take(steps.COMMENT, case.max, text="Agreed.")

    assert case.clarification.comments.count() == 3


def test_each_draft_is_a_version():
    case = drafted()

    case.take(steps.DRAFT, case.mina, answers=[DraftAnswer(["1"], "no", "It is not.", "5.2 says so.", ["It is new."])])

    assert list(case.clarification.decisions.values_list("number", "by__name", "note")) == [
        (1, "Max Example", "First draft"),
        (2, "Mina Example", ""),
    ]
    answer = case.clarification.decisions.get(number=2).answers.get()
    assert (answer.outcome, answer.considerations, answer.conditions) == ("no", "5.2 says so.", ["It is new."])


def test_an_answer_can_stand_for_several_questions():
    case = under_review(received(questions=[Asked("Is it?"), Asked("Was it?"), Asked("Will it be?")]))

    case.take(
        steps.DRAFT,
        case.max,
        answers=[DraftAnswer(["1", "3"], "yes", "It is."), DraftAnswer(["2"], "no", "It was not.")],
    )

    answers = case.clarification.decisions.get().answers.all()
    assert [[question.label for question in answer.questions.all()] for answer in answers] == [["1", "3"], ["2"]]


@pytest.mark.parametrize("labels", [["1", "7"], []])
def test_an_answer_names_questions_that_were_asked(labels):
    case = under_review()

    with pytest.raises(StepRefused, match=r"^An answer names a question that was not asked"):
        case.take(steps.DRAFT, case.max, answers=[DraftAnswer(labels, "yes", "It is.")])


def test_a_question_without_an_answer_stands_against_a_call():
    case = under_review(received(questions=[Asked("May it", parts=[Asked("do this?"), Asked("do that?")])]))
    case.take(steps.DRAFT, case.max, answers=[DraftAnswer(["1 a)"], "yes", "It may.")])

    with pytest.raises(StepRefused, match=r"^A question has no answer in the draft yet\.$"):
        case.take(steps.CALL, case.connie, ends_on=case.at.date().replace(year=2027))


def test_without_a_draft_nobody_is_asked():
    case = under_review()

    with pytest.raises(StepRefused, match=r"^A question has no answer in the draft yet\.$"):
        case.take(steps.CALL, case.connie, ends_on=case.at.date().replace(year=2027))


def test_an_administrator_has_no_part_in_a_case():
    case = under_review()
    ada = UserFactory(name="Ada Example", is_staff=True, is_superuser=True)

    with pytest.raises(StepRefused, match=r"^This step is for: Member\.$"):
        case.take(steps.COMMENT, ada, text="Let me in.")


def test_yes_under_conditions_needs_a_condition():
    case = under_review()

    with pytest.raises(StepRefused, match=r"^“Yes, under conditions” needs a condition\.$"):
        case.take(steps.DRAFT, case.max, answers=[DraftAnswer(["1"], "yes-under-conditions", "It is.")])
    case.take(
        steps.DRAFT, case.max, answers=[DraftAnswer(["1"], "yes-under-conditions", "It is.", "", ["It is said."])]
    )

    assert case.clarification.decisions.count() == 1


def test_who_saves_a_draft_is_its_author_and_drafts_from_now_on():
    case = under_review()

    case.take(steps.DRAFT, case.mina, answers=[])

    assert (case.clarification.decisions.get().by, case.clarification.drafter) == (case.mina, case.mina)


def test_the_named_drafter_is_asked_before_somebody_else_writes():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    with pytest.raises(StepRefused, match=r"^Max Example is named to draft: ask first, or say why you write\.$"):
        case.take(steps.DRAFT, case.mina, answers=[], reason=" ")
    case.take(steps.ASK_DRAFTER, case.mina, reason="May I?")
    case.take(steps.DRAFT, case.mina, answers=[], reason="Max travels.")

    assert case.clarification.drafter == case.mina
    assert [event.reason for event in case.clarification.events.order_by("-number")[:2]] == ["Max travels.", "May I?"]
    assert case.clarification.events.last().detail == "Draft 1, though somebody else was named to draft"


def test_whoever_drafts_hears_why_somebody_else_has_written():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    case.take(steps.DRAFT, case.mina, answers=[], reason="Max travels.")

    sent = {message.to_name: message for message in case.clarification.messages.filter(verb="draft")}
    assert {name: message.role for name, message in sent.items()} == {
        "Connie Example": "member",
        "Max Example": "drafter",
    }
    said = sent["Max Example"].text
    assert ("Mina Example has shown the group a draft" in said, "Max travels." in said) == (True, True)
    assert "Max travels." not in sent["Connie Example"].text


def test_nobody_is_asked_whether_they_draft_where_nobody_else_is_named():
    case = under_review()

    with pytest.raises(StepRefused, match=r"^Nobody waits to be asked about the draft\.$"):
        case.take(steps.ASK_DRAFTER, case.mina)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.mina)
    with pytest.raises(StepRefused, match=r"^Nobody waits to be asked about the draft\.$"):
        case.take(steps.ASK_DRAFTER, case.mina)


def test_a_drafter_who_has_shown_a_draft_is_not_asked_by_who_changes_it():
    case = drafted()

    case.take(steps.DRAFT, case.mina, answers=[])

    assert case.clarification.drafter == case.mina


def test_a_drafter_who_left_the_group_is_not_asked():
    case = under_review()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    yesterday = case.at.date() - datetime.timedelta(days=1)
    case.max.seats.update(since=datetime.date(2020, 1, 1), until=yesterday)

    case.take(steps.DRAFT, case.mina, answers=[])

    assert case.clarification.drafter == case.mina


def test_who_recuses_may_say_why():
    case = under_review()

    case.take(steps.RECUSE, case.max, note="We asked something like it.")

    event = case.clarification.events.latest("number")
    assert (case.clarification.recusals.get().note, event.detail) == ("We asked something like it.",) * 2
