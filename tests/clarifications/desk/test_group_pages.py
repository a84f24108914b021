"""The pages of the steps of a group: interest, drafter, comments, drafts, call, positions, conclusion."""

import datetime

import pytest
from django.utils import timezone
from django.utils.dateformat import format as date_format

from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import ALL_MET, cast, clarification_in, drafted, received, seeking_consensus, under_review
from tests.clarifications.desk.pages import address_of, flash, fresh, opened, recent, send, texts
from tests.factories import GroupFactory, SeatFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_whose_body_is_concerned_is_said_on_the_way_in(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    browser = browser_of(case.max)
    asked = texts(browser.get(address_of(case, "disclose")))

    response = send(browser, case, "disclose", note="We asked something like it.")

    assert "Is examining an item" not in asked
    assert "Is examining an item" in texts(browser.get(response.headers["Location"]))


def test_a_recusal_leads_back_to_the_desk_and_so_does_a_second_click(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "recuse")

    responses = [browser.post(address_of(case, "recuse"), fields) for _click in range(2)]

    assert [response.headers["Location"] for response in responses] == ["/desk/", "/desk/"]
    assert fresh(case).recusals.count() == 1


def test_a_drafter_is_named(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.connie), case, "name-drafter", member=str(case.max.pk))

    assert fresh(case).drafter == case.max


def test_nobody_from_outside_is_offered_as_drafter(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    stranger = SeatFactory(user__name="Olga Example").user

    page = send(browser_of(case.connie), case, "name-drafter", member=str(stranger.pk))

    assert "Select a valid choice." in texts(page)
    assert "Olga Example" not in texts(page)


def test_a_comment_is_made_once_however_often_the_button_is_pressed(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "comment", text="Clause 5.2 covers it.")

    responses = [browser.post(address_of(case, "comment"), fields) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert fresh(case).comments.count() == 1


def test_a_reply_is_prepared_by_the_address(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")
    comment = case.clarification.comments.get()
    browser = browser_of(case.mina)
    page = texts(browser.get(f"{case.clarification.get_absolute_url()}?reply_to={comment.pk}"))

    send(browser, case, "comment", text="Not all of it.", reply_to=str(comment.pk))

    assert f'name="reply_to" value="{comment.pk}"' in page
    assert comment.replies.get().text == "Not all of it."


def test_a_draft_begins_with_the_last_one(browser_of):
    case = drafted()
    browser = browser_of(case.mina)
    fields = opened(browser, case, "draft")

    browser.post(address_of(case, "draft"), fields | {"answers-0-position": "It is not.", "note": "Turned round"})

    answer = fresh(case).decisions.last().answers.get()
    assert (fields["answers-0-questions"], fields["answers-0-outcome"]) == (["1"], ["yes"])
    assert (answer.position, fresh(case).decisions.last().note) == ("It is not.", "Turned round")


def test_conditions_are_written_one_a_line(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    typed = {"answers-0-outcome": "yes-under-conditions", "answers-0-position": "It may."}
    typed |= {"answers-0-conditions": "- It is recorded.\r\n\r\nThe client agrees.  "}

    send(browser_of(case.max), case, "draft", **typed)

    assert fresh(case).decisions.get().answers.get().conditions == ["- It is recorded.", "The client agrees."]


def test_an_answer_says_to_which_question(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = send(browser_of(case.max), case, "draft", **{"answers-0-questions": [], "answers-0-outcome": "yes"})

    assert texts(page).count("This field is required.") >= 2
    assert fresh(case).decisions.count() == 0


def test_yes_under_conditions_asks_for_a_condition_beside_the_field(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    typed = {"answers-0-outcome": "yes-under-conditions", "answers-0-position": "It may."}

    page = Page(send(browser_of(case.max), case, "draft", **typed))

    assert page.errors == [("id_answers-0-conditions", "Name at least one condition.")]


def test_the_named_drafter_is_asked_first(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    browser = browser_of(case.mina)
    typed = {"answers-0-outcome": "yes", "answers-0-position": "It may."}

    refused = send(browser, case, "draft", **typed)
    send(browser, case, "draft", reason="Max travels until Monday.", **typed)

    assert "Tells who is named to draft and 2 experts." in texts(refused)
    assert Page(refused).errors == [("id_reason", "Ask first, or say why you write.")]
    assert fresh(case).decisions.get().by == case.mina
    assert "Max travels until Monday." in texts(browser.get(case.clarification.get_absolute_url()))


def test_who_asks_the_drafter_first_finds_again_what_they_typed(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    mina, day = browser_of(case.mina), date_format(case.clarification.events.last().at, "j F Y")
    typed = {"answers-0-position": "It may, I think.", "keep": "ask-drafter"}

    asking = mina.post(address_of(case, "draft"), opened(mina, case, "draft", **typed), follow=True)
    send(mina, case, "ask-drafter", reason="Are you on it?")

    page = texts(mina.get(address_of(case, "draft")))
    message = case.clarification.messages.get(verb="ask-drafter")
    assert asking.redirect_chain == [(address_of(case, "ask-drafter"), 302)]
    assert (message.to_name, "Mina Example asks you" in message.text) == ("Max Example", True)
    assert "Are you on it?" in message.text
    assert "It may, I think." in page
    assert f"Max Example is named to draft since {day}, and has shown nothing yet." in page
    assert f"You asked them on {date_format(fresh(case).events.last().at, 'j F Y')}." in page


def test_whoever_begins_to_write_reads_who_is_named_since_when_and_whether_that_person_has_begun(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    day = date_format(case.clarification.events.last().at, "j F Y")
    max_, mina = browser_of(case.max), browser_of(case.mina)
    before = texts(mina.get(address_of(case, "draft")))
    typed = {"answers-0-position": "Half a", "keep": "yes"}
    said = texts(max_.post(address_of(case, "draft"), opened(max_, case, "draft", **typed), follow=True))

    after = texts(mina.get(address_of(case, "draft")))

    named = f"Max Example is named to draft since {day}, and has shown nothing yet."
    assert (named in before, named in after, named in said) == (True, True, False)
    assert ("They have begun: a draft is kept." in after, "They have begun" in before) == (True, False)
    assert ("Half a" in after, "the group sees that you began" in said) == (False, True)


def test_a_call_shows_draft_and_roll_and_asks_for_three_weeks(browser_of):
    case = drafted(under_review(recent()))
    browser = browser_of(case.connie)
    page = texts(browser.get(address_of(case, "call")))

    send(browser, case, "call")

    assert "It is, if the inspector directs it." in page
    assert [name in page for name in ("Connie Example", "Max Example", "Mina Example")] == [True, True, True]
    assert "Asks 3 experts." in page
    assert fresh(case).calls.get().ends_on == timezone.now().date() + datetime.timedelta(days=21)


@pytest.mark.parametrize("day", ["9999-12-31", "2026-02-30", "2020-01-01", "soon", ""])
def test_a_day_that_cannot_be_is_refused_and_kept(browser_of, day):
    case = drafted(under_review(recent()))

    page = send(browser_of(case.connie), case, "call", ends_on=day)

    assert page.status_code == 200
    assert f'name="ends_on" value="{day}"' in texts(page) or not day
    assert fresh(case).state == State.UNDER_REVIEW


def test_a_position_is_taken_on_the_draft_that_was_shown(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    browser = browser_of(case.max)
    page = texts(browser.get(address_of(case, "take-position")))

    send(browser, case, "take-position", view="object", why="It is too narrow.")

    assert "It is, if the inspector directs it." in page
    assert (case.call.roll.get(user=case.max).position.view, opened(browser, case, "take-position")["view"]) == (
        "object",
        ["object"],
    )


def test_an_objection_without_a_reason_is_not_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))

    page = send(browser_of(case.max), case, "take-position", view="object")

    assert "Say why you object." in texts(page)
    assert texts(page).count("<title>Error: ") == 1


def test_a_position_on_a_call_that_is_over_is_not_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    browser = browser_of(case.max)
    fields = opened(browser, case, "take-position", view="agree")
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    page = browser.post(address_of(case, "take-position"), fields)

    assert page.status_code == 409
    assert "This call is over; another may be open." in texts(page)


def test_an_objection_is_answered_kept_and_accounted_for(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.object(case.max)
    connie, max_ = browser_of(case.connie), browser_of(case.max)

    refused = send(connie, case, "handle-objection")
    send(connie, case, "handle-objection", answer="The others read it so.")
    page = texts(max_.get(address_of(case, "judge-answer")))
    send(max_, case, "judge-answer", handling="kept", word="I read it otherwise.")
    send(connie, case, "sustain-objection", account="One interest alone.")

    position = case.call.roll.get(user=case.max).position
    said = (position.handling, position.answer, position.word, position.account)
    assert "This field is required." in texts(refused)
    assert "The others read it so." in page
    assert said == ("sustained", "The others read it so.", "I read it otherwise.", "One interest alone.")


def test_an_objection_that_changed_meanwhile_is_read_before_it_is_answered(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.object(case.max)
    browser = browser_of(case.connie)
    fields = opened(browser, case, "handle-objection", answer="The clause says so.")
    case.object(case.max, why="It forbids what is usual.")

    page = browser.post(address_of(case, "handle-objection"), fields)

    assert "Somebody was faster: Max Example changed the case" in texts(page)
    assert [said in texts(page) for said in ("It forbids what is usual.", "The clause says so.")] == [True, True]
    assert case.call.roll.get(user=case.max).position.handling == ""


def test_a_word_on_another_answer_than_was_read_is_not_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.object(case.max)
    case.answer(case.max)
    browser = browser_of(case.max)
    fields = opened(browser, case, "judge-answer", handling="resolved")
    case.object(case.max)
    case.answer(case.max, "Another answer.")

    page = browser.post(address_of(case, "judge-answer"), fields)
    again = browser.post(address_of(case, "judge-answer"), Page(page, 'form[method="post"][novalidate]').fields)

    assert "Another answer." in texts(page)
    assert (page.status_code, again.status_code) == (409, 302)


def test_a_call_is_concluded_with_positions_in_view(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.max, case.mina)
    browser = browser_of(case.connie)
    page = texts(browser.get(address_of(case, "conclude")))

    response = send(browser, case, "conclude", reason="All agree.")

    assert page.count("Agrees") == 3
    assert flash(browser, response).endswith("Connie Example concluded: Consensus. Next: Secretariat publishes.")


def test_a_position_that_was_taken_meanwhile_is_shown_before_the_call_is_concluded(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.max, case.mina)
    browser = browser_of(case.connie)
    fields = opened(browser, case, "conclude", reason="All agree.")
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="abstain")

    page = browser.post(address_of(case, "conclude"), fields)
    again = browser.post(address_of(case, "conclude"), Page(page, 'form[method="post"][novalidate]').fields)

    assert "Somebody was faster: Max Example changed the case" in texts(page)
    assert [word in texts(page) for word in ("Abstains", "All agree.")] == [True, True]
    assert (again.status_code, fresh(case).state) == (302, State.DECIDED)


def test_a_call_is_lengthened(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    last = case.call.ends_on

    refused = send(browser_of(case.sam), case, "lengthen-call", ends_on=str(last), reason="Two travel.")
    send(browser_of(case.sam), case, "lengthen-call", reason="Two travel.")

    assert "The call must end on" in texts(refused)
    assert (case.call.ends_on - last).days == 7


@pytest.mark.parametrize("verb", ["reopen", "abandon"])
def test_a_round_ends_otherwise(browser_of, verb):
    case = seeking_consensus(drafted(under_review(received(cast(at=timezone.now() - datetime.timedelta(days=24))))))
    case.agree(case.connie, case.max, case.mina)

    send(browser_of(case.connie), case, verb, reason="It is not settled.")

    assert fresh(case).state == {"reopen": "under-review", "abandon": "decided"}[verb]


def test_handed_back_the_case_is_gone_from_the_desk_of_the_convenor(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.connie)
    fields = opened(browser, case, "hand-back", reason="It is for the laboratories.")

    responses = [browser.post(address_of(case, "hand-back"), fields) for _click in range(2)]

    assert [response.headers["Location"] for response in responses] == ["/desk/", "/desk/"]
    assert fresh(case).state == State.RECEIVED


def test_a_recusal_is_lifted(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.RECUSE, case.mina)

    send(browser_of(case.sam), case, "lift-recusal", member=str(case.mina.pk), reason="It was another case.")

    assert fresh(case).recusals.get().lifted_at is not None


def test_an_acting_convenor_is_named(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.RECUSE, case.connie)

    send(browser_of(case.sam), case, "name-acting-convenor", member=str(case.max.pk), reason="Connie is recused.")

    assert fresh(case).acting_convenor == case.max


def test_another_group_takes_over(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    other = GroupFactory()

    page = send(browser_of(case.sam), case, "reassign", group=str(case.group.pk), reason="Theirs.")
    send(browser_of(case.sam), case, "reassign", group=str(other.pk), reason="Theirs.")

    assert "Select a valid choice." in texts(page)
    assert fresh(case).group == other
